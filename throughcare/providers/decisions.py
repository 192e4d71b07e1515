"""What is read of records to compare decisions across units, and what of a decision is like another: pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughcare.meanings import StepMeaning
from throughcare.pathways import RECORDED_IN_ERROR

ACCEPTED, DECLINED = StepMeaning.BED_ACCEPTED, StepMeaning.BED_DECLINED
# What a step means -> the answers of it that say what case it was.
ASKED: Mapping[str, tuple[str, ...]] = {
    StepMeaning.NEED_SEEN: ("acct",),
    StepMeaning.REPORT_REQUESTED: ("section", "acct"),
    StepMeaning.ACCESS_ASSESSED: ("level",),
    StepMeaning.BED_REQUESTED: ("level",),
}
MEANINGS = tuple(map(StepMeaning, (*ASKED, ACCEPTED, DECLINED)))
CATEGORIES = ("clinical", "mha-status", "self-harm-risk")

# Local default: the ages between which cases are like in age.
YOUNG = 25
OLDER = 50


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of somebody's transfer, as far as it is counted. `step` is what its step means, `unit` whose it is."""

    episode: int
    number: int
    step: str
    unit: str
    on: date
    sex: str
    born_on: date | None
    answers: Mapping[str, Any]
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A unit's first answer to one transfer, with what it is like, in the order in which cases are told apart."""

    unit: str
    declined: bool
    like: tuple[str, ...]


def decisions(facts: Iterable[Fact], *, since: date, until: date) -> list[Decision]:
    """The first decision of each unit on each transfer within a period, its last day included."""
    by_episode: dict[int, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: (fact.episode, fact.number)):
        by_episode.setdefault(fact.episode, []).append(fact)
    return [
        made
        for told in by_episode.values()
        for first, made in _of_transfer(_standing(told))
        if since <= first.on <= until
    ]


def _standing(told: list[Fact]) -> list[Fact]:
    """Without what was corrected or struck out, in the order in which it happened."""
    gone = {fact.corrects for fact in told}
    kept = [fact for fact in told if fact.number not in gone and fact.step != RECORDED_IN_ERROR]
    return sorted(kept, key=lambda fact: (fact.on, fact.number))


def _of_transfer(told: list[Fact]) -> Iterable[tuple[Fact, Decision]]:
    said: dict[str, Any] = {}
    decided: set[str] = set()
    for fact in told:
        said |= {name: fact.answers[name] for name in ASKED.get(fact.step, ()) if name in fact.answers}
        if fact.step in {ACCEPTED, DECLINED} and fact.unit not in decided:
            decided.add(fact.unit)
            yield fact, Decision(fact.unit, fact.step == DECLINED, _like(fact, said))


def _like(fact: Fact, said: Mapping[str, Any]) -> tuple[str, ...]:
    """Level asked, section, sex, age and ACCT: what is told apart first comes first."""
    acct = said.get("acct")
    return (
        str(said.get("level") or "unknown"),
        str(said.get("section") or "unknown"),
        fact.sex,
        age_band(fact.born_on, fact.on),
        "unknown" if acct is None else "none" if acct == "none" else "acct",
    )


def age_band(born_on: date | None, on: date) -> str:
    """The band of an age in whole years on a day."""
    if born_on is None:
        return "unknown"
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return "young" if years < YOUNG else "older" if years >= OLDER else "adult"


def whole_quarters(as_of: date, *, how_many: int) -> tuple[date, date]:
    """First and last day of so many calendar quarters that are over: what is told changes four times a year.

    A table of every day would tell of a single decision by what has changed since yesterday.
    """
    quarter = as_of.year * 4 + (as_of.month - 1) // 3
    begins, ends = _begin_of(quarter - how_many), _begin_of(quarter)
    return begins, date.fromordinal(ends.toordinal() - 1)


def _begin_of(quarter: int) -> date:
    return date(quarter // 4, quarter % 4 * 3 + 1, 1)
