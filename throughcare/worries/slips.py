"""Which slip a code stands for: one printed on it, or what staff write down where none can be read."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from throughcare.access.words import line
from throughcare.episodes.models import Service
from throughcare.organisations.models import Unit
from throughcare.organisations.refusals import Refused
from throughcare.people.references import as_printed
from throughcare.responses.words import ACTED, CLOSED
from throughcare.worries.models import Tap, WorryEntry
from throughcare.worries.words import SEEN

MOST = 24
NO_CODE = "Give the code printed on the slip. Where none can be read, write 'none' and give the first name."


def slip_code(typed: str) -> str:
    """The code of a slip as it is kept, however it is typed. Raises Refused: code."""
    code = as_printed(line(typed, field="code", most=MOST, missing=NO_CODE))
    if not code:
        raise Refused({"code": NO_CODE})
    return code


def entered_before(
    code: str, *, printed: bool, service: Service, key: UUID, first_name: str, unit: Unit | None
) -> Tap | None:
    """The tap of the same slip, if it was entered before.

    A code that is printed on no slip, such as "none", is one slip only while it names the same person on the same wing,
    and nobody has answered yet: else the worry of one person would be lost in that of another.
    """
    taps = Tap.objects.select_related("worry")
    if sent := taps.filter(key=key).first():
        return sent
    if printed:
        return taps.filter(service=service, slip=code).first()
    same = _of_code(code, service).filter(worry__first_name__iexact=first_name)
    if unit is not None:
        same = same.filter(worry__unit=unit)
    return same.exclude(worry__in=answered()).select_related("worry").first()


def free_code(code: str, service: Service) -> str:
    """The code, with a number behind it where it stands for other slips already."""
    others = _of_code(code, service).count()
    return f"{code[: MOST - 4]} {others + 1}" if others else code


def answered() -> QuerySet[WorryEntry, Any]:
    """The worries of which staff have said that they saw to them."""
    return WorryEntry.objects.filter(kind__in=[SEEN, ACTED, CLOSED]).values("worry")


def _of_code(code: str, service: Service) -> QuerySet[Tap]:
    """Codes are kept without blanks: what follows a blank is the number of another slip."""
    return Tap.objects.filter(Q(slip=code) | Q(slip__startswith=f"{code[: MOST - 4]} "), service=service)
