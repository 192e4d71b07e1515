"""OGP and OVP: points for what an assessment found, and the probability that goes with so many."""

from decimal import Decimal
from math import ceil
from typing import Any

from throughcare.predictors.coefficients import at_least, points
from throughcare.predictors.inputs import InputOfOgp, InputOfOvp
from throughcare.predictors.result import Percentages, Term
from throughcare.predictors.rounding import half_up, logistic, whole_percent, years_between

TOOK_FROM = "as in hmpps-arns-risk-actuarial-api before 4dd1496"
TREATMENT_RAISES_IT = (
    "Psychiatric treatment now raises this score, and so does better access to care: "
    "never use a change in it as an outcome."
)


def ogp(given: InputOfOgp) -> Percentages:
    """Non-violent reoffending."""
    table = points("ogp")
    drugs = given.drug_misuse + given.drug_motivation
    thinking = given.problem_solving + given.consequences + given.others_views
    terms = (
        _term("ogrs3", f"OGRS3 over two years: {given.ogrs3_two_year}%", _times(table["ogrs3"], given.ogrs3_two_year)),
        *_living(given, table),
        _term(
            "offending_activities",
            f"Activities that encourage offending: {given.offending_activities} of 2",
            table["offending_activities"][given.offending_activities],
        ),
        _term("drugs", f"Drug misuse and motivation: {drugs} of 4", _times(table["drugs"], drugs)),
        _term("thinking", f"Thinking and behaviour: {thinking} of 6", _times(table["thinking"], thinking)),
        _term("attitudes", f"Pro-criminal attitudes: {given.attitudes} of 2", table["attitudes"][given.attitudes]),
    )
    return _percentages("ogp", f"OGP, {TOOK_FROM}", terms)


def ovp(given: InputOfOvp) -> Percentages:
    """Violent reoffending."""
    table = points("ovp")
    drinking = given.drinking + given.binge_drinking
    terms = (
        *_history(given, table),
        _term(
            "impact",
            "Recognises the impact on others" if given.recognises_impact else "Does not recognise the impact on others",
            0 if given.recognises_impact else table["impact_not_recognised"],
        ),
        *_living(given, table),
        _term("alcohol", f"Alcohol now and binges: {drinking} of 4", ceil(Decimal(table["alcohol"]) * drinking)),
        _term(
            "psychiatric_treatment",
            f"Psychiatric treatment now or pending: {'yes' if given.psychiatric_treatment else 'no'}",
            table["psychiatric_treatment"] * given.psychiatric_treatment,
        ),
        _term("temper", f"Temper control: {given.temper} of 2", table["temper"] * given.temper),
        _term("attitudes", f"Pro-criminal attitudes: {given.attitudes} of 2", table["attitudes"] * given.attitudes),
    )
    return _percentages("ovp", f"OVP, {TOOK_FROM}", terms, notes=(TREATMENT_RAISES_IT,))


def _history(given: InputOfOvp, table: Any) -> tuple[Term, ...]:
    age = years_between(given.date_of_birth, given.follow_up_start)
    violent, other = given.violent_sanctions, given.sanctions - given.violent_sanctions
    return (
        _term(
            "sanctioned",
            f"Any sanction: {'yes' if given.sanctions else 'no'}",
            table["any_sanction"] * (given.sanctions > 0),
        ),
        _term("violent_sanctions", f"For violence: {violent}", at_least(table["violent_sanctions"], violent)),
        _term("other_sanctions", f"For other offences: {other}", at_least(table["other_sanctions"], other)),
        _term("age", f"{age} at the start of follow-up", at_least(table["age"], age)),
        _term("sex", given.sex.capitalize(), table["male"] * (given.sex == "male")),
    )


def _living(given: InputOfOgp | InputOfOvp, table: Any) -> tuple[Term, ...]:
    said = {"no_fixed_abode": "No fixed abode", "unemployed": "Unemployed"}
    return tuple(
        _term(name, f"{says}: {'yes' if vars(given)[name] else 'no'}", table[name] * vars(given)[name])
        for name, says in said.items()
    )


def _term(name: str, says: str, weight: int) -> Term:
    return Term(name.replace("_", "-"), says, weight)


def _times(factor: str, number: int) -> int:
    """Half-up: 3.75 times 2 is 8 points."""
    return int(half_up(half_up(Decimal(factor) * number, 9)))


def _percentages(model: str, version: str, terms: tuple[Term, ...], notes: tuple[str, ...] = ()) -> Percentages:
    table, total = points(model), int(sum(term.weight for term in terms))
    one_year, two_year = (whole_percent(logistic(table["slope"] * total - table[year])) for year in YEARS)
    return Percentages(
        model=model,
        version=version,
        terms=terms,
        total=total,
        how=tuple(
            f"{words}: 100 / (1 + e^-({table['slope']:g} x {total} - {table[year]:g}))."
            for year, words in YEARS.items()
        ),
        notes=notes,
        one_year=one_year,
        two_year=two_year,
        band=at_least(table["bands"], two_year),
    )


YEARS = {"one_year": "Within one year", "two_year": "Within two years"}
