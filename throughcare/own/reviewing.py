"""Reviewing what was gathered: what a health professional says of harm, and what a Guardian decides of each item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from throughcare.access.breaking import GUARDIAN
from throughcare.access.words import line, refuse_unknown
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.own.copying import PREPARES, last_preparation, refuse_unless_open
from throughcare.own.models import OUTCOMES, REASONS, Copy, Item, Opinion, Release, Review
from throughcare.own.redacting import HEALTH, NEVER_RELEASED, WITHHELD_FOR, Outcome, Ruling


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with what stands of it: the last review, or what the rule says where nobody has reviewed it."""

    item: Item
    review: Review | None

    @property
    def ruling(self) -> Ruling:
        said = self.review or self.item
        return Ruling(Outcome(said.outcome), said.reason)

    @property
    def in_words(self) -> str:
        return OUTCOMES[self.ruling.outcome]

    @property
    def why(self) -> str:
        return REASONS.get(self.ruling.reason, "")

    @property
    def to_look_at(self) -> bool:
        return self.ruling.outcome is Outcome.LOOK


@verb
def give_opinion(*, copy: Copy, harm: bool, says: str, by: StaffRole, at: datetime) -> Opinion:
    """What a health professional says: whether anything in it would be likely to cause serious harm.

    Raises Refused: says, or "" where it is not theirs to say.
    """
    refuse_unless_open(copy, by=by, roles=PREPARES)
    gathering = last_preparation(copy).number
    why = line(says, field="says", missing="Say what you looked at, and why you think so.")
    about = {"copy": copy, "gathering": gathering, "person_id": copy.person_id}
    made = Opinion.objects.create(**about, harm=harm, says=why, by=by, at=at)
    audit.record(by=by, at=at, did="gave-opinion", person_id=copy.person_id, detail={"copy": copy.pk, "harm": harm})
    return made


@verb
def review(*, item: Item, outcome: str, reason: str, says: str, by: StaffRole, at: datetime) -> Review:
    """Decide what becomes of an item. `reason` is why it is withheld. Raises Refused: outcome, reason, says."""
    return review_several(items=[item], outcome=outcome, reason=reason, says=says, by=by, at=at)[0]


@verb
def review_several(
    *, items: Sequence[Item], outcome: str, reason: str, says: str, by: StaffRole, at: datetime
) -> list[Review]:
    """The same of several items of one kind of one copy, for one reason: all are decided, each by itself, or none.

    Raises Refused: items, outcome, reason, says.
    """
    if len({(item.copy_id, item.category) for item in items}) != 1:
        raise Refused({"items": "Choose items, all of one kind."})
    gathering = refuse_unless_reviewer(items[0].copy, by=by)
    why = line(says, field="says", missing="Say why.")
    refuse_unknown("outcome", outcome, [Outcome.RELEASE, Outcome.WITHHOLD])
    reason = reason if outcome == Outcome.WITHHOLD else ""
    for item in items:
        _refuse_superseded(item, gathering)
    _refuse_impossible(items[0], outcome, reason)
    return [_decided(item, outcome, reason, why, by=by, at=at) for item in items]


def judged(copy: Copy, gathering: int) -> list[Judged]:
    """Every item of one gathering in its order, as it stands. Two questions."""
    last = {row.item_id: row for row in reviews_of(copy)}
    return [Judged(item, last.get(item.pk)) for item in items_of(copy, gathering)]


def items_of(copy: Copy, gathering: int) -> QuerySet[Item]:
    return Item.objects.filter(copy=copy, gathering=gathering)


def releases_of(copy: Copy) -> QuerySet[Release]:
    return Release.objects.filter(copy=copy)


def reviews_of(copy: Copy) -> QuerySet[Review]:
    return Review.objects.filter(item__copy=copy).select_related("by__staff").order_by("at", "pk")


def opinion_on(copy: Copy, gathering: int) -> Opinion | None:
    """The last opinion of a health professional on what was gathered then, if there is one."""
    return Opinion.objects.filter(copy=copy, gathering=gathering).select_related("by__staff").last()


def refuse_unless_reviewer(copy: Copy, *, by: StaffRole) -> int:
    """The number of the gathering that counts. Raises Refused for all but a Guardian there who did not gather it."""
    refuse_unless_open(copy, by=by, roles=[GUARDIAN])
    last = last_preparation(copy)
    if last.by.staff_id == by.staff_id:
        raise Refused({"": "Nobody reviews what they gathered themselves."})
    return last.number


def _refuse_superseded(item: Item, gathering: int) -> None:
    if item.gathering != gathering:
        raise Refused({"": "The record has been gathered again since. Decide on what was gathered last."})


def _refuse_harm_nobody_found(item: Item, reason: str) -> None:
    if reason != "serious-harm":
        return
    found = opinion_on(item.copy, item.gathering)
    if item.category not in HEALTH or found is None or not found.harm:
        raise Refused({"reason": "Serious harm is for a health professional to find, and of what concerns health."})


def _refuse_impossible(item: Item, outcome: str, reason: str) -> None:
    """What may not be decided of items of its kind, whichever it is."""
    if outcome == Outcome.RELEASE and item.category in NEVER_RELEASED:
        raise Refused({"outcome": "What is about security, a victim or a service alone is never shown to the person."})
    if outcome == Outcome.WITHHOLD:
        refuse_unknown("reason", reason, WITHHELD_FOR)
        _refuse_harm_nobody_found(item, reason)


def _decided(item: Item, outcome: str, reason: str, says: str, *, by: StaffRole, at: datetime) -> Review:
    about = {"item": item, "person_id": item.person_id, "category": item.category}
    made = Review.objects.create(**about, outcome=outcome, reason=reason, says=says, by=by, at=at)
    detail = {"copy": item.copy_id, "item": item.number, "outcome": outcome}
    audit.record(by=by, at=at, did="reviewed-item", person_id=item.person_id, detail=detail)
    return made
