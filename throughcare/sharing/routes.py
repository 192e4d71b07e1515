"""What would make it possible: when seeing is refused, each single missing thing that would open it, nearest first.

Every way of the table is tried: the question is put again as if the missing thing were there, and only what then opens
is offered. So no route leads nowhere, and a new rule needs no second telling here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from throughcare.sharing.break_glass import HOLDS, REVIEW_WITHIN_WORKING_DAYS
from throughcare.sharing.categories import CATEGORIES, LEVELS
from throughcare.sharing.levels import reaches
from throughcare.sharing.purposes import PURPOSES, PURPOSES_OF
from throughcare.sharing.sights import Question, best, sights
from throughcare.sharing.standing import Consent, Given, Ground, spell

HOURS = HOLDS.total_seconds() / 3600


@dataclass(frozen=True, slots=True)
class Route:
    """One missing thing, and who can see to it. `kind` is a ground, or `purpose` or `wait`."""

    kind: str
    says: str
    who: str


class Way(NamedTuple):
    """A ground that could be had. In `says` stand the category and the purpose."""

    ground: Ground
    says: str
    who: str


# Nearest first: what asks least of the person, and is had soonest.
WAYS = (
    Way(Ground.OWN, "it is shown only of what is your own", "whoever keeps the record shows people their own part"),
    Way(
        Ground.INVOLVEMENT,
        "a part for your organisation in this person's care",
        "whoever holds the person now: their lead records the step, or refers to you",
    ),
    Way(
        Ground.CONSENT,
        "this person's consent to your seeing '{category}' for {purpose}",
        "the person; whoever asks records what they said, and how they were asked",
    ),
    Way(
        Ground.AGREEMENT,
        "an information-sharing agreement with whoever keeps it, that covers '{category}' for {purpose}",
        "the Caldicott Guardians of both organisations",
    ),
    Way(
        Ground.BREAK_GLASS,
        "breaking the glass, if somebody may come to harm before anything else can be had",
        f"you, giving the reason: it holds {HOURS:.0f} hours, and the Caldicott Guardian reviews it within "
        f"{REVIEW_WITHIN_WORKING_DAYS} working days",
    ),
)


def routes(question: Question, given: Sequence[Given], *, target: str) -> tuple[Route, ...]:
    """Every single missing thing that would show the target level, nearest first."""
    return (
        *_for_another_purpose(question, given, target),
        *_later(question, given, target),
        *_had(question, given, target),
    )


def _opens(question: Question, given: Sequence[Given], target: str) -> bool:
    found = best(sights(question, given))
    return found is not None and reaches(found.level, target)


def _for_another_purpose(question: Question, given: Sequence[Given], target: str) -> Iterator[Route]:
    others = [purpose for purpose in PURPOSES_OF[question.role] if purpose is not question.purpose]
    opening = [purpose for purpose in others if _opens(replace(question, purpose=purpose), given, target)]
    if opening:
        says = "; or ".join(PURPOSES[purpose].says for purpose in opening)
        yield Route("purpose", f"another purpose, if it is yours: {says}", "you, saying so")


def _later(question: Question, given: Sequence[Given], target: str) -> Iterator[Route]:
    for since in sorted({each.since for each in given if not each.begun(question.as_of)}):
        if _opens(replace(question, as_of=since), given, target):
            yield Route("wait", f"waiting: it opens at {spell(since)}", "nobody needs to do anything")
            return


def _had(question: Question, given: Sequence[Given], target: str) -> Iterator[Route]:
    words = {"category": CATEGORIES[question.category], "purpose": PURPOSES[question.purpose].says}
    for way in WAYS:
        missing = Given(
            ground=way.ground,
            category=question.category,
            level=LEVELS[-1],
            since=question.as_of,
            purposes=frozenset({question.purpose}),
            consent=Consent.GIVEN if way.ground is Ground.CONSENT else None,
        )
        if _opens(question, [*given, missing], target):
            yield Route(way.ground, way.says.format_map(words) + _last(question, given, way.ground), way.who)


def _last(question: Question, given: Sequence[Given], ground: Ground) -> str:
    """When the last ground of this kind ended: often all that is missing is that it goes on."""
    of_kind = [each for each in given if each.ground is ground and each.category == question.category]
    ended = [each.ends for each in of_kind if each.ends is not None and each.ended(question.as_of)]
    return f" (the last one ended at {spell(max(ended))})" if ended else ""
