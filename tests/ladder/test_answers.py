"""Whoever was told answers, says what they will do and by when; until then it waits for them."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.ladder.conftest import Pass, on_day
from throughcare.episodes import actions
from throughcare.episodes.models import Episode
from throughcare.ladder import raising
from throughcare.ladder.checking import faults, faults_of_lists
from throughcare.ladder.models import Line, Unanswered
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused


def waiting(episode: Episode) -> list[tuple[str, str, date, int]]:
    """Whose answer is waited for: to which rung, since when, told how often."""
    rows = Unanswered.objects.filter(episode=episode).order_by("organisation__name", "rung")
    return [(row.organisation.name, row.rung, row.since, row.times) for row in rows]


def answer(episode: Episode, number: int, by: StaffRole, *, on: int, by_when: date | None = None) -> Episode:
    return raising.answer(
        episode=episode,
        number=number,
        says="Dr Lund sees him",
        will="The assessment" if by_when else "",
        by_when=by_when,
        by=by,
        at=on_day(on),
    )


def test_each_organisation_that_was_told_is_waited_for_until_it_answers(requested: Episode, cast: Cast, pass_to: Pass):
    (fact,) = pass_to(7)
    both = [("Eastmoor mental health team", "day-7", day(9).on, 1), ("Rowan Unit", "day-7", day(9).on, 1)]
    assert waiting(requested) == both
    answer(requested, fact.number, cast.harun, on=8)
    assert waiting(requested) == both[:1]
    line = Line.objects.get(episode=requested, organisation=cast.harun.organisation)
    assert (line.rung, line.rung_on, line.told, line.answered) == ("day-7", day(9).on, 2, 1)
    assert list(faults(as_of=on_day(8))) == []


def test_an_answer_is_a_fact_of_whoever_gave_it_and_changes_nothing_else(requested: Episode, cast: Cast, pass_to: Pass):
    (fact,) = pass_to(7)
    requested.refresh_from_db()
    before = (requested.stage, requested.holder_id, requested.lead_id)
    answer(requested, fact.number, cast.harun, on=8, by_when=day(13).on)
    said = requested.events.get(step="escalation-answered")
    assert said.facts == {
        "raised": fact.number,
        "answer": "Dr Lund sees him",
        "will": "The assessment",
        "by-when": "2026-03-13",
    }
    assert said.organisation == cast.harun.organisation
    requested.refresh_from_db()
    assert (requested.stage, requested.holder_id, requested.lead_id) == before


def test_a_daily_rung_asks_anew_each_day_and_an_answer_covers_the_days_before(
    requested: Episode, cast: Cast, pass_to: Pass
):
    pass_to(7), pass_to(14), pass_to(21), pass_to(28)
    (second,) = pass_to(29)
    mine = ("Case management, North", "day-28", day(30).on, 2)
    assert mine in waiting(requested)
    answer(requested, second.number, cast.carol, on=29)
    assert not [one for one in waiting(requested) if one[:2] == mine[:2]]
    pass_to(30)
    assert (*mine[:2], day(1, 4).on, 3) in waiting(requested)


def test_until_the_day_it_named_an_organisation_is_not_asked_again(requested: Episode, cast: Cast, pass_to: Pass):
    pass_to(7), pass_to(14), pass_to(21)
    (first,) = pass_to(28)
    answer(requested, first.number, cast.carol, on=28, by_when=day(31).on)
    pass_to(29)
    assert not [one for one in waiting(requested) if one[:2] == ("Case management, North", "day-28")]
    pass_to(30)
    assert ("Case management, North", "day-28", day(1, 4).on, 3) in waiting(requested)


def test_what_has_happened_since_needs_no_answer(requested: Episode, cast: Cast, pass_to: Pass):
    pass_to(7)
    received = {"episode": requested, "step": "referral-received-by-hospital", "facts": {"assessor": "Dr Lund"}}
    actions.take_step(**received, happened=day(10), by=cast.harun, at=evening(day(10)))
    assert waiting(requested) == []


def test_only_who_was_told_can_answer(requested: Episode, cast: Cast, pass_to: Pass):
    (fact,) = pass_to(7)
    with pytest.raises(Refused, match="yours was not told of this"):
        answer(requested, fact.number, cast.carol, on=8)
    with pytest.raises(Refused, match="takes no part in this"):
        answer(requested, fact.number, cast.sam, on=8)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"says": " "}, "Answer 'Answer'"),
        ({"by_when": date(2026, 3, 9), "will": "See him"}, "By when: this day has gone by"),
        ({"by_when": date(2026, 3, 19), "will": " "}, "Say what will be done by that day"),
        ({"number": 99}, "Nothing was raised as fact number 99"),
        ({"number": 1}, "Nothing was raised as fact number 1"),
    ],
)
def test_an_answer_that_says_nothing_is_refused_in_words(
    requested: Episode, cast: Cast, pass_to: Pass, given: dict[str, object], says: str
):
    (fact,) = pass_to(7)
    said = {"number": fact.number, "says": "Dr Lund sees him", "will": "", "by_when": None, **given}
    with pytest.raises(Refused, match=says):
        raising.answer(episode=requested, by=cast.harun, at=on_day(8), **said)
    assert not requested.events.filter(step="escalation-answered").exists()


def test_an_answer_can_be_corrected_and_taken_back(requested: Episode, cast: Cast, pass_to: Pass):
    (fact,) = pass_to(7)
    answer(requested, fact.number, cast.harun, on=8)
    number = requested.events.get(step="escalation-answered").number
    actions.correct(
        episode=requested,
        number=number,
        facts={"will": "Assess by video", "by-when": "2026-03-12"},
        happened=day(10),
        why="The date was missing",
        by=cast.harun,
        at=evening(day(10)),
    )
    assert len(waiting(requested)) == 1
    actions.strike_out(episode=requested, number=number + 1, why="Wrong man", by=cast.harun, at=evening(day(10)))
    assert len(waiting(requested)) == 2
    assert list(faults_of_lists(as_of=on_day(9))) == []


def test_whoever_no_longer_takes_part_is_not_waited_for(requested: Episode, cast: Cast, pass_to: Pass):
    pass_to(7)
    offered = {"party": "secure-hospital", "organisation": cast.places["Alder Unit"].pk}
    for step, facts, by in (("handover-offered", offered, cast.harun), ("handover-accepted", {}, cast.alice)):
        actions.take_step(episode=requested, step=step, facts=facts, happened=day(10), by=by, at=evening(day(10)))
    assert [name for name, *_ in waiting(requested)] == ["Eastmoor mental health team"]
