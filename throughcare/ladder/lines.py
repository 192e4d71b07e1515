"""Each open transfer in words, as a page or a file shows it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.clocks import FORCE_IN_WORDS, Explained, Unit
from throughcare.clocks.counting import days_used
from throughcare.episodes.history import adopted
from throughcare.ladder.computing import ACCT, RISKS, SEGREGATED
from throughcare.ladder.pipeline import CONTACT_WITHIN, Lane, Row, stages
from throughcare.pathways import Moment

DAYS = {Unit.DAY: "day", Unit.WORKING_DAY: "working day"}
YES_NO = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Transfer:
    """One line as a page or a file shows it. Days are counted to the day of looking; `due_in` below nought is late.

    `clock` is how far that clock is, as its rule counts. `left` are the days in which the warrant may still be used,
    that of looking not counted; below nought it is void.
    """

    episode: str
    name: str
    person: int
    prison: str
    hospital: str
    stage: str
    in_stage: int
    waited: int | None
    rule: str
    force: str
    clock: str
    due_on: date | None
    due_in: int | None
    delay: str
    delay_on: date | None
    party: str
    waiting_for: str
    holder: str
    lead: str
    rung: str
    rung_on: date | None
    told: int
    answered: int
    left: int | None
    alarm: bool
    without: int
    waiting: "While"


@dataclass(frozen=True, slots=True)
class While:
    """What happens while somebody waits: the last contact, and how closely they are watched, where that may be read."""

    contact: str
    contact_on: date | None
    days_since: int | None
    quiet: bool
    acct: str
    segregated: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One lane as a page shows it: `longest` are the days of whoever has been in the stage longest."""

    id: str
    title: str
    open: int
    late: int
    longest: int


def shown(rows: Iterable[Row], *, today: date) -> Iterator[Transfer]:
    """Each line in the words of its episode's blueprint."""
    for row in rows:
        yield _shown(row, today)


def lanes(found: Iterable[Lane], *, today: date) -> list[Stage]:
    """The stages in words; one that only an older version had is called by its id."""
    titles = stages()
    return [
        Stage(lane.stage, titles.get(lane.stage, lane.stage), lane.open, lane.late, (today - lane.since).days)
        for lane in found
    ]


def _shown(row: Row, today: date) -> Transfer:
    blueprint = adopted(row.blueprint, starts=row.starts, in_force=row.in_force)
    return Transfer(
        episode=row.reference,
        name=row.name or row.reference,
        person=row.person_id,
        prison=row.prison or "",
        hospital=row.hospital or "",
        stage=blueprint.pathway.stage[row.stage].title,
        in_stage=(today - row.stage_since).days,
        waited=(today - row.waited_since).days if row.waited_since else None,
        **_due(row, blueprint, today),
        **_on_whom(row, blueprint),
        left=(row.void_on - today).days if row.void_on else None,
        alarm=row.alarm_on is not None and row.alarm_on <= today,
        without=Explained(row.explained_until, row.unexplained).without(today),
        waiting=_while(row, blueprint, today),
    )


def _due(row: Row, blueprint: Blueprint, today: date) -> dict[str, Any]:
    standard = blueprint.standard.get(row.standard)
    return {
        "rule": standard.title if standard else "",
        "force": FORCE_IN_WORDS[standard.force] if standard else "",
        "clock": _clock(row, blueprint, today),
        "due_on": row.due_on,
        "due_in": (row.due_on - today).days if row.due_on else None,
    }


def _on_whom(row: Row, blueprint: Blueprint) -> dict[str, Any]:
    party, rung = blueprint.pathway.party.get(row.party), blueprint.escalation.get(row.rung)
    delay = blueprint.delay_reason.get(row.delay)
    return {
        "delay": delay.title if delay else "",
        "delay_on": row.delay_on,
        "party": party.title if party else "",
        "waiting_for": row.waiting_for or "",
        "holder": row.holder or "",
        "lead": row.lead or "",
        "rung": rung.says if rung else "",
        "rung_on": row.rung_on,
        "told": row.told,
        "answered": row.answered,
    }


def _clock(row: Row, blueprint: Blueprint, today: date) -> str:
    """How far the clock is that is due first, as `day 22 of 28`, where its rule counts up in days."""
    standard = blueprint.standard.get(row.standard)
    if standard is None or row.started_on is None or standard.counts_to or standard.unit not in DAYS:
        return ""
    used = days_used(Moment(on=row.started_on), Moment(on=today), standard=standard)
    return f"{DAYS[standard.unit]} {used} of {standard.limit}"


def _while(row: Row, blueprint: Blueprint, today: date) -> While:
    risks = _risks(row)
    since = (today - row.contact_on).days if row.contact_on else None
    return While(
        contact=blueprint.pathway.step[row.contact].title if row.contact else "",
        contact_on=row.contact_on,
        days_since=since,
        quiet=row.waited_since is not None and (since is None or since > CONTACT_WITHIN.days),
        acct=risks.get(ACCT, ""),
        segregated=risks.get(SEGREGATED, ""),
    )


def _risks(row: Row) -> dict[str, str]:
    """What the newest of these facts says of each risk; nothing of what may not be read."""
    found: dict[str, str] = {}
    for detail in sorted(row.risks, key=lambda one: -int(one["number"])):
        for name in RISKS:
            if name in detail["facts"]:
                found.setdefault(name, _in_words(name, detail["facts"][name], row.blueprint))
    return found


def _in_words(name: str, said: Any, digest: str) -> str:
    return YES_NO[said] if isinstance(said, bool) else _choices(digest)[name].get(said, str(said))


@lru_cache(maxsize=64)
def _choices(digest: str) -> Mapping[str, Mapping[str, str]]:
    """What a version calls the answers to the questions of risk."""
    asked = [one for form in adopted(digest, starts={}, in_force={}).forms for one in form.fields]
    return {name: dict(pair for one in asked if one.id == name for pair in one.choices) for name in RISKS}
