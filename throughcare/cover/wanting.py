"""Verbs of what is local: when wings want how many mentors, the numbers of rest, and what weighs how much."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from throughcare.audit import actions as audit
from throughcare.cover.keeping import refuse_unless_coordinator, refuse_unless_keeps_wings
from throughcare.cover.models import LocalNumber, WeekWanted
from throughcare.cover.words import LOCAL
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.rota.carrying import MOST_POINTS
from throughcare.rota.gaps import MOST, Hours, Week
from throughcare.rota.rules import RULES
from throughcare.rota.turns import A_DAY


@verb
def say_wanted(*, unit: Unit, hours: Week, by: StaffRole, at: datetime) -> WeekWanted:
    """Say when a wing wants how many mentors, from now on; what was said before stays on record.

    `hours` are minutes of the day by day of the week, Monday 0; none, and it wants nobody. Raises Refused: hours.
    """
    held = Unit.objects.select_related("organisation").get(pk=unit.pk)
    refuse_unless_keeps_wings(held.organisation, by=by)
    refuse_if({"hours": "This wing is closed."} if held.closed else {})
    for weekday, times in hours.items():
        if weekday not in range(7) or not _follow(times):
            raise Refused({"hours": "The times of a day follow one another, each from earlier to later."})
        if not all(1 <= one.mentors <= MOST for one in times):
            raise Refused({"hours": f"A wing wants from 1 to {MOST} mentors at once."})
    said = {str(weekday): [list(one) for one in times] for weekday, times in sorted(hours.items()) if times}
    made = WeekWanted.objects.create(place=held.organisation, unit=held, hours=said, by=by, at=at)
    audit.record(by=by, at=at, did="said-cover-wanted", detail={"unit": held.pk, "hours": made.pk})
    return made


def _follow(times: Sequence[Hours]) -> bool:
    """Whether hours begin on their day, end within a day of it and do not meet."""
    ends = 0
    for first, last, _ in times:
        if not ends <= first < min(last, A_DAY) or last - first > A_DAY:
            return False
        ends = last
    return True


def week(said: Mapping[str, Sequence[Sequence[int]]]) -> Week:
    """Hours as they are kept, as the rules of a rota read them. Where no number was said, one mentor is wanted."""
    return {int(weekday): [Hours(*one) for one in times] for weekday, times in said.items()}


def newest_wanted(place_id: int) -> dict[int, WeekWanted]:
    """Wing -> what was said last of when it wants a mentor. One query."""
    rows = WeekWanted.objects.filter(place=place_id, unit__closed=False).select_related("unit", "by__staff")
    return {row.unit_id: row for row in rows.order_by("unit_id", "-id").distinct("unit_id")}


def numbers_of(scheme_id: int) -> tuple[dict[str, int], dict[str, LocalNumber]]:
    """The numbers in force at a scheme by key, and of those it has set who set them and when. One query."""
    rows = LocalNumber.objects.filter(scheme=scheme_id).select_related("by__staff")
    own = {row.key: row for row in rows.order_by("key", "-id").distinct("key")}
    return {**LOCAL, **{key: row.number for key, row in own.items()}}, own


def numbers_of_each(schemes: Collection[int]) -> dict[int, dict[str, int]]:
    """The numbers in force at each of these schemes. One query."""
    found = {scheme: dict(LOCAL) for scheme in schemes}
    rows = LocalNumber.objects.filter(scheme__in=sorted(schemes)).order_by("scheme_id", "key", "-id")
    for row in rows.distinct("scheme_id", "key"):
        found[row.scheme_id][row.key] = row.number
    return found


def bounds(key: str) -> tuple[int, int]:
    """The least and the most that a scheme may set."""
    return (RULES[key].least, RULES[key].most) if key in RULES else (0, MOST_POINTS)


@verb
def set_numbers(*, scheme: Organisation, numbers: Mapping[str, int], by: StaffRole, at: datetime) -> list[LocalNumber]:
    """Set numbers of a scheme from now on, by key. What stays as it is, is not recorded.

    Raises Refused: the key of what cannot be, or "" for whoever is no coordinator of the scheme.
    """
    refuse_unless_coordinator(scheme.pk, by=by, at=at)
    # Two who set numbers at once would each compare with what the other has replaced.
    Organisation.objects.select_for_update().get(pk=scheme.pk)
    refuse_if({key: "There is no such number." for key in numbers if key not in LOCAL})
    refuse_if({key: _beyond(key) for key, said in numbers.items() if not bounds(key)[0] <= said <= bounds(key)[1]})
    now, _ = numbers_of(scheme.pk)
    changed = {key: said for key, said in numbers.items() if now[key] != said}
    refuse_if({} if changed else {"": "Nothing is changed."})
    made = LocalNumber.objects.bulk_create(
        LocalNumber(scheme=scheme, key=key, number=said, by=by, at=at) for key, said in changed.items()
    )
    audit.record(by=by, at=at, did="set-cover-numbers", detail={"scheme": scheme.pk, "numbers": changed})
    return made


def _beyond(key: str) -> str:
    least, most = bounds(key)
    return f"Choose a whole number from {least} to {most}."
