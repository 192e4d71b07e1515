"""The groups of the law on equality that somebody is counted in, as far as they are on record: total tables.

What a person says of themselves is counted in their own answer; that there is none is a group of its own.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from throughcare.indicators import NOT_RECORDED
from throughcare.organisations.codes import code_list
from throughcare.people.kinds import CHARACTERISTICS, DECLINED, NOT_ASKED, SEXES

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

# What is counted of what people say of themselves; gender is, as far as the law protects that it was reassigned.
SAID = ("religion", "orientation", "marriage", "pregnancy", "gender-at-birth")
# An answer counts for earlier days as well, as nobody is asked before they come; but this is of its own days alone.
OF_ITS_DAYS = frozenset({"pregnancy"})
ANSWERS: Mapping[str, tuple[str, ...]] = {
    kind: tuple(dict.fromkeys(entry.title for entry in code_list(CHARACTERISTICS[kind].codes).values()))
    for kind in SAID
}
# Those of whom no group is known, and why: no rate is of them.
NO_ANSWER = frozenset(
    entry.title
    for kind in SAID
    for entry in code_list(CHARACTERISTICS[kind].codes).values()
    if entry.within in {DECLINED, NOT_ASKED}
) | {NOT_RECORDED}


def said(kind: str, code: str | None) -> str:
    """The group of an answer; that nothing is on record is neither that nobody asked nor that they would not say."""
    return NOT_RECORDED if code is None else code_list(CHARACTERISTICS[kind].codes)[code].title


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
