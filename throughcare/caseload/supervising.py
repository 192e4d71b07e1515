"""Supervision: who supervises whom and how often, and the log of it, which those who take part keep."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from throughcare.access.seeing import may_read
from throughcare.access.words import refuse_unknown
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
    today = london_day(at)
    refuse_if(_impossible(supervisee, supervisor, lead, every_days))
    StaffRole.objects.select_for_update(of=("self",)).get(pk=supervisee.pk)
    before = in_force(supervisee, as_of=today)
    deciding = (
        {before.supervisee_id, before.supervisor_id, before.lead_id} if before else {r.pk for r in named.values()}
    )
    if by.pk not in deciding:
        raise Refused({"": "Only those who take part in this supervision say how it is arranged."})
    if before is not None:
        before.until_on = today
        before.save(update_fields=["until_on"])
    last = before.last_on if before else None
    made = Arrangement.objects.create(
        **named, every_days=every_days, from_on=today, last_on=last,
        due_on=(last or today) + timedelta(days=every_days), by=by, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, did="arranged-supervision", detail={"arrangement": made.pk})
    return made


@verb
def log_supervision(
    *,
    arrangement: Arrangement,
    on: date,
    minutes: int,
    kind: str,
    agreed: str,
    cases: Mapping[int, str],
    by: StaffRole,
    at: datetime,
) -> Supervision:
    """Record that a supervision was held; `cases` maps an episode's key to what was agreed about that person.

    Said by one of the two. Raises Refused: on, minutes, kind, agreed, cases, or "".
    """
    arrangement = Arrangement.objects.select_for_update(of=("self",)).get(pk=arrangement.pk)
    if by.pk not in {arrangement.supervisee_id, arrangement.supervisor_id}:
        raise Refused({"": "A supervision is recorded by one of the two who were there."})
    refuse_if(_not_then(arrangement, on, today=london_day(at)))
    refuse_unknown("kind", kind, SUPERVISION)
    if not SHORTEST_TALK <= minutes <= LONGEST_TALK:
        raise Refused({"minutes": f"Say from {SHORTEST_TALK} to {LONGEST_TALK} minutes."})
    noted = read_texts({"agreed": agreed}, most=TEXT)["agreed"]
    discussed = _cases(cases, by=by, at=at)
    who: dict[str, Any] = {name: getattr(arrangement, f"{name}_id") for name in ("supervisee", "supervisor", "lead")}
    made = Supervision.objects.create(
        **{f"{name}_id": key for name, key in who.items()},
        on=on,
        minutes=minutes,
        kind=kind,
        agreed=noted,
        by=by,
        at=at,
    )
    Discussed.objects.bulk_create(
        Discussed(supervision=made, episode=episode, person_id=episode.person_id, agreed=says)
        for episode, says in discussed
    )
    if arrangement.last_on is None or on > arrangement.last_on:
        arrangement.last_on, arrangement.due_on = on, on + timedelta(days=arrangement.every_days)
        arrangement.save(update_fields=["last_on", "due_on"])
    audit.record(by=by, at=at, did="logged-supervision", detail={"supervision": made.pk, "people": _people(discussed)})
    return made


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


def _not_then(arrangement: Arrangement, on: date, *, today: date) -> dict[str, str]:
    if on > today:
        return {"on": "That day is still to come."}
    if arrangement.until_on is not None:
        return {"": f"This arrangement ended on {spell_day(arrangement.until_on)}. Another one holds now."}
    # What was held before it was written down who supervises belongs to it too, if not for long.
    first = arrangement.from_on - timedelta(days=LONGEST)
    return {"on": f"Choose a day from {spell_day(first)} on."} if on < first else {}


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
