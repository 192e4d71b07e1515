"""The law within a blueprint: in shadow it changes nothing, from a day on it does, and its file is checked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.blueprints.cases import DIRECTED, IN_HOSPITAL, TRANSFER, told
from tests.blueprints.test_walks import WALKS, Choices, walked
from tests.facts import day, history
from throughcare.blueprints.check import check
from throughcare.blueprints.course import course, judge, with_commencements
from throughcare.blueprints.library import source
from throughcare.blueprints.read import read
from throughcare.pathways import Event, Moment
from throughcare.telling.possible import law_told

LAWLESS = replace(TRANSFER, rules=())
IN_SHADOW = replace(
    TRANSFER, rules=tuple(replace(rule, shadow=True, effective_from=None, effective_to=None) for rule in TRANSFER.rules)
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "held-as": st.sampled_from(["sentenced", "crown-court-remand", "magistrates-remand", "civil-prisoner"]),
        "section": st.sampled_from(["section-47", "section-48", "section-50", "section-51"]),
        "restricted": st.booleans(),
        "approved": st.booleans(),
        "urgent-need": st.booleans(),
        "doctor": st.sampled_from(["Hart", "Byrne"]),
        "doctors": st.integers(0, 3),
        "release-date": st.just("2026-01-20"),
    },
)


@WALKS
@given(choices=Choices, answers=st.lists(ANSWERS, min_size=25, max_size=25))
def test_a_rule_in_shadow_never_changes_a_decision(
    choices: list[tuple[int, int]], answers: list[dict[str, object]]
) -> None:
    """Whatever is answered: the same walk, judged without any law and with all of it in shadow."""
    walk = [
        replace(event, facts={**event.facts, **given})
        for event, given in zip(walked(LAWLESS, choices), answers, strict=False)
    ]
    for number, event in enumerate(walk):
        before, on = walk[:number], event.when
        assert judge(IN_SHADOW, before, event, as_of=on) == judge(LAWLESS, before, event, as_of=on)
        following = [course(one, before, as_of=on).next_steps for one in (IN_SHADOW, LAWLESS)]
        assert following[0] == following[1]


def test_what_a_rule_in_shadow_would_have_said_is_told() -> None:
    facts = history("2026-03-02 need-identified\n2026-03-05 hospital-order doctors=2 place-of-safety=prison")
    assert judge(TRANSFER, facts[:1], facts[1], as_of=day("2026-03-05")).allowed
    (doubt,) = course(TRANSFER, facts, as_of=day("2026-03-05")).doubts
    assert (doubt.event.step, doubt.rule.id) == ("hospital-order", "mha-2025-48")


@pytest.mark.parametrize(("commenced", "allowed"), [("2026-03-05", False), ("2026-03-06", True), (None, True)])
def test_from_the_day_it_is_commenced_it_is_law(commenced: str | None, allowed: object) -> None:
    days = {"mha-2025-48": commenced and date.fromisoformat(commenced)}
    commenced_ = with_commencements(TRANSFER, days)
    facts = history("2026-03-02 need-identified\n2026-03-05 hospital-order doctors=2 place-of-safety=prison")
    assert judge(commenced_, facts[:1], facts[1], as_of=day("2026-12-31")).allowed is allowed


def test_a_clock_is_judged_by_what_was_in_force_when_it_started() -> None:
    commenced = with_commencements(TRANSFER, {"tr-stat28": date(2026, 3, 2)})
    for start, shadow in (("2026-03-01", True), ("2026-03-02", False)):
        facts = history(f"{start} initial-request-for-medical-report")
        assert course(commenced, facts, as_of=day("2026-03-10")).runs["tr-stat28"][-1].shadow is shadow


def test_what_is_no_shadow_in_the_file_and_what_it_does_not_know_stay_as_they_are() -> None:
    assert with_commencements(TRANSFER, {}) is TRANSFER
    other = with_commencements(TRANSFER, {"tr-28": date(2030, 1, 1), "s47-sentenced": None, "nothing": None})
    assert (other.standards, other.rules) == (TRANSFER.standards, TRANSFER.rules)


def test_whoever_takes_a_step_is_told_of_the_law_that_bars_nothing() -> None:
    directing = course(TRANSFER, told(DIRECTED)[:-1], as_of=day("2026-03-20"))
    assert [rule.id for rule in law_told(directing, "transfer-direction-given")] == ["s49-option"]
    asked = [
        law_told(course(TRANSFER, (), as_of=day(on)), "initial-request-for-medical-report")
        for on in ("2026-02-17", "2026-02-18")
    ]
    assert [[rule.id for rule in one] for one in asked] == [[], ["s48-immigration"]]


def test_a_step_the_law_bars_whatever_is_answered_is_shown_as_not_yet() -> None:
    story = f"""{IN_HOSPITAL}
        2026-04-01 release-date-given release-date=2026-06-01
        2026-05-10 rc-notifies-no-longer-requires
        2026-05-12 prison-agrees-remission"""
    for on, reasons in (("2026-05-31", 0), ("2026-06-01", 1)):
        following = {one.step: one for one in course(TRANSFER, told(story), as_of=day(on)).next_steps}
        assert len(following["remission-warrant-given"].reasons) == reasons


def test_every_rule_of_the_transfer_is_dated_or_in_shadow_and_sourced() -> None:
    for rule in TRANSFER.rules:
        assert bool(rule.effective_from) is not rule.shadow, rule.id
        assert rule.source in {one.id for one in TRANSFER.sources}
        assert not (rule.force == "local" and rule.confirmed)


def test_a_fact_without_an_answer_is_not_judged() -> None:
    bare = [Event(n, step, Moment(date(2026, 3, n))) for n, step in enumerate(("need-identified", "hospital-order"), 1)]
    assert judge(TRANSFER, bare[:1], bare[1], as_of=day("2026-03-05")).allowed


TEXT = source("hospital-transfer").decode()
RULE = {
    "id": "extra", "title": "Extra", "kind": "answer-is", "steps": ["transfer-direction-given"], "answer": ["section"],
    "must_be": ["section-47"], "says": "So.", "force": "statute", "source": "mha-1983",
}  # fmt: skip

# what is said otherwise of one more rule, and what the checker says of it
FAULTS = [
    ({"kind": "answer-iz"}, "'answer-iz' is not a known 'kind'. Did you mean 'answer-is'?"),
    ({"steps": ["direction-givn"]}, "There is no step 'direction-givn'."),
    ({"of": ["nowhere"]}, "There is no step 'nowhere'."),
    ({"source": "nowhere"}, "There is no source 'nowhere'."),
    ({"source": None}, "The rule 'extra' has no source."),
    ({"says": None}, "Rule 'extra' has no 'says'."),
    ({"must_be": None}, "The rule 'extra' needs 'must_be' to be a rule of the kind 'answer-is'."),
    ({"because": "held-as"}, "The rule 'extra' says only half of when it applies."),
    ({"because": "held-us", "which_is": ["sentenced"]}, "asks for 'held-us', which no form asks."),
    ({"because": "held-as", "which_is": ["sentence"]}, "names 'sentence', which is no answer there."),
    ({"answer": ["sektion"]}, "asks for 'sektion', which those steps do not. Did you mean 'section'?"),
    ({"must_be": ["section-74"]}, "names 'section-74', which is no answer there."),
    ({"id": "tr-28"}, "bears the id of a standard"),
    ({"kind": "form-asks", "steps": ["first-medical-report"], "answer": ["gmc"]}, "needs 'GMC number' to be demanded"),
    ({"because": "approved", "which_is": ["no"], "steps": ["closed-without-transfer"], "answer": ["outcome"],
      "must_be": ["out-of-area"]}, ""),
    ({"because": "urgent-need", "which_is": ["no"], "steps": ["closed-without-transfer"], "answer": ["outcome"],
      "must_be": ["out-of-area"]}, "would tell 'case-manager' of 'clinical', which it may not read."),
]  # fmt: skip


def written(**keys: object) -> str:
    said = {key: value for key, value in {**RULE, **keys}.items() if value is not None}
    return "\n[[rule]]\n" + "".join(f"{key} = {value!r}\n".replace("'", '"') for key, value in said.items())


@pytest.mark.parametrize(("keys", "says"), FAULTS)
def test_a_fault_of_a_rule_is_told_with_its_line(keys: dict[str, object], says: str) -> None:
    found = check(read((TEXT + written(**keys)).encode(), path="x.toml"))
    assert says in " ".join(f"{problem.says} {problem.do}" for problem in found)
    assert bool(found) is bool(says)
    assert all(problem.line > TEXT.count("\n") for problem in found)


def test_a_rule_that_ends_before_it_begins_is_a_fault() -> None:
    dated = written() + "effective_from = 2026-02-01\neffective_to = 2026-01-01\n"
    (problem,) = check(read((TEXT + dated).encode(), path="x.toml"))
    assert problem.says == "The rule 'extra' ends before it begins."
