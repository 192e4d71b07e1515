"""Who sees what of a person, and why, as it is printed: plain values, and text."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from throughcare.access.explaining import decisions
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, PURPOSES, PURPOSES_OF, Decision, Purpose
from throughcare.sharing.levels import LEVEL_IN_WORDS


def told_of(person: Person, role: StaffRole, purpose: Purpose | None, *, at: datetime) -> dict[str, Any]:
    found = decisions(person, staff=role, as_of=at, purpose=purpose)
    return {
        "staff": role.staff.username,
        "role": role.role,
        "organisation": role.organisation.name,
        "purpose": str(purpose or PURPOSES_OF[role.role][0]),
        "categories": [_line(category, decision) for category, decision in found.items()],
    }


def _line(category: str, decision: Decision) -> dict[str, Any]:
    return {
        "category": category,
        "title": CATEGORIES[category],
        "allowed": decision.allowed,
        "level": decision.level,
        "ground": str(decision.ground) if decision.ground else None,
        "until": decision.until.isoformat() if decision.until else None,
        "reasons": [reason.says for reason in decision.reasons],
        "routes": [{"kind": str(one.kind), "says": one.says, "who": one.who} for one in decision.routes],
        "mark": decision.mark,
    }


def as_text(person: Person, told: Mapping[str, Any]) -> str:
    purpose = PURPOSES[Purpose(told["purpose"])].says
    head = f"{person.reference}, seen by {told['staff']} ({told['role']}, {told['organisation']}) for {purpose}:"
    return "\n".join([head, *(f"  {line['title']}: {_sentence(line)}" for line in told["categories"])])


def _sentence(line: Mapping[str, Any]) -> str:
    shown, why = LEVEL_IN_WORDS[line["level"]], " ".join(line["reasons"])
    routes = "; ".join(f"{route['says']} ({route['who']})" for route in line["routes"])
    return f"{shown}. {why}{f' What would open it: {routes}.' if routes else ''}"
