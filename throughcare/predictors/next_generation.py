"""ARP, VRP and SVRP: reoffending of any kind, violent, and seriously violent, within two years; static and dynamic."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import log

from throughcare.predictors.coefficients import DYNAMIC, STATIC, at_least, next_generation
from throughcare.predictors.inputs import InputOfArp, InputOfSvrp, InputOfVrp, Static, StaticViolent
from throughcare.predictors.question import Part, questions_of
from throughcare.predictors.result import Score, Term
from throughcare.predictors.rounding import half_up, logistic, months_between, years_between
from throughcare.predictors.wording import OFFENCE_CATEGORY

VERSION = "{}, next generation, as in hmpps-arns-risk-actuarial-api 016919c"
BANDS = {
    "arp": ((0, "Low"), (50, "Medium"), (75, "High"), (90, "Very high")),
    "vrp": ((0, "Low"), (30, "Medium"), (60, "High"), (80, "Very high")),
    "svrp": ((0, "Low"), (1, "Medium"), (3, "High"), (6.9, "Very high")),
}
MOST_MONTHS, POWERS = 36, (1, 2, 3, 4)
# Years added to those since the first sanction, so that a rate has no small denominator.
ADDED = {"arp": 26, "vrp": 12, "svrp": 12}
ADDED_TO_VIOLENT = 30
# Counts as one drug, whichever of them it is.
OTHER_DRUGS = ("other_drugs", "ketamine", "spice", "hallucinogens", "solvents")
# The scale of the assessment has it as 0 or 2.
COUNTS_TWICE = "unemployed"
WITH_PARTNER = "relationship_with_live_in_partner"


def arp(given: InputOfArp) -> Score:
    return _score("arp", given)


def vrp(given: InputOfVrp) -> Score:
    return _score("vrp", given)


def svrp(given: InputOfSvrp) -> Score:
    return _score("svrp", given)


def _score(model: str, given: Static) -> Score:
    dynamic, missing = _answered(given)
    kind = STATIC if missing else DYNAMIC
    weight = next_generation(model, kind)
    terms = (*_static(model, given, weight), *(() if missing else _dynamic(dynamic, given, weight)))
    total = sum(term.weight for term in terms)
    score = half_up(half_up(100 * logistic(total), 12), 2)
    return Score(
        model=model,
        version=VERSION.format(model.upper()),
        terms=terms,
        total=total,
        how=(f"Within two years: 100 / (1 + e^-({total:.5f})).",),
        score=score,
        band=band(model, score),
        kind=kind,
        missing=missing,
    )


def band(model: str, score: Decimal) -> str:
    """The band of a score in per cent."""
    found: str = at_least(BANDS[model], float(score))
    return found


def _answered(given: Static) -> tuple[dict[str, int], tuple[str, ...]]:
    """The dynamic answers as numbers, and those that are missing. A drug that nobody knows of counts as none."""
    asked = [one for one in questions_of(type(given)) if one.may_be_unknown]
    answers = {one.name: vars(given)[one.name] for one in asked}
    missing = (one.name for one in asked if one.question.part is not Part.DRUGS and answers[one.name] is None)
    return {name: int(answer or 0) for name, answer in answers.items()}, tuple(missing)


def _static(model: str, given: Static, weight: Mapping[str, float]) -> Iterator[Term]:
    sex, sanctions = given.sex, given.sanctions
    age = years_between(given.date_of_birth, given.follow_up_start)
    gap = years_between(given.date_of_birth, given.conviction_date) - given.age_at_first_sanction
    yield Term("constant", "The same for everybody", weight["constant"])
    yield Term("age-and-sex", f"{sex.capitalize()}, {age} at the start of follow-up", powers(f"age_{sex}", age, weight))
    yield Term("sex", sex.capitalize(), weight["female"] if sex == "female" else 0)
    category = OFFENCE_CATEGORY.spoken(given.offence_category)
    yield Term("offence", f"Current offence: {category}", weight[f"offence:{given.offence_category}"])
    yield Term("first-sanction", "The first sanction", weight["first_sanction"] if sanctions == 1 else 0)
    yield Term("second-sanction", "The second sanction", weight["second_sanction"] if sanctions == 2 else 0)
    yield Term("sanctions", f"{sanctions} sanctions", weight["sanctions"] * sanctions)
    between = weight[f"gap_{sex}"] * gap if sanctions == 2 else 0
    yield Term("years-to-second-sanction", f"{gap} years since the first sanction, of the second", between)
    yield _free_months(given, weight)
    yield from _rate(model, given, gap, weight)
    if isinstance(given, StaticViolent):
        yield from _violent(given, gap, weight)


def powers(name: str, number: int, weight: Mapping[str, float]) -> float:
    """A polynomial without a constant, up to the fourth power; a power that the model lacks weighs nothing."""
    return sum(weight.get(f"{name}_{power}", 0.0) * float(number**power) for power in POWERS)


def _free_months(given: Static, weight: Mapping[str, float]) -> Term:
    """Months in the community without an offence: none where they are not there yet."""
    start, assessed = given.follow_up_start, given.assessment_date
    if assessed < start:
        return Term("free-months", "Not in the community yet at the assessment", 0)
    months = min(MOST_MONTHS, months_between(start, assessed))
    return Term("free-months", f"{months} months in the community (36 at most)", powers("free_months", months, weight))


def _rate(model: str, given: Static, gap: int, weight: Mapping[str, float]) -> Iterator[Term]:
    """How fast sanctions came, for those with three or more."""
    many = given.sanctions > 2
    rate = log(given.sanctions / (gap + ADDED[model]))
    says = f"{given.sanctions} sanctions in {gap} years since the first, and {ADDED[model]} more"
    yield Term("rate-of-sanctions", says, weight[f"rate_{given.sex}"] * rate if many else 0)
    if model == "arp":
        squared = weight[f"rate_squared_{given.sex}"] * rate**2 if many else 0
        yield Term("rate-of-sanctions-squared", "The same rate, squared", squared)


def _violent(given: StaticViolent, gap: int, weight: Mapping[str, float]) -> Iterator[Term]:
    violent = given.violent_sanctions
    yield Term("never-violent", "No sanction for violence", 0 if violent else weight[f"never_violent_{given.sex}"])
    yield Term("once-violent", "One sanction for violence", weight["once_violent"] if violent == 1 else 0)
    yield Term("violent-sanctions", f"{violent} sanctions for violence", weight["violent_sanctions"] * violent)
    rate = weight["violent_rate"] * log(violent / (gap + ADDED_TO_VIOLENT)) if violent else 0
    yield Term("rate-of-violence", f"{violent} for violence in {gap} years, and {ADDED_TO_VIOLENT} more", rate)


def _dynamic(answers: Mapping[str, int], given: Static, weight: Mapping[str, float]) -> Iterator[Term]:
    for one in questions_of(type(given)):
        if one.name in answers and one.name not in OTHER_DRUGS:
            number = answers[one.name] * (2 if one.name == COUNTS_TWICE else 1)
            says = f"{one.question.label}: {one.question.spoken(vars(given)[one.name])}"
            yield Term(one.name.replace("_", "-"), says, weight[one.name] * number)
    if WITH_PARTNER in weight:
        both = answers["lives_with_partner"] * answers["relationship"]
        yield Term(
            "relationship-with-partner", "The relationship, where they live together", weight[WITH_PARTNER] * both
        )
    if OTHER_DRUGS[0] in weight:
        used = any(answers[name] for name in OTHER_DRUGS)
        yield Term("other-drugs", f"Any other drug: {'yes' if used else 'no'}", weight[OTHER_DRUGS[0]] * used)
