"""What a fact of a transfer means for beds: who waits for one, whose offer is over, who is in a bed and since when.

`episodes` calls `follow` in the transaction of each fact, so that the page of an episode and the board never disagree.
A fact is never refused for the sake of a bed: where the two do not fit, the page of the hospital's people says so until
somebody sees to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from throughcare.beds.keeping import locked_beds, refresh_beds, refresh_wait
from throughcare.beds.models import BedNeed, LostDays, Offer, Stay, Wait
from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course
from throughcare.episodes.models import Episode, EventDetail
from throughcare.meanings import StepMeaning
from throughcare.organisations.spans import meets
from throughcare.pathways import Event as Fact
from throughcare.pathways.everywhere import DELAY_ENDED, DELAY_RECORDED
from throughcare.people.models import Person
from throughcare.placing.deciding import MOVED_IN
from throughcare.placing.lists import LEVELS, specialty_named

# What the step means -> the outcomes with which somebody leaves the hospital; None is any.
LEAVES: Mapping[StepMeaning, frozenset[str] | None] = {
    StepMeaning.RETURNED: None,
    StepMeaning.DIED_IN_HOSPITAL: None,
    StepMeaning.DISCHARGED: None,
    StepMeaning.COURT_DECIDED: frozenset({"remitted-court", "bail"}),
    StepMeaning.AFTER_RELEASE_DATE: frozenset({"discharged-licence", "released"}),
}
# The meanings and answers on which anything of a bed hangs.
MEANINGS = (
    StepMeaning.REPORT_REQUESTED,
    StepMeaning.BED_REQUESTED,
    StepMeaning.ACCESS_ASSESSED,
    StepMeaning.RECEIVED,
    StepMeaning.READY_TO_LEAVE,
    *LEAVES,
)
ANSWERS = frozenset({"urgent", "segregated", "acct", "level", "specialty"})
# What the matter of a bed may depend on, kept where only some may read it.
DETAILS = ("clinical", "self-harm-risk")


@dataclass(frozen=True, slots=True)
class Bedside:
    """What the standing facts say of being in hospital."""

    received_on: date | None = None
    ready_on: date | None = None
    left_on: date | None = None
    left_for: str = ""


def follow(episode: Episode, before: Course | None, now: Course, at: datetime) -> None:
    """Brings waits, offers and stays to what the facts say. The caller holds the episode's row lock."""
    if not gives_beds(now.blueprint) or not _bears_on_beds(before, now):
        return
    there, needs = matter(now)
    if (needs or Wait.objects.filter(episode=episode).exists()) and (said := wait_said(episode, now)):
        Wait.objects.update_or_create(episode=episode, defaults={**said, "open": needs})
    if not needs:
        _end_offers(episode, there, at=at)
    refresh_wait(episode.pk, at=at)
    for stay in last_stays(episode):
        _stay(stay, there, now)


def gives_beds(blueprint: Blueprint) -> bool:
    """Whether people of such a service are received into hospital: a blueprint that says so, whatever its name."""
    return bool(blueprint.that_means(StepMeaning.RECEIVED))


def matter(now: Course) -> tuple[Bedside, bool]:
    """What the standing facts say of being in hospital, and whether a bed is needed."""
    there = bedside(now.blueprint, now.facts)
    return there, there.received_on is None and not now.state.closed and _asked(now)


def last_stays(episode: Episode) -> QuerySet[Stay]:
    """The stay that facts still bear on, if there is one: of two that began on one day the one recorded last."""
    return Stay.objects.filter(episode=episode).order_by("-from_on", "-pk")[:1]


def _bears_on_beds(before: Course | None, now: Course) -> bool:
    """Whether what is new or no longer stands could change anything here: of most facts nothing is asked."""
    if before is None or before.state.closed != now.state.closed:
        return True
    had, has = ({(fact.number, fact.step) for fact in course.facts} for course in (before, now))
    asked = {field.id for _, step in had ^ has for field in now.blueprint.fields_of(step)}
    steps = {*now.blueprint.meaning(*MEANINGS), DELAY_RECORDED, DELAY_ENDED}
    return bool(ANSWERS & asked) or any(step in steps for _, step in had ^ has)


def bedside(blueprint: Blueprint, facts: Iterable[Fact]) -> Bedside:
    """From standing facts in their order: the last time they were received, and what followed."""
    received, ready = (blueprint.that_means(one) for one in (StepMeaning.RECEIVED, StepMeaning.READY_TO_LEAVE))
    leaves = {step: meaning for meaning in LEAVES for step in blueprint.meaning(meaning)}
    found = Bedside()
    for fact in facts:
        on = fact.when.on
        if fact.step == received:
            found = Bedside(received_on=on)
        elif found.received_on and fact.step == ready:
            found = Bedside(found.received_on, on)
        elif found.received_on and fact.step in leaves and not found.left_on:
            outcomes = LEAVES[leaves[fact.step]]
            if outcomes is None or fact.facts.get("outcome") in outcomes:
                found = Bedside(found.received_on, found.ready_on, on, leaves[fact.step])
    return found


def _asked(now: Course) -> bool:
    asked, assessed = (
        now.blueprint.that_means(one) for one in (StepMeaning.BED_REQUESTED, StepMeaning.ACCESS_ASSESSED)
    )
    return any(
        fact.step == asked or (fact.step == assessed and fact.facts.get("result") == "accepted") for fact in now.facts
    )


def wait_said(episode: Episode, now: Course) -> dict[str, Any]:
    """What the facts and what was said beside them amount to for a wait; nothing where there is no fact."""
    facts, request = now.facts, now.blueprint.that_means(StepMeaning.REPORT_REQUESTED)
    said = _answered(episode, facts)
    since = next((fact.when.on for fact in facts if fact.step == request), facts[0].when.on if facts else None)
    if since is None:
        return {}
    return {
        "person_id": episode.person_id,
        "urgent": bool(said.get("urgent")),
        "at_risk": bool(said.get("segregated")) or said.get("acct") == "open",
        "level": str(said.get("level", "")) if said.get("level") in LEVELS else "",
        **_described(episode, str(said.get("specialty", ""))),
        "since": since,
    }


def _described(episode: Episode, specialty: str) -> dict[str, Any]:
    """As much of somebody as a ward may depend on."""
    person, beside = episode.person, BedNeed.objects.filter(episode=episode).order_by("-id").first()
    has = set(beside.meets if beside else ()) | ({"interpreter"} if person.interpreter_needed else set())
    return {
        "specialty": beside.specialty if beside and beside.specialty else specialty_named(specialty),
        "sex": person.sex,
        "born_in": person.birth_date.year if person.birth_date else None,
        "meets": sorted(has),
    }


def described_anew(person: Person) -> None:
    """What is kept of somebody who waits, once what the record says of them was corrected."""
    for wait in Wait.objects.filter(person=person).select_related("episode__person"):
        described = _described(wait.episode, wait.specialty)
        Wait.objects.filter(pk=wait.pk).update(**described)


def _answered(episode: Episode, facts: Iterable[Fact]) -> dict[str, Any]:
    """The last answer to each question of the standing facts, of the categories that matter here."""
    details: dict[int, dict[str, Any]] = {}
    for row in EventDetail.objects.filter(event__episode=episode, category__in=DETAILS).select_related("event"):
        details.setdefault(row.event.number, {}).update(row.facts)
    said: dict[str, Any] = {}
    for fact in facts:
        said.update({**fact.facts, **details.get(fact.number, {})})
    return said


def _end_offers(episode: Episode, there: Bedside, *, at: datetime) -> None:
    """Who was received has moved in where a bed was accepted; of whoever needs none any more no bed is kept."""
    live = list(Offer.objects.filter(episode=episode, ended_at=None))
    beds = locked_beds(offer.bed_id for offer in live) if live else {}
    for offer in live:
        moved = offer.accepted_at is not None and there.received_on is not None and there.left_on is None
        if moved and there.received_on and has_room(offer.bed_id, episode.person_id, there.received_on):
            Stay.objects.create(
                person_id=episode.person_id, episode=episode, bed_id=offer.bed_id, from_on=there.received_on,
                by_id=offer.by_id, at=at,
            )  # fmt: skip
            offer.ended = MOVED_IN
        else:
            offer.ended = "not-needed"
        offer.ended_at = at
        offer.save(update_fields=["ended", "ended_at"])
    refresh_beds(beds)


def has_room(bed_id: int, person_id: int, from_on: date) -> bool:
    """Whether nobody else is in the bed from a day on, and the person in no other."""
    since = Stay.objects.filter(meets(from_on, None))
    return not (since.filter(bed=bed_id).exists() or since.filter(person=person_id).exists())


def _stay(stay: Stay, there: Bedside, now: Course) -> None:
    locked_beds([stay.bed_id])
    as_said(stay, there)
    stay.save(update_fields=["ready_on", "until_on", "left_for"])
    refresh_beds([stay.bed_id])
    LostDays.objects.filter(stay=stay).delete()
    LostDays.objects.bulk_create(lost_days(stay, now))


def as_said(stay: Stay, there: Bedside) -> None:
    """Brings the last stay of an episode, in memory, to what the facts say of its end and of being ready."""
    if there.received_on is None:
        # The reception was struck out: nobody was in the bed, which stays on record as a stay of no days.
        there = Bedside(stay.from_on, None, stay.from_on, StepMeaning.RETURNED)
    stay.ready_on = there.ready_on
    if there.left_on and there.left_on >= stay.from_on:
        stay.until_on, stay.left_for = there.left_on, there.left_for
    elif (
        not there.left_on
        and stay.left_for in LEAVES
        and has_room(stay.bed_id, stay.person_id, stay.until_on or stay.from_on)
    ):
        # What had ended the stay was corrected.
        stay.until_on, stay.left_for = None, ""


def lost_days(stay: Stay, now: Course) -> list[LostDays]:
    """The days on which somebody who was ready waited, as the delays on record say."""
    if stay.ready_on is None:
        return []
    return [
        LostDays(stay=stay, person_id=stay.person_id, reason=delay.reason, from_on=max(delay.since, stay.ready_on),
                 until_on=delay.until)
        for delay in now.delays
        if delay.until is None or delay.until > stay.ready_on
    ]  # fmt: skip
