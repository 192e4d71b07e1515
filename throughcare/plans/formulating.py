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
    number = FormulationPart.objects.filter(episode=locked).aggregate(last=Max("number"))["last"] or 0
    if seen is not None and number > seen:
        raise Refused({"": _meanwhile(locked, seen)})
    changed = _changed(locked, parts)
    refuse_if(_not_theirs(changed, person_id=locked.person_id, by=by, at=at))
    stamp: dict[str, Any] = {"episode": locked, "person_id": locked.person_id, "by": by, "at": at, "number": number + 1}
    made = FormulationPart.objects.bulk_create(
        FormulationPart(part=part, category=FORMULATION[part].category, says=text, **stamp)
        for part, text in changed.items()
    )
    detail = {"number": number + 1, "parts": sorted(changed)}
    audit.record(by=by, at=at, did="formulated", person_id=locked.person_id, episode_id=locked.pk, detail=detail)
    return made


def _changed(episode: Episode, parts: Mapping[str, str]) -> dict[str, str]:
    """The parts that say something else than their last version. Raises Refused where there is none."""
    says = read_texts({part: text for part, text in parts.items() if part in FORMULATION}, most=LONG)
    before = {row.part: row.says for row in FormulationPart.objects.filter(episode=episode).order_by("number")}
    changed = {part: text for part, text in says.items() if text != before.get(part, "")}
    if not changed:
        raise Refused({"": "Nothing here differs from what is on record."})
    return changed


def _not_theirs(parts: Mapping[str, str], *, person_id: int, by: StaffRole, at: datetime) -> dict[str, str]:
    asked = {FORMULATION[part].category for part in parts}
    writes = {one for one in asked if may_write(one, person_id=person_id, staff=by, as_of=at)}
    wrong = [part for part in parts if FORMULATION[part].category not in writes]
    return dict.fromkeys(wrong, "This part is not yours to write.")


def _meanwhile(episode: Episode, seen: int) -> str:
    rows = (
        FormulationPart.objects.filter(episode=episode, number__gt=seen).select_related("by__staff").order_by("number")
    )
    wrote = "; ".join(f"{row.by.staff}, {FORMULATION[row.part].title.lower()}" for row in rows)
    return (
        f"Meanwhile somebody else wrote here: {wrote}. What you typed is still here: look at theirs, then send again."
    )
