"""What the facts of an episode amount to for cover: who is active, until when they rest, what they carry.

Steps and clocks are asked for by what they mean, so that a scheme with a blueprint of its own is counted as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.course import Course
from throughcare.care.keeping import place_of
from throughcare.clocks import OPEN_STATES
from throughcare.cover.words import CONTACTS, VETTING
from throughcare.episodes.models import Episode, EventDetail
from throughcare.meanings import ClockMeaning, StepMeaning
from throughcare.pathways import Event as Fact
from throughcare.rota.carrying import Carried
from throughcare.rota.turns import DAY, instant

S, C = StepMeaning, ClockMeaning
DEATH = "death"
# Reference of a mentor's episode and a day -> what they had on it.
Days = Mapping[tuple[str, date], Carried]
Answers = Mapping[int, Mapping[str, Any]]


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


def active(episode: Episode, course: Course) -> dict[tuple[()], dict[str, Any]]:
    """The row of an active mentor; none of anybody else."""
    if course.state.stage not in leads_to(course.blueprint, S.MENTOR_ACTIVE):
        return {}
    scheme = episode.service.organisation
    ends = [on for clock in (C.CLEARANCE, C.TRAINING) if (on := course.due_on(clock))]
    return {
        (): {
            "scheme_id": scheme.pk,
            "place_id": place_of(scheme).pk,
            "since_on": facts_of(course, S.MENTOR_ACTIVE)[-1].when.on,
            "good_until": min(ends, default=None),
        }
    }


def mentoring(episode: Episode, course: Course) -> dict[tuple[()], dict[str, Any]]:
    """The row of whoever has learned something, shadows or has been active; none of somebody who only applied."""
    if not facts_of(course, S.MODULE_PASSED, S.SHADOWING_STARTED, S.MENTOR_ACTIVE):
        return {}
    scheme, stage = episode.service.organisation, course.state.stage or ""
    trained, stopped = facts_of(course, S.MENTOR_TRAINED), facts_of(course, S.MENTOR_STOPPED)
    return {
        (): {
            "scheme_id": scheme.pk,
            "place_id": place_of(scheme).pk,
            "stage": course.blueprint.pathway.stage[stage].title,
            "modules": modules(course),
            "trained_on": trained[0].when.on if trained else None,
            "served": [[str(first), str(last) if last else None] for first, last in served(course)],
            "supervision_due_on": course.due_on(C.TO_SUPERVISION),
            "debrief_due_at": debrief_due(course),
            "left_on": course.state.since.on if course.state.closed and course.state.since else None,
            "offered": not stopped or _offered(episode, stopped[-1]),
        }
    }


def modules(course: Course) -> list[str]:
    """The titles of the modules that were passed, in the order of the blueprint's list."""
    passed = {fact.facts.get("module"): fact.step for fact in facts_of(course, S.MODULE_PASSED)}
    asked = (field for step in set(passed.values()) for field in course.blueprint.fields_of(step))
    titles = {key: title for field in asked if field.id == "module" for key, title in field.choices}
    return [title for key, title in titles.items() if key in passed]


def served(course: Course) -> list[tuple[date, date | None]]:
    """From when until when somebody was active; the last without an end while they are."""
    inside = leads_to(course.blueprint, S.MENTOR_ACTIVE)
    stays = (stay for stay in course.state.stays if stay.stage in inside)
    return [(stay.since.on, stay.until.on if stay.until else None) for stay in stays]


def debrief_due(course: Course) -> datetime | None:
    """By when something is to be talked over with a mentor; of a day without a time of day, by the end of it."""
    runs = course.runs.get(course.blueprint.that_means(C.TO_DEBRIEF), ())
    due = runs[-1].due if runs and runs[-1].state in OPEN_STATES else None
    return (due.at or instant(due.on + DAY, 0)) if due else None


def _offered(episode: Episode, stopped: Fact) -> bool:
    """Whether it was said what somebody was offered on leaving."""
    return bool(answers(episode, VETTING).get(stopped.number, {}).get("support"))


def answers(episode: Episode, category: str) -> Answers:
    """Number of a fact -> what was answered with it in a category."""
    said = EventDetail.objects.filter(event__episode=episode, category=category)
    return dict(said.values_list("event__number", "facts"))


def rests_until(episode: Episode, course: Course) -> date | None:
    """The last day of rest that was agreed with a mentor."""
    debriefed = facts_of(course, S.MENTOR_DEBRIEFED)
    said = answers(episode, VETTING) if debriefed else {}
    days = (said.get(fact.number, {}).get("rest") for fact in debriefed)
    return max((date.fromisoformat(day) for day in days if day), default=None)


def distress(episode: Episode, course: Course) -> Days:
    """The days on which something weighed on a mentor, as their own episode has it."""
    found = defaultdict[tuple[str, date], Carried](Carried)
    for fact in facts_of(course, S.MENTOR_DISTRESSED):
        key = episode.reference, fact.when.on
        found[key] = found[key].and_(Carried(distress=1))
    return found


def counts(course: Course) -> list[Fact]:
    """The facts of a supported person's episode from which is counted what a mentor had, in order."""
    steps = set(course.blueprint.meaning(S.MATCHED, S.UNMATCHED, S.CONTACT_HELD, S.WORRY_RAISED))
    steps |= {step.id for step in course.blueprint.pathway.steps if step.upon == DEATH}
    return [fact for fact in course.facts if fact.step in steps]


def support(course: Course, said: Answers) -> Days:
    """What each mentor had with one person they support: each fact is counted for whoever was matched then."""
    found = defaultdict[tuple[str, date], Carried](Carried)
    for mentor, fact in _with_mentor(course, said):
        key = mentor, fact.when.on
        found[key] = found[key].and_(_had(course.blueprint, fact, said.get(fact.number, {})))
    return found


def support_of(episode: Episode, course: Course) -> Days:
    return support(course, answers(episode, CONTACTS)) if counts(course) else {}


def _with_mentor(course: Course, said: Answers) -> Iterator[tuple[str, Fact]]:
    mentor, blueprint = "", course.blueprint
    for fact in counts(course):
        if blueprint.means(fact.step, S.MATCHED):
            mentor = str(said.get(fact.number, {}).get("mentor", "")).strip().upper()
        elif blueprint.means(fact.step, S.UNMATCHED):
            mentor = ""
        elif mentor:
            yield mentor, fact


def _had(blueprint: Blueprint, fact: Fact, said: Mapping[str, Any]) -> Carried:
    if blueprint.means(fact.step, S.CONTACT_HELD):
        return Carried(contacts=1, minutes=int(said.get("minutes") or 0))
    return Carried(worries=1) if blueprint.means(fact.step, S.WORRY_RAISED) else Carried(deaths=1)


def together(days: Iterable[Days]) -> dict[tuple[str, date], Carried]:
    """All that mentors had, of however many episodes."""
    found = defaultdict[tuple[str, date], Carried](Carried)
    for some in days:
        for key, carried in some.items():
            found[key] = found[key].and_(carried)
    return dict(found)
