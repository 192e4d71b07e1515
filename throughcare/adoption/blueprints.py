"""The library of blueprints: what each service does, by which rules, and what changed between versions."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from markupsafe import Markup

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.check import check
from throughcare.blueprints.course import with_commencements
from throughcare.blueprints.library import load, read_shipped, shipped
from throughcare.blueprints.ways import own_stages, own_steps
from throughcare.commencement.actions import ADMINISTRATOR, days_of
from throughcare.episodes.history import adopted, adopted_versions
from throughcare.handbook import page as handbook
from throughcare.handbook import picture, spoken
from throughcare.handbook.compare import compare as changes
from throughcare.sharing import CATEGORIES
from throughcare.telling import clock_words
from throughcare.web.asking import Request
from throughcare.web.words import london_day


def blueprints(request: Request) -> HttpResponse:
    given = {"library": [load(one) for one in shipped()], "adopted": adopted_versions()}
    return render(request, "blueprints/blueprints.html", {**given, "today": london_day(request.now)})


def blueprint(request: Request, blueprint_id: str) -> HttpResponse:
    if blueprint_id not in shipped():
        raise Http404
    found, today = with_commencements(load(blueprint_id), days_of(blueprint_id)), london_day(request.now)
    given = {
        "blueprint": found,
        "today": today,
        "may_commence": request.staff.role == ADMINISTRATOR,
        "problems": check(read_shipped(blueprint_id), as_of=today),
        # Printed from the blueprint by our own code, which escapes what it prints.
        "svg": Markup(picture.svg(found)),
        "stages": own_stages(found.pathway),
        "steps": own_steps(found.pathway),
        "says": spoken,
        "handbook": handbook,
        "clocks": clock_words,
        "categories": CATEGORIES,
        "printing": "print" in request.GET,
    }
    return render(request, "blueprints/blueprint.html", given)


def compare(request: Request) -> HttpResponse:
    offered = versions()
    chosen = {name: request.GET.get(name, "") for name in ("old", "new")}
    found = None
    if all(chosen.values()):
        old, new = (version(offered, one) for one in chosen.values())
        found = changes(old, new)
    return render(request, "blueprints/compare.html", {"offered": offered, "chosen": chosen, "changes": found})


def versions() -> dict[str, str]:
    """What can be compared: those that ship, by id, and those in use, by digest; each with its words."""
    library = {one: f"{load(one).title}, {load(one).version}: in the library" for one in shipped()}
    used = {
        row.digest: f"{row.title}, {row.version}: adopted {london_day(row.adopted_at)}" for row in adopted_versions()
    }
    return library | used


def version(offered: dict[str, str], chosen: str) -> Blueprint:
    """The version of an id or a digest; 404 when it is none of those offered."""
    if chosen not in offered:
        raise Http404
    return load(chosen) if chosen in shipped() else adopted(chosen, starts={}, in_force={})
