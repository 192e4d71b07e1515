"""What is due, from whom and why: the first page after signing in."""

from django.http import HttpResponse
from django.shortcuts import render

from throughcare.audit import actions as audit
from throughcare.episodes import due
from throughcare.web import worklist
from throughcare.web.asking import Request
from throughcare.web.words import london_day


def today(request: Request) -> HttpResponse:
    day, asked = london_day(request.now), worklist.wanted(request.GET)
    who = due.asker(request.staff, as_of=request.now)
    counted = due.counted(who)
    found = due.page(who, asked.filters, asked.after, waiting=asked.waiting, service=asked.service)
    shown, nobody = found[: due.A_PAGE], due.nobodys(who) if counted.nobody else []
    people = worklist.named([*shown, *nobody])
    audit.record(by=request.staff, at=request.now, did="saw-worklist", detail={"people": people})
    given = {
        "day": day,
        "asked": asked,
        "counted": counted,
        "nobody": worklist.lines(nobody, today=day),
        "lines": worklist.lines(shown, today=day),
        "next_page": worklist.place_of(shown[-1]) if len(found) > len(shown) else None,
    }
    return render(request, "today/today.html", given)
