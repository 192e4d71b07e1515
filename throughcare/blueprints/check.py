"""A blueprint checked as a whole: what no single line shows, each fault with its line and what to do."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.check_forms import FORM_CHECKS
from throughcare.blueprints.check_instruments import asked_for
from throughcare.blueprints.check_meanings import against_meanings
from throughcare.blueprints.check_rules import RULE_CHECKS
from throughcare.blueprints.check_stages import STAGE_CHECKS
from throughcare.blueprints.check_standards import STANDARD_CHECKS
from throughcare.blueprints.check_steps import STEP_CHECKS
from throughcare.blueprints.read import Reading
from throughcare.datafiles.faults import Fault, has_ids, placed
from throughcare.datafiles.lines import Path
from throughcare.datafiles.problems import Problem, in_order, nearest
from throughcare.pathways import spell_day
from throughcare.pathways.everywhere import RESERVED_STAGES, RESERVED_STEPS

RESERVED = {"step": RESERVED_STEPS, "stage": RESERVED_STAGES}

# Which key of which table names something of which other table.
REFERENCES: Mapping[str, Mapping[str, str]] = {
    "stage": {"accountable": "party", "joint": "party", "waiting_on": "party"},
    "step": {
        "by": "party",
        "from": "stage",
        "within": "stage",
        "to": "stage",
        "needs": "step",
        "binds": "party",
        "form": "form",
    },
    "standard": {
        "starts": "step",
        "may_start_at": "step",
        "stops": "step",
        "ends": "step",
        "resets": "step",
        "pauses": "step",
        "resumes": "step",
        "blocks": "step",
        "opens": "step",
        "owner": "party",
        "source": "source",
    },
    "rule": {"steps": "step", "of": "step", "source": "source"},
    "delay_reason": {"party": "party"},
    "escalation": {"standard": "standard", "to": "party", "unless": "step"},
    "share": {"party": "party"},
    "indicator": {"standard": "standard"},
}

CHECKS: tuple[Callable[[Blueprint], Iterator[Fault]], ...] = (
    *STAGE_CHECKS,
    *STEP_CHECKS,
    *STANDARD_CHECKS,
    *RULE_CHECKS,
    *FORM_CHECKS,
    asked_for,
)


def check(reading: Reading, *, as_of: date | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a file, in the order of its lines; with `as_of`, also a review that is overdue."""
    blueprint = reading.blueprint
    if blueprint is None:
        return reading.problems
    faults = [
        *_twice(reading.raw),
        *_reserved(reading.raw),
        *_unknown(reading.raw),
        *against_meanings(reading.raw),
        *(fault for one in CHECKS for fault in one(blueprint)),
        *_overdue(blueprint, as_of),
    ]
    return in_order(reading.problems, placed(faults, reading.raw, reading.lines, path=reading.path))


def _twice(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Ids that two rows of one list bear."""
    lists: list[tuple[Path, Any]] = [((kind,), rows) for kind, rows in raw.items() if has_ids(rows)]
    lists += [(("form", n, "field"), form["field"]) for n, form in enumerate(raw["form"])]
    for where, rows in lists:
        seen: set[str] = set()
        for n, row in enumerate(rows):
            if row["id"] in seen:
                yield Fault((*where, n, "id"), f"There are two of '{row['id']}'.", "Give one of them another id.")
            if row["id"]:
                seen.add(row["id"])


def _reserved(raw: Mapping[str, Any]) -> Iterator[Fault]:
    for kind, words in RESERVED.items():
        for n, row in enumerate(raw[kind]):
            if row["id"] in words:
                says = f"Every pathway has a {kind} '{row['id']}' of its own."
                yield Fault((kind, n, "id"), says, "Choose another id.")


def _unknown(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Names of things that are nowhere in the file."""
    known = {kind: {row["id"] for row in raw[kind] if row["id"]} for kind in raw if has_ids(raw[kind])}
    if raw["opened_by"] and raw["opened_by"] not in known.get("party", set()):
        yield _no_such("party", raw["opened_by"], known, ("opened_by",))
    for kind, keys in REFERENCES.items():
        for n, row in enumerate(raw[kind]):
            for key, target in keys.items():
                words = row[key] if isinstance(row[key], tuple) else (row[key],)
                for word in words:
                    if word and word not in known.get(target, set()) | RESERVED.get(target, frozenset()):
                        yield _no_such(target, word, known, (kind, n, key))


def _no_such(kind: str, word: str, known: Mapping[str, set[str]], where: Path) -> Fault:
    return Fault(where, f"There is no {kind} '{word}'.", nearest(word, known.get(kind, ())))


def _overdue(blueprint: Blueprint, as_of: date | None) -> Iterator[Fault]:
    if as_of is not None and blueprint.review_by < as_of:
        says = f"Its review was due by {spell_day(blueprint.review_by)}."
        yield Fault(("review_by",), says, "Review it, then give the next day.")
