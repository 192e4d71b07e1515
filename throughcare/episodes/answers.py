"""Answers as a page shows them, from the values that are kept."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from throughcare.blueprints.blueprint import Field
from throughcare.blueprints.holding import questions
from throughcare.episodes.reading import Account
from throughcare.pathways import Event, spell_day

YES_NO = {True: "Yes", False: "No"}
WHY_CORRECTED = "why-corrected"


def answered(account: Account, event: Event) -> Iterator[tuple[str, str]]:
    """The questions of a fact and what was answered, as far as the reader may see it."""
    given = account.answers[event.number]
    for asked in questions(account.blueprint, event.step):
        if asked.id in given:
            yield asked.label, shown(account, asked, given[asked.id])


def shown(account: Account, asked: Field, answer: Any) -> str:
    """One answer in words: the title of a choice, the name of an organisation, a day as people write it."""
    names = {"organisation": account.organisations, "staff": account.staff}.get(asked.kind)
    if names is not None:
        several = answer if isinstance(answer, list) else [answer]
        return ", ".join(names.get(str(one), str(one)) for one in several)
    if asked.kind == "choices":
        titles = dict(asked.choices)
        return ", ".join(titles.get(one, one) for one in answer)
    if asked.kind == "date":
        return spell_day(date.fromisoformat(answer))
    return _titled(dict(asked.choices), answer)


def _titled(titles: Mapping[str, str], answer: Any) -> str:
    if isinstance(answer, bool):
        return YES_NO[answer]
    return titles.get(str(answer), str(answer))
