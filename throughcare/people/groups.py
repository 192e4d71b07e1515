"""The groups of the law on equality that somebody is counted in, as far as they are on record: total tables.

Religion, sexual orientation, marriage and gender identity are not on record; faith is only where it needs something.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from throughcare.indicators import NOT_RECORDED
from throughcare.people.kinds import SEXES

NOT_STATED = "Not stated"
# The 16 categories of the Mental Health Services Data Set in the five groups of the census, and what is not known.
ETHNIC_GROUPS: Mapping[str, str] = {
    **dict.fromkeys("ABC", "White"),
    **dict.fromkeys("DEFG", "Mixed"),
    **dict.fromkeys("HJKL", "Asian or Asian British"),
    **dict.fromkeys("MNP", "Black or Black British"),
    **dict.fromkeys("RS", "Other ethnic group"),
    "Z": NOT_STATED,
}
# The first age of each band; local default, unconfirmed.
AGE_BANDS = {60: "60 and over", 50: "50 to 59", 40: "40 to 49", 30: "30 to 39", 21: "21 to 29", 0: "Under 21"}
# Needs that tell of a disability, or of what has to be arranged for one; local default, unconfirmed.
OF_DISABILITY = frozenset({"communication", "adjustment", "mobility"})
INTERPRETED, NOT_INTERPRETED = "Needs an interpreter", "Not on record that they need one"
ADJUSTED, NOT_ADJUSTED = "Disability or adjustment on record", "None on record"


def ethnic_group(code: str) -> str:
    return ETHNIC_GROUPS.get(code, NOT_RECORDED)


def sex(code: str) -> str:
    return SEXES[code] if code in {"1", "2", "9"} else NOT_RECORDED


def age_band(born: date | None, on: date | None) -> str:
    """The band of somebody's age on a day."""
    if born is None or on is None:
        return NOT_RECORDED
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next((band for first, band in AGE_BANDS.items() if age >= first), NOT_RECORDED)


def disability(needs: Iterable[str]) -> str:
    """Whether a need that tells of one is on record; that there is none tells nothing of the person."""
    return ADJUSTED if OF_DISABILITY.intersection(needs) else NOT_ADJUSTED


def interpreter(*, needed: bool) -> str:
    """Whether an interpreter is needed, as is recorded with who somebody is; of race and nationality it says less."""
    return INTERPRETED if needed else NOT_INTERPRETED
