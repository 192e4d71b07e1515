"""Verbs of programmes: what a service runs for groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from throughcare.access.words import line, refuse_unknown
from throughcare.audit import actions as audit
from throughcare.care.keeping import refuse_unless_theirs
from throughcare.care.models import Programme, ProgrammeVersion
from throughcare.care.tables import LONGEST, MOST_PLACES
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.sessions.words import INTENSITIES, KINDS, TREATMENT

MOST_MODULES, MOST_SESSIONS = 30, 60


@dataclass(frozen=True, slots=True)
class Said:
    """What a programme is, as somebody says it. `modules` are titles, each with how many sessions it takes."""

    pathway: str
    intensity: str
    minutes: int
    smallest: int
    largest: int
    modules: Sequence[tuple[str, int]]


@verb
def open_programme(
    *, organisation: Organisation, title: str, said: Said, kind: str = TREATMENT, by: StaffRole, at: datetime
) -> Programme:
    """Put a programme on the list of a service. Raises Refused: title, kind, and as `describe_programme` does."""
    refuse_unknown("kind", kind, KINDS)
    made = Programme(organisation=organisation, kind=kind, by=by, at=at)
    refuse_unless_theirs(made, by)
    name = line(title, field="title", most=120, missing="Give the programme a title.")
    if Programme.objects.filter(organisation=organisation, title=name).exists():
        raise Refused({"title": f"There is a programme “{name}” already. Say anew what it is instead."})
    made.title = name
    made.save(force_insert=True)
    _append(made, said, 1, by=by, at=at)
    audit.record(by=by, at=at, did="opened-programme", detail={"programme": made.pk})
    return made


@verb
def describe_programme(*, programme: Programme, said: Said, by: StaffRole, at: datetime) -> ProgrammeVersion:
    """Say anew what a programme is. Groups that run hold to the version they began with.

    Raises Refused: intensity, minutes, smallest, largest, modules.
    """
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    refuse_unless_theirs(held, by)
    last = held.versions.first()
    made = _append(held, said, last.number + 1 if last else 1, by=by, at=at)
    audit.record(by=by, at=at, did="described-programme", detail={"programme": held.pk, "version": made.number})
    return made


@verb
def retire_programme(*, programme: Programme, by: StaffRole, at: datetime) -> Programme:
    """No new group begins. Those that run go on."""
    refuse_unless_theirs(programme, by)
    Programme.objects.filter(pk=programme.pk).update(retired=True)
    audit.record(by=by, at=at, did="retired-programme", detail={"programme": programme.pk})
    return programme


def _append(programme: Programme, said: Said, number: int, *, by: StaffRole, at: datetime) -> ProgrammeVersion:
    refuse_unknown("intensity", said.intensity, INTENSITIES)
    reasons = {}
    if not 5 <= said.minutes <= LONGEST:
        reasons["minutes"] = f"A session takes between 5 and {LONGEST} minutes."
    if not 1 <= said.smallest <= said.largest <= MOST_PLACES:
        reasons["largest"] = f"A group has from its smallest to its largest size between 1 and {MOST_PLACES} people."
    if not 1 <= len(said.modules) <= MOST_MODULES or not all(sessions >= 1 for _, sessions in said.modules):
        reasons["modules"] = f"Name between 1 and {MOST_MODULES} modules, each with one session or more."
    elif sum(sessions for _, sessions in said.modules) > MOST_SESSIONS:
        reasons["modules"] = f"A programme has {MOST_SESSIONS} sessions at most."
    refuse_if(reasons)
    missing = "Give each module a title."
    modules = [
        {"title": line(title, field="modules", most=120, missing=missing), "sessions": sessions}
        for title, sessions in said.modules
    ]
    pathway = line(said.pathway, field="pathway", most=60)
    about = {"pathway": pathway, "intensity": said.intensity, "minutes": said.minutes, "by": by, "at": at}
    return ProgrammeVersion.objects.create(
        programme=programme, number=number, smallest=said.smallest, largest=said.largest, modules=modules, **about
    )
