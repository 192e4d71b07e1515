"""Pages on which facts of an episode are recorded, corrected and struck out."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.episodes import actions
from throughcare.episodes.fact_lines import FactLine, fact_lines
from throughcare.episodes.reading import Account
from throughcare.fields.needed import missing_earlier
from throughcare.pathways import RECORDED_IN_ERROR, Event, Step, everywhere
from throughcare.telling.possible import about_holding, law_told, parties_of, possible
from throughcare.telling.sentences import truth, whose
from throughcare.web.asked_forms import CorrectForm, StepForm, StrikeOutForm
from throughcare.web.asking import Request
from throughcare.web.episode_page import story_of, title
from throughcare.web.episodes import note_seen, read
from throughcare.web.forms import see, sent, show

# What is recorded in ways of its own.
NO_FORM = frozenset(
    {everywhere.REFERRAL_DRAFTED, RECORDED_IN_ERROR, *everywhere.FACTS_OF_TIME, *everywhere.FACTS_OF_THE_LADDER}
)


def step(request: Request, reference: str, step_id: str) -> HttpResponse:
    # The verb is asked first, here and below: a form sent twice was taken, even when it made the step somebody else's.
    told = read(request, reference)
    taken = find_step(told, step_id)
    form = StepForm(sent(request), told, taken, request.GET)
    if form.carry_out(partial(form.record, episode=told.episode, by=request.staff, at=request.now)):
        return see("episode", reference, done="recorded")
    note_seen(request, told)
    if not is_mine(told, taken):
        given = {**about(told), "step": taken, "whose": theirs(told, taken)}
        return render(request, "episodes/not_yours.html", given, status=403)
    given = {"step": taken, "not_now": not_now(told, taken), "law": law_told(told.course, taken.id)}
    given["missing"] = missing_earlier(told, taken)
    return show(request, "episodes/step.html", form, {**about(told), **given, "today": told.course.as_of.on})


def correct(request: Request, reference: str, number: int) -> HttpResponse:
    told = read(request, reference)
    line = line_of(told, number)
    form = CorrectForm(sent(request), told, fact_of(told, number))
    if form.carry_out(partial(form.record, episode=told.episode, by=request.staff, at=request.now)):
        return see("episode", reference, done="corrected")
    note_seen(request, told)
    if not line.mine:
        return render(request, "episodes/not_your_fact.html", {**about(told), "line": line}, status=403)
    return show(request, "episodes/correct.html", form, {**about(told), "line": line})


def strike_out(request: Request, reference: str, number: int) -> HttpResponse:
    told = read(request, reference)
    line = line_of(told, number)
    form = StrikeOutForm(sent(request))
    verb = partial(actions.strike_out, episode=told.episode, number=number, by=request.staff, at=request.now)
    if form.carry_out(verb):
        return see("episode", reference, done="struck-out")
    note_seen(request, told)
    if not line.mine:
        return render(request, "episodes/not_your_fact.html", {**about(told), "line": line}, status=403)
    return show(request, "episodes/strike_out.html", form, {**about(told), "line": line})


def about(told: Account) -> dict[str, object]:
    """What stands above every form: whose episode it is and how it stands."""
    return {"episode": told.episode, "account": told, "title": title(told), "sentence": truth(story_of(told))}


def find_step(told: Account, step_id: str) -> Step:
    """The step of this id; 404 where the blueprint has none that a form could record."""
    found = told.blueprint.pathway.step.get(step_id)
    if found is None or step_id in NO_FORM:
        raise Http404
    return found


def fact_of(told: Account, number: int) -> Event:
    """The fact of a line."""
    return next(fact for fact in told.history if fact.number == number)


def line_of(told: Account, number: int) -> FactLine:
    """A fact as the page of the episode lists it; 404 without it."""
    found = next((line for line in fact_lines(told) if line.number == number), None)
    if found is None:
        raise Http404
    return found


def is_mine(told: Account, taken: Step) -> bool:
    """Whether the step is for a party that the reader's organisation plays, whatever the stage."""
    mine = str(told.reader.organisation_id)
    if taken.id in everywhere.FACTS_OF_HOLDING:
        return any(one.step == taken.id for one in about_holding(told.course, mine))
    return not parties_of(told.course, mine).isdisjoint(taken.by)


def theirs(told: Account, taken: Step) -> str:
    """Whose the step is, in words."""
    return whose(story_of(told), taken.by) if taken.by else "those who take part, at the time for it"


def not_now(told: Account, taken: Step) -> tuple[str, ...]:
    """Why the step is not possible in the present stage; what happened earlier can still be recorded on its day."""
    mine = str(told.reader.organisation_id)
    if taken.id in everywhere.FACTS_OF_HOLDING:
        return ()
    now = next((one for one in possible(told.course, mine) if one.step == taken.id), None)
    stage = told.blueprint.pathway.stage[told.course.state.stage or ""].title
    return now.reasons if now else (f"'{taken.title}' is not something that happens in '{stage}'.",)
