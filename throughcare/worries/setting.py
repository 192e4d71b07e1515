"""What a scheme sets of its worries: minutes, shifts, the duty manager, and who is on call from when until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import F, Q, QuerySet

from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.episodes.history import run_by
from throughcare.episodes.models import Blueprint, Service
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.people.lives import london_day
from throughcare.responses.setting import told_next
from throughcare.worries.models import OffCall, OnCall, WorryWatch
from throughcare.worries.shifts import MINUTE, Rung
from throughcare.worries.words import ANSWERS, DUTY_MANAGER, FOLD_MINUTES, MINUTES, SHIFTS

# Who sets it: the coordinators of the scheme, its clinicians, and its administrator.
MAY_SET = frozenset({"MC", "PMH", "ADMIN"})
LONGEST, LONGEST_FOLD = 1440, 60
MOST_RUNGS = 9
EVERYBODY = "Everybody who may answer"


def schemes() -> QuerySet[Service]:
    """Services at work whose blueprint has a step that means that a worry was raised."""
    means = Blueprint.objects.filter(means__has_key=StepMeaning.WORRY_RAISED.value)
    return Service.objects.filter(blueprint__in=means, closed_on=None).select_related("organisation").order_by("pk")


def schemes_of(staff: StaffRole) -> QuerySet[Service]:
    """Those that an organisation runs or plays a part in."""
    here = staff.organisation_id
    return schemes().filter(Q(organisation=here) | Q(parties__organisation=here)).distinct()


def with_parties(services: QuerySet[Service]) -> list[Service]:
    """The same with whoever plays their parties. Three questions."""
    return list(services.prefetch_related("parties__organisation"))


def prisons_of(services: Iterable[Service]) -> list[Organisation]:
    """The prisons in which these schemes work."""
    played = {one.organisation for service in services for one in service.parties.all()}
    return sorted((one for one in played if one.kind == "prison"), key=str)


def wings_of(services: Iterable[Service]) -> QuerySet[Unit]:
    """The units of those prisons that are not closed."""
    return (
        Unit.objects.filter(organisation__in=prisons_of(services)).select_related("organisation").exclude(closed=True)
    )


@dataclass(frozen=True, slots=True)
class Watched:
    """What is in force: `number` is 0 where nobody has set it, and it is the local default of the product."""

    number: int = 0
    minutes: int = MINUTES
    fold_minutes: int = FOLD_MINUTES
    shifts: tuple[time, ...] = SHIFTS
    duty_manager: str = DUTY_MANAGER
    owner: str = ""


def watch_of(service: Service) -> Watched:
    """How worries of a scheme are watched over. One question."""
    held = WorryWatch.objects.filter(service=service).order_by("-pk").first()
    if held is None:
        return Watched()
    return Watched(held.pk, held.minutes, held.fold_minutes, tuple(held.shifts), held.duty_manager, held.owner)


def chain(
    service: Service, place: Organisation | None, watch: Watched, *, raised_at: datetime, as_of: datetime
) -> list[Rung]:
    """Whom to tell of a worry raised then, and from which instant on, in order; the duty manager last.

    Who is on call is asked for each rung at its own instant, or at `as_of` once that has come. Where nobody is on
    call, everybody who reads of such worries is told at once: it never depends on a rota that somebody filled.
    Whoever is on it twice is there at the first of the two instants. Three questions.
    """
    bound = [one.organisation for one in service.parties.select_related("organisation").order_by("party")]
    rows = list(_lasting(service, raised_at))
    found: list[Rung] = []
    for number in sorted({0, *(row.rung for row in rows)}):
        step = min(number, len({one.number for one in found}))
        when = raised_at + step * watch.minutes * MINUTE
        told = [
            (row.organisation_id, row.title) for row in rows if row.rung == number and _holds(row, max(when, as_of))
        ]
        if number == 0 and not told:
            told = [(one, EVERYBODY) for one in _all_who_read(service)]
        found += [Rung(step, *whom, when) for whom in dict.fromkeys(told) if whom not in _named(found)]
    last = found[-1].number + 1
    prison = next((one for one in (place, *bound) if one and one.kind == "prison"), service.organisation)
    duty = (prison.pk, watch.duty_manager)
    return found if duty in _named(found) else [*found, Rung(last, *duty, raised_at + last * watch.minutes * MINUTE)]


def _named(rungs: Iterable[Rung]) -> set[tuple[int, str]]:
    return {(one.organisation, one.title) for one in rungs}


def on_call_now(service: Service, *, as_of: datetime) -> list[OnCall]:
    """Who is on call at an instant, the first to be told first. One question."""
    rows = _lasting(service, as_of).select_related("organisation", "staff__staff")
    return [row for row in rows if _holds(row, as_of)]


def people_at(places: Iterable[Organisation], *, as_of: datetime) -> QuerySet[StaffRole]:
    """Those at these places who may answer a worry on that day, by name. One question."""
    there = StaffRole.objects.filter(organisation__in=list(places), role__in=ANSWERS)
    today = there.in_force(as_of=london_day(as_of)).select_related("staff", "organisation")
    return today.order_by("staff__display_name", "pk")


def _lasting(service: Service, since: datetime) -> QuerySet[OnCall]:
    """Those that were not to end before an instant, each with `off_at`, when they were taken off, in order of rungs."""
    rows = OnCall.objects.filter(Q(ends_at=None) | Q(ends_at__gt=since), service=service)
    return rows.annotate(off_at=F("off__at"))


def _holds(row: OnCall, at: datetime) -> bool:
    ends = [end for end in (row.ends_at, vars(row)["off_at"]) if end is not None]
    return row.starts_at <= at and all(end > at for end in ends)


def _all_who_read(service: Service) -> list[int]:
    """The scheme itself, and whoever plays a party that reads of self-harm risk."""
    reads = told_next(run_by(service, digest=service.blueprint_id))
    playing = service.parties.filter(party__in=reads).order_by("party").values_list("organisation", flat=True)
    return list(dict.fromkeys([service.organisation_id, *playing]))


@verb
def set_watch(*, service: Service, watch: WorryWatch, by: StaffRole, at: datetime) -> WorryWatch:
    """Set minutes, shifts and the duty manager, as a row not yet saved. Raises Refused by field."""
    refuse_others(service, by)
    wrong = {}
    if not 1 <= watch.minutes <= LONGEST:
        wrong["minutes"] = f"From 1 to {LONGEST:,} minutes."
    if not 0 <= watch.fold_minutes <= LONGEST_FOLD:
        wrong["fold_minutes"] = f"From 0 to {LONGEST_FOLD} minutes: later it is another worry."
    if not watch.shifts:
        wrong["shifts"] = "Say when a shift begins, such as 07:30."
    refuse_if(wrong)
    watch.shifts = sorted(set(watch.shifts))
    watch.duty_manager = line(
        watch.duty_manager, field="duty_manager", most=120, missing="Say who it is, and how they are reached."
    )
    watch.owner = line(watch.owner, field="owner", most=120, missing="Say who answers for this.")
    watch.why = line(watch.why, field="why", missing="Say why.")
    watch.service, watch.by, watch.at = service, by, at
    watch.save(force_insert=True)
    audit.record(by=by, at=at, did="set-worry-watch", detail={"service": service.pk})
    return watch


@verb
def put_on_call(*, row: OnCall, by: StaffRole, at: datetime) -> OnCall:
    """Put an organisation, a role of it or one of its staff on call, as a row not yet saved.

    Raises Refused by field.
    """
    refuse_others(row.service, by)
    row.title = line(
        row.title, field="title", most=120, missing="Say what they are called, such as 'Night orderly officer'."
    )
    refuse_if(_wrong(row, at))
    row.by, row.at = by, at
    row.save(force_insert=True)
    audit.record(by=by, at=at, did="put-on-call", detail={"service": row.service_id, "row": row.pk})
    return row


def _wrong(row: OnCall, at: datetime) -> dict[str, str]:
    wrong = {}
    if not 0 <= row.rung <= MOST_RUNGS:
        wrong["rung"] = f"From 0, told at once, to {MOST_RUNGS}."
    if row.role and row.role not in ANSWERS:
        wrong["role"] = "In this role nobody may answer a worry."
    if row.staff is not None and row.role:
        wrong["role"] = "Choose a role, or one person: not both."
    if row.staff is not None and (row.staff.organisation_id != row.organisation_id or row.staff.role not in ANSWERS):
        wrong["staff"] = "Choose somebody there who may answer a worry."
    if row.ends_at is not None and row.ends_at <= max(row.starts_at, at):
        wrong["ends_at"] = "It must end after it begins, and not before now."
    return wrong


@verb
def take_off_call(*, row: OnCall, by: StaffRole, at: datetime) -> OffCall:
    """End that somebody is on call, now. Raises Refused."""
    refuse_others(row.service, by)
    if OffCall.objects.filter(on_call=row).exists():
        raise Refused({"": "They are on call no longer."})
    audit.record(by=by, at=at, did="took-off-call", detail={"service": row.service_id, "row": row.pk})
    return OffCall.objects.create(on_call=row, by=by, at=at)


def refuse_others(service: Service, by: StaffRole) -> None:
    """Raises Refused for whoever is not of the organisation that runs the scheme, or in no role to set this."""
    if by.organisation_id != service.organisation_id or by.role not in MAY_SET:
        raise Refused({"": f"{service.organisation} sets this, by its coordinators, clinicians and administrator."})
