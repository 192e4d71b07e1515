"""What is done about a whole person: who they are is corrected, their death is recorded."""

from django.http import HttpResponse

from throughcare.access.seeing import writes_of
from throughcare.sharing import IDENTITY
from throughcare.upkeep.person_forms import CorrectForm, DeathForm
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.person import find_person, not_theirs
from throughcare.web.record_lines import ended_by_death, involved_in, stories_of
from throughcare.web.words import london_day

WHO = frozenset({IDENTITY})


def correct_person(request: Request, reference: str) -> HttpResponse:
    found = find_person(request, reference)
    if not writes_of(found) >= WHO:
        return not_theirs(request, found, WHO)
    form = CorrectForm(sent(request), person=found)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("person", found.reference, done="person-corrected")
    return show(request, "upkeep/correct_person.html", form, {"person": found})


def record_death(request: Request, reference: str) -> HttpResponse:
    found = find_person(request, reference)
    if not writes_of(found) >= WHO:
        return not_theirs(request, found, WHO)
    form = DeathForm(sent(request), person=found, today=london_day(request.now))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("person", found.reference, done="death")
    still_open = [story for story in stories_of(found, request) if not story.episode.closed_on]
    endings = ended_by_death(still_open, involved_in(found, request), request.staff)
    given = {"person": found, "still_open": still_open, "endings": endings}
    return show(request, "upkeep/record_death.html", form, given)
