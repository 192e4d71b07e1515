"""The ladder of an example world: what is due by its last day is told, and some of those told have answered."""

from datetime import datetime, timedelta

from throughcare.ladder import raising
from throughcare.ladder.models import Unanswered
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.models import StaffRole
from throughcare.people.lives import london_day

# Who of an organisation answers for it, and what they say; of four that were told one has.
ANSWERS_FOR_IT = ("SH", "PMH", "CM", "POM", "MHCS")
SAYS = (
    ("We have looked at it again this morning", "Name an assessor", 3),
    ("No bed of this level is free in the region; two others were asked", "Offer a bed or say where there is one", 7),
    ("The papers were with us and are complete now", "Send the application", 2),
)
EVERY = 4


def climb(*, at: datetime) -> int:
    """Tell everybody who is due to be told; how many rungs were raised."""
    raised = raising.run(by=clock_keeper(at=at), at=at)
    waiting = Unanswered.objects.order_by("episode", "organisation", "rung").select_related("episode__service")
    for number, row in enumerate(waiting[::EVERY]):
        held = StaffRole.objects.filter(organisation=row.organisation_id, role__in=ANSWERS_FOR_IT)
        if by := held.in_force(as_of=london_day(at)).first():
            _answer(row, number, by=by, at=at)
    return raised


def _answer(row: Unanswered, number: int, *, by: StaffRole, at: datetime) -> None:
    says, will, days = SAYS[number % len(SAYS)]
    by_when = london_day(at) + timedelta(days=days)
    raising.answer(episode=row.episode, number=row.number, says=says, will=will, by_when=by_when, by=by, at=at)
