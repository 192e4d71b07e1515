"""Whose ACCT a number is: a prison numbers its own, and one number is of one person there."""

from collections.abc import Callable

from throughcare.acct.models import AcctStanding

OF_ANOTHER = "This number is on record as another person's ACCT. Look at the ACCT itself, and at whom this is about."

# Rooms above that keep numbers of ACCTs say whether one of a prison is on record there of somebody else than a person.
KNOWN_ELSEWHERE: list[Callable[[str, int, int], bool]] = []


def is_mirrored_of_another(number: str, *, place: int | None, person: int) -> bool:
    """Whether the mirror of an ACCT of this number and prison is somebody else's."""
    same = AcctStanding.objects.filter(number__iexact=number, place=place, taken_back=False)
    return place is not None and same.exclude(person=person).exists()


def is_of_another(number: str, *, place: int, person: int) -> bool:
    """The same, with what other rooms keep."""
    elsewhere = any(known(number, place, person) for known in KNOWN_ELSEWHERE)
    return elsewhere or is_mirrored_of_another(number, place=place, person=person)
