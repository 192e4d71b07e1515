"""The verb of a formulation: those who treat the person say how things hang together, part by part."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from throughcare.access.seeing import may_write
from throughcare.audit import actions as audit
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import lock
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.plans.changing import CLOSED, refuse_unless_theirs
from throughcare.plans.models import FormulationPart
from throughcare.plans.typed import read_texts
from throughcare.plans.words import FORMULATION, LONG


@verb
def formulate(
    *, episode: Episode, parts: Mapping[str, str], seen: int | None, by: StaffRole, at: datetime
) -> list[FormulationPart]:
    """A version of the parts that changed; those not given stay. `seen` is the number of the version in front of them.

    Raises Refused by part, or with "".
    """
    locked = lock(episode.pk)
    if locked.closed_on:
        raise Refused({"": CLOSED})
    refuse_unless_theirs(locked, by=by, at=at)
    rows = FormulationPart.objects.filter(episode=locked)
    number = rows.aggregate(last=Max("number"))["last"] or 0
    if seen is not None and number > seen:
        raise Refused({"": _meanwhile(locked, seen)})
    says = read_texts({part: text for part, text in parts.items() if part in FORMULATION}, most=LONG)
    before = {row.part: row.says for row in rows.order_by("number")}
    changed = {part: text for part, text in says.items() if text != before.get(part, "")}
    if not changed:
        raise Refused({"": "Nothing here differs from what is on record."})
    writes = {
        one.category
        for one in FORMULATION.values()
        if may_write(one.category, person_id=locked.person_id, staff=by, as_of=at)
    }
    refuse_if(
        {part: "This part is not yours to write." for part in changed if FORMULATION[part].category not in writes}
    )
    stamp: dict[str, Any] = {"episode": locked, "person_id": locked.person_id, "by": by, "at": at, "number": number + 1}
    made = FormulationPart.objects.bulk_create(
        FormulationPart(part=part, category=FORMULATION[part].category, says=text, **stamp)
        for part, text in changed.items()
    )
    detail = {"number": number + 1, "parts": sorted(changed)}
    audit.record(by=by, at=at, did="formulated", person_id=locked.person_id, episode_id=locked.pk, detail=detail)
    return made


def _meanwhile(episode: Episode, seen: int) -> str:
    rows = (
        FormulationPart.objects.filter(episode=episode, number__gt=seen).select_related("by__staff").order_by("number")
    )
    wrote = "; ".join(f"{row.by.staff}, {FORMULATION[row.part].title.lower()}" for row in rows)
    return (
        f"Meanwhile somebody else wrote here: {wrote}. What you typed is still here: look at theirs, then send again."
    )
