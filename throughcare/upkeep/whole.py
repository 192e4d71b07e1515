"""What is done about a whole person: who they are is corrected, their death is recorded."""

from django.http import HttpResponse

from throughcare.access.seeing import writes_of
from throughcare.people.kinds import CHARACTERISTICS
from throughcare.sharing import IDENTITY, PROTECTED
from throughcare.upkeep.person_forms import CharacteristicsForm, CorrectForm, DeathForm
from throughcare.web.asking import Request
from throughcare.web.forms import choose, see, sent, show
from throughcare.web.person import find_person, not_theirs
from throughcare.web.record_lines import ended_by_death, involved_in, lines_of, stories_of
from throughcare.web.words import london_day

TITLE = "What the person says of themselves"
WHO, THEMSELVES = frozenset({IDENTITY}), frozenset({PROTECTED})


def correct_person(request: Request, reference: str) -> HttpResponse:
    found = find_person(request, reference)
    if not writes_of(found) >= WHO:
        return not_theirs(request, found, WHO)
    form = CorrectForm(sent(request), person=found)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("person", found.reference, done="person-corrected")
    return show(request, "upkeep/correct_person.html", form, {"person": found})


def characteristics(request: Request, reference: str) -> HttpResponse:
    found, day = find_person(request, reference), london_day(request.now)
    if not writes_of(found) >= THEMSELVES:
        return not_theirs(request, found, THEMSELVES)
    if found.died_on:
        return choose(request, "people/has_died.html", {"person": found, "addition": {"title": TITLE}})
    lines = [line for line in lines_of(found, request) if line.table == "Characteristic"]
    held = {line.stored[0]: line for line in lines if line.holds_on(day)}
    form = CharacteristicsForm(sent(request), person=found, held=held, today=day)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("person", found.reference, done="characteristics")
    given = {"person": found, "asked": CHARACTERISTICS, "earlier": [line for line in lines if not line.holds_on(day)]}
    return show(request, "upkeep/characteristics.html", form, given)


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
