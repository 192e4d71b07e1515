"""The facts of an episode as a page lists them: in order of time, with what was corrected beside the correction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from throughcare.episodes.answers import WHY_CORRECTED, answered
from throughcare.episodes.reading import Account
from throughcare.pathways import LONDON, RECORDED_IN_ERROR, Moment, spell_day
from throughcare.pathways import Event as Fact


@dataclass(frozen=True)
class FactLine:
    """One recorded fact. `before` are the values it corrects, `gone` why it no longer stands."""

    number: int
    title: str
    happened: str
    organisation: str
    recorded_by: str
    recorded_at: datetime
    answers: tuple[tuple[str, str], ...]
    before: tuple[tuple[str, str], ...] = ()
    why: str = ""
    gone: str = ""
    mine: bool = False


def fact_lines(account: Account) -> tuple[FactLine, ...]:
    """All facts that were ever recorded, oldest first; corrected and struck-out ones too."""
    facts = {fact.number: fact for fact in account.history}
    undone_by = {fact.corrects: fact for fact in account.history if fact.corrects is not None}
    listed = (fact for fact in account.history if fact.step != RECORDED_IN_ERROR)
    lines = [_line(account, fact, facts, undone_by.get(fact.number)) for fact in listed]
    return tuple(sorted(lines, key=lambda line: (facts[line.number].when.on, line.number)))


def happened(when: Moment) -> str:
    """`Monday 2 March 2026`, with the time where it is known."""
    return f"{spell_day(when.on)}, {when.at.astimezone(LONDON):%H:%M}" if when.at else spell_day(when.on)


def _line(account: Account, fact: Fact, facts: dict[int, Fact], undone: Fact | None) -> FactLine:
    corrected, by = facts[fact.corrects] if fact.corrects else None, account.recordings[fact.number]
    return FactLine(
        number=fact.number,
        title=account.blueprint.pathway.step[fact.step].title,
        happened=happened(fact.when),
        organisation=by.organisation,
        recorded_by=by.staff,
        recorded_at=by.at,
        answers=tuple(answered(account, fact)),
        before=tuple(_before(account, fact, corrected)) if corrected else (),
        why=str(fact.facts.get(WHY_CORRECTED, "")),
        gone=_gone(undone) if undone else "",
        mine=fact.organisation == str(account.reader.organisation_id) and undone is None,
    )


def _before(account: Account, fact: Fact, corrected: Fact) -> Iterator[tuple[str, str]]:
    """What the corrected fact said otherwise."""
    if corrected.when != fact.when:
        yield "When it happened", happened(corrected.when)
    now = dict(answered(account, fact))
    for label, value in answered(account, corrected):
        if now.get(label) != value:
            yield label, value


def _gone(undone: Fact) -> str:
    if undone.step == RECORDED_IN_ERROR:
        return f"Struck out as recorded in error: {undone.facts.get('why', '')}"
    return f"Corrected by fact {undone.number}"
