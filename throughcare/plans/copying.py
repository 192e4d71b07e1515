"""What a copy of a record holds of plans: everything said, each part of a formulation, each section of a summary."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Model

from throughcare.access.seeing import seen_by
from throughcare.copies import Found, hands_over
from throughcare.organisations.models import StaffRole
from throughcare.pathways import spell_day
from throughcare.people.lives import london_day
from throughcare.people.models import Person
from throughcare.plans import models
from throughcare.plans.reading import KINDS, said_in, sections_of, written_of
from throughcare.plans.words import CARE_PLAN
from throughcare.telling.phrases import short_day

SAID: tuple[type[Model], ...] = (models.PlanChange, *(table for table, _ in KINDS.values()))
DRAFTS = (models.SummaryDraft, models.DraftSection)
SENT = (models.SummarySending, models.SummaryReceipt)


@hands_over(models.Plan, *SAID, models.FormulationPart, models.Summary, models.SummarySection, *SENT, *DRAFTS)
def handed_over(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    """Every version of all of it."""
    mine: dict[str, Any] = {"staff": staff, "as_of": as_of}
    theirs = {"person": person}
    for plan in seen_by(models.Plan, **mine).filter(**theirs).select_related("episode__service").order_by("pk"):
        written = written_of(plan.episode_id, **mine)
        said = (f"{_day(one.at)}, {one.by}: {said_in(written, one)}" for one in written.changes)
        yield Found(CARE_PLAN, f"{plan.episode.service}: your plan", "\n".join(said), free_text=True)
    parts = seen_by(models.FormulationPart, **mine).filter(**theirs).select_related("episode__service").order_by("pk")
    for part in parts:
        title = f"{part.episode.service}: {part.get_part_display()}, written on {_day(part.at)}"
        yield Found(part.category, title, part.says, free_text=True)
    summaries = seen_by(models.Summary, **mine).filter(**theirs).select_related("episode__service").order_by("pk")
    for one in summaries:
        yield from _summary(one, **mine)
    drafts = seen_by(models.SummaryDraft, **mine).filter(**theirs).select_related("episode__service").order_by("pk")
    for draft in drafts:
        yield from _draft(draft, **mine)


def _draft(draft: models.SummaryDraft, **mine: Any) -> Iterator[Found]:
    """What was written and not signed: it was sent to nobody, and is on record all the same."""
    title = f"{draft.episode.service}: draft of a summary, {_day(draft.at)}"
    said = "\n".join(filter(None, [draft.changed, draft.in_short, draft.why]))
    yield Found(CARE_PLAN, title, said, free_text=True)
    for section in seen_by(models.DraftSection, **mine).filter(draft=draft).order_by("pk"):
        yield Found(section.category, f"{title}, {section.get_key_display()}", section.says, free_text=True)


def _summary(one: models.Summary, **mine: Any) -> Iterator[Found]:
    title = f"{one.episode.service}: summary of {_day(one.at)}, version {one.number}"
    yield Found(CARE_PLAN, title, "\n".join(filter(None, [one.changed, one.in_short])), free_text=True)
    for section in sections_of(one, **mine):
        yield Found(section.category, f"{title}, {section.get_key_display()}", section.says, free_text=True)
    receipts = seen_by(models.SummaryReceipt, **mine).filter(sending__summary=one)
    came = {receipt.sending_id: f"Received on {short_day(receipt.on)}" for receipt in receipts}
    sent = seen_by(models.SummarySending, **mine).filter(summary=one).select_related("organisation").order_by("pk")
    to = [f"{_day(its.at)}: {its.organisation}. {its.basis}. {came.get(its.pk, '')}".rstrip(". ") for its in sent]
    if to:
        yield Found(CARE_PLAN, f"{title}, to whom it went", "\n".join(to), free_text=True)


def _day(at: datetime) -> str:
    return spell_day(london_day(at))
