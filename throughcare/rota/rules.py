"""What a rota must leave a mentor: a total table of rules, and one judge of turns. Plain Python.

No standard says what a mentor in prison can bear. Every number is a local default for each scheme to set, unconfirmed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from throughcare.pathways.moments import spell_day
from throughcare.rota.nights import night, nights
from throughcare.rota.turns import DAY, Turn, day, days_of, hours, instant, merged, minutes

MARK = "local default, unconfirmed"
# Turns with a shorter break between them are one stretch of work.
A_BREAK = timedelta(hours=1)
A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Rule:
    """`says` is filled with what the judge knows; a rule without a `usual` number has none to set."""

    title: str
    says: str
    unit: str = ""
    usual: int = 0
    least: int = 0
    most: int = 0


RULES: Mapping[str, Rule] = {
    "nights-in-a-row": Rule(
        "Nights in a row at most",
        "That would be {number} nights in a row, the first on {day}. {limit} is the most here.",
        "nights", 3, 1, 7,
    ),
    "hours-in-seven-days": Rule(
        "Hours in any seven days at most",
        "That would be {number} in the seven days from {day}. {limit} is the most here.",
        "hours", 36, 4, 60,
    ),
    "hours-at-a-stretch": Rule(
        "Hours at a stretch at most",
        "That would be {number} at a stretch on {day}. {limit} is the most here.",
        "hours", 10, 1, 12,
    ),
    "rest-after-a-night": Rule(
        "Hours of rest after a night at least",
        "That leaves {number} of rest after the night of {day}. {limit} is the least here.",
        "hours", 11, 6, 24,
    ),
    "rest-after-a-debrief": Rule(
        "No turn while rest after a debrief runs",
        "They rest up to and including {day}, after something was talked over with them.",
    ),
}  # fmt: skip
SET = tuple(key for key, rule in RULES.items() if rule.usual)
USUAL: Mapping[str, int] = {key: RULES[key].usual for key in SET}


@dataclass(frozen=True, slots=True)
class Against:
    """One rule that turns would break, in a sentence."""

    rule: str
    says: str


def against(
    proposed: Sequence[Turn],
    others: Sequence[Turn] = (),
    *,
    limits: Mapping[str, int] = USUAL,
    rests_until: date | None = None,
) -> tuple[Against, ...]:
    """What stands against turns of one mentor, beside the others they have; each rule once, at its first breach.

    A rule that the others break among themselves is not held against what is proposed.
    """
    every = [*others, *proposed]
    found = [
        *_nights(every, proposed, limits),
        *_week(every, proposed, limits),
        *_stretch(every, proposed, limits),
        *_rest(every, proposed, limits),
        *_debrief(proposed, rests_until),
    ]
    return tuple({one.rule: one for one in reversed(found)}.values())[::-1]


def _said(rule: str, number: str, on: date, limit: str = "") -> Against:
    return Against(rule, RULES[rule].says.format(number=number, day=spell_day(on), limit=limit))


def _nights(every: Sequence[Turn], proposed: Sequence[Turn], limits: Mapping[str, int]) -> Iterator[Against]:
    limit, new = (
        limits["nights-in-a-row"],
        {on for on in nights(every) if any(one.meets(night(on)) for one in proposed)},
    )
    for run in _runs(nights(every)):
        if len(run) > limit and new & set(run):
            yield _said("nights-in-a-row", str(len(run)), run[0], f"{limit}")


def _runs(days: Sequence[date]) -> list[list[date]]:
    """Days that follow one another, together."""
    found: list[list[date]] = []
    for on in days:
        if found and on - found[-1][-1] == DAY:
            found[-1].append(on)
        else:
            found.append([on])
    return found


def _week(every: Sequence[Turn], proposed: Sequence[Turn], limits: Mapping[str, int]) -> Iterator[Against]:
    limit, work = limits["hours-in-seven-days"] * 60, merged(every)
    days = sorted({on for turn in proposed for on in days_of(turn)})
    for first in sorted({on - number * DAY for on in days for number in range(A_WEEK)}):
        week = day(first, A_WEEK)
        worked = sum(part.minutes for turn in work if (part := turn.within(week)))
        if worked > limit:
            yield _said("hours-in-seven-days", hours(worked), first, hours(limit))


def _stretch(every: Sequence[Turn], proposed: Sequence[Turn], limits: Mapping[str, int]) -> Iterator[Against]:
    limit = limits["hours-at-a-stretch"] * 60
    for stretch in merged(every, apart=A_BREAK - timedelta(minutes=1)):
        if stretch.minutes > limit and any(one.meets(stretch) for one in proposed):
            yield _said("hours-at-a-stretch", hours(stretch.minutes), days_of(stretch)[0], hours(limit))


def _rest(every: Sequence[Turn], proposed: Sequence[Turn], limits: Mapping[str, int]) -> Iterator[Against]:
    limit, worked = limits["rest-after-a-night"] * 60, nights(every)
    for one, following in pairwise(merged(every)):
        rest = minutes(following.starts_at - one.ends_at)
        ended = next((on for on in reversed(worked) if one.meets(night(on))), None)
        new = any(turn.meets(part) for turn in proposed for part in (one, following))
        if ended and new and rest < limit and not following.meets(night(ended)):
            yield _said("rest-after-a-night", hours(rest), ended, hours(limit))


def _debrief(proposed: Sequence[Turn], rests_until: date | None) -> Iterator[Against]:
    if rests_until is not None and any(turn.starts_at < instant(rests_until + DAY, 0) for turn in proposed):
        yield _said("rest-after-a-debrief", "", rests_until)
