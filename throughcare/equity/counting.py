"""From one episode's facts to what is counted of it in a month."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from throughcare.blueprints.blueprint import Blueprint
from throughcare.clocks import ClockState, runs
from throughcare.equity.kinds import UNIT
from throughcare.indicators import NOT_RECORDED, Period
from throughcare.indicators.blocks import DAYS, LOST, LOST_ON, MISSED, PEOPLE, REASON, WHOLE
from throughcare.meanings import ClockMeaning, StepMeaning
from throughcare.organisations.codes import code_list
from throughcare.pathways import Event, Moment, standing
from throughcare.pathways.events import RECORDED_IN_ERROR
from throughcare.people import groups

# Cancelled by the person: not booked any more, so neither kept nor lost (indicator I17).
CANCELLED = "cancelled-by-person"
CATEGORIES = "ethnic-category"
WAITED = "days"
WAITING, LATE = "waiting", "waiting past the limit"
# How many people had sessions in the month, whenever their first was.
CAME, SESSIONS = "came", frozenset({"kept", "lost"})
Tally = dict[str, dict[str, Counter[str]]]
STOPPED = {ClockState.MET: "within", ClockState.BREACHED_CLOSED: "beyond"}


@dataclass(frozen=True, slots=True)
class Spell:
    """A unit lived in, or a code said, from its first day until the first on which it is over."""

    word: str
    from_on: date
    until_on: date | None

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (not self.until_on or day < self.until_on)


@dataclass(frozen=True, slots=True)
class Who:
    """What is known of whoever an episode is of: words that groups are made from, and where they lived."""

    key: int
    sex: str
    ethnic: str
    born: date | None
    needs: frozenset[str] = frozenset()
    interpreter: bool = False
    spells: tuple[Spell, ...] = ()
    said: Mapping[str, tuple[Spell, ...]] = field(default_factory=dict)

    def unit_on(self, day: date) -> str:
        """The unit of the place they lived in on a day; not recorded, where none is on record for that day."""
        return next((one.word for one in self.spells if one.holds_on(day)), NOT_RECORDED)

    def said_on(self, kind: str, day: date) -> str | None:
        """The answer that holds on a day, or else the first that was given after it, where that can be said of it."""
        spells = self.said.get(kind, ())
        holding = next((one.word for one in spells if one.holds_on(day)), None)
        if holding is not None or kind in groups.OF_ITS_DAYS:
            return holding
        later = [one for one in spells if one.from_on > day and one.from_on != one.until_on]
        return min(later, key=lambda one: one.from_on).word if later else None

    def groups_on(self, day: date) -> Mapping[str, str]:
        return {
            UNIT: self.unit_on(day),
            "ethnic": groups.ethnic_group(self.ethnic),
            "category": code_list(CATEGORIES)[self.ethnic].title
            if self.ethnic in groups.ETHNIC_GROUPS
            else NOT_RECORDED,
            "age": groups.age_band(self.born, day),
            "sex": groups.sex(self.sex),
            "disability": groups.disability(self.needs),
            "interpreter": groups.interpreter(needed=self.interpreter),
            **{kind: groups.said(kind, self.said_on(kind, day)) for kind in groups.SAID},
        }


@dataclass(frozen=True, slots=True)
class Read:
    """An episode as it was read."""

    who: Who
    blueprint: Blueprint
    events: Sequence[Event]
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Happened:
    """Something to count: what, on which day; for a session what took it, or that the person missed it."""

    what: str
    on: date
    reason: str = ""
    missed: bool = False


@dataclass
class Month:
    """The counts of a month, as they grow."""

    period: Period
    tally: Tally = field(default_factory=dict)
    _came: set[int] = field(default_factory=set)
    _first: dict[int, tuple[date, Mapping[str, str]]] = field(default_factory=dict)
    _first_lost: dict[tuple[int, str], tuple[date, str]] = field(default_factory=dict)
    _first_missed: dict[int, tuple[date, str]] = field(default_factory=dict)

    def count(self, read: Read) -> None:
        """Add what an episode had in the month, and whether somebody waits at its end."""
        stands = [one for one in standing(read.events) if one.step != RECORDED_IN_ERROR]
        facts = [one for one in stands if one.when.on <= self.period.last]
        for one in _happened(read.blueprint, facts):
            self._people(read.who, one)
            if self.period.holds(one.on):
                self._one(read.who, one)
        self._clock(read, facts)

    def _one(self, who: Who, one: Happened) -> None:
        for dimension, name in (*who.groups_on(one.on).items(), (WHOLE, WHOLE)):
            self._add(dimension, name, one.what)
        if one.what in SESSIONS:
            self._came.add(who.key)
        if one.missed:
            self._add(MISSED, who.unit_on(one.on), MISSED)
        if one.reason:
            self._add(REASON, one.reason, LOST)
            self._add(f"{LOST_ON}{who.unit_on(one.on)}", one.reason, LOST)

    def _people(self, who: Who, one: Happened) -> None:
        """Whose first session this is, or the first missed or taken: so nobody is counted in two months."""
        if one.what in SESSIONS and (who.key not in self._first or one.on < self._first[who.key][0]):
            self._first[who.key] = one.on, who.groups_on(one.on)
        if one.missed and (who.key not in self._first_missed or one.on < self._first_missed[who.key][0]):
            self._first_missed[who.key] = one.on, who.unit_on(one.on)
        if one.reason:
            before = self._first_lost.get((who.key, one.reason))
            if before is None or one.on < before[0]:
                self._first_lost[who.key, one.reason] = one.on, who.unit_on(one.on)

    def _clock(self, read: Read, facts: Sequence[Event]) -> None:
        """The wait from acceptance to treatment: over in the month, or still going on at its end."""
        standard = read.blueprint.standard.get(read.blueprint.that_means(ClockMeaning.TO_TREATMENT))
        started = [fact.when.on for fact in facts if read.blueprint.means(fact.step, StepMeaning.TREATMENT_STARTED)]
        if standard is None:
            return
        found = runs(standard, facts, as_of=Moment(self.period.last)) if facts else ()
        for on in filter(self.period.holds, started):
            over = next((run for run in found if run.stopped and run.stopped.on == on), None)
            self._one(read.who, Happened(STOPPED.get(over.state, "beyond") if over else "beyond", on))
            if over and over.days_used is not None:
                self._add(WHOLE, WAITED, str(over.days_used))
                self._add(DAYS, read.who.unit_on(on), str(over.days_used))
        gone = read.closed_on is not None and read.closed_on <= self.period.last
        for run in found:
            if not gone and run.state in {ClockState.RUNNING, ClockState.BREACHED_OPEN}:
                self._add(WHOLE, WAITING, WAITING)
                self._add(WHOLE, WAITING, LATE) if run.state is ClockState.BREACHED_OPEN else None

    def _add(self, dimension: str, name: str, what: str) -> None:
        self.tally.setdefault(dimension, {}).setdefault(name, Counter())[what] += 1

    def numbers(self) -> Tally:
        """The counts, with how many people's sessions began in the month, and how many had any in it."""
        for on, of in self._first.values():
            for dimension, name in (*of.items(), (WHOLE, WHOLE)) if self.period.holds(on) else ():
                self._add(dimension, name, PEOPLE)
        for (_, reason), (on, unit) in self._first_lost.items():
            if self.period.holds(on):
                self._add(REASON, reason, PEOPLE)
                self._add(f"{LOST_ON}{unit}", reason, PEOPLE)
        # Also where nobody missed any: a month without it was counted before it was.
        self.tally.setdefault(MISSED, {})
        for on, unit in self._first_missed.values():
            if self.period.holds(on):
                self._add(MISSED, unit, PEOPLE)
        if self._came:
            self.tally[WHOLE][CAME] = Counter({CAME: len(self._came)})
        return self.tally


def _happened(blueprint: Blueprint, facts: Sequence[Event]) -> Iterator[Happened]:
    """What is counted of an episode but its clock. The referral is its first fact, whoever wrote it."""
    means = blueprint.means
    standard = blueprint.standard.get(blueprint.that_means(ClockMeaning.TO_TREATMENT))
    accepts = standard.starts if standard else ()
    if facts:
        yield Happened("referrals", facts[0].when.on)
    accepted = next((fact for fact in facts if fact.step in accepts), None)
    if accepted:
        yield Happened("accepted", accepted.when.on)
    for fact in facts:
        reason = str(fact.facts.get("reason") or "")
        if means(fact.step, StepMeaning.SESSION_LOST):
            yield Happened("lost", fact.when.on, reason or NOT_RECORDED)
        elif means(fact.step, StepMeaning.SESSION_HELD, StepMeaning.SESSION_MISSED) and reason != CANCELLED:
            yield Happened("kept", fact.when.on, missed=means(fact.step, StepMeaning.SESSION_MISSED))


def counted(read: Iterable[Read], period: Period) -> Tally:
    """The counts of a month over episodes, each given once."""
    month = Month(period)
    for one in read:
        month.count(one)
    return month.numbers()
