"""Supervision: who supervises whom and how often, and the log of it, which those who take part keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from throughcare.access.seeing import may_read
from throughcare.access.words import unknown
from throughcare.audit import actions as audit
from throughcare.caseload.members import refuse_strangers
from throughcare.caseload.models import Arrangement, Discussed, Supervision
from throughcare.caseload.words import CLINICAL, LONGEST, LONGEST_TALK, SHORTEST, SHORTEST_TALK, SUPERVISION, TEXT
from throughcare.episodes.models import Episode
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.organisations.spans import holds_on
from throughcare.pathways import spell_day
from throughcare.people.lives import london_day
from throughcare.plans.typed import read_texts


@dataclass(frozen=True, slots=True)
class Held:
    """A supervision as whoever was there tells it; `cases` maps an episode's key to what was agreed of that person."""

    on: date
    minutes: int
    kind: str
    agreed: str = ""
    cases: Mapping[int, str] = field(default_factory=dict)


@verb
def arrange(
    *,
    supervisee: StaffRole,
    supervisor: StaffRole,
    lead: StaffRole | None,
    every_days: int,
    by: StaffRole,
    at: datetime,
) -> Arrangement:
    """From today somebody supervises somebody; what was arranged before ends. `lead` leads both, and reads along.

    Said by one of those whom it names, and where there is one already by one of those whom that names: nobody else
    makes themselves a reader. Raises Refused: supervisor, lead, every_days, or "".
    """
    named = {"supervisee": supervisee, "supervisor": supervisor, **({"lead": lead} if lead else {})}
    refuse_strangers(at, **named)
    refuse_if(_impossible(supervisee, supervisor, lead, every_days))
    StaffRole.objects.select_for_update(of=("self",)).get(pk=supervisee.pk)
    before = in_force(supervisee, as_of=london_day(at))
    if by.pk not in (_named(before) if before else {role.pk for role in named.values()}):
        raise Refused({"": "Only those who take part in this supervision say how it is arranged."})
    made = Arrangement(**named, every_days=every_days, from_on=london_day(at), by=by, at=at)
    _begin(made, before)
    audit.record(by=by, at=at, did="arranged-supervision", detail={"arrangement": made.pk})
    return made


@verb
def log_supervision(*, arrangement: Arrangement, held: Held, by: StaffRole, at: datetime) -> Supervision:
    """Record that a supervision was held. Said by one of the two.

    Raises Refused: on, minutes, kind, agreed, cases, or "".
    """
    arrangement = Arrangement.objects.select_for_update(of=("self",)).get(pk=arrangement.pk)
    if by.pk not in {arrangement.supervisee_id, arrangement.supervisor_id}:
        raise Refused({"": "A supervision is recorded by one of the two who were there."})
    refuse_if(_not_so(arrangement, held, today=london_day(at)))
    noted = read_texts({"agreed": held.agreed}, most=TEXT)["agreed"]
    discussed = _cases(held.cases, by=by, at=at)
    who = {f"{name}_id": getattr(arrangement, f"{name}_id") for name in ("supervisee", "supervisor", "lead")}
    said = {"on": held.on, "minutes": held.minutes, "kind": held.kind, "agreed": noted}
    made = Supervision.objects.create(**who, **said, by=by, at=at)
    Discussed.objects.bulk_create(
        Discussed(supervision=made, episode=episode, person_id=episode.person_id, agreed=says)
        for episode, says in discussed
    )
    if arrangement.last_on is None or held.on > arrangement.last_on:
        due = held.on + timedelta(days=arrangement.every_days)
        Arrangement.objects.filter(pk=arrangement.pk).update(last_on=held.on, due_on=due)
    audit.record(by=by, at=at, did="logged-supervision", detail={"supervision": made.pk, "people": _people(discussed)})
    return made


def _begin(made: Arrangement, before: Arrangement | None) -> None:
    """The one before ends, and the days are counted on from its last supervision."""
    if before is not None:
        before.until_on, made.last_on = made.from_on, before.last_on
        before.save(update_fields=["until_on"])
    made.due_on = (made.last_on or made.from_on) + timedelta(days=made.every_days)
    made.save()


def _named(arrangement: Arrangement) -> set[int | None]:
    return {arrangement.supervisee_id, arrangement.supervisor_id, arrangement.lead_id}


def in_force(supervisee: StaffRole, *, as_of: date) -> Arrangement | None:
    return Arrangement.objects.filter(holds_on(as_of), supervisee=supervisee).first()


def _impossible(
    supervisee: StaffRole, supervisor: StaffRole, lead: StaffRole | None, every_days: int
) -> dict[str, str]:
    reasons: dict[str, str] = {}
    if supervisor.pk == supervisee.pk:
        reasons["supervisor"] = "Nobody supervises themselves."
    if lead and lead.pk == supervisee.pk:
        reasons["lead"] = "Whoever is supervised is not their own lead. Leave it open for the lead psychologist."
    if not SHORTEST <= every_days <= LONGEST:
        reasons["every_days"] = f"Choose from {SHORTEST} to {LONGEST} days."
    return reasons


def _not_so(arrangement: Arrangement, held: Held, *, today: date) -> dict[str, str]:
    """Why it cannot have been so, by field."""
    if arrangement.until_on is not None:
        return {"": f"This arrangement ended on {spell_day(arrangement.until_on)}. Another one holds now."}
    reasons: dict[str, str] = {}
    # What was held before it was written down who supervises belongs to it too, if not for long.
    first = arrangement.from_on - timedelta(days=LONGEST)
    if held.on > today:
        reasons["on"] = "That day is still to come."
    elif held.on < first:
        reasons["on"] = f"Choose a day from {spell_day(first)} on."
    if not SHORTEST_TALK <= held.minutes <= LONGEST_TALK:
        reasons["minutes"] = f"Say from {SHORTEST_TALK} to {LONGEST_TALK} minutes."
    if strange := unknown([held.kind], SUPERVISION):
        reasons["kind"] = strange
    return reasons


def _cases(cases: Mapping[int, str], *, by: StaffRole, at: datetime) -> list[tuple[Episode, str]]:
    """The episodes with what was agreed of each: only of people whose clinical notes whoever writes may read."""
    found = {one.pk: one for one in Episode.objects.filter(pk__in=cases).order_by("pk")}
    for key in cases:
        theirs = found.get(key)
        if theirs is None or not may_read(CLINICAL, person_id=theirs.person_id, staff=by, as_of=at):
            raise Refused({"cases": "Choose people whose clinical notes you may read."})
    return [(found[key], read_texts({"cases": says}, most=TEXT)["cases"]) for key, says in cases.items()]


def _people(discussed: list[tuple[Episode, str]]) -> list[int]:
    return sorted({episode.person_id for episode, _ in discussed})
