"""OGRS3: proven reoffending from age, sex and convictions alone (Howard and others 2009, as the MoJ ran it)."""

from math import log

from throughcare.predictors.coefficients import AGES, at_least, ogrs3
from throughcare.predictors.inputs import InputOfOgrs3
from throughcare.predictors.result import Percentages, Term
from throughcare.predictors.rounding import logistic, whole_percent, years_between
from throughcare.predictors.wording import OFFENCE_GROUP

VERSION = "OGRS3 (Howard et al. 2009), as in hmpps-arns-risk-actuarial-api before 4dd1496"
BANDS = ((0, "Low"), (50, "Medium"), (75, "High"), (90, "Very high"))


def work_out(given: InputOfOgrs3) -> Percentages:
    """Total: every input that was read has a figure."""
    weight = ogrs3()
    terms = _terms(given)
    total = sum(term.weight for term in terms)
    one_year, two_year = (probability(total, year) for year in ("one-year", "two-year"))
    signed = f"{'-' if total < 0 else '+'} {abs(total):.5f}"
    constants = [("one year", weight["constant", "one-year"]), ("two years", weight["constant", "two-year"])]
    percent = whole_percent(two_year)
    return Percentages(
        model="ogrs3",
        version=VERSION,
        terms=terms,
        total=total,
        how=tuple(f"Within {years}: 100 / (1 + e^-({constant:g} {signed}))." for years, constant in constants),
        notes=("It moves only with age and time without offences, so that a change in it is no outcome of care.",),
        one_year=whole_percent(one_year),
        two_year=percent,
        band=at_least(BANDS, percent),
    )


def probability(total: float, year: str) -> float:
    """The probability (0 to 1) of a sum of weights within `one-year` or `two-year`."""
    return logistic(ogrs3()["constant", year] + total)


def _terms(given: InputOfOgrs3) -> tuple[Term, ...]:
    weight = ogrs3()
    age = years_between(given.date_of_birth, given.follow_up_start)
    gap = years_between(given.date_of_birth, given.conviction_date) - given.age_at_first_sanction
    status = "first" if given.sanctions == 1 else "repeat"
    rate = log(given.sanctions / (weight["rate", "years-added"] + gap))
    group = OFFENCE_GROUP.spoken(given.offence_group)
    return (
        Term("age-and-sex", f"{given.sex.capitalize()}, {age} at the start of follow-up", _of_age(given.sex, age)),
        Term(
            "sanctioned-before",
            "The first sanction" if status == "first" else "Sanctioned before",
            weight["status", status],
        ),
        Term(
            "rate-of-sanctions",
            f"{given.sanctions} sanctions in {gap} years since the first, and 10 more",
            weight["rate", "multiplier"] * rate,
        ),
        Term("offence", f"Current offence: {group}", weight["offence", given.offence_group]),
    )


def _of_age(sex: str, age: int) -> float:
    ends = {least: f"-{after - 1}" for least, after in zip(AGES, (*AGES[1:], 0), strict=True)} | {AGES[-1]: "-"}
    least = max(least for least in AGES if least <= age)
    return ogrs3()[f"age-{sex}", f"{least}{ends[least]}"]
