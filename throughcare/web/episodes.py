"""One episode: where it stands, who holds it, what is due and what can come next."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.audit import actions as audit
from throughcare.episodes.reading import Account, account, episode_seen
from throughcare.telling.line_of_time import NARROW, line_of_time
from throughcare.web.asking import Request
from throughcare.web.episode_page import page, story_of


def episode(request: Request, reference: str) -> HttpResponse:
    told = read(request, reference)
    note_seen(request, told)
    printing = "print" in request.GET
    return render(request, "episodes/episode.html", {**page(told), "printing": printing})


def line(request: Request, reference: str) -> HttpResponse:
    """The line of time drawn for a telephone: fetched by a window that is narrow, so that no other pays for it."""
    told = read(request, reference)
    if not told.course.state.stage:
        raise Http404
    note_seen(request, told)
    return HttpResponse(line_of_time(story_of(told), NARROW), content_type="image/svg+xml")


def read(request: Request, reference: str) -> Account:
    """The episode as whoever asks may read it; 404 when they may not, or when there is none. What shows it notes it."""
    found = episode_seen(reference, staff=request.staff, as_of=request.now)
    if found is None:
        raise Http404
    return account(found, staff=request.staff, as_of=request.now)


def note_seen(request: Request, told: Account) -> None:
    """Whoever is shown an episode has seen it. Whoever records in it is noted by what they recorded."""
    seen = told.episode
    audit.record(by=request.staff, at=request.now, did="saw-episode", person_id=seen.person_id, episode_id=seen.pk)
