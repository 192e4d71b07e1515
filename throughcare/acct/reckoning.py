"""What the facts of an ACCT amount to: whether they can be true together, its state, and what is owed next.

Pure: facts in, values out. What is stored of an ACCT's standing is what `reckon` says, and a check compares them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from throughcare.acct.limits import FIRST_REVIEW, INTERVIEW, limit
from throughcare.acct.limits import POST_CLOSURE as MONITORED
from throughcare.acct.words import (
    ASSESSED,
    CLOSED,
    ENDED,
    KINDS,
    OPEN,
    OPENED,
    POST_CLOSURE,
    POST_ENDED,
    POST_REVIEWED,
    REOPENED,
    REVIEWED,
    WITHDRAWN,
)
from throughcare.pathways.moments import LONDON, spell_instant

NOT_BEGUN = ""
# State -> what may happen in it, and the state after that.
MOVES: Mapping[str, Mapping[str, str]] = {
    NOT_BEGUN: {OPENED: OPEN},
    OPEN: {ASSESSED: OPEN, REVIEWED: OPEN, CLOSED: POST_CLOSURE},
    POST_CLOSURE: {POST_REVIEWED: POST_CLOSURE, REOPENED: OPEN, POST_ENDED: ENDED},
    ENDED: {},
}
# State in which something cannot be -> why, after the words for what it is.
WHY_NOT: Mapping[str, str] = {
    NOT_BEGUN: "cannot have been before the ACCT was opened",
    OPEN: "can only be after the ACCT was closed, and it was open",
    POST_CLOSURE: "cannot have been after the ACCT was closed",
    ENDED: "cannot have been after post-closure ended",
}
ORDER = list(KINDS)
# What is due on a day, with no time, is due by the end of it.
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that came to pass on an ACCT. `next_at` is when the next review is due, `until_on` the last day of
    post-closure.
    """

    kind: str
    at: datetime
    number: str = ""
    opened_as: str = ""
    next_at: datetime | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stands:
    """How an ACCT stands. `reviewed_at` is the first case review, `next_at` when the next one is due."""

    number: str = ""
    opened_at: datetime | None = None
    assessed_at: datetime | None = None
    reviewed_at: datetime | None = None
    next_at: datetime | None = None
    closed_at: datetime | None = None
    until_on: date | None = None
    ended_at: datetime | None = None
    taken_back: bool = False

    @property
    def word(self) -> str:
        if self.taken_back:
            return WITHDRAWN
        if self.closed_at is None:
            return OPEN
        return POST_CLOSURE if self.ended_at is None else ENDED


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that the document is due to say by an instant."""

    says: str
    due_at: datetime

    def is_overdue(self, as_of: datetime) -> bool:
        return self.due_at <= as_of


@dataclass(frozen=True, slots=True)
class State:
    """An ACCT as of an instant: the word for it, and what is owed, the soonest first."""

    word: str
    owed: tuple[Owed, ...]
    overdue: tuple[Owed, ...]


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda one: (one.at, ORDER.index(one.kind)))


def impossible(facts: Iterable[Fact]) -> str:
    """Why these cannot all be true, in one sentence about the first that cannot be; empty where they can."""
    state, assessed, turned = NOT_BEGUN, "", ""
    for fact in in_order(facts):
        when = spell_instant(fact.at)
        if fact.kind == CLOSED and state == POST_CLOSURE:
            return f"It was closed on {turned} already. If it was opened again since then, record that first."
        if fact.kind not in MOVES[state]:
            since = f", on {turned}" if state in {POST_CLOSURE, ENDED} else ""
            return f"{KINDS[fact.kind]}, {when}: that {WHY_NOT[state]}{since}."
        if fact.kind == ASSESSED and assessed:
            return f"The assessor's interview is on record already, as held on {assessed}."
        assessed = {ASSESSED: when, REOPENED: ""}.get(fact.kind, assessed)
        if MOVES[state][fact.kind] != state:
            state, turned = MOVES[state][fact.kind], when
    return ""


def reckon(facts: Sequence[Fact]) -> Stands:
    """How an ACCT stands after these facts, which can all be true. Without an opening it was taken back."""
    if not any(fact.kind == OPENED for fact in facts):
        return Stands(taken_back=True)
    stands = Stands()
    for fact in in_order(facts):
        stands = AFTER[fact.kind](stands, fact)
    return stands


def _opened(_: Stands, fact: Fact) -> Stands:
    return Stands(number=fact.number, opened_at=fact.at)


def _closed(stands: Stands, fact: Fact) -> Stands:
    return replace(stands, closed_at=fact.at, until_on=fact.until_on or monitored_until(fact.at), next_at=None)


def _reviewed(stands: Stands, fact: Fact) -> Stands:
    return replace(stands, reviewed_at=stands.reviewed_at or fact.at, next_at=fact.next_at)


AFTER: Mapping[str, Callable[[Stands, Fact], Stands]] = {
    OPENED: _opened,
    ASSESSED: lambda stands, fact: replace(stands, assessed_at=fact.at),
    REVIEWED: _reviewed,
    CLOSED: _closed,
    POST_REVIEWED: lambda stands, fact: replace(stands, until_on=fact.until_on or stands.until_on),
    REOPENED: lambda stands, fact: replace(stands, closed_at=None, until_on=None, next_at=fact.next_at),
    POST_ENDED: lambda stands, fact: replace(stands, ended_at=fact.at),
}


def monitored_until(closed_at: datetime) -> date:
    """The last day of the shortest post-closure period, where the document gives none."""
    on = closed_at.astimezone(LONDON).date()
    return on + limit(MONITORED, on=on).length


def state_of(stands: Stands, *, as_of: datetime) -> State:
    """What an ACCT is as of an instant: open, post-closure, ended or taken back, and what of it is owed or overdue."""
    owed = owed_by(stands)
    return State(stands.word, owed, tuple(one for one in owed if one.is_overdue(as_of)))


def owed_by(stands: Stands) -> tuple[Owed, ...]:
    """What the document is due to say next, the soonest first; of one that ended, nothing."""
    if stands.word == POST_CLOSURE and stands.until_on:
        return (Owed("end of post-closure", end_of(stands.until_on)),)
    if stands.word != OPEN or stands.opened_at is None:
        return ()
    on = stands.opened_at.astimezone(LONDON).date()
    first = [
        (stands.assessed_at, Owed("assessor's interview", stands.opened_at + limit(INTERVIEW, on=on).length)),
        (stands.reviewed_at, Owed("first case review", stands.opened_at + limit(FIRST_REVIEW, on=on).length)),
    ]
    due = [one for held, one in first if held is None]
    following = [Owed("next case review", stands.next_at)] if stands.next_at else []
    return tuple(sorted([*due, *following], key=lambda one: one.due_at))


def end_of(day: date) -> datetime:
    """The instant at which a London day is over."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=LONDON)
