"""What a model asks and what it answered, in plain words and as data."""

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from throughcare.predictors.question import questions_of
from throughcare.predictors.result import NEVER_REFUSE, Percentages, Result, Score, Screen
from throughcare.predictors.rounding import half_up
from throughcare.predictors.shipped import MODELS, Model

WIDE = 100


def plain(result: Result) -> str:
    """One sentence about people with the same answers, and never about this person."""
    outcome = MODELS[result.model].outcome
    if isinstance(result, Percentages):
        return (
            f"Of 100 people with these answers about {result.one_year} {outcome} within one year "
            f"and about {result.two_year} within two."
        )
    if isinstance(result, Score):
        return f"Of {_so_many(result.score)} {outcome} within two years."
    return _screened(result)


def _so_many(score: Decimal) -> str:
    """Out of a thousand where that is under one in a hundred."""
    if score >= 1:
        return f"100 people with these answers about {half_up(score)}"
    thousands = half_up(score * 10)
    return f"1,000 people with these answers {f'about {thousands}' if thousands else 'fewer than one'}"


def _screened(result: Result) -> str:
    if isinstance(result, Screen) and result.outcome:
        says = (
            f"by these answers somebody is {result.outcome}"
            if result.outcome.startswith("screened")
            else result.outcome
        )
        return f"{says[0].upper()}{says[1:]}."
    return "This screen is not for them."


def as_data(result: Result) -> dict[str, Any]:
    """A result as JSON has it, with its sentence."""
    data: dict[str, Any] = {
        name: float(value) if isinstance(value, Decimal) else value for name, value in asdict(result).items()
    }
    return {**data, "plain": plain(result), "care": NEVER_REFUSE}


def told(result: Result) -> str:
    """A result as text: what it says, how it came about, and what it is not."""
    lines = [plain(result), *_band(result), f"This is a {result.meaning}, and {NEVER_REFUSE}.", f"{result.version}."]
    lines += [f"  {term.weight:>10.5g}  {term.says}" for term in result.terms]
    lines += [f"  {result.total:>10.5g}  in all"] if result.terms else []
    return "\n".join([*lines, *result.how, *result.notes])


def _band(result: Result) -> Iterator[str]:
    if isinstance(result, Percentages):
        yield f"{result.one_year}% within one year, {result.two_year}% within two: {result.band}."
    if isinstance(result, Score):
        yield f"{result.score}% within two years: {result.band} ({result.kind})."
        if result.missing:
            yield f"Static, because this was not answered: {', '.join(result.missing)}."


def keys(model: Model) -> str:
    """The keys of a file for this model, as its help page prints them: from the questions that read it."""
    parts: dict[str, list[str]] = {}
    for one in questions_of(model.asks):
        unknown = " May be left out." if one.may_be_unknown else ""
        said = f"{one.question.label}: {one.question.wanted}.{unknown}"
        line = textwrap.fill(
            said, WIDE, initial_indent=f"  {one.name:<26}", subsequent_indent=" " * 28, break_on_hyphens=False
        )
        parts.setdefault(one.question.part, []).append(line)
    return "\n\n".join("\n".join([f"{part}:", *lines]) for part, lines in parts.items())


def answers_in_words(given: Any) -> list[tuple[str, str]]:
    """(label, answer) of each question that was answered."""
    asked = [(one.question, vars(given)[one.name]) for one in questions_of(type(given))]
    return [(question.label, question.spoken(answer)) for question, answer in asked if answer is not None]
