"""What is kept of beds beside rows and facts is computed again by `throughcare check`, and a fault names the row."""

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from tests.beds.conftest import NOW, Rowan, furnish
from tests.beds.test_following import moved_in
from tests.beds.test_offers import LATER, accepted, agree, offered
from tests.beds.test_wards import close, out, withhold
from tests.episodes.conftest import day, evening
from tests.kept import Kept, keep
from throughcare.beds import asking, offering
from throughcare.beds.checking import faults
from throughcare.beds.models import Bed, LostDays, Offer, OfferDecision, Stay, Wait, Ward
from throughcare.people import describing

DAY = timedelta(1)


# The day after Alex moved in.
LOOKED = evening(day(24))


def found(at: Any = LOOKED) -> list[str]:
    return list(faults(as_of=at))


@pytest.fixture(scope="module")
def kept_busy(kept_cast: Kept, django_db_blocker: DjangoDbBlocker) -> Kept:
    with django_db_blocker.unblock():
        return keep(lambda: filled(furnish(kept_cast.lay_out())))


@pytest.fixture
def busy(kept_busy: Kept, db: None) -> Rowan:
    found: Rowan = kept_busy.lay_out()
    return found


def filled(rowan: Rowan) -> Rowan:
    """Alex is in Room 1; Billy was refused Room 2 and is offered it again; Cyril has a court date; Room 3 is broken."""
    moved_in(rowan)
    billy, cyril = rowan.another("Billy Ashe", "B"), rowan.another("Cyril Dove", "C")
    offering.withdraw(
        offer=offered(rowan, 1, billy), reason="mistake", says="", by=rowan.cast.harun, at=NOW
    )  # fmt: skip
    agree(offered(rowan, 1, billy), rowan.cast.harun)
    until = date(2026, 4, 3)
    asking.park(episode=cyril, reason="court-date", until_on=until, says="", by=rowan.cast.nadia, at=NOW)
    withhold(rowan, out(rowan.beds[2]))
    return rowan


def test_what_the_verbs_write_has_no_fault(busy: Rowan):
    assert found() == []
    assert found(LOOKED + timedelta(30)) == [], "the court date is over, and nothing was written"


def test_an_accepted_offer_and_a_ward_that_closed_have_no_fault(rowan: Rowan):
    accepted(rowan)
    close(rowan, meant=True)
    assert found() == []


BED = "Room {} on Cedar ward, Rowan Unit: {} is kept as {}, but its rows say {}."


@pytest.mark.parametrize(
    ("number", "change", "says"),
    [
        (1, {"taken": False}, BED.format(1, "taken", "False", "True")),
        (2, {"accepted": True}, BED.format(2, "accepted", "True", "False")),
        (2, {"offered_until": None}, "Room 2 on Cedar ward, Rowan Unit: offered until is kept as None, but"),
        (3, {"withheld": "held"}, BED.format(3, "withheld", "'held'", "'out'")),
        (3, {"withheld_until": None}, "Room 3 on Cedar ward, Rowan Unit: withheld until is kept as None, but"),
    ],
)
def test_a_bed_that_is_kept_otherwise_than_its_rows_say_is_named(
    busy: Rowan, number: int, change: dict[str, Any], says: str
):
    Bed.objects.filter(ward=busy.cedar, name=f"Room {number}").update(**change)
    (fault,) = found()
    assert fault.startswith(says)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"size": 7}, "size is kept as 7, but its rows say 3."),
        ({"closed": True}, "closed is kept as True, but its rows say False."),
    ],
)
def test_a_ward_that_is_kept_otherwise_than_its_rows_say_is_named(busy: Rowan, change: dict[str, Any], says: str):
    Ward.objects.filter(pk=busy.cedar.pk).update(**change)
    assert found() == [f"Cedar ward, Rowan Unit: {says}"]


@pytest.mark.parametrize(
    ("column", "wrong", "so"),
    [
        ("open", False, "True"),
        ("since", date(2026, 3, 9), "datetime.date(2026, 3, 2)"),
        ("urgent", True, "False"),
        ("at_risk", True, "False"),
        ("level", "low", "'medium'"),
        ("specialty", "deaf", "'mental-illness'"),
        ("sex", "2", "'1'"),
        ("born_in", 1901, None),
        ("meets", ["hearing"], "[]"),
        ("accepted", True, "False"),
        ("parked_until", None, "datetime.date(2026, 4, 3)"),
        ("parked_for", "outbreak", "'court-date'"),
    ],
)
def test_a_wait_that_is_kept_otherwise_than_its_facts_say_is_named(busy: Rowan, column: str, wrong: Any, so: str):
    cyril = Wait.objects.get(parked_for="court-date")
    Wait.objects.filter(pk=cyril.pk).update(**{column: wrong})
    says = f"{cyril.episode.reference}: the wait: {column.replace('_', ' ')} is kept as {wrong!r}, but its facts say "
    assert found() == [f"{says}{so if so else cyril.born_in}."]


def test_every_column_of_beds_and_waits_is_looked_at():
    """But for what a row is about: nobody adds a column that nothing computes again."""
    of_a_bed = {field.column for field in Bed._meta.concrete_fields}
    assert of_a_bed == {"id", "by_id", "at", "ward_id", "name", *(line for line in KEPT_OF_A_BED)}
    changed = {"open", "since", "urgent", "at_risk", "level", "specialty", "sex", "born_in", "meets", "accepted"}
    of_a_wait = {field.column for field in Wait._meta.concrete_fields}
    assert of_a_wait == {"id", "episode_id", "person_id", "parked_until", "parked_for", *changed}


KEPT_OF_A_BED = ("taken", "accepted", "offered_until", "withheld", "withheld_until")


def test_somebody_who_waits_and_is_on_no_list_is_named(busy: Rowan):
    cyril = Wait.objects.get(parked_for="court-date")
    cyril.delete()
    assert found() == [f"{cyril.episode.reference}: waits for a bed, and is on no list of those who wait."]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ready_on": date(2026, 3, 25)}, "ready on is kept as datetime.date(2026, 3, 25), but its facts say None."),
        (
            {"until_on": date(2026, 3, 25), "left_for": "returned-to-prison"},
            "until on is kept as datetime.date(2026, 3, 25), but its facts say None.",
        ),
    ],
)
def test_a_stay_that_is_kept_otherwise_than_its_facts_say_is_named(busy: Rowan, change: dict[str, Any], says: str):
    Stay.objects.update(**change)
    assert f"{busy.alex.reference}: the last stay: {says}" in found()


def test_days_lost_that_no_fact_says_are_named(busy: Rowan):
    stay = Stay.objects.get()
    LostDays.objects.create(stay=stay, person_id=stay.person_id, reason="no-bed", from_on=stay.from_on)
    assert found() == [f"{busy.alex.reference}: the days lost by somebody who was ready are not those of its facts."]


def test_an_offer_to_somebody_who_needs_no_bed_is_named(busy: Rowan):
    """Rewritten behind the verbs: Alex is in a bed, and is kept another."""
    about = {"person_id": busy.alex.person_id, "episode": busy.alex, "by": busy.cast.harun, "at": NOW}
    free = Bed.objects.filter(ward=busy.hazel).first()
    Offer.objects.create(**about, bed=free, until=LATER + DAY)
    says = [f"{busy.alex.reference}: a bed is offered, but its facts say that none is needed."]
    assert [fault for fault in found() if fault.startswith(busy.alex.reference)] == says


@pytest.mark.parametrize(
    ("which", "change", "says"),
    [
        ("moved-in", {"accepted_at": None, "ended": "declined"}, "not accepted, but its decisions say otherwise."),
        ("moved-in", {"expected_on": None}, "has no day, but its decisions say otherwise."),
        ("moved-in", {"bed": 2}, "is kept as moved in, but nobody of this episode was in the bed."),
        ("", {"expected_on": date(2026, 3, 23)}, "has a day, but its decisions say otherwise."),
        ("withdrawn", {"ended": "declined"}, "is kept as Declined, but its decisions say otherwise."),
    ],
)
def test_an_offer_that_is_kept_otherwise_than_its_decisions_say_is_named(
    busy: Rowan, which: str, change: dict[str, Any], says: str
):
    more = {"bed": busy.beds[2]} if "bed" in change else {}
    Offer.objects.filter(ended=which).update(**change | more)
    assert any(says in fault for fault in found()), found()


def test_decisions_in_another_order_are_named(busy: Rowan):
    billy = Offer.objects.get(ended="")
    about = {"offer": billy, "person_id": billy.person_id, "by": busy.cast.harun, "at": NOW}
    OfferDecision.objects.create(**about, number=3, decision="prison", yes=True)
    name = f"{billy.episode.reference}: the offer of Room 2 on Cedar ward"
    assert found() == [f"{name} was not decided on in the order that there is."]


def test_what_the_record_says_of_somebody_is_what_their_wait_says(busy: Rowan):
    """A birth date and a sex that are corrected while somebody waits reach the list in the same transaction."""
    cyril = Wait.objects.get(parked_for="court-date").person
    cyril.sex, cyril.birth_date, cyril.interpreter_needed = "2", date(1961, 5, 4), True
    describing.correct_person(person=cyril, by=busy.cast.nadia, at=NOW)
    wait = Wait.objects.get(person=cyril)
    assert (wait.sex, wait.born_in, wait.meets, wait.specialty) == ("2", 1961, ["interpreter"], "mental-illness")
    assert found() == []
