"""What changed between two versions of a blueprint, in sentences."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.ways import own_stages, own_steps
from throughcare.clocks import FORCE_IN_WORDS, Standard
from throughcare.handbook.spoken import limit_in_words
from throughcare.pathways import spell_day
from throughcare.sharing import CATEGORIES

# A name is the kind and the id of another row; it is compared as such and told by its title.
Name = tuple[str, str]
Said = str | tuple[str, ...] | tuple[Name, ...]
# How one thing about a row of a blueprint is put into words.
Say = Callable[[Blueprint, Any], Said]


@dataclass(frozen=True)
class Compared:
    """One kind of row: which there are, what each is called, and what is compared about it."""

    rows: Callable[[Blueprint], Sequence[Any]]
    called: Callable[[Any], str]
    about: Mapping[str, Say]


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
    yield from (f"The {kind} '{compared.called(row)}' is gone." for key, row in before.items() if key not in after)
    for key, row in after.items():
        if key not in before:
            yield f"The {kind} '{compared.called(row)}' is new."
        else:
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


def _names(kind: str, ids: Sequence[str | None]) -> tuple[Name, ...]:
    return tuple((kind, id_) for id_ in ids if id_)


def _of_steps(name: str) -> Say:
    return lambda _, standard: _names("step", getattr(standard, name))


def _questions(_: Blueprint, form: Any) -> tuple[str, ...]:
    return tuple(f"{field.label}{' (required)' if field.required else ''}" for field in form.fields)


def _limit(_: Blueprint, standard: Standard) -> str:
    return limit_in_words(standard) if standard.limit is not None else "no limit"


def _yes(said: object) -> str:
    return "yes" if said else "no"


def _shared(blueprint: Blueprint, party: Any) -> tuple[str, ...]:
    return tuple(
        f"{CATEGORIES.get(s.category, s.category)} ({s.level})" for s in blueprint.shares if s.party == party.id
    )


BLUEPRINT_SAYS: Mapping[str, Say] = {
    "title": lambda b, _: b.title,
    "version": lambda b, _: b.version,
    "summary": lambda b, _: b.summary,
    "author": lambda b, _: b.authored_by,
    "checker": lambda b, _: b.checked_by,
    "review day": lambda b, _: spell_day(b.review_by),
    "referring parties": lambda b, _: _names("party", [b.pathway.opened_by]),
    "outcome titles": lambda b, _: tuple(b.outcome_titles.values()),
}

KINDS: Mapping[str, Compared] = {
    "source": Compared(lambda b: b.sources, lambda s: s.title, {"address": lambda _, s: s.address}),
    "criterion": Compared(lambda b: b.criteria, lambda c: c.says, {"place": lambda _, c: c.needed}),
    "party": Compared(
        lambda b: b.pathway.parties,
        lambda p: p.title,
        {"title": lambda _, p: p.title, "kinds": lambda _, p: p.kinds, "shared categories": _shared},
    ),
    "stage": Compared(
        lambda b: own_stages(b.pathway),
        lambda s: s.title,
        {
            "title": lambda _, s: s.title,
            "accountable parties": lambda _, s: _names("party", s.accountable),
            "outcomes": lambda b, s: tuple(b.outcome_titles[code] for code in s.outcomes),
            "end": lambda _, s: "final" if s.final else "open",
        },
    ),
    "step": Compared(
        lambda b: own_steps(b.pathway),
        lambda s: s.title,
        {
            "title": lambda _, s: s.title,
            "takers": lambda _, s: _names("party", s.by),
            "stages": lambda _, s: _names("stage", s.sources),
            "stages without a move": lambda _, s: _names("stage", s.within),
            "destinations": lambda _, s: _names("stage", [s.to]),
            "way back": lambda _, s: _yes(s.returns),
            "steps needed before": lambda _, s: _names("step", s.needs),
            "words for the person": lambda b, s: b.plain.get(s.id, ""),
        },
    ),
    "standard": Compared(
        lambda b: b.standards,
        lambda s: s.title,
        {
            "title": lambda _, s: s.title,
            "limit": _limit,
            "warning": lambda _, s: str(s.warn_at or ""),
            "counting": lambda _, s: s.counting.value,
            "starts": _of_steps("starts"),
            "stops": _of_steps("stops"),
            "ends without a result": _of_steps("ends"),
            "barred steps": _of_steps("blocks"),
            "force": lambda _, s: FORCE_IN_WORDS[s.force],
            "owners": lambda _, s: _names("party", [s.owner]),
            "shadow": lambda _, s: _yes(s.shadow),
            "first day in force": lambda _, s: spell_day(s.effective_from) if s.effective_from else "",
            "last day in force": lambda _, s: spell_day(s.effective_to) if s.effective_to else "",
            "confirmation": lambda _, s: _yes(s.confirmed),
        },
    ),
    "form": Compared(lambda b: b.forms, lambda f: f.id, {"questions": _questions}),
    "delay reason": Compared(
        lambda b: b.delay_reasons,
        lambda r: r.title,
        {"parties": lambda _, r: _names("party", [r.party]), "power to excuse": lambda _, r: _yes(r.can_excuse)},
    ),
    "escalation": Compared(
        lambda b: b.escalations,
        lambda e: e.id,
        {"day": lambda _, e: str(e.at), "receivers": lambda _, e: _names("party", e.to), "words": lambda _, e: e.says},
    ),
    "instrument": Compared(lambda b: b.instruments, lambda i: i["id"], {"times": lambda _, i: i["when"]}),
    "indicator": Compared(lambda b: b.indicators, lambda i: i["title"], {"numerator": lambda _, i: i["numerator"]}),
}
