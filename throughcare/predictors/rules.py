"""What answers must be to each other, whichever model asks: a rule is asked where all that it is about is sound."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughcare.predictors.question import Answer
from throughcare.predictors.rounding import months_between, years_between

YOUNGEST, OLDEST, ADULT = 10, 110, 18
MONTHS_AHEAD = 3
MAIN_OF_LDS = ("work_skills", "literacy", "learning", "qualifications")
ENOUGH_OF_LDS, ENOUGH_OF_MST = 3, 9
ITEMS_OF_MST = (
    "peer_group",
    "criminal_associates",
    "recklessness",
    "coping",
    "attitude_to_self",
    "impulsivity",
    "temper",
    "problem_solving",
    "consequences",
    "others_views",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Of which answers, and what is wrong with them, if anything is: a sentence by each field that is at fault."""

    of: tuple[str, ...]
    faults: Callable[..., Mapping[str, str]]


def _birth_and_conviction(born: date, convicted: date) -> Mapping[str, str]:
    if convicted <= born:
        return {"conviction_date": f"{_day(convicted)} is not after the date of birth, {_day(born)}."}
    if (age := years_between(born, convicted)) < YOUNGEST:
        return {"conviction_date": f"At this conviction they would be {age}: nobody is convicted under {YOUNGEST}."}
    return {}


def _birth_and_follow_up(born: date, start: date) -> Mapping[str, str]:
    if start <= born:
        return {"follow_up_start": f"{_day(start)} is not after the date of birth, {_day(born)}."}
    age = years_between(born, start)
    if not YOUNGEST <= age < OLDEST:
        return {"follow_up_start": f"At the start of follow-up they would be {age}: it must be {YOUNGEST} to 109."}
    return {}


def _conviction_and_follow_up(convicted: date, start: date) -> Mapping[str, str]:
    if start < convicted:
        return {"follow_up_start": f"{_day(start)} is before the conviction, {_day(convicted)}."}
    return {}


def _birth_and_assessment(born: date, assessed: date) -> Mapping[str, str]:
    if assessed <= born:
        return {"assessment_date": f"{_day(assessed)} is not after the date of birth, {_day(born)}."}
    return {}


def _conviction_and_assessment(convicted: date, assessed: date) -> Mapping[str, str]:
    if convicted > assessed and months_between(assessed, convicted) >= MONTHS_AHEAD:
        return {"conviction_date": f"{_day(convicted)} is {MONTHS_AHEAD} months or more after the assessment."}
    return {}


def _first_sanction(born: date, convicted: date, first: int) -> Mapping[str, str]:
    age = years_between(born, convicted)
    if YOUNGEST <= age < first:
        return {"age_at_first_sanction": f"{first} is older than they were at the current conviction, {age}."}
    return {}


def _violent(violent: int, sanctions: int) -> Mapping[str, str]:
    if violent > sanctions:
        return {"violent_sanctions": f"{violent} for violence are more than all sanctions, {sanctions}."}
    return {}


def _enough(names: tuple[str, ...], least: int) -> Rule:
    def faults(*answers: Answer) -> Mapping[str, str]:
        missing = [name for name, answer in zip(names, answers, strict=True) if answer is None]
        if len(names) - len(missing) >= least:
            return {}
        return dict.fromkeys(missing, f"At least {least} of {', '.join(names)} must be answered.")

    return Rule(names, faults)


# The rules are of every model that asks all that they are about.
RULES = (
    Rule(("date_of_birth", "conviction_date"), _birth_and_conviction),
    Rule(("date_of_birth", "follow_up_start"), _birth_and_follow_up),
    Rule(("conviction_date", "follow_up_start"), _conviction_and_follow_up),
    Rule(("date_of_birth", "assessment_date"), _birth_and_assessment),
    Rule(("conviction_date", "assessment_date"), _conviction_and_assessment),
    Rule(("date_of_birth", "conviction_date", "age_at_first_sanction"), _first_sanction),
    Rule(("violent_sanctions", "sanctions"), _violent),
    _enough(MAIN_OF_LDS, ENOUGH_OF_LDS),
    _enough(ITEMS_OF_MST, ENOUGH_OF_MST),
)


def grown_up(born: date, start: date) -> Mapping[str, str]:
    """OVP has points for adults alone."""
    if born < start and YOUNGEST <= (age := years_between(born, start)) < ADULT:
        return {"follow_up_start": f"They would be {age}: OVP is for people of {ADULT} and over."}
    return {}


def broken(rules: tuple[Rule, ...], sound: Mapping[str, Any]) -> dict[str, str]:
    """The faults of the rules whose answers are all sound, the first of each field."""
    found: dict[str, str] = {}
    for rule in rules:
        if all(name in sound for name in rule.of):
            for name, says in rule.faults(*(sound[name] for name in rule.of)).items():
                found.setdefault(name, says)
    return found


def _day(day: date) -> str:
    return day.isoformat()
