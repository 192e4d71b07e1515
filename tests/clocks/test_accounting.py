"""Every day by which a clock is late has a reason and a party, or is counted as having none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clocks.test_delays import REASONS
from tests.clocks.test_runs import TWO_WEEKS
from tests.facts import day, history
from throughcare.clocks import Accounted, Delay, Explained, Run, accounted, delays, explained, runs

# Referred on 2 March, so due on the 16th at two weeks; looked at on the 26th, ten days late.
LOOKED = day("2026-03-26")
REFERRED = "2026-03-02 referred\n"

# what is recorded of delays -> days put down to whom, disputed, not known, without a reason
CASES = [
    ("", {}, {}, 0, 10),
    ("delay-recorded reason=no-bed from=2026-03-17 until=2026-03-20", {"hospital": 4}, {}, 0, 6),
    ("delay-recorded reason=no-bed from=2026-03-17", {"hospital": 10}, {}, 0, 0),
    # Lost in the first days of the wait: they make the end late just so.
    ("delay-recorded reason=no-bed from=2026-03-05 until=2026-03-09", {"hospital": 5}, {}, 0, 5),
    # More days lost than it is late by: none is without a reason.
    ("delay-recorded reason=no-bed from=2026-03-03", {"hospital": 24}, {}, 0, 0),
    # The day of the referral and days after the look are no part of the run.
    ("delay-recorded reason=no-bed from=2026-02-01 until=2026-03-03", {"hospital": 1}, {}, 0, 9),
    ("delay-recorded reason=no-bed from=2026-03-25 until=2026-04-10", {"hospital": 2}, {}, 0, 8),
    # Two delays of the same days: each day once, for the one that began first.
    (
        "delay-recorded reason=no-bed from=2026-03-17 until=2026-03-20\n"
        "2026-03-21 delay-recorded reason=court-date from=2026-03-19 until=2026-03-22",
        {"court": 2, "hospital": 4},
        {},
        0,
        4,
    ),
    # Disputed days are shown apart; they have a reason, though not an agreed one.
    (
        "delay-recorded reason=no-bed from=2026-03-17 until=2026-03-20\n"
        "2026-03-21 delay-answered delay=2 answer=disputed",
        {},
        {"hospital": 4},
        0,
        6,
    ),
    # What nobody disputes comes first where both cover a day.
    (
        "delay-recorded reason=no-bed from=2026-03-17 until=2026-03-20\n"
        "2026-03-21 delay-answered delay=2 answer=disputed\n"
        "2026-03-21 delay-recorded reason=court-date from=2026-03-19 until=2026-03-22",
        {"court": 4},
        {"hospital": 2},
        0,
        4,
    ),
    # Not known yet is no reason.
    ("delay-recorded reason=unknown from=2026-03-17", {}, {}, 10, 10),
    (
        "delay-recorded reason=unknown from=2026-03-17\n"
        "2026-03-20 delay-recorded reason=no-bed from=2026-03-20 until=2026-03-22",
        {"hospital": 3},
        {},
        7,
        7,
    ),
    # Replaced by a reason, it is one.
    (
        "delay-recorded reason=unknown from=2026-03-17\n"
        "2026-03-22 delay-recorded reason=no-bed from=2026-03-17 corrects=2",
        {"hospital": 10},
        {},
        0,
        0,
    ),
    ("delay-recorded reason=no-bed facts.party=region from=2026-03-17", {"region": 10}, {}, 0, 0),
]


def run_and_delays(said: str, *, looked: str = "2026-03-26") -> tuple[Run, tuple[Delay, ...]]:
    events = history(REFERRED + (f"2026-03-21 {said}" if said else ""))
    (run,) = runs(TWO_WEEKS, events, as_of=day(looked))
    return run, delays(events, reasons=REASONS, as_of=day(looked))


@pytest.mark.parametrize(("said", "by_party", "disputed", "unknown", "without"), CASES)
def test_each_late_day_is_put_down_to_somebody_once(
    said: str, by_party: dict[str, int], disputed: dict[str, int], unknown: int, without: int
) -> None:
    found = accounted(*run_and_delays(said), REASONS, as_of=LOOKED)
    assert found == Accounted(late=10, by_party=by_party, disputed=disputed, unknown=unknown)
    assert found.without == without


@pytest.mark.parametrize("looked", ["2026-03-01", "2026-03-09", "2026-03-16"])
def test_a_clock_that_is_not_late_owes_no_reason(looked: str) -> None:
    run, lost = run_and_delays("", looked=looked)
    assert accounted(run, lost, REASONS, as_of=day(looked)) is None


def test_days_after_the_clock_stopped_are_not_counted() -> None:
    events = history(f"{REFERRED}2026-03-20 seen")
    (run,) = runs(TWO_WEEKS, events, as_of=LOOKED)
    found = accounted(run, (), REASONS, as_of=LOOKED)
    assert found is not None
    assert (found.late, found.without) == (4, 4)
    assert explained(run, (), REASONS) == Explained()


DAYS = st.integers(0, 50).map(lambda number: date(2026, 2, 20) + timedelta(days=number))
LOST = st.builds(
    lambda number, reason, since, length, answer: Delay(
        number=number,
        reason=reason,
        party=REASONS[reason].party,
        since=since,
        until=None if length is None else since + timedelta(days=length),
        answer=answer,
    ),
    number=st.integers(2, 99),
    reason=st.sampled_from(sorted(REASONS)),
    since=DAYS,
    length=st.none() | st.integers(0, 12),
    answer=st.sampled_from([None, "agreed", "disputed"]),
)


@given(lost=st.lists(LOST, max_size=6), after=st.integers(0, 30))
def test_what_is_kept_says_on_any_later_day_what_the_rule_says(lost: list[Delay], after: int) -> None:
    # From the last day that any delay names on, as it is read on the days that follow the newest fact.
    named = [each for delay in lost for each in (delay.since, delay.until) if each]
    looked = max([date(2026, 3, 16), *named]) + timedelta(days=after)
    (run,) = runs(TWO_WEEKS, history(REFERRED), as_of=day(looked.isoformat()))
    found = accounted(run, lost, REASONS, as_of=day(looked.isoformat()))
    assert explained(run, lost, REASONS).without(looked) == (found.without if found else 0)


@given(lost=st.lists(LOST, max_size=6))
def test_no_day_is_counted_twice(lost: list[Delay]) -> None:
    run, _ = run_and_delays("")
    found = accounted(run, lost, REASONS, as_of=LOOKED)
    assert found is not None
    assert sum(found.by_party.values()) + sum(found.disputed.values()) + found.unknown <= 24
