"""What a mentor carries, and who is to be looked after first and why: weights, and a total table of reasons.

No standard says what weighs how much. Every number is a local default for each scheme to set, unconfirmed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta

from throughcare.pathways.moments import LONDON, spell_day
from throughcare.rota.turns import DAY, hours, london_day

# The days over which it is counted; the first is what is judged.
OVER = (14, 28)
SOON = 3 * DAY
STILL_NEAR = 28 * DAY


@dataclass(frozen=True, slots=True)
class Weight:
    """How many points one of a kind counts, where a scheme has set nothing."""

    title: str
    usual: int


WEIGHTS: Mapping[str, Weight] = {
    "contacts": Weight("A contact with somebody", 1),
    "hours": Weight("An hour of contacts", 1),
    "group-hours": Weight("An hour of a group they helped to lead", 1),
    "worries": Weight("A worry passed on", 5),
    "distress": Weight("Something that weighed on the mentor", 10),
    "deaths": Weight("A death among those they supported", 20),
}
HEAVY = "points-that-are-much"
LIMITS: Mapping[str, Weight] = {HEAVY: Weight(f"Points in {OVER[0]} days from which it is much", 100)}
MOST_POINTS = 500
USUAL: Mapping[str, int] = {key: one.usual for key, one in {**WEIGHTS, **LIMITS}.items()}


@dataclass(frozen=True, slots=True)
class Carried:
    """What a mentor had in some days: numbers alone, and nothing of whom it was.

    `groups` are sessions of groups that they helped to lead. They are no contacts, whoever sat there.
    """

    contacts: int = 0
    minutes: int = 0
    worries: int = 0
    distress: int = 0
    deaths: int = 0
    groups: int = 0
    group_minutes: int = 0

    def and_(self, other: "Carried") -> "Carried":
        mine, theirs = asdict(self), asdict(other)
        return Carried(**{name: mine[name] + theirs[name] for name in mine})

    def points(self, weights: Mapping[str, int] = USUAL) -> int:
        """By these weights; hours are whole ones."""
        counted = {**asdict(self), "hours": self.minutes // 60, "group-hours": self.group_minutes // 60}
        return sum(weights[key] * counted[key] for key in WEIGHTS)


def over(days: Mapping[date, Carried], number: int, *, until: date) -> Carried:
    """All of the last so many days, the last of them included."""
    first, found = until - (number - 1) * DAY, Carried()
    for on, carried in days.items():
        if first <= on <= until:
            found = found.and_(carried)
    return found


@dataclass(frozen=True, slots=True)
class Mentor:
    """What is known of one mentor by whoever asks; what they may not see is left out. `left_on` once they stopped.

    `debrief_due` are the instants by which something is to be talked over with them.
    """

    days: Mapping[date, Carried] = field(default_factory=dict)
    debrief_due: datetime | None = None
    supervision_due: date | None = None
    rests_until: date | None = None
    left_on: date | None = None
    offered_on_leaving: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """Why to look after somebody; `urgent` says that it is late."""

    key: str
    says: str

    @property
    def urgent(self) -> bool:
        return REASONS[self.key].urgent


@dataclass(frozen=True, slots=True)
class Kind:
    says: str
    urgent: bool = False


# The most pressing first.
REASONS: Mapping[str, Kind] = {
    "debrief-late": Kind("Something weighed on them, and nobody has talked it over: that was due by {when}.", True),
    "supervision-late": Kind("Supervision was due on {day}, {number} ago.", True),
    "debrief-owed": Kind("Something weighed on them: to be talked over by {when}."),
    "much": Kind("They carry much: {number} points in {days} days, and {limit} is much here."),
    "left": Kind("They stopped on {day}, and nothing is on record of what they were offered on leaving."),
    "supervision-soon": Kind("Supervision is due on {day}."),
    "rests": Kind("They rest up to and including {day}: no turn and nobody new until then."),
}
RANK = {key: number for number, key in enumerate(REASONS)}


def reasons(mentor: Mentor, *, as_of: datetime, weights: Mapping[str, int] = USUAL) -> tuple[Reason, ...]:
    """Why this mentor is to be looked after now, the most pressing first; none where nothing is due."""
    found = [
        *_debrief(mentor, as_of),
        *_supervision(mentor, as_of),
        *_much(mentor, as_of, weights),
        *_left(mentor, as_of),
    ]
    return tuple(sorted(found, key=lambda one: RANK[one.key]))


def pressing(found: Iterable[Reason], carried: Carried, weights: Mapping[str, int] = USUAL) -> tuple[int, int]:
    """The order in which mentors are looked after: by their first reason, then by what they carry."""
    first = next(iter(found), None)
    return (RANK[first.key] if first else len(RANK)), -carried.points(weights)


def _said(key: str, **words: object) -> Reason:
    return Reason(key, REASONS[key].says.format(**words))


def _debrief(mentor: Mentor, as_of: datetime) -> Iterator[Reason]:
    if due := mentor.debrief_due:
        local = due.astimezone(LONDON)
        when = f"{spell_day(local.date())} at {local:%H:%M}"
        yield _said("debrief-late" if due < as_of else "debrief-owed", when=when)
    if mentor.rests_until and mentor.rests_until >= london_day(as_of):
        yield _said("rests", day=spell_day(mentor.rests_until))


def _supervision(mentor: Mentor, as_of: datetime) -> Iterator[Reason]:
    due, today = mentor.supervision_due, london_day(as_of)
    if due and due < today:
        yield _said("supervision-late", day=spell_day(due), number=_days(today - due))
    elif due and due <= today + SOON:
        yield _said("supervision-soon", day=spell_day(due))


def _much(mentor: Mentor, as_of: datetime, weights: Mapping[str, int]) -> Iterator[Reason]:
    points = over(mentor.days, OVER[0], until=london_day(as_of)).points(weights)
    if points >= weights[HEAVY] and not mentor.left_on:
        yield _said("much", number=points, days=OVER[0], limit=weights[HEAVY])


def _left(mentor: Mentor, as_of: datetime) -> Iterator[Reason]:
    on = mentor.left_on
    if on and not mentor.offered_on_leaving and on > london_day(as_of) - STILL_NEAR:
        yield _said("left", day=spell_day(on))


def _days(length: timedelta) -> str:
    return f"{length.days} {'day' if length.days == 1 else 'days'}"


def in_words(carried: Carried) -> str:
    """`12 contacts in 9 hours, 2 groups helped for 3 hours`: what there is, and nothing where there is none."""
    parts = []
    if carried.contacts:
        parts.append(f"{_count(carried.contacts, 'contact', 'contacts')} in {hours(carried.minutes)}")
    if carried.groups:
        parts.append(f"{_count(carried.groups, 'group', 'groups')} helped for {hours(carried.group_minutes)}")
    for number, one, many in (
        (carried.worries, "worry passed on", "worries passed on"),
        (carried.distress, "thing that weighed on them", "things that weighed on them"),
        (carried.deaths, "death of somebody they supported", "deaths of people they supported"),
    ):
        if number:
            parts.append(_count(number, one, many))
    return ", ".join(parts) or "nothing on record"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
