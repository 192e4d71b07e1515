"""What whoever is on call sees: worries that are open, the newest first, one of them, and what is done about it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.acct.reading import Told, accts_numbered, may_write, told_of
from throughcare.acct.reading import told as told_of_mirror
from throughcare.audit import actions as audit
from throughcare.oncall.deed_forms import DEEDS, AcknowledgeForm
from throughcare.organisations.acting import asked_by
from throughcare.responses.words import ACKNOWLEDGED, ACTED, CLOSED
from throughcare.sharing import rights_of
from throughcare.telling.phrases import count
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.notices import Counted, Notice, Rows
from throughcare.worries.answering import choices_of
from throughcare.worries.models import SELF_HARM, WorryLine
from throughcare.worries.reading import (
    MOST_OPEN,
    WAITING,
    OpenWorry,
    may_answer,
    open_worries,
    worries_of_acct,
    worry_seen,
)
from throughcare.worries.setting import schemes_of
from throughcare.worries.words import ENTRIES, HOW, SEEN

NOT_MODIFIED = 204
LONGEST_NUMBER = 40


def _of_worries(request: Request) -> Mapping[str, Any] | None:
    return asked_by(request.staff, as_of=request.now) if may_answer(request.staff.role) else None


def _told(_: Request, rows: Rows) -> Iterator[Notice]:
    """The line on the first page, before everything else that waits."""
    for row in rows:
        waiting = count(row["waiting"], "worry of a mentor", "worries of mentors")
        sent_up = f", {row['sent_up']} of them sent up" if row["sent_up"] else ""
        yield Notice("worries", f"{waiting} that nobody has acknowledged{sent_up}", late=row["late"] > 0)


COUNTED = Counted(WAITING, _of_worries, _told)


def worries(request: Request) -> HttpResponse:
    """The list, which looks again every second while it is open (docs/adr/0045)."""
    expect_answerer(request)
    takes_part = schemes_of(request.staff).exists()
    return render(request, "oncall/worries.html", {**_noted(request, open_of(request)), "takes_part": takes_part})


def worries_now(request: Request) -> HttpResponse:
    """The list alone, and nothing at all where it stands as whoever asks has it: one light question."""
    expect_answerer(request)
    found = open_of(request)
    known = request.GET.get("known", "")
    if known == digest(found, request.now):
        return HttpResponse(status=NOT_MODIFIED)
    given = about_open(request, found) if known.startswith(_whose(found)) else _noted(request, found)
    return render(request, "oncall/open.html", given)


def open_of(request: Request) -> list[OpenWorry]:
    return open_worries(staff=request.staff, as_of=request.now)


def about_open(request: Request, found: Sequence[OpenWorry]) -> dict[str, Any]:
    waiting = [one for one in found if one.line.acknowledged_at is None]
    return {
        "found": found[:MOST_OPEN],
        "more": len(found) > MOST_OPEN,
        "waiting": len(waiting),
        "form": AcknowledgeForm,
        "digest": digest(found, request.now),
        "as_of": request.now,
    }


def _noted(request: Request, found: Sequence[OpenWorry]) -> dict[str, Any]:
    """With that it was looked at: when the page is opened, and when other worries come onto it."""
    people = sorted({one.line.person_id for one in found if one.line.person_id})
    audit.record(by=request.staff, at=request.now, did="saw-worries", detail={"people": people})
    return about_open(request, found)


def digest(found: Sequence[OpenWorry], as_of: datetime) -> str:
    """What tells one state of the list from another: which worries, then what is said of each, by the minute."""
    said = [
        (one.number, one.minutes(as_of), one.line.acknowledged_at, one.line.seen_at, one.sent_up, one.line.person_id)
        for one in found
    ]
    return f"{_whose(found)}{sha256(repr(said).encode()).hexdigest()[:16]}"


def _whose(found: Sequence[OpenWorry]) -> str:
    return f"{sha256(repr([one.number for one in found]).encode()).hexdigest()[:16]}."


def worry(request: Request, number: int) -> HttpResponse:
    return render(request, "oncall/worry.html", about(request, found_worry(request, number)))


def worry_deed(request: Request, number: int, deed: str) -> HttpResponse:
    """Each a form of its own, for the organisations that were told."""
    found = found_worry(request, number)
    given = about(request, found)
    form = DEEDS[deed](sent(request), found, by=request.staff, at=request.now)
    if not form.is_bound and deed not in given["may"]:
        raise Http404
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("worry", number, done=form.done)
    return show(request, "oncall/worry_deed.html", form, given)


def acct(request: Request) -> HttpResponse:
    """The worries of one ACCT beside each other, found by the number on it."""
    expect_answerer(request)
    number = request.GET.get("number", "").strip()[:LONGEST_NUMBER]
    found = worries_of_acct(number, staff=request.staff, as_of=request.now)
    people = sorted({one.line.person_id for one in found if one.line.person_id})
    audit.record(by=request.staff, at=request.now, did="saw-worries", detail={"people": people})
    rows = accts_numbered(number, staff=request.staff, as_of=request.now)
    known = [told_of(row, as_of=request.now) for row in rows]
    return render(request, "oncall/acct.html", {"number": number, "found": found, "mirrors": known})


def expect_answerer(request: Request) -> None:
    if not may_answer(request.staff.role):
        raise Http404


def found_worry(request: Request, number: int) -> WorryLine:
    """The worry, for those who were told; 404 for everybody else. Whoever is shown it has seen it."""
    found = worry_seen(number, staff=request.staff, as_of=request.now)
    if found is None:
        raise Http404
    detail = {"worry": number}
    audit.record(by=request.staff, at=request.now, did="saw-worry", person_id=found.person_id, detail=detail)
    return found


def about(request: Request, found: WorryLine) -> dict[str, Any]:
    told = vars(found)
    became, heard, taps = (_dated(told[name]) for name in ("became", "heard", "taps"))
    kinds = {one["kind"] for one in became}
    reads = SELF_HARM in rights_of(request.staff.role)["reads"]
    return {
        "line": found,
        "worry": found.worry,
        "name": told["name"] or found.first_name,
        **{name: told[name] for name in ("reference", "record", "lives_now")},
        "accts": mirrors_of(told["accts"], as_of=request.now),
        "became": became,
        "heard": heard,
        "taps": taps,
        "reads": reads,
        "overdue": ACKNOWLEDGED not in kinds and found.due_at <= request.now,
        "unseen": SEEN not in kinds and found.seen_by <= request.now,
        "may": [deed for deed, there in _possible(kinds, found, reads=reads).items() if there],
        "choices": choices_of(found.worry.service),
        "entries": ENTRIES,
        "how": HOW,
        "deeds": DEEDS,
        "mirrors": may_write(request.staff.role),
    }


def mirrors_of(rows: Sequence[Mapping[str, Any]], *, as_of: datetime) -> dict[str, Told]:
    """The mirrors of a worry's ACCTs, by their number as it is compared."""
    found = (told_of_mirror(row, as_of=as_of) for row in rows)
    return {one.stands.number.upper(): one for one in found if one}


def _possible(kinds: set[str], found: WorryLine, *, reads: bool) -> dict[str, bool]:
    still_open = CLOSED not in kinds
    return {
        "acknowledge": still_open and ACKNOWLEDGED not in kinds,
        "act": still_open,
        "see": still_open and SEEN not in kinds,
        "name": still_open and found.person_id is None,
        "hear": still_open and reads,
        "acct": still_open and ACTED in kinds,
        "close": still_open and ACTED in kinds,
    }


def _dated(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**one, "at": datetime.fromisoformat(one["at"])} for one in rows]
