"""All of it together, for the scheme; and what of it others may be told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from throughcare.indicators import Period
from throughcare.indicators.acknowledged import Line, Raised, line
from throughcare.outcomes.blocks import Block
from throughcare.outcomes.harm import Said, of_self_harm, of_suicide
from throughcare.outcomes.living import of_ends, of_living
from throughcare.outcomes.mentors import Mentor, Turnover, turnover
from throughcare.outcomes.supported import Contact, Supported
from throughcare.pathways.moments import LONDON
from throughcare.sharing.small import enough


@dataclass(frozen=True, slots=True)
class Scheme:
    """What is read of a scheme: everybody once for each episode, and the worries that mentors passed on."""

    supported: Sequence[Supported]
    mentors: Sequence[Mentor]
    worries: Sequence[Raised]


@dataclass(frozen=True, slots=True)
class Met:
    """Contacts in a time: how many, how many hours, with how many people, of which kind."""

    contacts: int
    hours: float
    people: int
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reached:
    """What a scheme came to. `people` had a mentor on some day of the time; `withheld` names the blocks not told.

    Whatever is None is not told either.
    """

    period: Period
    people: int | None
    blocks: tuple[Block, ...]
    turnover: Turnover | None
    met: Met | None
    worries: Line | None
    withheld: tuple[tuple[str, str], ...] = ()


def reached(scheme: Scheme, period: Period, *, as_of: datetime) -> Reached:
    """Counted as things stood at the end of the period, or at `as_of` if that is sooner."""
    supported = [one for one in scheme.supported if _had_a_mentor(one, period)]
    people = [_together(of) for of in _by_person(supported).values()]
    ends = [one.ended_as for one in supported if one.ended_on and period.holds(one.ended_on)]
    raised = [one for one in scheme.worries if period.holds(_london_day(one.at))]
    return Reached(
        period,
        len(people),
        (*of_self_harm(people), *of_suicide(people), *of_living(people), of_ends(ends)),
        turnover(scheme.mentors, period),
        _met(supported, period),
        line("Worries", raised, as_of=as_of),
    )


def withheld(found: Reached) -> Reached:
    """What may leave the scheme: nothing of a few people, and nothing from which that follows."""
    people = found.people or 0
    told = tuple(one for one in found.blocks if one.may_be_told) if enough(people) else ()
    hidden = tuple((one.key, one.source) for one in found.blocks if one not in told)
    mentors = found.turnover
    if mentors is not None and not (mentors.ways.may_be_told and _fine(mentors.began, mentors.mentors - mentors.began)):
        mentors, hidden = None, (*hidden, ("mentors", ""))
    met = found.met if found.met and enough(found.met.people) else None
    if met is not None and not _fine(*met.kinds.values()):
        met = replace(met, kinds={})
    return replace(
        found,
        people=people if enough(people) or not people else None,
        blocks=told,
        turnover=mentors,
        met=met,
        worries=found.worries if found.worries and not found.worries.small else None,
        withheld=hidden,
    )


def _fine(*parts: int) -> bool:
    return all(not one or enough(one) for one in parts)


def _had_a_mentor(one: Supported, period: Period) -> bool:
    return any(since <= period.last and (until is None or until >= period.first) for since, until in one.with_mentor)


def _by_person(supported: Iterable[Supported]) -> dict[int, list[Supported]]:
    found: dict[int, list[Supported]] = {}
    for one in supported:
        found.setdefault(one.person, []).append(one)
    return found


def _together(episodes: Sequence[Supported]) -> dict[str, Said]:
    """The answers of one person, whoever was supported twice: the first and the last are of all."""
    found: dict[str, Said] = {}
    for one in sorted(episodes, key=lambda one: one.with_mentor[0][0]):
        for question, said in one.answers.items():
            found[question] = (*found.get(question, ()), *said)
    return found


def _met(supported: Sequence[Supported], period: Period) -> Met:
    held: list[tuple[int, Contact]] = [
        (one.person, contact) for one in supported for contact in one.contacts if period.holds(contact.on)
    ]
    kinds = Counter(contact.kind for _, contact in held)
    minutes = sum(contact.minutes for _, contact in held)
    return Met(len(held), minutes / 60, len({person for person, _ in held}), dict(sorted(kinds.items())))


def _london_day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
