"""Each kind of rule: what it refuses, and that it says nothing of what was not answered."""

from dataclasses import replace
from datetime import date

import pytest

from tests.facts import day, history
from throughcare.law import KINDS, Rule, against, doubts, lacks, misdated, told, unanswered
from throughcare.pathways import Event

RULE = Rule(id="r", title="A rule", kind="answer-is", steps=("given",), says="Not so.", force="statute")
KIND_OF_RULE = {
    "answer-is": replace(RULE, answer=("section",), must_be=("47",)),
    "earlier-answers-are": replace(RULE, answer=("urgent",), must_be=("yes",), of=("first", "second")),
    "an-earlier-answer-is": replace(RULE, answer=("approved",), must_be=("yes",), of=("first", "second")),
    "earlier-answers-cover": replace(RULE, answer=("module",), must_be=("a", "b"), of=("first",)),
    "answer-differs": replace(RULE, answer=("gmc", "doctor"), of=("first",)),
    "answer-at-least": replace(RULE, answer=("doctors",), number=2),
    "answer-has-digits": replace(RULE, answer=("gmc",), number=7),
    "after-one-of": replace(RULE, of=("first", "second")),
    "before-the-day": replace(RULE, answer=("release",)),
    "barred": replace(RULE, because="held", which_is=("magistrates",)),
    "answered": replace(RULE, answer=("urgent",), demands=True),
    "form-asks": replace(RULE, answer=("why",)),
    "told": RULE,
}

# kind, the facts before, the fact judged, and whether the rule objects to it
CASES = [
    ("answer-is", "", "section=47", False),
    ("answer-is", "", "section=48", True),
    ("answer-is", "", "", False),
    ("earlier-answers-are", "first urgent=yes; second urgent=yes", "", False),
    ("earlier-answers-are", "first urgent=yes; second urgent=no", "", True),
    ("earlier-answers-are", "first urgent=no; first urgent=yes", "", False),
    ("earlier-answers-are", "first urgent=yes; second", "", False),
    ("earlier-answers-are", "", "", False),
    ("an-earlier-answer-is", "first approved=no; second approved=yes", "", False),
    ("an-earlier-answer-is", "first approved=no; second approved=no", "", True),
    ("an-earlier-answer-is", "first approved=no; second", "", False),
    ("an-earlier-answer-is", "first approved=no", "", False),
    ("earlier-answers-cover", "first module=a; first module=b", "", False),
    ("earlier-answers-cover", "first module=a; first module=a", "", True),
    ("earlier-answers-cover", "first module=a; second module=b", "", True),
    ("earlier-answers-cover", "", "", True),
    ("answer-differs", "first doctor=Ann-Hart", "doctor=Bo-Hart", False),
    ("answer-differs", "first doctor=Ann-Hart", "doctor=ann-HART", True),
    ("answer-differs", "first doctor=Hart gmc=1234567", "doctor=Hart gmc=7654321", False),
    ("answer-differs", "first doctor=Ann gmc=1234567", "doctor=Bo gmc=1234567", True),
    ("answer-differs", "first gmc=1234567", "doctor=Bo", False),
    ("answer-differs", "", "doctor=Bo", False),
    ("answer-at-least", "", "doctors=2", False),
    ("answer-at-least", "", "doctors=1", True),
    ("answer-at-least", "", "doctors=many", False),
    ("answer-at-least", "", "", False),
    ("answer-has-digits", "", "gmc=1234567", False),
    ("answer-has-digits", "", "gmc=123456", True),
    ("answer-has-digits", "", "gmc=12345GP", True),
    ("answer-has-digits", "", "", False),
    ("after-one-of", "second", "", False),
    ("after-one-of", "third", "", True),
    ("before-the-day", "dated release=2026-03-11", "", False),
    ("before-the-day", "dated release=2026-03-10", "", True),
    ("before-the-day", "dated release=2026-01-01; dated release=2026-12-31", "", False),
    ("before-the-day", "dated release=soon", "", False),
    ("barred", "held held=magistrates", "", True),
    ("barred", "held held=magistrates; held held=crown", "", False),
    ("barred", "", "", False),
    ("answered", "", "", False),
    ("form-asks", "", "", False),
    ("told", "", "", False),
]  # fmt: skip


def facts(before: str, given: str) -> tuple[tuple[Event, ...], Event]:
    lines = [f"2026-03-0{number} {one}" for number, one in enumerate(filter(None, before.split("; ")), start=1)]
    *earlier, judged = history("\n".join([*lines, f"2026-03-10 given {given}"]))
    return tuple(earlier), judged


@pytest.mark.parametrize(("kind", "before", "given", "objects"), CASES)
def test_a_kind_of_rule_objects_to_what_it_names_and_to_nothing_else(
    kind: str, before: str, given: str, objects: object
) -> None:
    rule = replace(KIND_OF_RULE[kind], kind=kind)
    assert [reason.says for reason in against([rule], *facts(before, given))] == (["Not so."] if objects else [])


def test_every_kind_has_its_cases() -> None:
    assert {kind for kind, *_ in CASES} | {"not-dated-before"} == KINDS.keys()


# kind, the facts before, the fact judged, and the questions left blank that the rule cannot do without
BLANKS = [
    ("answer-is", "", "", ["given section"]),
    ("answer-is", "", "section=48", []),
    ("answer-at-least", "", "", ["given doctors"]),
    ("answered", "", "", ["given urgent"]),
    ("answered", "", "urgent=no", []),
    ("earlier-answers-are", "first urgent=yes; second", "", ["second urgent"]),
    ("earlier-answers-are", "first; second", "", ["first urgent", "second urgent"]),
    ("earlier-answers-are", "first urgent=yes", "", []),
    ("an-earlier-answer-is", "first approved=yes; second", "", []),
    ("an-earlier-answer-is", "first approved=no; second", "", ["second approved"]),
    ("an-earlier-answer-is", "first approved=yes; first", "", ["first approved"]),
    ("an-earlier-answer-is", "first approved=no; second approved=no", "", []),
    ("answer-differs", "first doctor=Ann", "", ["given doctor"]),
    ("answer-differs", "first gmc=1234567", "doctor=Bo", ["first doctor"]),
    ("answer-differs", "first gmc=1234567", "gmc=7654321", []),
    ("answer-differs", "", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "before", "given", "blank"), BLANKS)
def test_a_rule_that_demands_names_what_was_left_blank(kind: str, before: str, given: str, blank: list[str]) -> None:
    rule = replace(KIND_OF_RULE[kind], kind=kind, demands=True)
    found = unanswered([rule], *facts(before, given))
    assert [f"{one.step} {one.question}" for one in found] == blank
    assert not list(unanswered([replace(rule, demands=False)], *facts(before, given)))
    assert not list(unanswered([replace(rule, shadow=True)], *facts(before, given)))


def test_a_kind_in_which_nothing_can_be_blank_demands_nothing() -> None:
    barred = replace(RULE, kind="barred", because="held", which_is=("magistrates",), demands=True)
    assert [key for key, _ in lacks(barred)] == ["demands"]
    assert [key for key, _ in lacks(replace(RULE, kind="answered", answer=("urgent",)))] == ["kind"]


def test_a_yes_or_no_that_was_read_already_counts_as_the_word() -> None:
    rule = replace(RULE, answer=("restricted",), must_be=("yes",))
    judged = Event(1, "given", day("2026-03-10"), facts={"restricted": False})
    assert against([rule], (), judged)
    assert not against([rule], (), replace(judged, facts={"restricted": True}))


def test_a_fact_dated_before_those_it_rests_on_is_told_so() -> None:
    rule = replace(RULE, kind="not-dated-before", of=("report",))
    judged = history("2026-03-05 given")[0]
    assert not misdated([rule], history("2026-03-05 report"), judged)
    assert [reason.says for reason in misdated([rule], history("2026-03-06 report"), judged)] == ["Not so."]
    assert not misdated([replace(rule, kind="barred")], (), judged)


# from, until, in shadow, and whether a rule bars a fact of 10 March
DATES = [
    (None, None, False, True),
    ("2026-03-10", None, False, True),
    ("2026-03-11", None, False, False),
    (None, "2026-03-10", False, True),
    (None, "2026-03-09", False, False),
    (None, None, True, False),
    ("2026-03-10", None, True, True),
    ("2026-03-11", None, True, False),
    ("2026-03-01", "2026-03-09", True, False),
]


@pytest.mark.parametrize(("since", "until", "shadow", "bars"), DATES)
def test_a_rule_is_asked_of_what_happened_while_it_was_in_force(
    since: str | None, until: str | None, shadow: object, bars: object
) -> None:
    days = {
        "effective_from": since and date.fromisoformat(since),
        "effective_to": until and date.fromisoformat(until),
    }
    rule = replace(RULE, kind="barred", shadow=bool(shadow), **days)
    assert bool(against([rule], *facts("", ""))) is bars


def test_a_rule_in_shadow_says_what_it_would_have_refused() -> None:
    rule = replace(RULE, kind="barred", shadow=True)
    earlier, judged = facts("other", "")
    (doubt,) = doubts([rule], (*earlier, judged))
    assert (doubt.event, doubt.rule) == (judged, rule)
    assert list(doubts([replace(rule, shadow=False)], (*earlier, judged))) == []


def test_whoever_records_is_told_of_reminders_and_of_what_is_in_shadow() -> None:
    reminder, shadow, barring = (
        replace(RULE, kind="told"),
        replace(RULE, kind="barred", shadow=True),
        replace(RULE, kind="barred"),
    )
    assert told([reminder, shadow, barring], *facts("", "")) == (reminder, shadow)


def test_a_rule_that_lacks_what_its_kind_needs_is_told_so() -> None:
    bare = replace(RULE, kind="earlier-answers-are", because="held")
    assert [key for key, _ in lacks(bare)] == ["answer", "must_be", "of", "because"]
