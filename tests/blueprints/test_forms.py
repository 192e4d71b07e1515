"""Answers as typed: what can be kept, and a sentence for what cannot."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.blueprints.blueprint import Field
from throughcare.blueprints.forms import clean
from throughcare.blueprints.holding import beginnings, questions
from throughcare.blueprints.library import load
from throughcare.blueprints.shape import FIELD_KINDS
from throughcare.pathways.everywhere import FACTS_OF_HOLDING

CHOICES = (("no-bed", "No bed"), ("court-date", "Court date"))


def field(kind: str, *, required: bool = False) -> Field:
    choices = CHOICES if kind in ("choice", "choices") else ()
    return Field(id="it", label="It", kind=kind, category="clinical", required=required, choices=choices)


KEPT: list[tuple[str, Any, Any]] = [
    ("text", "  a word ", "a word"),
    ("text", "O'Brien \u2013 caf\u0065\u0301", "O'Brien \u2013 caf\u00e9"),
    ("text", 7, "7"),
    ("long-text", "two\nlines", "two\nlines"),
    ("date", "2026-03-02", "2026-03-02"),
    ("time", "14:30", "14:30"),
    ("number", "12", 12),
    ("number", 12, 12),
    ("number", "-1.5", -1.5),
    ("yes-no", "YES", True),
    ("yes-no", False, False),
    ("yes-no", "off", False),
    ("choice", "NO_BED", "no-bed"),
    ("choice", " Court Date ", "court-date"),
    ("criterion", "Acute", "acute"),
    ("choices", "no_bed, COURT-DATE", ["no-bed", "court-date"]),
    ("choices", ["no-bed"], ["no-bed"]),
    ("organisation", "12", 12),
    ("organisation", "Rowan Unit", "Rowan Unit"),
    ("staff", 12, 12),
]


@pytest.mark.parametrize(("kind", "given_", "value"), KEPT)
def test_what_can_be_read_is_kept_as_a_plain_value(kind: str, given_: Any, value: Any) -> None:
    cleaned = clean([field(kind)], {"it": given_}, demand=True)
    assert (dict(cleaned.values), dict(cleaned.faults)) == ({"it": value}, {})


NOT_KEPT: list[tuple[str, Any, str]] = [
    ("text", "a\x00b", "'It' has characters that cannot be shown: type it again."),
    ("text", "a\u202eb", "'It' has characters that cannot be shown: type it again."),
    ("long-text", "Jos\ufffd", "'It' has characters that cannot be shown: type it again."),
    ("text", "a" * 201, "'It' is 201 characters long; the most is 200."),
    ("long-text", "a" * 10_001, "'It' is 10,001 characters long; the most is 10,000."),
    ("date", "2026-02-30", "'It' is not a real date: write it as 2026-03-02."),
    ("time", "25:00", "'It' is not a time of day: write it as 14:30."),
    ("number", "1e9", "'It' is not a number: write it in digits."),
    ("number", "9" * 40, "'It' is not a number: write it in digits."),
    ("yes-no", "maybe", "Answer 'It' with yes or no."),
    ("choice", "weather", "'weather' is not a choice for 'It'. Choose one of: No bed, Court date."),
    ("choices", ["no-bed", "rain"], "'rain' is not a choice for 'It'. Choose one of: No bed, Court date."),
    ("criterion", "a\x00", "'It' has characters that cannot be shown: type it again."),
    ("organisation", "\x07", "'It' has characters that cannot be shown: type it again."),
]


@pytest.mark.parametrize(("kind", "given_", "says"), NOT_KEPT)
def test_what_cannot_be_read_is_told_by_field(kind: str, given_: Any, says: str) -> None:
    cleaned = clean([field(kind)], {"it": given_}, demand=True)
    assert (dict(cleaned.values), dict(cleaned.faults)) == ({}, {"it": says})


@pytest.mark.parametrize("absent", [{}, {"it": None}, {"it": "  "}, {"it": []}])
def test_an_absent_answer_is_a_fault_only_where_it_is_demanded(absent: dict[str, Any]) -> None:
    asked = [field("text", required=True)]
    assert dict(clean(asked, absent, demand=True).faults) == {"it": "Answer 'It'."}
    assert dict(clean(asked, absent, demand=False).faults) == {}
    assert dict(clean([field("text")], absent, demand=True).faults) == {}


def test_what_was_not_asked_is_not_kept() -> None:
    assert dict(clean([field("text")], {"other": "x"}, demand=True).values) == {}


Anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(kind=st.sampled_from(FIELD_KINDS), answer=Anything)
def test_no_answer_raises_anything(kind: str, answer: Any) -> None:
    cleaned = clean([field(kind)], {"it": answer}, demand=True)
    assert not (cleaned.values and cleaned.faults)


def test_the_facts_of_holding_ask_what_they_need() -> None:
    transfer = load("hospital-transfer")
    asked = {fact: [each.id for each in questions(transfer, fact) if each.required] for fact in FACTS_OF_HOLDING}
    assert asked == {
        "lead-named": ["organisation", "staff"],
        "handover-offered": ["party", "organisation"],
        "handover-accepted": [],
        "handover-declined": ["why"],
        "held-jointly": ["organisation"],
        "joint-holding-ended": ["organisation"],
        "delay-recorded": ["reason", "from"],
        "delay-ended": ["delay", "until"],
        "delay-answered": ["delay", "answer"],
    }


def test_a_step_asks_what_its_form_does_and_a_transfer_may_begin_in_two_ways() -> None:
    transfer = load("hospital-transfer")
    assert questions(transfer, "need-identified") == transfer.form["need"].fields
    assert questions(transfer, "nothing-of-the-kind") == ()
    assert [step.id for step in beginnings(transfer)] == ["need-identified", "initial-request-for-medical-report"]
