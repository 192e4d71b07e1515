"""What was raised with an organisation to those of its people who see no stages: commissioners, prison officers.

They were told and must answer, and may see no more for it. A case is a number, a prison and a question here: the
clock keeper reads it for them, and nothing of the record but a `RaisedCase` leaves this module. A commissioner may
know nobody by name (`domain.md` 2.2). An officer may know who it is, where a grant of their prison shows that, and of
a referral only that there is one: they read what to do and for whom, not where the person stands on which clock.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from throughcare.access.seeing import seen_by
from throughcare.clocks import Escalation
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode, Event
from throughcare.ladder.models import Line, Unanswered
from throughcare.organisations.acting import CLOCK_KEEPER, by_service
from throughcare.organisations.models import StaffRole
from throughcare.pathways.everywhere import ESCALATION_RAISED
from throughcare.people.models import Person
from throughcare.sharing import STAGES
from throughcare.sharing.flags import says
from throughcare.telling.ladder_words import which_day

COMMISSIONER, OFFICER = "COMM", "OPS"
UNSEEING = frozenset({COMMISSIONER, OFFICER})
# Beyond so many the page says only that there are more.
MOST = 25


@dataclass(frozen=True, slots=True)
class RaisedCase:
    """One rung that was raised with them. `clock` is empty for whoever may not see clocks, `name` for whoever may not
    know them. `number` is the fact that told it, last on `told`; `since` the day from which an answer is waited for,
    and None once nobody waits. `person` is the key of whom `name` names, so that it is noted whose name was seen.
    """

    reference: str
    number: int
    prison: str
    clock: str
    says: str
    told: date
    since: date | None
    times: int = 1
    name: str = ""
    person: int | None = None


def raised_with(staff: StaffRole, *, as_of: datetime) -> tuple[list[RaisedCase], bool]:
    """The cases that wait for the answer of whoever acts, the oldest first, and whether there are more."""
    found = _read(staff.organisation_id, staff.role)
    known = _names([person for person, _ in found], staff, as_of) if staff.role == OFFICER else {}
    named = [replace(case, name=known[key], person=key) if key in known else case for key, case in found[:MOST]]
    return named, len(found) > MOST


@by_service(CLOCK_KEEPER)
def since_when(organisation: int, *, most: int) -> list[date]:
    """Since when each of them waits for an answer, the oldest first."""
    waiting = Unanswered.objects.filter(organisation=organisation).order_by("since", "id")
    return list(waiting.values_list("since", flat=True)[:most])


@by_service(CLOCK_KEEPER)
def asked_about(staff: StaffRole, reference: str, number: int) -> tuple[Episode, RaisedCase] | None:
    """The open episode in which fact `number` told their organisation, for the verb, and what may be shown of it."""
    telling = {"step": ESCALATION_RAISED, "number": number, "facts__organisations__contains": staff.organisation_id}
    events = Event.objects.filter(**telling, episode__reference=reference, episode__closed_on=None)
    for event in events.select_related("episode__service").annotate(prison=_prison()):
        waits = Unanswered.objects.filter(episode=event.episode_id, number=number, organisation=staff.organisation_id)
        blueprint, since = blueprint_of(event.episode), waits.values_list("since", flat=True).first()
        rung = blueprint.escalation[event.facts["rung"]]
        clock = blueprint.standard[rung.standard].title if staff.role == COMMISSIONER else ""
        return event.episode, RaisedCase(
            reference, number, vars(event)["prison"] or "", clock, _asked_of(rung, staff.role), event.happened_on, since
        )
    return None


@by_service(CLOCK_KEEPER)
def _read(organisation: int, role: str) -> list[tuple[int, RaisedCase]]:
    rows = Unanswered.objects.filter(organisation=organisation).select_related("episode__service")
    found = rows.annotate(prison=_prison()).order_by("since", "id")[: MOST + 1]
    return [(row.person_id, _case(row, role)) for row in found]


def _prison() -> Subquery:
    """The prison of an episode, as any line of it has it."""
    return Subquery(Line.objects.filter(episode=OuterRef("episode")).values("prison__name")[:1])


def _case(row: Unanswered, role: str) -> RaisedCase:
    blueprint = blueprint_of(row.episode)
    return RaisedCase(
        reference=row.episode.reference,
        number=row.number,
        prison=vars(row)["prison"] or "",
        clock=which_day(blueprint.standard[row.standard], row.day) if role == COMMISSIONER else "",
        says=_asked_of(blueprint.escalation[row.rung], role),
        told=row.last,
        since=row.since,
        times=row.times,
    )


def _asked_of(rung: Escalation, role: str) -> str:
    """What is asked, in the words of the ladder; of whoever sees a flag alone, what to do and never what there is."""
    return rung.says if role == COMMISSIONER else rung.does or says(STAGES, role)[1]


def _names(people: list[int], staff: StaffRole, as_of: datetime) -> dict[int, str]:
    """Who they are, of those whom whoever acts may know."""
    return {one.pk: one.full_name for one in seen_by(Person, staff=staff, as_of=as_of).filter(pk__in=people)}
