"""A copy of a record from the day it is asked for until it is given: who may do what, when it is due, what bars it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.cast import LONG_AGO, Cast
from tests.episodes.conftest import refer_to_daycare
from tests.own.asked import TODAY, alex, copy_of, gathered, in_plain_sql, items, note, warn
from throughcare.access.models import Disclosure
from throughcare.audit.models import Entry
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.own import copying, gathering, releasing, reviewing
from throughcare.own.models import Copy, Item, Release, Review

DUE = {
    "a month later": ("2026-03-20", "2026-04-20"),
    "the last day where the next month has none": ("2026-01-31", "2026-02-28"),
    "over the end of a year": ("2025-12-15", "2026-01-15"),
    "over a leap day": ("2024-01-30", "2024-02-29"),
}


@pytest.mark.parametrize("case", DUE)
def test_it_is_due_one_calendar_month_after_it_was_received(cast: Cast, case: str):
    received, due = map(date.fromisoformat, DUE[case])
    assert copy_of(cast, received_on=received).first_due_on == due


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "nobody asked": ({"asked_by": " "}, "Say who asked."),
    "received in the future": ({"received_on": date(2026, 3, 25)}, "has not come yet"),
    "no such asker": ({"asker": "a neighbour"}, "is not one of those there are"),
    "nobody knows who it was": ({"identified": ""}, "is not one of those there are"),
    "text that turns round": ({"asked_by": "Alex\u202e Marlow"}, "cannot be seen"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_refused_and_leaves_nothing(cast: Cast, case: str):
    said, why = WRONG[case]
    with pytest.raises(Refused, match=why):
        copy_of(cast, **said)
    assert not Copy.objects.exists()


@pytest.mark.parametrize("who", ["owen", "piotr", "carol", "gwen", "ada", "sam", "maya"])
def test_a_request_is_taken_by_those_who_treat_people_and_see_this_one(cast: Cast, who: str):
    with pytest.raises(Refused, match="by those who treat people"):
        copy_of(cast, by=cast.staff[who])


EXTENDED = {
    "two months more": ("2026-06-20", ""),
    "a day more": ("2026-04-21", ""),
    "longer than that": ("2026-06-21", "at the latest"),
    "no longer at all": ("2026-04-20", "Choose a day after"),
}


@pytest.mark.parametrize("case", EXTENDED)
def test_it_may_take_up_to_two_months_longer(cast: Cast, case: str):
    until, why = EXTENDED[case]
    made, said = copy_of(cast), {"until_on": date.fromisoformat(until), "says": "Ten years of notes"}
    if why:
        with pytest.raises(Refused, match=why):
            copying.extend(copy=made, by=cast.nadia, at=TODAY, **said)
    else:
        copying.extend(copy=made, by=cast.nadia, at=TODAY, **said)
    assert copying.copies_of(cast.nadia).get().due_on.isoformat() == ("2026-04-20" if why else until)


def test_it_is_extended_once_with_a_reason_and_not_after_it_was_due(cast: Cast):
    made, until = copy_of(cast), date(2026, 5, 20)
    with pytest.raises(Refused, match="Say why it takes longer"):
        copying.extend(copy=made, until_on=until, says="", by=cast.nadia, at=TODAY)
    with pytest.raises(Refused, match="it had to be extended by then"):
        copying.extend(copy=made, until_on=until, says="Late", by=cast.nadia, at=TODAY + timedelta(days=40))
    copying.extend(copy=made, until_on=until, says="Ten years of notes", by=cast.gwen, at=TODAY)
    with pytest.raises(Refused, match="can be done once"):
        copying.extend(copy=made, until_on=until, says="Again", by=cast.gwen, at=TODAY)


def test_everything_is_gathered_that_whoever_gathers_it_may_see_and_judged_by_rule(cast: Cast):
    refer_to_daycare(cast)
    note(cast, "A quiet room, not beside Tony")
    warn(cast, "keep-apart", "Keep apart from B wing")
    warn(cast, "from-others", "Owes Tony money")
    made = gathered(cast)
    judged = {(item.category, item.title.split(",")[0]): item.outcome for item in items(made)}
    assert judged["identity-and-location", "Who you are"] == "release"
    assert judged["identity-and-location", "Placement"] == "release"
    assert judged["protected-characteristics", "Reasonable adjustment"] == "look"
    assert judged["risk-to-others", "Risk from others"] == "look"
    assert not items(made, category="security-intelligence"), "a nurse does not see it, so cannot gather it"
    titles = [item.title for item in items(made)]
    assert "Who can see your record, and why" in titles
    assert any(title.startswith("Day care, Eastmoor: ") for title in titles)


def test_answers_are_gathered_under_their_own_categories(cast: Cast):
    refer_to_daycare(cast)
    found = [item for item in items(gathered(cast), category="self-harm-risk") if "Day care" in item.title]
    assert [item.says.split(": ")[-1] for item in found] == ["No"]
    assert [item.free_text for item in found] == [False]


def ready(cast: Cast) -> Copy:
    """A copy in which one note is still to be looked at."""
    note(cast, "A quiet room, not beside Tony")
    return gathered(cast)


def look(copy: Copy) -> Item:
    return items(copy, outcome="look")[0]


def decide(cast: Cast, item: Item, outcome: str = "release", reason: str = "", by: StaffRole | None = None) -> Any:
    said = {"outcome": outcome, "reason": reason, "says": "Read it through"}
    return reviewing.review(item=item, by=by or cast.gwen, at=TODAY, **said)


def opinion(cast: Cast, copy: Copy, *, harm: bool = False) -> None:
    reviewing.give_opinion(copy=copy, harm=harm, says="Read all of it", by=cast.nadia, at=TODAY)


def test_nothing_is_released_while_an_item_is_to_be_looked_at(cast: Cast):
    made = ready(cast)
    opinion(cast, made)
    with pytest.raises(Refused, match="1 item is still to be looked at"):
        releasing.release(copy=made, by=cast.gwen, at=TODAY)
    assert not Release.objects.exists()


def test_nothing_about_health_is_released_before_a_health_professional_has_said(cast: Cast):
    made = ready(cast)
    decide(cast, look(made))
    with pytest.raises(Refused, match="A health professional has yet to say"):
        releasing.release(copy=made, by=cast.gwen, at=TODAY)
    opinion(cast, made)
    assert releasing.release(copy=made, by=cast.gwen, at=TODAY).withheld == 0


def test_a_release_is_logged_as_a_disclosure_and_stays_as_it_is(cast: Cast):
    made = ready(cast)
    decide(cast, look(made), "withhold", "third-party")
    done = releasing.release(copy=made, by=cast.gwen, at=TODAY)
    assert done.withheld == 1
    sent = Disclosure.objects.get(person=alex(cast))
    assert (sent.to, sent.form, sent.purpose) == ("The person themselves", "export", "subject-access")
    assert Entry.objects.filter(did="disclosed", person_id=alex(cast).pk, by=cast.gwen).exists()
    for again in (lambda: releasing.release(copy=made, by=cast.gwen, at=TODAY), lambda: decide(cast, look(made))):
        with pytest.raises(Refused, match="It stays as it is"):
            again()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Release.objects.update(page="")


def test_only_a_guardian_of_the_organisation_reviews_and_not_what_they_gathered_themselves(cast: Cast):
    made = ready(cast)
    both = StaffRole.objects.create(
        staff=cast.nadia.staff, organisation=cast.nadia.organisation, role="CG", from_on=LONG_AGO
    )
    elsewhere = StaffRole.objects.create(
        staff=cast.sam.staff, organisation=cast.sam.organisation, role="CG", from_on=LONG_AGO
    )
    for who, why in ((cast.nadia, "for others"), (elsewhere, "for others"), (both, "gathered themselves")):
        with pytest.raises(Refused, match=why):
            decide(cast, look(made), by=who)
        with pytest.raises(Refused, match=why):
            releasing.release(copy=made, by=who, at=TODAY)


def test_what_a_rule_releases_can_be_withheld_and_given_again_with_a_reason(cast: Cast):
    made = ready(cast)
    item = items(made, outcome="release")[0]
    decide(cast, item, "withhold", "confidence")
    assert next(one for one in reviewing.judged(made, 1) if one.item == item).in_words == "Withheld"
    decide(cast, item)
    assert next(one for one in reviewing.judged(made, 1) if one.item == item).in_words == "Released"
    with pytest.raises(Refused, match="Say why"):
        reviewing.review(item=item, outcome="release", reason="", says=" ", by=cast.gwen, at=TODAY)
    with pytest.raises(Refused, match="not one of those"):
        decide(cast, item, "withhold", "because")


@pytest.mark.parametrize("category", ["security-intelligence", "victim"])
def test_no_review_gives_the_person_what_the_matrix_never_shows_them(cast: Cast, category: str):
    made = ready(cast)
    item = Item.objects.create(
        copy=made, person=alex(cast), number=999, category=category, title="Note", says="Named by Tony",
        free_text=True, outcome="withhold", reason="security",
    )  # fmt: skip
    with pytest.raises(Refused, match="never shown to the person"):
        decide(cast, item)


def test_serious_harm_is_for_a_health_professional_to_find(cast: Cast):
    made = ready(cast)
    for refused in (decide, lambda *_: reviewing.give_opinion(copy=made, harm=True, says="x", by=cast.gwen, at=TODAY)):
        with pytest.raises(Refused):
            refused(cast, look(made), "withhold", "serious-harm")
    opinion(cast, made, harm=True)
    decide(cast, look(made), "withhold", "serious-harm")
    with pytest.raises(Refused, match="of what concerns health"):
        decide(cast, items(made, category="identity-and-location")[0], "withhold", "serious-harm")


def test_in_plain_sql_only_those_who_handle_it_see_it(cast: Cast):
    refer_to_daycare(cast)
    made = ready(cast)
    sees = {who: bool(in_plain_sql(staff, "SELECT 1 FROM own_copy")) for who, staff in cast.staff.items()}
    assert {who for who, seen in sees.items() if seen} == {"nadia", "gwen"}
    shown = {who: len(in_plain_sql(cast.staff[who], "SELECT 1 FROM own_item")) for who in ("gwen", "petra", "ada")}
    assert shown == {"gwen": len(items(made)), "petra": 0, "ada": 0}


def test_whoever_sees_the_person_no_more_gathers_nothing(cast: Cast):
    made = copy_of(cast)
    alex(cast).grants.all().delete()
    with pytest.raises(Refused, match="may not see this person"):
        gathering.prepare(copy=made, by=cast.nadia, at=TODAY)


def several(cast: Cast, *, notes: int = 3) -> list[Item]:
    """A copy with so many notes of one kind, all to be looked at."""
    for number in range(notes):
        note(cast, f"A quiet room, not beside Tony ({number})")
    return items(gathered(cast), outcome="look", category="protected-characteristics")


def test_several_of_one_kind_are_decided_at_once_each_with_a_decision_of_its_own(cast: Cast):
    first, second, third = several(cast)
    said = {"outcome": "withhold", "reason": "third-party", "says": "Names another"}
    made = reviewing.review_several(items=[first, second], by=cast.gwen, at=TODAY, **said)
    assert [(row.item, row.outcome, row.says) for row in made] == [
        (first, "withhold", "Names another"), (second, "withhold", "Names another"),
    ]  # fmt: skip
    assert Entry.objects.filter(did="reviewed-item", by=cast.gwen).count() == 2
    opinion(cast, first.copy)
    with pytest.raises(Refused, match="1 item is still to be looked at"):
        releasing.release(copy=first.copy, by=cast.gwen, at=TODAY)
    decide(cast, third)
    assert releasing.release(copy=first.copy, by=cast.gwen, at=TODAY).withheld == 2


def test_all_are_decided_or_none(cast: Cast):
    of_one_kind = several(cast)
    other = items(of_one_kind[0].copy, outcome="release")[0]
    gathering.prepare(copy=of_one_kind[0].copy, says="A letter came", by=cast.nadia, at=TODAY)
    anew = items(of_one_kind[0].copy, outcome="look", gathering=2)
    said: dict[str, Any] = {"outcome": "release", "reason": "", "says": "Read them"}
    for wrong, why in (
        ([], "Choose items"),
        ([anew[0], other], "all of one kind"),
        ([anew[0], of_one_kind[0]], "gathered again since"),
    ):
        with pytest.raises(Refused, match=why):
            reviewing.review_several(items=wrong, by=cast.gwen, at=TODAY, **said)
    assert not Review.objects.exists()
