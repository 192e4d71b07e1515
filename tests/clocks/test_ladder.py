"""Which rungs have been told, which come next and who has answered: without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts import history
from throughcare.blueprints.course import Course, course, judge
from throughcare.blueprints.library import load
from throughcare.clocks import asked_of
from throughcare.pathways import Event, Moment, parse_moment

TRANSFER = load("hospital-transfer")
BOUND = {"prison-mental-health": "1", "prison": "3", "mhcs": "4", "case-manager": "5", "commissioner": "6"}
REQUEST = "2026-03-02 initial-request-for-medical-report party=prison-mental-health organisation=1 secure-hospital=2"
RAISED = "escalation-raised party=prison-mental-health organisation=9"
DAY_7 = f"2026-03-09 {RAISED} rung=day-7 day=2026-03-09 organisations=2"
EARLIER = "\n".join(
    [REQUEST, *(f"2026-03-23 {RAISED} rung={rung} day=2026-03-23" for rung in ("day-7", "day-14", "day-21"))]
)
DAY_28 = f"2026-03-30 {RAISED} rung=day-28 day=2026-03-30"


def at(text: str, as_of: str) -> Course:
    return course(TRANSFER, history(text), as_of=parse_moment(as_of), bound=BOUND)


def rungs(found: Course) -> list[str]:
    return [rung.escalation.id for rung in found.to_raise]


# what is recorded, the day of looking -> what is to be told, and when next
COMING = [
    (REQUEST, "2026-03-08", [], "2026-03-09"),
    (REQUEST, "2026-03-09", ["day-7"], "2026-03-09"),
    (f"{REQUEST}\n{DAY_7}", "2026-03-09", [], "2026-03-16"),
    (f"{REQUEST}\n{DAY_7}", "2026-03-16", ["day-14"], "2026-03-16"),
    # Told late, it was told all the same.
    (f"{REQUEST}\n{DAY_7.replace('2026-03-09 esc', '2026-03-12 esc')}", "2026-03-12", [], "2026-03-16"),
    # A daily rung comes again on the day after it was told last.
    (f"{EARLIER}\n{DAY_28}", "2026-03-30", [], "2026-03-31"),
    (f"{REQUEST}\n2026-03-31 withdrawn", "2026-04-01", [], None),
]


@pytest.mark.parametrize(("text", "as_of", "due", "coming"), COMING)
def test_what_is_to_be_told_and_when_somebody_must_look_again(
    text: str, as_of: str, due: list[str], coming: str | None
) -> None:
    found = at(text, as_of)
    assert rungs(found) == due
    assert found.next_rung_on == (date.fromisoformat(coming) if coming else None)


def test_what_was_said_of_the_wait_is_read_from_a_history_like_any_fact() -> None:
    answered = f"{DAY_7}\n2026-03-10 escalation-answered party=secure-hospital organisation=2 raised=2 answer=Soon"
    found = at(f"{REQUEST}\n{answered} by-when=2026-03-20", "2026-03-11")
    (rung,) = found.rungs
    (asked,) = asked_of(rung, found.raised, found.answered)
    assert (asked.organisation, asked.since) == ("2", None)
    assert asked.answer is not None
    assert (asked.answer.says, asked.answer.by_when) == ("Soon", date(2026, 3, 20))


# a fact of the ladder as it is written -> why not
WRONG = [
    (f"{RAISED} rung=day-8 day=2026-03-10", "There is no rung 'day-8' on this ladder."),
    (f"{RAISED} rung=day-14 day=soon", "'soon' is not a date: write it as 2026-03-02."),
    (RAISED, "needs which rung"),
    ("escalation-answered organisation=2 raised=1 answer=Soon", "Nothing was raised as fact number 1."),
    ("escalation-answered organisation=2 raised=x answer=Soon", "Nothing was raised as fact number x."),
    ("escalation-answered organisation=5 raised=2 answer=Soon", "yours was not told of this."),
    ("escalation-answered organisation=2 raised=2 answer=Soon by-when=soon", "'soon' is not a date"),
    ("escalation-answered organisation=2 raised=2", "needs the answer"),
    ("escalation-answered organisation=2 raised=2 answer=Soon", None),
]


@pytest.mark.parametrize(("line", "says"), WRONG)
def test_a_fact_of_the_ladder_must_say_what_it_can_mean(line: str, says: str | None) -> None:
    *before, event = history(f"{REQUEST}\n{DAY_7}\n2026-03-11 {line}")
    decision = judge(TRANSFER, before, event, as_of=parse_moment("2026-03-12"), bound=BOUND)
    assert decision.allowed is (says is None)
    assert says is None or any(says in reason.says for reason in decision.reasons)


STEPS = ("referral-notice-sent", "first-medical-report", "criteria-met", "bed-accepted", "dispute-opened", "withdrawn")
HAPPENED = st.lists(st.tuples(st.integers(2, 40), st.sampled_from(STEPS)), max_size=6)
SAID = st.lists(
    st.tuples(st.integers(1, 45), st.sampled_from([rung.id for rung in TRANSFER.escalations]), st.booleans()),
    min_size=1,
    max_size=8,
)


def _on(number: int) -> Moment:
    return Moment(on=date.fromordinal(date(2026, 3, 1).toordinal() + number - 1))


@given(happened=HAPPENED, said=SAID, looked=st.integers(1, 60))
def test_what_is_said_of_a_wait_changes_no_clock_and_no_stage(
    happened: list[tuple[int, str]], said: list[tuple[int, str, bool]], looked: int
) -> None:
    (first,) = history(REQUEST)
    facts = [first]
    for number, step in sorted(happened):
        event = Event(len(facts) + 1, step, _on(number), "prison-mental-health", "1", "s1")
        if judge(TRANSFER, facts, event, as_of=_on(60), bound=BOUND).allowed:
            facts.append(event)
    before = course(TRANSFER, facts, as_of=_on(looked), bound=BOUND)
    for number, rung, answered in said:
        when = _on(number)
        told = {"rung": rung, "day": when.on.isoformat(), "organisations": ["1"]}
        facts.append(Event(len(facts) + 1, "escalation-raised", when, "prison-mental-health", "9", "s9", told))
        if answered:
            reply = {"raised": len(facts), "answer": "Soon"}
            facts.append(Event(len(facts) + 1, "escalation-answered", when, "prison-mental-health", "1", "s2", reply))
    after = course(TRANSFER, facts, as_of=_on(looked), bound=BOUND)
    assert (after.runs, after.state, after.delays) == (before.runs, before.state, before.delays)


@given(said=SAID, happened=HAPPENED)
def test_what_was_said_bars_nothing_that_could_be_recorded_without_it(
    said: list[tuple[int, str, bool]], happened: list[tuple[int, str]]
) -> None:
    (first,) = history(REQUEST)
    told = [
        Event(number, "escalation-raised", _on(on), facts={"rung": rung, "day": "2026-03-09"})
        for number, (on, rung, _) in enumerate(said, start=100)
    ]
    for number, step in happened:
        event = Event(200, step, _on(number), "prison-mental-health", "1", "s1")
        alone = judge(TRANSFER, [first], event, as_of=_on(60), bound=BOUND)
        assert judge(TRANSFER, [first, *told], event, as_of=_on(60), bound=BOUND) == alone
