"""The plan of an episode: one page to read, a form for each thing that is said of it, and how things hang together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from markupsafe import Markup

from throughcare.access.door import LEVELS_OF, SHOWS_ROWS
from throughcare.episodes.answers import answered
from throughcare.episodes.reading import Account
from throughcare.meanings import StepMeaning
from throughcare.pathways import spell_day
from throughcare.pathways.state import holders
from throughcare.planning.forms import NUMBERED, WAYS, of_key
from throughcare.planning.formulating_form import FormulationForm
from throughcare.planning.trend import picture
from throughcare.plans.reading import (
    Goal,
    Rating,
    Step,
    Written,
    formulation_of,
    parts_now,
    said_in,
    written_of,
)
from throughcare.plans.words import (
    ANSWERS,
    CARE_PLAN,
    CLINICAL,
    FORMULATION,
    GOAL_STATES,
    STEP_STATES,
    THERAPY,
    WHOSE,
)
from throughcare.web.asking import Request
from throughcare.web.beside import Beside
from throughcare.web.episode_page import title
from throughcare.web.episodes import note_seen, read
from throughcare.web.forms import see, sent, show
from throughcare.web.step_forms import about, is_mine

WORDS = {"answers": ANSWERS, "goal_states": GOAL_STATES, "step_states": STEP_STATES, "whose": WHOSE}
STEPPED = (StepMeaning.STEPPED_UP, StepMeaning.STEPPED_DOWN, StepMeaning.STEPPED_ACROSS)


@dataclass(frozen=True, slots=True)
class GoalShown:
    """A goal with what was said of it."""

    goal: Goal
    ratings: list[Rating]
    drawn: Markup
    steps: list[Step]
    problem: str


@dataclass(frozen=True, slots=True)
class Holder:
    """An organisation that holds the person, and who leads there."""

    organisation: str
    lead: str


def beside(told: Account) -> Beside | None:
    """The line on an episode's page: for those who see of a plan that there is one."""
    return Beside("plan", "Plan", "Goals, reviews, and what is sent on at the end.") if sees(told) else None


def sees(told: Account) -> bool:
    return told.levels.get(CARE_PLAN) in SHOWS_ROWS


def writes(told: Account) -> bool:
    """Whether the reader writes plans here: the verbs judge by the same."""
    mine = str(told.reader.organisation_id)
    parts = any(part.organisation == mine and part.until is None for part in told.course.state.parts)
    return told.levels.get(CARE_PLAN) == "write" and parts and not told.episode.closed_on


def reads(told: Account, *categories: str) -> bool:
    return any(told.levels.get(category) in LEVELS_OF["reads"] for category in categories)


def found(request: Request, reference: str) -> Account:
    """The episode as whoever asks may read it; 404 where they see nothing of a plan."""
    told = read(request, reference)
    if not sees(told):
        raise Http404
    return told


def plan(request: Request, reference: str) -> HttpResponse:
    told = found(request, reference)
    written = written_of(told.episode.pk, staff=request.staff, as_of=request.now)
    note_seen(request, told)
    given = {
        "written": written,
        "reads": reads(told, CARE_PLAN),
        "writes": writes(told),
        "formulates": reads(told, CLINICAL, THERAPY),
        "goals": list(_goals(written)),
        "holders": holding(told),
        "stepped": list(stepped(told)),
        "steps_of_care": list(steps_of_care(told)),
        "history": [(change, said_in(written, change)) for change in reversed(written.changes)],
        "day": told.course.as_of.on,
    }
    whose = {"episode": told.episode, "title": title(told)}
    return render(request, "planning/plan.html", {**whose, **WORDS, **given})


def _goals(written: Written) -> Iterator[GoalShown]:
    """Those that are worked on first."""
    for goal in sorted(written.goals_now, key=lambda one: (not one.open, one.key)):
        ratings = written.ratings_of(goal.key)
        drawn = picture(goal.own_words, ratings, goal.key) if ratings else Markup()
        problem = of_key(written.problems_now, goal.problem or 0)
        yield GoalShown(goal, ratings, drawn, written.steps_of(goal.key), problem.says if problem else "")


def holding(told: Account) -> list[Holder]:
    """Who holds the person now, each with their lead: jointly, both are named."""
    state, held = told.course.state, holders(told.blueprint.pathway, told.course.state)
    leads = [state.leads[one] for one in held if one in state.leads]
    # Whoever has recorded anything here came with it: others are asked for only where they hold or lead.
    places: Mapping[str, str] = told.recorders("organisation")
    names: Mapping[str, str] = told.recorders("staff")
    places = places if places.keys() >= set(held) else told.organisations
    names = names if names.keys() >= set(leads) else told.staff
    return [Holder(places.get(one, ""), names.get(state.leads.get(one, ""), "")) for one in held]


def stepped(told: Account) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """When care was stepped up, down or across, and with what was answered, such as why, as far as it may be read."""
    steps = told.blueprint.meaning(*STEPPED)
    for event in reversed(told.course.facts):
        if event.step in steps:
            said = [(label, says) for label, says in answered(told, event) if says]
            yield spell_day(event.when.on), told.blueprint.pathway.step[event.step].title, said


def steps_of_care(told: Account) -> Iterator[tuple[str, str]]:
    """The steps by which whoever reads may change how much care there is now: id and title."""
    for step_id in told.blueprint.meaning(*STEPPED):
        step = told.blueprint.pathway.step[step_id]
        if told.course.state.stage in step.sources and is_mine(told, step):
            yield step.id, step.title


def say(request: Request, reference: str, way: str, number: int = 0) -> HttpResponse:
    """One thing that is said of a plan."""
    told = found(request, reference)
    written = written_of(told.episode.pk, staff=request.staff, as_of=request.now)
    if number and not of_key(lines_of(written, NUMBERED[way]), number):
        raise Http404
    form = WAYS[way](sent(request), told, written, number)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("plan", reference, done="plan")
    note_seen(request, told)
    if not writes(told):
        return render(request, "planning/not_yours.html", {**about(told), "form": form}, status=403)
    return show(request, "planning/say.html", form, about(told))


def lines_of(written: Written, name: str) -> list[Any]:
    lists: dict[str, list[Any]] = {
        "problems": [*written.problems_now],
        "goals": [*written.goals_now],
        "steps": [*written.steps_now],
    }
    return lists[name]


def formulation(request: Request, reference: str) -> HttpResponse:
    """How things hang together: for those who read therapy or clinical notes; others find nothing."""
    told = found(request, reference)
    if not reads(told, CLINICAL, THERAPY):
        raise Http404
    rows = formulation_of(told.episode.pk, staff=request.staff, as_of=request.now)
    note_seen(request, told)
    now = parts_now(rows)
    given = {
        "parts": [(FORMULATION[part], row) for part, row in now.items() if row.says],
        "former": [(FORMULATION[row.part], row) for row in rows if row not in now.values()],
        "hidden": [part.title for part in FORMULATION.values() if not reads(told, part.category)],
        "writes": writes(told),
    }
    return render(request, "planning/formulation.html", {**about(told), **given})


def formulate(request: Request, reference: str) -> HttpResponse:
    told = found(request, reference)
    if not reads(told, CLINICAL, THERAPY):
        raise Http404
    rows = formulation_of(told.episode.pk, staff=request.staff, as_of=request.now)
    form = FormulationForm(sent(request), told, rows)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("formulation", reference, done="plan")
    note_seen(request, told)
    if not writes(told) or not form.parts:
        return render(request, "planning/not_yours.html", {**about(told), "form": form}, status=403)
    return show(request, "planning/say.html", form, about(told))
