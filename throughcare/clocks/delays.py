"""Days lost, by reason and by party. A delay explains time; it never stops it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from throughcare.clocks.runs import Run
from throughcare.pathways import Event, Moment, Reason, places, spell_day, standing
from throughcare.pathways.everywhere import DELAY_ANSWERED, DELAY_ENDED, DELAY_RECORDED

ABOUT_DELAYS = frozenset({DELAY_RECORDED, DELAY_ENDED, DELAY_ANSWERED})
DAYS = ("from", "until")


@dataclass(frozen=True)
class DelayReason:
    """Why days are lost and whose they are. `can_excuse` is what the law lets count as exceptional.

    A shortage of beds or staff never can on its own: Mental Health Act 2025 s.37, inserting s.47A(5) and s.48A(5).
    Where `cause_can_excuse`, it may when it comes of something that can. `closable` is false for a reason that must be
    replaced before the delay can end.
    """

    id: str
    title: str
    party: str
    can_excuse: bool = False
    cause_can_excuse: bool = False
    closable: bool = True


@dataclass(frozen=True, slots=True)
class Delay:
    """Days said to be lost from one day to another, both counted; `until` None while it lasts.

    `number` is that of the event that recorded it. `answer` is `agreed`, `disputed`, or None while the party it was
    put down to has not answered. `cause` is another reason, of which this one comes.
    """

    number: int
    reason: str
    party: str
    since: date
    until: date | None = None
    answer: str | None = None
    cause: str | None = None

    def can_excuse(self, reasons: Mapping[str, DelayReason]) -> bool:
        """Whether a breach may be excused by it, after review: by its reason, or by what that comes of."""
        return reasons[self.cause or self.reason].can_excuse


def delays(events: Sequence[Event], *, reasons: Mapping[str, DelayReason], as_of: Moment) -> tuple[Delay, ...]:
    """The delays recorded by `as_of`, with their ends and answers, in the order in which they began.

    An end or an answer given to a delay holds for what later corrects that delay.
    """
    # Of most episodes nobody has recorded one, and a long treatment has hundreds of other facts.
    if all(event.step != DELAY_RECORDED for event in events):
        return ()
    facts = [event for event in standing(events) if not event.when.is_after(as_of)]
    place = places(events)

    def said(step: str, fact: str) -> dict[int, str]:
        return {place[int(e.facts["delay"])]: str(e.facts[fact]) for e in facts if e.step == step}

    ends, answers = said(DELAY_ENDED, "until"), said(DELAY_ANSWERED, "answer")
    found = [
        _delay(event, reasons, ends.get(place[event.number]), answers.get(place[event.number]))
        for event in facts
        if event.step == DELAY_RECORDED
    ]
    return tuple(sorted(found, key=lambda delay: (delay.since, delay.number)))


def _delay(event: Event, reasons: Mapping[str, DelayReason], end: str | None, answer: str | None) -> Delay:
    facts = event.facts
    until = end or facts.get("until")
    return Delay(
        number=event.number,
        reason=str(facts["reason"]),
        party=str(facts.get("party") or reasons[str(facts["reason"])].party),
        since=date.fromisoformat(str(facts["from"])),
        until=date.fromisoformat(str(until)) if until else None,
        answer=answer,
        cause=str(facts["cause"]) if facts.get("cause") else None,
    )


def against_delay(
    event: Event, before: Sequence[Event], *, reasons: Mapping[str, DelayReason], parties: Collection[str]
) -> tuple[Reason, ...]:
    """Why a fact about a delay cannot be recorded as it is written, given the standing events before it."""
    if event.step not in ABOUT_DELAYS:
        return ()
    wrong = _says_nothing(event, before, reasons, parties) or _cannot_end(event, before, reasons)
    return tuple(Reason("wrong-fact", says) for says in wrong)


def _says_nothing(
    event: Event, before: Sequence[Event], reasons: Mapping[str, DelayReason], parties: Collection[str]
) -> list[str]:
    """Days, reasons, parties and delays that are none."""
    facts = event.facts
    found = [f"'{facts[fact]}' is not a date: write it as 2026-03-02." for fact in DAYS if not _is_day(facts.get(fact))]
    if event.step == DELAY_RECORDED:
        if str(facts["reason"]) not in reasons:
            found.append(f"There is no delay reason '{facts['reason']}'.")
        if facts.get("party") and str(facts["party"]) not in parties:
            found.append(f"There is no party '{facts['party']}'.")
        found.extend(_comes_of_nothing(facts, reasons))
    elif _called(before, facts["delay"]) is None:
        found.append(f"There is no delay recorded as fact number {facts['delay']}.")
    return found


def _comes_of_nothing(facts: Mapping[str, object], reasons: Mapping[str, DelayReason]) -> list[str]:
    """A cause is one that can excuse, and is asked for only where that would count."""
    reason, cause = reasons.get(str(facts["reason"])), reasons.get(str(facts.get("cause")))
    if not facts.get("cause") or reason is None:
        return []
    if cause is None:
        return [f"There is no delay reason '{facts['cause']}'."]
    if not reason.cause_can_excuse:
        return [f"What '{reason.title}' comes of changes nothing: leave that empty."]
    return [] if cause.can_excuse else [f"'{cause.title}' is not a circumstance that can excuse a breach."]


def _cannot_end(event: Event, before: Sequence[Event], reasons: Mapping[str, DelayReason]) -> list[str]:
    """A delay ends no earlier than it began, and only when it is put down to something."""
    delay = _called(before, event.facts["delay"]) if event.step == DELAY_ENDED else event
    until = event.facts.get("until")
    if not until or event.step == DELAY_ANSWERED or delay is None:
        return []
    found, since = [], date.fromisoformat(str(delay.facts["from"]))
    if date.fromisoformat(str(until)) < since:
        found.append(f"The delay began on {spell_day(since)} and cannot have ended before.")
    reason = reasons[str(delay.facts["reason"])]
    if not reason.closable:
        found.append(f"The delay cannot end as '{reason.title}': correct the fact that recorded it and give a reason.")
    return found


def _is_day(given: object) -> bool:
    try:
        return given in (None, "") or bool(date.fromisoformat(str(given)))
    except ValueError:
        return False


def _called(before: Sequence[Event], number: object) -> Event | None:
    """The delay so far that is called by a number: its own, or that of the fact it corrects."""
    recorded = (event for event in before if event.step == DELAY_RECORDED)
    return next(
        (each for each in recorded if str(number) in {str(each.number), str(each.corrects or each.number)}), None
    )


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
