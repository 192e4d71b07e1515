"""Days lost, by reason and by party. A delay explains time; it never stops it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from throughcare.clocks.runs import Run
from throughcare.pathways import Event, Moment, standing
from throughcare.pathways.everywhere import DELAY_ANSWERED, DELAY_ENDED, DELAY_RECORDED


@dataclass(frozen=True)
class DelayReason:
    """Why days are lost and whose they are. `can_excuse` is what the law lets count as exceptional.

    A shortage of beds or staff never can on its own: Mental Health Act 2025 s.37, inserting s.47A(5) and s.48A(5).
    `closable` is false for a reason that must be replaced before the delay can end.
    """

    id: str
    title: str
    party: str
    can_excuse: bool = False
    closable: bool = True


@dataclass(frozen=True, slots=True)
class Delay:
    """Days said to be lost from one day to another, both counted; `until` None while it lasts.

    `number` is that of the event that recorded it. `answer` is `agreed`, `disputed`, or None while the party it was
    put down to has not answered.
    """

    number: int
    reason: str
    party: str
    since: date
    until: date | None = None
    answer: str | None = None


def delays(events: Sequence[Event], *, reasons: Mapping[str, DelayReason]) -> tuple[Delay, ...]:
    """The delays recorded, with their ends and answers, in the order in which they began."""
    facts = standing(events)
    ends = {int(e.facts["delay"]): str(e.facts["until"]) for e in facts if e.step == DELAY_ENDED}
    answers = {int(e.facts["delay"]): str(e.facts["answer"]) for e in facts if e.step == DELAY_ANSWERED}
    found = []
    for event in facts:
        if event.step == DELAY_RECORDED:
            until = ends.get(event.number) or event.facts.get("until")
            found.append(
                Delay(
                    number=event.number,
                    reason=str(event.facts["reason"]),
                    party=str(event.facts.get("party") or reasons[str(event.facts["reason"])].party),
                    since=date.fromisoformat(str(event.facts["from"])),
                    until=date.fromisoformat(str(until)) if until else None,
                    answer=answers.get(event.number),
                )
            )
    return tuple(sorted(found, key=lambda delay: (delay.since, delay.number)))


def days_lost(run: Run, delays_: Sequence[Delay], *, as_of: Moment) -> Mapping[tuple[str, str], int]:
    """Calendar days of the run that fall into delays, by (reason, party).

    A day with two reasons counts for each, so the figures need not add up to the days used.
    """
    lost: Counter[tuple[str, str]] = Counter()
    if run.started is None:
        return lost
    end = (run.stopped or as_of).on
    first = run.started.on + timedelta(days=1)
    for delay in delays_:
        since, until = max(delay.since, first), min(delay.until or end, end)
        if until >= since:
            lost[delay.reason, delay.party] += (until - since).days + 1
    return lost
