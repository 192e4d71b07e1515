"""What changed between two versions of a blueprint, in sentences."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.handbook.compared import BLUEPRINT_SAYS, KINDS, Compared, Name, Said, Say


def compare(old: Blueprint, new: Blueprint) -> tuple[str, ...]:
    """Sentences for all that differs; none when the two say the same."""
    changes = list(_changes("blueprint", old.title, BLUEPRINT_SAYS, (old, old), (new, new)))
    for kind, compared in KINDS.items():
        changes.extend(_rows(kind, compared, old, new))
    if old.id != new.id:
        changes.insert(0, f"These are two services, '{old.id}' and '{new.id}', not two versions of one.")
    return tuple(changes)


def _rows(kind: str, compared: Compared, old: Blueprint, new: Blueprint) -> Iterator[str]:
    before = {_key(row): row for row in compared.rows(old)}
    after = {_key(row): row for row in compared.rows(new)}
    if compared.comes_and_goes:
        yield from (f"The {kind} '{compared.called(row)}' is gone." for key, row in before.items() if key not in after)
        yield from (f"The {kind} '{compared.called(row)}' is new." for key, row in after.items() if key not in before)
    for key, row in after.items():
        if key in before:
            title = compared.called(before[key])
            yield from _changes(kind, title, compared.about, (old, before[key]), (new, row))


def _key(row: Any) -> Any:
    return row["id"] if isinstance(row, Mapping) else row.id


def _changes(
    kind: str, title: str, about: Mapping[str, Say], old: tuple[Blueprint, Any], new: tuple[Blueprint, Any]
) -> Iterator[str]:
    for label, say in about.items():
        was, now = say(*old), say(*new)
        if was != now:
            yield f"The {label} of the {kind} '{title}' {_from_to(was, now, old[0], new[0])}."


def _from_to(was: Said, now: Said, old: Blueprint, new: Blueprint) -> str:
    if isinstance(was, tuple) and isinstance(now, tuple):
        gained = ", ".join(_told(new, one) for one in now if one not in was)
        lost = ", ".join(_told(old, one) for one in was if one not in now)
        told = [f"gain {gained}" if gained else "", f"lose {lost}" if lost else ""]
        return " and ".join(filter(None, told)) or "come in another order"
    numbers = [re.fullmatch(r"(\d+) (.+?)s?", str(each)) for each in (was, now)]
    if all(numbers) and len({found.group(2) for found in numbers if found}) == 1:
        return f"goes from {str(was).split(' ')[0]} to {now}"
    return f"goes from {was or 'nothing'} to {now or 'nothing'}"


def _told(blueprint: Blueprint, one: str | Name) -> str:
    """A word as it is, a name by its title; an id that a faulty file made up stands for itself."""
    if isinstance(one, str):
        return f"'{one}'"
    pathway = blueprint.pathway
    rows: Mapping[str, Mapping[str, Any]] = {"party": pathway.party, "stage": pathway.stage, "step": pathway.step}
    kind, id_ = one
    return f"'{rows[kind][id_].title}'" if id_ in rows[kind] else f"'{id_}'"
