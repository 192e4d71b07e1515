"""Whether a ward could take somebody, and why not: the judge that every list of beds must agree with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from throughcare.placing.lists import LEVELS, MEETS, SEXES, SPECIALTIES, titles


@dataclass(frozen=True, slots=True)
class Need:
    """What a bed must be for one person. What is empty or None is not known, and then nothing is ruled out by it.

    `born_in` is a year: a ward fits if the person may be of an age within its range at some time of `in_year`.
    `declined_by` are wards that have said no to them lately.
    """

    key: int
    level: str = ""
    specialty: str = ""
    sex: str = ""
    born_in: int | None = None
    meets: frozenset[str] = frozenset()
    declined_by: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """What a ward is. Ages are in whole years, both ends within."""

    key: int
    level: str
    specialties: frozenset[str]
    sexes: frozenset[str]
    age_from: int
    age_to: int
    meets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Misfit:
    """One way in which a ward does not fit: its word in `AGAINST`, and the sentence."""

    why: str
    says: str


def may_be_aged(born_in: int, *, from_: int, to: int, in_year: int) -> bool:
    """Whether somebody born in a year may be of such an age at some time of `in_year`."""
    oldest = in_year - born_in
    return oldest >= from_ and oldest - 1 <= to


def _level(need: Need, ward: Profile, _year: int) -> str:
    if need.level in ("", ward.level):
        return ""
    return f"It is {LEVELS[ward.level].title.lower()}, and {LEVELS[need.level].title.lower()} is asked for."


def _specialty(need: Need, ward: Profile, _year: int) -> str:
    if need.specialty == "" or need.specialty in ward.specialties:
        return ""
    return f"It does not treat: {SPECIALTIES[need.specialty].title.lower()}."


def _sex(need: Need, ward: Profile, _year: int) -> str:
    if need.sex not in SEXES or need.sex in ward.sexes:
        return ""
    return f"It takes {' and '.join(titles(tuple(ward.sexes), SEXES)).lower()} only."


def _age(need: Need, ward: Profile, year: int) -> str:
    if need.born_in is None or may_be_aged(need.born_in, from_=ward.age_from, to=ward.age_to, in_year=year):
        return ""
    return f"It takes people of {ward.age_from} to {ward.age_to}."


def _meets(need: Need, ward: Profile, _year: int) -> str:
    missing = titles(tuple(need.meets - ward.meets), MEETS)
    return f"It does not have: {', '.join(missing).lower()}." if missing else ""


def _declined(need: Need, ward: Profile, _year: int) -> str:
    return "It said no to this person lately." if ward.key in need.declined_by else ""


# Word -> what it asks. The order is that in which reasons are said.
AGAINST: Mapping[str, Callable[[Need, Profile, int], str]] = {
    "level": _level,
    "specialty": _specialty,
    "sex": _sex,
    "age": _age,
    "meets": _meets,
    "declined": _declined,
}
AGAINST_IN_WORDS: Mapping[str, str] = {
    "level": "Another level of security",
    "specialty": "Another specialty",
    "sex": "Not for their sex",
    "age": "Not for their age",
    "meets": "Does not have what they need",
    "declined": "Said no lately",
}


def misfits(need: Need, ward: Profile, *, in_year: int) -> tuple[Misfit, ...]:
    """Every reason against; none means that it fits. Whether a bed there is free is another question."""
    found = ((why, against(need, ward, in_year)) for why, against in AGAINST.items())
    return tuple(Misfit(why, says) for why, says in found if says)
