"""The mentor's own screen: whom they support, one tap to log a contact or to pass a worry on, and where they stand."""

from datetime import timedelta
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.audit import actions as audit
from throughcare.cover import own as own_turns
from throughcare.cover.own import OwnTurn
from throughcare.mentoring.screen_forms import OwnContactForm
from throughcare.organisations.acting import RECORDER, serving
from throughcare.peers import door
from throughcare.peers.door import Meets, Own, Supported
from throughcare.peers.models import Match
from throughcare.peers.words import PEER_MENTOR
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day

# How far ahead the screen shows their own turns.
AHEAD = timedelta(days=14)


def mentor_screen(request: Request) -> HttpResponse:
    """404 for whoever is no mentor here and now: released, moved, or their account ended."""
    mine, groups, turns = own_with_what_comes(request)
    supported = door.supported(request.staff, at=request.now)
    # Each button has a key of its own: tapped twice, it is one worry.
    taps = [(one, uuid4()) for one in supported]
    given = {
        "own": mine,
        "supported": taps,
        "anybody": uuid4(),
        "today": london_day(request.now),
        "groups": groups,
        "turns": [one for one in turns if one.turn.starts_at < request.now + AHEAD],
    }
    return render(request, "mentoring/mentor_screen.html", given)


def own_with_what_comes(request: Request) -> tuple[Own, list[Meets], list[OwnTurn]]:
    """Where whoever acts stands, when their groups meet, and their turns on the rota: one question."""
    if request.staff.role != PEER_MENTOR:
        raise Http404
    found, (groups, turns) = door.own_and(door.GROUPS, own_turns.TURNS)
    if found is None:
        raise Http404
    return found, door.meets(groups), own_turns.turns(turns)


def own(request: Request) -> Own:
    """Where whoever acts stands as a mentor."""
    found = door.own() if request.staff.role == PEER_MENTOR else None
    if found is None:
        raise Http404
    return found


def log_own_contact(request: Request, number: int) -> HttpResponse:
    """A contact with somebody whom they support: everything is chosen, nothing typed."""
    mine = own(request)
    one = next((one for one in door.supported(request.staff, at=request.now) if one.match == number), None)
    if one is None:
        raise Http404
    match = _match(one) if request.method == "POST" else Match(pk=one.match)
    form = OwnContactForm(sent(request), match, mine, london_day(request.now))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("mentor_screen", done="contact")
    return show(request, "mentoring/log_own_contact.html", form, {"one": one, "own": mine})


def _match(one: Supported) -> Match:
    """The row behind it, for the verb, which judges once more: no row of it is there for a mentor."""
    with serving(RECORDER):
        return get_object_or_404(Match.objects.all(), pk=one.match)


def mentor_certificate(request: Request) -> HttpResponse:
    """What they learned and did, to print and to take along wherever they go."""
    mine = own(request)
    audit.record(by=request.staff, at=request.now, did="printed-own-certificate", detail={"mentor": mine.mentor})
    return render(request, "mentoring/mentor_certificate.html", {"own": mine, "today": london_day(request.now)})
