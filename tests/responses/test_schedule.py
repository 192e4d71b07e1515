"""When which instrument is due, from the blueprint of day care and the facts of an episode."""

from datetime import date, timedelta

import pytest

from throughcare.blueprints.library import load
from throughcare.pathways import Event, Moment
from throughcare.responses.schedule import occasions, standing

START = date(2026, 3, 18)
DAYCARE = load("daycare")


def history(*steps: str) -> list[Event]:
    """One fact a day from 18 March on."""
    return [
        Event(
            number=number + 1,
            step=step,
            when=Moment(on=START + timedelta(days=number)),
            party="daycare",
            organisation="1",
            staff="1",
            facts={},
            corrects=None,
        )
        for number, step in enumerate(steps)
    ]


def came(*steps: str, on: date = date(2026, 4, 30)) -> list[tuple[str, str, int | None]]:
    return [one.key for one in occasions(DAYCARE, history(*steps), as_of=on)]


def test_nothing_is_due_before_treatment_starts():
    assert came("assessed", "session-held") == []


def test_the_start_brings_all_three_due():
    assert came("pathway-started") == [("core-10", "start", None), ("phq-9", "start", None), ("gad-7", "start", None)]


def test_every_fourth_session_that_was_held_counts():
    held = ["session-held"] * 3
    assert ("core-10", "session", 4) not in came("pathway-started", *held, "session-lost-to-regime", "session-missed")
    assert ("core-10", "session", 4) in came("pathway-started", *held, "session-lost-to-regime", "session-held")
    assert [key[2] for key in came("pathway-started", *["session-held"] * 9) if key[1] == "session"] == [4, 8]


@pytest.mark.parametrize(("after", "due"), [(89, 0), (90, 1)])
def test_ninety_days_after_the_end(after: int, due: int):
    ended = START + timedelta(days=1)
    asked = came("pathway-started", "treatment-ended", on=ended + timedelta(days=after))
    assert asked.count(("core-10", "after", None)) == due


def test_what_became_of_each_is_told_and_an_answer_counts_before_a_refusal():
    now = list(occasions(DAYCARE, history("pathway-started"), as_of=START))
    told = standing(
        iter(now),
        answered={("core-10", "start", None): START},
        not_answered={("core-10", "start", None): ("refused", START), ("phq-9", "start", None): ("refused", START)},
    )
    assert [one.state for one in told] == ["done", "refused", "due"]


def test_a_step_may_be_the_start_and_months_are_counted_from_it_until_the_episode_ends():
    transfer = load("hospital-transfer")
    facts = history("received-into-hospital")
    asked = [one.key for one in occasions(transfer, facts, as_of=date(2026, 10, 1))]
    assert asked == [("honos-secure", "start", None), ("honos-secure", "months", 3), ("honos-secure", "months", 6)]
    ended = list(occasions(transfer, facts, as_of=date(2026, 10, 1), closed_on=date(2026, 7, 1)))
    assert [one.nth for one in ended] == [None, 3]
