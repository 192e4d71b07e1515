"""The mirror of an ACCT is written by those who may, says what can be true, and keeps what was recorded before."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.acct.conftest import BEGAN, DAY, HOUR, NUMBER, Mirror, closed, opened, reviewed, standing
from tests.cast import Cast, live_at
from throughcare.acct import checking, mirroring, numbers
from throughcare.acct.mirroring import Said
from throughcare.acct.models import Acct, AcctEntry, AcctStanding
from throughcare.organisations.refusals import Refused

LATER = BEGAN + 60 * DAY


def refused(**said: object) -> dict[str, str]:
    """Why a deed was refused, by field."""
    deed = said.pop("deed")
    with pytest.raises(Refused) as caught:
        deed(**said)  # type: ignore[operator]
    assert list(checking.faults()) == []
    return caught.value.reasons


def test_an_acct_from_its_opening_to_the_end_of_post_closure(cast: Cast, mirror: Mirror):
    acct = mirror(
        Said("assessed", BEGAN + 3 * HOUR),
        reviewed(BEGAN + 20 * HOUR, observation="4 an hour"),
        reviewed(BEGAN + 4 * DAY, health_attended=False),
        closed(BEGAN + 9 * DAY),
        Said("post-reviewed", BEGAN + 12 * DAY),
        Said("post-ended", BEGAN + 17 * DAY),
    )
    kept = standing(acct)
    assert (kept.number, kept.place, kept.person) == (NUMBER, cast.places["HMP Eastmoor"], cast.people["alex"])
    assert (kept.opened_at, kept.reviewed_at) == (BEGAN, BEGAN + 20 * HOUR)
    assert (kept.ended_at, kept.due_at) == (BEGAN + 17 * DAY, None)
    assert list(checking.faults()) == []


def test_who_may_write_it_is_whom_the_matrix_lets_write(cast: Cast, mirror: Mirror):
    acct, more = mirror(), Said("assessed", BEGAN + HOUR)
    for other in (cast.piotr, cast.harun, cast.sam, cast.maya, cast.gwen):
        assert "may not write" in refused(deed=mirroring.add, acct=acct, said=more, by=other, at=LATER)[""]
        begun = refused(deed=mirroring.begin, person=cast.people["alex"], said=opened(), by=other, at=LATER)
        assert "may not write" in begun[""]
    mirroring.add(acct=acct, said=more, by=cast.nadia, at=LATER)


def test_what_the_document_cannot_say_is_refused_at_its_field(cast: Cast, mirror: Mirror):
    acct = mirror(reviewed(BEGAN + DAY), closed(BEGAN + 5 * DAY))
    wrong = {
        "When: Case review held, Sunday 1 March 2026 at 14:05: that cannot have been before": reviewed(BEGAN - DAY),
        "When: It was closed on Saturday 7 March 2026 at 14:05 already": closed(BEGAN + 6 * DAY),
        "When: Monday 1 June 2026 at 15:05 has not come yet": reviewed(BEGAN + 91 * DAY),
        "Health care at the review: say whether": reviewed(BEGAN + DAY, health_attended=None),
        "Next review due: it must be after": reviewed(BEGAN + DAY, following=BEGAN - DAY),
        "Next review due: give the day": Said("reviewed", BEGAN + DAY),
        "Post-closure until: it must not be before": Said(
            "post-reviewed", BEGAN + 6 * DAY, until_on=(BEGAN + 2 * DAY).date()
        ),
    }
    fields = {}
    for says, said in wrong.items():
        reasons = refused(deed=mirroring.add, acct=acct, said=said, by=cast.owen, at=LATER)
        assert says in next(iter(reasons.values()))
        fields[says] = next(iter(reasons))
    assert list(fields.values()) == ["happened", "happened", "happened", "health", "next", "next", "until"]


def test_one_person_has_one_open_acct_and_one_number_is_of_one_person(cast: Cast, mirror: Mirror):
    acct = mirror()
    alex, blake = cast.people["alex"], live_at(cast, "HMP Eastmoor", "Blake", "Orr", reference="TC-BBB-222")
    begin = {"deed": mirroring.begin, "by": cast.owen, "at": LATER}
    second = refused(**begin, person=alex, said=opened(BEGAN + DAY, "E-120/26"))
    assert second["number"] == f"ACCT {NUMBER} of HMP Eastmoor is open here. Record first that it was closed."
    assert "another person's" in refused(**begin, person=blake, said=opened(number="e-114/26"))["number"]
    mirroring.add(acct=acct, said=closed(BEGAN + 2 * DAY), by=cast.owen, at=LATER)
    assert "mirrored already" in refused(**begin, person=alex, said=opened(BEGAN + 3 * DAY))["number"]
    mirroring.begin(person=alex, said=opened(BEGAN + 3 * DAY, "E-120/26"), by=cast.owen, at=LATER)
    again = refused(
        deed=mirroring.add, acct=acct, said=Said("reopened", BEGAN + 4 * DAY, next_at=BEGAN + 5 * DAY), by=cast.owen,
        at=LATER,
    )  # fmt: skip
    assert "E-120/26 of HMP Eastmoor is open" in again[""]


def test_another_prison_may_have_the_same_number(cast: Cast, mirror: Mirror):
    mirror()
    jamie = live_at(cast, "HMP Westfell", "Jamie", "Hollis", reference="TC-WWW-222")
    made = mirroring.begin(person=jamie, said=opened(), by=cast.sam, at=LATER)
    assert standing(made).place == cast.places["HMP Westfell"]


def test_the_database_itself_holds_one_open_acct_and_one_number(cast: Cast, mirror: Mirror):
    acct = mirror()
    blake = live_at(cast, "HMP Eastmoor", "Blake", "Orr", reference="TC-BBB-222")
    kept = {"place_id": acct.place_id, "opened_at": BEGAN, "due_at": BEGAN}
    for person, number, name in ((acct.person, "E-2", "one_open_acct"), (blake, NUMBER, "a_number_is_of_one_acct")):
        other = Acct.objects.create(person=person, place=acct.place, by=cast.owen, at=BEGAN)
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            AcctStanding.objects.create(acct=other, person=person, number=number, **kept)


def test_an_entry_is_corrected_and_what_was_recorded_stays(cast: Cast, mirror: Mirror):
    acct = mirror(reviewed(BEGAN + 20 * HOUR))
    first, review = acct.entries.all()
    right = reviewed(BEGAN + 22 * HOUR, health_attended=False)
    assert refused(deed=mirroring.correct, entry=review, said=right, why=" ", by=cast.owen, at=LATER) == {
        "why": "Say what was wrong."
    }
    mirroring.correct(entry=review, said=right, why="The time was misread", by=cast.owen, at=LATER)
    mirroring.correct(entry=first, said=opened(BEGAN + HOUR, "E-141/26"), why="Digits", by=cast.nadia, at=LATER)
    kept = standing(acct)
    assert (kept.number, kept.opened_at, kept.reviewed_at) == ("E-141/26", BEGAN + HOUR, BEGAN + 22 * HOUR)
    assert acct.entries.count() == 4
    stale = refused(deed=mirroring.correct, entry=review, said=right, why="Again", by=cast.owen, at=LATER)
    assert "meanwhile" in stale[""]
    late = refused(deed=mirroring.correct, entry=first.corrected_by, said=opened(BEGAN + 2 * DAY), why="x",
                   by=cast.owen, at=LATER)  # fmt: skip
    assert "cannot have been before the ACCT was opened" in late["happened"]
    assert list(checking.faults()) == []


def test_what_never_was_is_taken_back_and_with_the_opening_the_whole_mirror(cast: Cast, mirror: Mirror):
    acct = mirror(closed(BEGAN + 5 * DAY), Said("post-ended", BEGAN + 13 * DAY))
    first, closing, ending = acct.entries.all()
    alone = refused(deed=mirroring.take_back, entry=closing, why="Not closed", by=cast.owen, at=LATER)
    assert alone[""].startswith("Without it the rest could not be true. Post-closure ended")
    for entry in (ending, closing):
        mirroring.take_back(entry=entry, why="Another person's", by=cast.owen, at=LATER)
    assert standing(acct).closed_at is None
    mirroring.take_back(entry=first, why="Another person's", by=cast.owen, at=LATER)
    assert standing(acct).taken_back
    gone = refused(deed=mirroring.add, acct=acct, said=closed(BEGAN + DAY), by=cast.owen, at=LATER)
    assert "was taken back" in gone[""]
    assert mirroring.begin(person=acct.person, said=opened(), by=cast.owen, at=LATER).pk != acct.pk
    assert list(checking.faults()) == []


def test_a_number_that_another_room_keeps_of_somebody_else_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    asked: list[tuple[str, int, int]] = []
    monkeypatch.setattr(numbers, "KNOWN_ELSEWHERE", [lambda *of: bool(asked.append(of)) or True])
    alex = cast.people["alex"]
    reasons = refused(deed=mirroring.begin, person=alex, said=opened(), by=cast.owen, at=LATER)
    assert "another person's ACCT" in reasons["number"]
    assert asked == [(NUMBER, cast.places["HMP Eastmoor"].pk, alex.pk)]


def test_where_nobody_lived_in_a_prison_no_acct_was_opened(cast: Cast):
    robin = live_at(cast, "Rowan Unit", "Robin", "Fell", reference="TC-RRR-222")
    reasons = {"happened": "Opened: they lived in no prison on that day, and an ACCT is a prison's document."}
    with pytest.raises(Refused, match="may not write"):
        mirroring.begin(person=robin, said=opened(), by=cast.harun, at=LATER)
    assert mirroring._prison(cast.people["alex"], BEGAN, cast.nadia) == cast.places["HMP Eastmoor"]
    with pytest.raises(Refused) as caught:
        mirroring._prison(robin, BEGAN, cast.harun)
    assert caught.value.reasons == reasons


def test_the_check_says_where_what_is_kept_is_not_what_entries_say(mirror: Mirror):
    acct = mirror()
    AcctStanding.objects.filter(acct=acct).update(next_at=BEGAN + timedelta(days=30))
    assert list(checking.faults()) == [f"ACCT {acct.pk} is kept as standing otherwise than its entries say."]


def test_entries_are_never_changed(mirror: Mirror):
    mirror()
    for table in ("acct_acct", "acct_acctentry"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
    assert AcctEntry.objects.count() == 1
