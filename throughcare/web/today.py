"""What is due, from whom and why: the first page after signing in."""

from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.people.models import Person
from throughcare.web import worklist
from throughcare.web.asking import Request
from throughcare.web.words import london_day


def today(request: Request) -> HttpResponse:
    day, asked = london_day(request.now), worklist.wanted(request.GET)
    tasks = worklist.tasks_of(request.staff, as_of=request.now)
    counted = worklist.counted(tasks, today=day)
    found = list(worklist.chosen(tasks, asked, staff=request.staff, today=day)[: worklist.A_PAGE + 1])
    shown, nobody = found[: worklist.A_PAGE], worklist.nobodys(tasks) if counted.nobody else []
    ids = {task.person_id for task in (*shown, *nobody)}
    people = seen_by(Person, staff=request.staff, as_of=request.now).only("given_names", "family_name").in_bulk(ids)
    audit.record(by=request.staff, at=request.now, did="saw-worklist", detail={"people": sorted(people)})
    given = {
        "day": day,
        "asked": asked,
        "counted": counted,
        "nobody": worklist.lines(nobody, people, today=day),
        "lines": worklist.lines(shown, people, today=day),
        "next_page": worklist.place(shown[-1]) if len(found) > len(shown) else None,
    }
    return render(request, "today/today.html", given)
