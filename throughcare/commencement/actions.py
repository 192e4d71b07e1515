"""The verb of commencement, and what stands recorded."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import QuerySet

from throughcare.audit import actions as audit
from throughcare.blueprints.blueprint import Blueprint
from throughcare.clocks import Standard
from throughcare.commencement.models import Commencement
from throughcare.commencement.tasks import count_anew
from throughcare.law import Rule
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Refused, refuse_if, sound
from throughcare.pathways import from_instant, spell_day

ADMINISTRATOR = "ADMIN"
EARLIEST = date(1983, 1, 1)
LONGEST_BASIS, LONGEST_NAME = 300, 200


@verb
def commence(*, blueprint: Blueprint, record: Commencement, by: StaffRole, at: datetime) -> Commencement:
    """Record a day, described by a row not yet saved, for what is in shadow in `blueprint`.

    Clocks that have started since the earlier of this day and the one it replaces are counted anew by a job, which
    takes as long as there are episodes: no page waits for that. Raises Refused: basis, approved_by, approved_on, day.
    """
    if by.role != ADMINISTRATOR:
        raise Refused({"": "It is for an administrator to record what has come into force."})
    if subject(blueprint, record.subject) is None:
        raise Refused({"": "Only what is in shadow in this blueprint comes into force on a day of its own."})
    before = days_of(blueprint.id).get(record.subject)
    _refuse_or_tidy(record, today=from_instant(at).on, before=before)
    record.slug, record.by, record.at = blueprint.id, by, at
    record.save(force_insert=True)
    said = {"blueprint": record.slug, "subject": record.subject, "day": str(record.day or ""), "basis": record.basis}
    audit.record(by=by, at=at, did="recorded-commencement", detail=said)
    since = min((day for day in (before, record.day) if day), default=None)
    if since and since <= from_instant(at).on:
        count_anew.defer(slug=record.slug, standard=record.subject, since=since.isoformat())
    return record


def subject(blueprint: Blueprint, given: str) -> Standard | Rule | None:
    """The standard or rule of this id that the file holds in shadow; None where there is none."""
    found = blueprint.standard.get(given) or blueprint.rule.get(given)
    return found if found is not None and found.shadow else None


def recorded(slug: str) -> QuerySet[Commencement]:
    """Every record about a blueprint, the newest first."""
    return Commencement.objects.filter(slug=slug).select_related("by__staff", "by__organisation")


def days_of(slug: str) -> Mapping[str, date | None]:
    """The day that counts for each standard or rule of which one is recorded."""
    rows = Commencement.objects.filter(slug=slug).order_by("subject", "-pk").distinct("subject")
    return dict(rows.values_list("subject", "day"))


def _refuse_or_tidy(record: Commencement, *, today: date, before: date | None) -> None:
    lines = {
        "basis": read_line(record.basis, most=LONGEST_BASIS),
        "approved_by": read_line(record.approved_by, most=LONGEST_NAME),
    }
    for name, line in sound(lines).items():
        setattr(record, name, line)
    reasons = {}
    if not record.basis:
        reasons["basis"] = "Say what it rests on: the title of the regulations."
    if not record.approved_by:
        reasons["approved_by"] = "Say who approved it."
    if record.approved_on > today:
        reasons["approved_on"] = f"{spell_day(record.approved_on)} has not come yet: it must be approved first."
    if record.day is None and before is None:
        reasons["day"] = "No day is recorded that could be taken back: give the day."
    if record.day and record.day < EARLIEST:
        reasons["day"] = "This is before the Act itself: check the year."
    refuse_if(reasons)
