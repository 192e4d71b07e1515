"""What holds of everybody, whatever their answers are."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.predictors.people import answers
from throughcare.predictors import MODELS, Faulty, Kind, Question, Result, as_data, plain, questions_of, told

FIRST = date(1930, 1, 1)


def answer(question: Question) -> st.SearchStrategy[Any]:
    if question.kind is Kind.NUMBER:
        return st.integers(question.least, question.most)
    if question.kind is Kind.DAY:
        return st.integers(0, 40_000).map(lambda days: (FIRST + timedelta(days=days)).isoformat())
    return st.booleans() if question.kind is Kind.YES_NO else st.sampled_from(list(question.choices))


def somebody(model: str) -> st.SearchStrategy[dict[str, Any]]:
    asked = questions_of(MODELS[model].asks)
    known = {one.name: answer(one.question) for one in asked}
    return st.fixed_dictionaries(
        {one.name: st.none() | known[one.name] if one.may_be_unknown else known[one.name] for one in asked}
    )


def people(model: str) -> st.SearchStrategy[dict[str, Any]]:
    """Somebody whose days and numbers fit each other."""

    @st.composite
    def drawn(draw: st.DrawFn) -> dict[str, Any]:
        said = draw(somebody(model))
        born, age = date(1960, 3, 1), draw(st.integers(18, 60))
        convicted = date(born.year + age, 3, 1)
        days = {"date_of_birth": born, "conviction_date": convicted, "assessment_date": date(2025, 3, 1)}
        days["follow_up_start"] = convicted + timedelta(days=draw(st.integers(0, 4000)))
        said |= {name: day.isoformat() for name, day in days.items() if name in said}
        said |= {"age_at_first_sanction": draw(st.integers(8, age))} if "age_at_first_sanction" in said else {}
        if "violent_sanctions" in said:
            said["violent_sanctions"] = draw(st.integers(0, said["sanctions"]))
        return said

    return drawn()


@pytest.mark.parametrize("model", ["ogrs3", "ogp", "ovp"])
@given(data=st.data())
def test_a_percentage_is_whole_and_from_1_to_99_and_grows_with_time(model: str, data: st.DataObject):
    result = MODELS[model].from_said(data.draw(people(model)))
    assert 1 <= result.one_year <= result.two_year <= 99
    assert result.total == pytest.approx(sum(one.weight for one in result.terms))


@pytest.mark.parametrize("model", ["arp", "vrp", "svrp"])
@given(data=st.data())
def test_a_score_is_a_percentage_and_says_what_it_missed(model: str, data: st.DataObject):
    said = data.draw(people(model))
    result = MODELS[model].from_said(said)
    assert 0 <= result.score <= 100
    assert result.score == result.score.quantize(Decimal("0.01"))
    assert (result.kind == "static") == bool(result.missing)
    assert all(said[name] is None for name in result.missing)


@pytest.mark.parametrize("model", MODELS)
@given(data=st.data())
def test_whatever_is_said_is_answered_or_refused_by_field(model: str, data: st.DataObject):
    said = data.draw(somebody(model))
    result, faults = answered(model, said)
    assert faults.keys() <= {*said, ""}
    assert (result is None) == bool(faults)
    if result:
        assert result.version
        assert result.meaning
        assert plain(result).endswith(".")
        assert told(result).startswith(plain(result))
        assert as_data(result)["care"] == "never a reason to refuse care"


def answered(model: str, said: dict[str, Any]) -> tuple[Result | None, dict[str, str]]:
    try:
        return MODELS[model].from_said(said), {}
    except Faulty as refused:
        return None, refused.faults


@given(first=people("ogrs3"), more=st.integers(1, 50))
def test_more_sanctions_in_the_same_years_never_lower_ogrs3(first: dict[str, Any], more: int):
    second = first | {"sanctions": min(999, first["sanctions"] + more)}
    lower, higher = (MODELS["ogrs3"].from_said(said) for said in (first, second))
    assert lower.total <= higher.total
    assert lower.two_year <= higher.two_year


@given(first=people("ovp"), more=st.integers(1, 50))
def test_more_sanctions_that_are_not_for_violence_never_lower_ovp(first: dict[str, Any], more: int):
    second = first | {"sanctions": min(999, first["sanctions"] + more)}
    assert MODELS["ovp"].from_said(first).two_year <= MODELS["ovp"].from_said(second).two_year


# Answers that only ever raise a score. Whoever lives with a partner is judged by the relationship as well.
RAISES = {
    "ogp": ("no_fixed_abode", "unemployed", "offending_activities", "drug_misuse", "problem_solving", "attitudes"),
    "ovp": ("no_fixed_abode", "unemployed", "drinking", "psychiatric_treatment", "temper", "attitudes"),
    "arp": ("accommodation", "unemployed", "relationship", "domestic_abuse", "drinking", "heroin", "spice"),
    "vrp": ("accommodation", "unemployed", "relationship", "domestic_abuse", "temper", "methadone", "ketamine"),
    "svrp": ("weapon", "accommodation", "unemployed", "drinking", "temper", "attitudes", "past_arson"),
}


@pytest.mark.parametrize(("model", "name"), [(model, name) for model, names in RAISES.items() for name in names])
def test_a_worse_answer_raises_the_sum(model: str, name: str):
    [asked] = [one.question for one in questions_of(MODELS[model].asks) if one.name == name]
    worse = [False, True] if asked.kind is Kind.YES_NO else [0, 1, 2]
    sums = [MODELS[model].from_said(answers(model, **{name: value})).total for value in worse]
    assert sums == sorted(set(sums))
