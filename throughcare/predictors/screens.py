"""Screens: they say whether somebody should be looked at more closely, and are no diagnosis."""

from collections.abc import Iterator

from throughcare.predictors.coefficients import at_least
from throughcare.predictors.inputs import InputOfLds, InputOfMst
from throughcare.predictors.question import questions_of
from throughcare.predictors.result import Screen, Term
from throughcare.predictors.rounding import years_between
from throughcare.predictors.rules import ITEMS_OF_MST, MAIN_OF_LDS

TOOK_FROM = "as in hmpps-arns-risk-actuarial-api 016919c"
A_SCREEN = "screen, not a diagnosis and not a prediction for this person"
LDS_LEVELS = ((0, 0), (3, 1), (5, 2))
LDS_OUTCOMES = tuple(
    f"{signs} of a learning disability or difficulty" for signs in ("no sign", "some signs", "strong signs")
)
NO_QUALIFICATION = 2
YOUNGEST, OLDEST, FLAGGED = 18, 25, 10


def lds(given: InputOfLds) -> Screen:
    """Signs of a learning disability or difficulty: 0 to 2."""
    terms = tuple(_items(given, {"qualifications": _no_qualification(given)}))
    total = int(sum(term.weight for term in terms))
    score = at_least(LDS_LEVELS, total)
    return Screen(
        model="lds",
        version=f"LDS, {TOOK_FROM}",
        meaning=A_SCREEN,
        terms=terms,
        total=total,
        applies=True,
        outcome=LDS_OUTCOMES[score],
        score=score,
        missing=tuple(name for name in MAIN_OF_LDS if vars(given)[name] is None),
    )


def mst(given: InputOfMst) -> Screen:
    """Maturity, of men from 18 to 25: screened in at 10 points or more."""
    age = years_between(given.date_of_birth, given.assessment_date)
    applies = given.sex == "male" and YOUNGEST <= age <= OLDEST
    terms = tuple(_items(given))
    total = int(sum(term.weight for term in terms))
    return Screen(
        model="mst",
        version=f"Maturity (MST), {TOOK_FROM}",
        meaning=A_SCREEN,
        terms=terms if applies else (),
        total=total if applies else 0,
        notes=() if applies else (f"This screen is for men from {YOUNGEST} to {OLDEST}.",),
        applies=applies,
        outcome=("screened in" if total >= FLAGGED else "screened out") if applies else None,
        score=total if applies else None,
        missing=tuple(name for name in ITEMS_OF_MST if vars(given)[name] is None),
    )


def _no_qualification(given: InputOfLds) -> int:
    return NO_QUALIFICATION if given.qualifications is False else 0


def _items(given: InputOfLds | InputOfMst, instead: dict[str, int] | None = None) -> Iterator[Term]:
    """The answers as points; what is not known counts as none."""
    for one in questions_of(type(given)):
        if one.may_be_unknown:
            answer = vars(given)[one.name]
            counted = (instead or {}).get(one.name, int(answer or 0))
            yield Term(one.name.replace("_", "-"), f"{one.question.label}: {one.question.spoken(answer)}", counted)
