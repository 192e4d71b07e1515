"""The library of blueprints: what each service does, by which rules, and what changed between versions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from throughcare.blueprints.library import load, shipped
from throughcare.episodes import boards
from throughcare.web.words import london_day


def blueprints(request: HttpRequest) -> HttpResponse:
    given = {"library": [load(one) for one in shipped()], "adopted": boards.adopted_versions()}
    return render(request, "blueprints/blueprints.html", {**given, "today": london_day(request.now)})


def blueprint(request: HttpRequest, blueprint_id: str) -> HttpResponse:
    if blueprint_id not in shipped():
        raise Http404
    return render(request, "blueprints/blueprint.html", {"blueprint": load(blueprint_id)})


def compare(request: HttpRequest) -> HttpResponse:
    return render(request, "blueprints/compare.html", {})
