"""What the facts of an episode amount to for a scheme: the rows of `Mentor` and `Mentee`, computed and written.

Steps and clocks are asked for by what they mean, so that a scheme with a blueprint of its own is kept as well.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course
from throughcare.clocks import OPEN_STATES
from throughcare.episodes.models import Episode, EventDetail
from throughcare.meanings import ClockMeaning, StepMeaning
from throughcare.pathways import Event as Fact
from throughcare.pathways import everywhere
from throughcare.peers.models import Mentee, Mentor, Profile, Scheme, SchemeValues

Row = Mapping[str, Any]
S, C = StepMeaning, ClockMeaning


def is_of_mentors(blueprint: Blueprint) -> bool:
    """Whether the people of such a service become mentors: a blueprint that says so, whatever its name."""
    return bool(blueprint.that_means(S.MENTOR_ACTIVE))


def is_of_support(blueprint: Blueprint) -> bool:
    return bool(blueprint.that_means(S.MATCHED))


def leads_to(blueprint: Blueprint, *words: StepMeaning) -> set[str]:
    """The stages to which steps of these meanings lead."""
    steps = (blueprint.pathway.step[step] for step in blueprint.meaning(*words))
    return {step.to for step in steps if step.to}


def facts_of(course: Course, *words: StepMeaning) -> list[Fact]:
    """The standing facts of these meanings, in order."""
    steps = set(course.blueprint.meaning(*words))
    return [fact for fact in course.facts if fact.step in steps]


def mentor_row(course: Course) -> Row:
    """A mentor as the facts say, without what is only in their details and without their limit."""
    stage, shadowing = course.state.stage, facts_of(course, S.SHADOWING_STARTED, S.MENTOR_RETURNED)
    began = facts_of(course, S.MENTOR_ACTIVE)
    return {
        **_stands(course),
        "active": stage in leads_to(course.blueprint, S.MENTOR_ACTIVE),
        "suspended": stage in leads_to(course.blueprint, S.MENTOR_SUSPENDED),
        "active_from": began[-1].when.on if began else None,
        "clearance_until": course.due_on(C.CLEARANCE),
        "training_until": course.due_on(C.TRAINING),
        "supervision_due_on": course.due_on(C.TO_SUPERVISION),
        "unsettled": _unsettled(course),
        "shadowing_from": shadowing[-1].when.on if shadowing else None,
        "shadowing_until": course.due_on(C.SHADOWING),
        "shadowed": len(facts_of(course, S.SHADOWING_LOGGED)),
        "modules": _modules(course),
    }


def mentee_row(course: Course) -> Row:
    """Somebody supported as the facts say, without what their request says in its details."""
    met = facts_of(course, S.CONTACT_HELD)
    return {
        **_stands(course),
        "waits": course.state.stage in leads_to(course.blueprint, S.SUPPORT_FOUND_SAFE),
        "met_on": met[-1].when.on if met else None,
    }


def _stands(course: Course) -> dict[str, Any]:
    stage, due = course.blueprint.pathway.stage.get(course.state.stage or ""), _soonest(course)
    return {
        "stage": stage.title if stage else "Asked for",
        "stage_since": course.state.stays[-1].since.on if course.state.stays else course.facts[-1].when.on,
        "open": not course.state.closed,
        "due_on": due[0] if due else None,
        "due": due[1] if due else "",
    }


def _soonest(course: Course) -> tuple[date, str] | None:
    """The clock that is due first, with its title."""
    titles = {standard.id: standard.title for standard in course.blueprint.standards}
    runs = (run for run in course.clocks if run.due and run.state in OPEN_STATES and not run.shadow)
    return min(((run.due.on, titles[run.standard]) for run in runs if run.due), default=None)


def _unsettled(course: Course) -> bool:
    last = facts_of(course, S.MENTOR_DISTRESSED, S.MENTOR_DEBRIEFED)
    return bool(last) and course.blueprint.means(last[-1].step, S.MENTOR_DISTRESSED)


def _modules(course: Course) -> list[str]:
    """The modules passed, each once, in the order in which they were, by title."""
    found: dict[str, None] = {}
    for fact in facts_of(course, S.MODULE_PASSED):
        titles = {key: title for one in course.blueprint.fields_of(fact.step) for key, title in one.choices}
        module = str(fact.facts.get("module", ""))
        found[titles.get(module, module)] = None
    return [title for title in found if title]


def said_in(episode: Episode, facts: Iterable[Fact], *questions: str) -> dict[str, Any]:
    """The last answers to these questions in the details of some facts: for what no course holds. One query."""
    numbers = [fact.number for fact in facts]
    if not numbers:
        return {}
    rows = EventDetail.objects.filter(event__episode=episode, event__number__in=numbers).order_by("event__number")
    said = {key: answer for row in rows for key, answer in row.facts.items() if key in questions}
    return {key: answer for key, answer in said.items() if answer not in (None, "")}


def full_mentor_row(episode: Episode, course: Course) -> Row:
    """The same with the last day of rest that was agreed at a debrief, as the rota has it."""
    numbers = [fact.number for fact in facts_of(course, S.MENTOR_DEBRIEFED)]
    rows = EventDetail.objects.filter(event__episode=episode, event__number__in=numbers) if numbers else ()
    days = (row.facts.get("rest") for row in rows)
    return {
        **mentor_row(course),
        "rest_until": max((date.fromisoformat(str(day)) for day in days if day), default=None),
    }


def full_mentee_row(episode: Episode, course: Course) -> Row:
    # Whoever refers answers what the scheme would ask: receiving it asks nothing again.
    asking = [fact for fact in course.facts if fact.step == everywhere.REFERRAL_DRAFTED]
    said = said_in(episode, [*asking, *facts_of(course, S.SUPPORT_REQUESTED)[-1:]], "need", "language", "aim")
    asked = {name: str(said.get(name, "")) for name in ("need", "language", "aim")}
    return {**mentee_row(course), **asked}


def keep_mentor(episode: Episode, course: Course, scheme: Scheme) -> Mentor:
    """Writes the row, and returns it. What it locks is the mentor."""
    row = full_mentor_row(episode, course)
    held = Mentor.objects.select_for_update().filter(episode=episode).first()
    if held is None:
        beside = {"person_id": episode.person_id, "scheme": scheme, "most": values_of(scheme).most}
        return Mentor.objects.create(episode=episode, **beside, **row)
    for name, value in row.items():
        setattr(held, name, value)
    held.save(update_fields=list(row))
    return held


def keep_mentee(episode: Episode, course: Course, scheme: Scheme) -> Mentee:
    beside = {"person_id": episode.person_id, "scheme": scheme}
    row = full_mentee_row(episode, course)
    held, _ = Mentee.objects.update_or_create(episode=episode, defaults=row, create_defaults={**beside, **row})
    return held


def values_of(scheme: Scheme) -> SchemeValues:
    """The local values in force. A scheme is opened with its first."""
    return SchemeValues.objects.filter(scheme=scheme).order_by("-pk")[0]


def newest_values(schemes: QuerySet[Scheme]) -> list[SchemeValues]:
    """The local values in force of some schemes, each with its scheme. One query."""
    said = SchemeValues.objects.filter(scheme__in=schemes.order_by().values("pk")).order_by("scheme", "-pk")
    return list(said.distinct("scheme").select_related("scheme__support", "scheme__place"))


def limit_of(mentor: Mentor) -> int:
    """The people whom a mentor supports at most: their own limit, or the scheme's where that is less or alone."""
    own = Profile.objects.filter(mentor=mentor).order_by("-pk").values_list("most", flat=True).first()
    most = values_of(mentor.scheme).most
    return min(own, most) if own else most
