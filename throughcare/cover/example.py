"""A rota for the mentors of an example world: one wing around the clock, others in the evening, with some gaps.

Where there are mentors enough to keep it within the rules of rest, the first wing wants two at a time by day.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.db.models import Count

from throughcare.cover import changing, rostering, wanting
from throughcare.cover.models import ActiveMentor, Duty
from throughcare.cover.rostering import Planned
from throughcare.organisations.models import StaffRole, Unit
from throughcare.organisations.refusals import Refused
from throughcare.people.lives import london_day
from throughcare.people.models import Placement
from throughcare.rota.gaps import AROUND_THE_CLOCK, Hours, Week
from throughcare.rota.turns import A_DAY

BEFORE, AHEAD = 7, 7
EVENINGS: Week = {day: [Hours(18 * 60, 21 * 60)] for day in range(5)}
BY_DAY_AND_BY_NIGHT = Hours(6 * 60, 22 * 60, 2), Hours(22 * 60, A_DAY + 6 * 60, 1)
# Mentors from whom on two at a time leave each of them the rest that is usual.
ENOUGH_FOR_TWO = 10
# Turns of a day on the wing that wants somebody around the clock.
TURNS = ((time(6), time(14)), (time(14), time(22)), (time(22), time(6)))
# Of so many nights one is left open, so that there is a gap to be seen.
OPEN_NIGHT = 5


def fill_rotas(*, at: datetime) -> int:
    """For every scheme with active mentors and a coordinator: how many turns are on the rota by it."""
    for scheme in ActiveMentor.objects.order_by("scheme").values_list("scheme", flat=True).distinct():
        coordinators = StaffRole.objects.filter(organisation=scheme, role="MC").in_force(as_of=london_day(at))
        by = coordinators.select_related("organisation__parent").order_by("pk").first()
        if by is not None:
            _fill(list(ActiveMentor.objects.filter(scheme=scheme).order_by("pk")), by, at=at)
    return Duty.objects.filter(ended_at=None).count()


def _fill(mentors: Sequence[ActiveMentor], by: StaffRole, *, at: datetime) -> None:
    living = Placement.objects.filter(person__in=[one.person_id for one in mentors], until_on=None)
    most = living.exclude(unit=None).values_list("unit").annotate(many=Count("pk")).order_by("-many", "unit")
    units = list(Unit.objects.filter(organisation=mentors[0].place_id, kind="wing", closed=False).order_by("name"))
    if not units:
        return
    first = next((unit for key, _ in most for unit in units if unit.pk == key), units[0])
    since = at - timedelta(days=BEFORE + 1)
    two = len(mentors) >= ENOUGH_FOR_TWO
    always: Week = dict.fromkeys(range(7), BY_DAY_AND_BY_NIGHT) if two else AROUND_THE_CLOCK
    wanting.say_wanted(unit=first, hours=always, by=by, at=since)
    others = [unit for unit in units if unit.pk != first.pk][:2]
    for unit in others:
        wanting.say_wanted(unit=unit, hours=EVENINGS, by=by, at=since)
    in_turn = cycle(one.episode_id for one in mentors)
    for number in range(BEFORE + AHEAD):
        on = london_day(at) + timedelta(days=number - BEFORE)
        for starts, ends in TURNS:
            by_day = starts < ends
            for _ in range(2 if two and by_day else 1):
                if by_day or number % OPEN_NIGHT:
                    _somebody(in_turn, len(mentors), Planned(first, on, starts, ends), by, at=since)
        for unit in others if on.weekday() in EVENINGS else ():
            _somebody(in_turn, len(mentors), Planned(unit, on, time(18), time(21)), by, at=since)
    _cannot(mentors, by, london_day(at), at=at)


def _somebody(in_turn: "cycle[int]", mentors: int, planned: Planned, by: StaffRole, *, at: datetime) -> None:
    """The next of them for whom no rule stands against it; nobody, where there is none."""
    for _ in range(mentors):
        try:
            rostering.put_on_rota(mentor=next(in_turn), planned=planned, by=by, at=at)
        except Refused:
            continue
        return


def _cannot(mentors: Sequence[ActiveMentor], by: StaffRole, today: date, *, at: datetime) -> None:
    """One who was to come the day after tomorrow cannot."""
    soon = Duty.objects.filter(place=mentors[0].place_id, on=today + timedelta(days=2), ended_at=None).first()
    if soon is not None:
        changing.take_off(duty=soon, why="cannot", by=by, at=at)
