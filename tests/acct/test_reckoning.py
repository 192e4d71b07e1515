"""What the facts of an ACCT amount to, as of an instant; which of them cannot be true together."""

from datetime import UTC, date, datetime, timedelta

import pytest

from throughcare.acct import limits
from throughcare.acct.reckoning import MOVES, Fact, impossible, reckon, state_of
from throughcare.acct.words import KINDS, TAKEN_BACK

OPENED = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def history(*told: tuple[str, timedelta], following: timedelta = 3 * DAY) -> list[Fact]:
    """Each so long after it was opened; a review sets the next one for three days later."""
    return [
        Fact(kind, OPENED + after, number="E-1" if kind == "opened" else "",
             next_at=OPENED + after + following if kind in {"reviewed", "reopened"} else None)
        for kind, after in told
    ]  # fmt: skip


BEGUN = ("opened", timedelta())


def owed(facts: list[Fact], after: timedelta) -> tuple[str, list[str], list[str]]:
    state = state_of(reckon(facts), as_of=OPENED + after)
    return state.word, [one.says for one in state.owed], [one.says for one in state.overdue]


def test_an_acct_just_opened_owes_the_interview_and_the_first_review_within_24_hours():
    both = ["assessor's interview", "first case review"]
    assert owed(history(BEGUN), DAY - timedelta(minutes=1)) == ("open", both, [])
    assert owed(history(BEGUN), DAY) == ("open", both, both)


def test_each_review_says_when_the_next_one_is_due_and_nothing_else_is_owed_then():
    facts = history(BEGUN, ("assessed", 2 * HOUR), ("reviewed", 20 * HOUR), ("reviewed", 3 * DAY))
    assert owed(facts, 6 * DAY - HOUR) == ("open", ["next case review"], [])
    assert owed(facts, 6 * DAY) == ("open", ["next case review"], ["next case review"])


def test_a_review_in_time_leaves_an_interview_that_was_never_held_owed():
    assert owed(history(BEGUN, ("reviewed", 20 * HOUR)), 2 * DAY)[2] == ["assessor's interview"]


def test_a_closed_one_is_watched_for_seven_days_and_does_not_end_by_itself():
    facts = history(BEGUN, ("closed", 10 * DAY))
    assert reckon(facts).until_on == date(2026, 3, 19)
    assert owed(facts, 17 * DAY) == ("post-closure", ["end of post-closure"], [])
    assert owed(facts, 18 * DAY) == ("post-closure", ["end of post-closure"], ["end of post-closure"])
    assert owed(history(BEGUN, ("closed", 10 * DAY), ("post-ended", 18 * DAY)), 30 * DAY) == ("ended", [], [])


def test_opened_again_it_is_open_and_owes_the_review_that_was_set_then():
    facts = history(BEGUN, ("assessed", HOUR), ("reviewed", HOUR), ("closed", 5 * DAY), ("reopened", 6 * DAY))
    assert owed(facts, 7 * DAY) == ("open", ["next case review"], [])
    assert reckon(facts).closed_at is None


def test_without_an_opening_it_was_taken_back():
    assert owed([], DAY) == ("withdrawn", [], [])
    assert reckon(history(("reviewed", DAY))).taken_back


IMPOSSIBLE = {
    "a review before the opening": ([BEGUN, ("reviewed", -HOUR)], "cannot have been before the ACCT was opened"),
    "closed twice": ([BEGUN, ("closed", DAY), ("closed", 2 * DAY)], "It was closed on Tuesday 3 March 2026 at 14:05"),
    "a review after closing": ([BEGUN, ("closed", DAY), ("reviewed", 2 * DAY)], "after the ACCT was closed, on Tue"),
    "post-closure while open": ([BEGUN, ("post-reviewed", DAY)], "can only be after the ACCT was closed"),
    "ended while open": ([BEGUN, ("post-ended", DAY)], "can only be after the ACCT was closed"),
    "opened again while open": ([BEGUN, ("reopened", DAY)], "can only be after the ACCT was closed"),
    "two interviews": ([BEGUN, ("assessed", HOUR), ("assessed", DAY)], "interview is on record already"),
    "after the end": ([BEGUN, ("closed", DAY), ("post-ended", 8 * DAY), ("reopened", 9 * DAY)], "after post-closure"),
    "opened twice": ([BEGUN, ("opened", DAY)], "ACCT opened, Tuesday 3 March"),
}  # fmt: skip


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_what_cannot_be_true_together_is_said_in_one_sentence(what: str):
    facts, says = IMPOSSIBLE[what]
    assert says in impossible(history(*facts))


def test_facts_may_be_told_in_any_order():
    facts = history(BEGUN, ("assessed", HOUR), ("reviewed", DAY), ("closed", 5 * DAY), ("post-ended", 13 * DAY))
    assert impossible(reversed(facts)) == "" == impossible(facts)
    assert reckon(facts[::-1]) == reckon(facts)


def test_every_kind_of_fact_can_come_to_pass_in_some_state():
    assert {kind for moves in MOVES.values() for kind in moves} == KINDS.keys() - {TAKEN_BACK}


def test_every_limit_is_dated_sourced_and_unconfirmed():
    assert {one.id for one in limits.limits()} == {limits.INTERVIEW, limits.FIRST_REVIEW, limits.POST_CLOSURE}
    assert all(one.source and not one.confirmed for one in limits.limits())
    assert limits.limit(limits.POST_CLOSURE, on=date(2026, 3, 2)).says == "7 days"
    assert limits.limit(limits.POST_CLOSURE, on=date(1999, 3, 2)).says == "7 days"
