"""One episode: where it stands, who holds it, what is due and what can come next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.access.seeing import seen_by
from throughcare.episodes.models import Episode


def episode(request: HttpRequest, reference: str) -> HttpResponse:
    found = get_object_or_404(seen_by(Episode, staff=request.staff, as_of=request.now), reference=reference)
    return render(request, "episodes/episode.html", {"episode": found})
