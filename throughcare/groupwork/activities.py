"""The pages of groups that a mentor scheme alone has: mentors who help to lead one, and the groups of a mentee."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.access.seeing import seen_by
from throughcare.care.keeping import COORDINATES
from throughcare.care.models import Attendance, Commitment, Helper
from throughcare.care.reading import programmes_kept
from throughcare.episodes.models import Episode
from throughcare.groupwork import seeing
from throughcare.groupwork.activity_forms import ElsewhereForm, HelperForm, StopHelpingForm
from throughcare.groupwork.day_forms import FreeForm
from throughcare.groupwork.forms import WaitForm
from throughcare.groupwork.gates import find_cohort, find_mentee, refuse_others
from throughcare.groupwork.groups import answer
from throughcare.peers.models import Mentee
from throughcare.sessions.words import REASONS
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent

ONLY_THEIRS = frozenset({COORDINATES})


def ask_to_help(request: Request, number: int) -> HttpResponse:
    refuse_others(request, ONLY_THEIRS)
    cohort = find_cohort(request, number)
    form = HelperForm(sent(request), cohort, list(seeing.mentors(request)))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("group", number, done="asked-to-help")
    return answer(request, form, str(cohort), "group", number)


def stop_helping(request: Request, number: int) -> HttpResponse:
    refuse_others(request, ONLY_THEIRS)
    row = _helper(request, number)
    return _about_helper(request, StopHelpingForm(sent(request), row), row, done="helps-no-longer")


def helper_elsewhere(request: Request, number: int) -> HttpResponse:
    """When a mentor who helps cannot: they are at a visit, at work, at an appointment outside."""
    refuse_others(request, ONLY_THEIRS)
    row = _helper(request, number)
    return _about_helper(request, ElsewhereForm(sent(request), row.person), row, done="commitment-said")


def helper_there(request: Request, number: int) -> HttpResponse:
    """What was said of a helper's days, taken back, by its number; 404 for what is said of anybody else."""
    refuse_others(request, ONLY_THEIRS)
    seen = seen_by(Commitment, staff=request.staff, as_of=request.now).filter(taken_back_at=None)
    held = get_object_or_404(seen.select_related("person"), pk=number)
    row = _helpers(request).filter(person=held.person_id, ended_at=None).order_by("-pk").first()
    if row is None:
        raise Http404
    return _about_helper(request, FreeForm(sent(request), held), row, done="commitment-taken-back")


def _helper(request: Request, number: int) -> Helper:
    """A mentor who helps in a group of one's own; 404 for any other."""
    return get_object_or_404(_helpers(request), pk=number)


def _helpers(request: Request) -> QuerySet[Helper]:
    seen = seen_by(Helper, staff=request.staff, as_of=request.now).select_related("cohort", "person")
    return seen.filter(cohort__version__programme__in=programmes_kept(request.staff))


def _about_helper(request: Request, form: Any, row: Helper, *, done: str) -> HttpResponse:
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("group", row.cohort_id, done=done)
    return answer(request, form, str(row.cohort), "group", row.cohort_id, about=str(row.person))


def mentee_groups(request: Request, number: int) -> HttpResponse:
    """What somebody who is supported waits for, is in, and was at."""
    found = find_mentee(request, number)
    given = {
        "mentee": found,
        "groups": seeing.of_episode(request, found.episode_id),
        "lines": newest_lines(request, found),
        "reasons": REASONS,
    }
    return render(request, "groupwork/mentee_groups.html", given)


def newest_lines(request: Request, mentee: Mentee) -> list[Attendance]:
    """What was said last of each session, the last session first."""
    seen = partial(seen_by, staff=request.staff, as_of=request.now)
    lines = seen(Attendance).filter(episode=mentee.episode_id).select_related("session__cohort")
    newest: dict[int, Attendance] = {}
    for line in lines.order_by("-session__starts_at", "-pk"):
        newest.setdefault(line.session_id, line)
    return list(newest.values())


def wait_for_group(request: Request, number: int) -> HttpResponse:
    found = find_mentee(request, number)
    offered = list(programmes_kept(request.staff).filter(retired=False))
    episode = Episode(pk=found.episode_id, person_id=found.person_id)
    form = WaitForm(sent(request), episode, offered)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("mentee_groups", number, done="waits-for-group")
    return answer(request, form, "Groups", "mentee_groups", number, about=str(found.person))
