"""A blueprint as a FHIR R4 PlanDefinition, printed from the same values as everything else."""

from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.ways import own_steps
from throughcare.clocks import FORCE_IN_WORDS, Standard, Unit
from throughcare.pathways import Step

TYPE_SYSTEM = "http://terminology.hl7.org/CodeSystem/plan-definition-type"
UCUM = "http://unitsofmeasure.org"
# UCUM knows no working day, so its day carries the words.
UCUM_CODES = {Unit.HOUR: "h", Unit.DAY: "d", Unit.WORKING_DAY: "d", Unit.WEEK: "wk", Unit.MONTH: "mo"}


def plan_definition(blueprint: Blueprint) -> dict[str, Any]:
    """The PlanDefinition: a step is an action, a standard with a limit is a goal with a target."""
    return {
        "resourceType": "PlanDefinition",
        "id": blueprint.id,
        "url": f"urn:throughcare:blueprint:{blueprint.id}",
        "identifier": [{"system": "urn:throughcare:blueprint:sha-256", "value": blueprint.digest}],
        "version": blueprint.version,
        "name": "".join(part.capitalize() for part in blueprint.id.split("-")),
        "title": blueprint.title,
        "type": {"coding": [{"system": TYPE_SYSTEM, "code": "workflow-definition"}]},
        "status": "active" if blueprint.checked_by else "draft",
        "description": blueprint.summary or blueprint.title,
        "author": [{"name": blueprint.authored_by}],
        **({"reviewer": [{"name": blueprint.checked_by}]} if blueprint.checked_by else {}),
        "relatedArtifact": [
            {"type": "citation", "label": source.id, "display": source.title}
            | ({"url": source.address} if source.address else {})
            for source in blueprint.sources
        ],
        "goal": [_goal(standard) for standard in blueprint.standards if standard.limit is not None],
        "action": [_action(blueprint, step) for step in own_steps(blueprint.pathway)],
    }


def _goal(standard: Standard) -> dict[str, Any]:
    duration = {
        "value": standard.limit,
        "unit": standard.unit.replace("-", " "),
        "system": UCUM,
        "code": UCUM_CODES[standard.unit],
    }
    force = FORCE_IN_WORDS[standard.force] + (", not in force" if standard.shadow else "")
    return {
        "id": standard.id,
        "description": {"text": f"{standard.title} ({force})"},
        "documentation": [{"type": "citation", "label": standard.source}],
        "target": [{"measure": {"text": f"{standard.counting} count"}, "due": duration}],
    }


def _action(blueprint: Blueprint, step: Step) -> dict[str, Any]:
    titles = [blueprint.pathway.stage[stage].title for stage in step.sources]
    action: dict[str, Any] = {
        "id": step.id,
        "title": step.title,
        "participant": [
            {"type": "practitioner", "role": {"text": blueprint.pathway.party[party].title}} for party in step.by
        ],
        "condition": [
            {"kind": "applicability", "expression": {"language": "text/plain", "expression": f"Stage: {title}"}}
            for title in titles
        ],
        "goalId": [s.id for s in blueprint.standards if s.limit is not None and step.id in s.stops],
        "relatedAction": [{"actionId": need, "relationship": "after"} for need in step.needs],
        "textEquivalent": blueprint.plain.get(step.id, ""),
    }
    return {key: value for key, value in action.items() if value}
