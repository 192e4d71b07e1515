"""The audit record of a Guardian's own organisation: who did or saw what, when, of whom; and as a file."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.access.watching import A_FILE, A_PAGE, WORTH_A_LOOK, Watched, members, pieces, watched
from throughcare.audit import actions
from throughcare.audit.models import Entry
from throughcare.audit.sealing import last_verified
from throughcare.organisations.acting import act, door_kept_for
from throughcare.organisations.roles import ROLES
from throughcare.oversight.audit_form import AuditForm
from throughcare.oversight.deeds import in_words
from throughcare.oversight.guardian import for_guardians
from throughcare.oversight.places import write_place
from throughcare.people.models import Person
from throughcare.typesetting.sheets import Rows
from throughcare.web.asking import Request
from throughcare.web.forms import UNPROCESSABLE
from throughcare.web.sheets import as_file
from throughcare.web.words import london_day

R = TypeVar("R")

HEAD = ("When (UTC)", "Member of staff", "Role", "What they did", "Person", "Ground", "More")


@for_guardians
def audit(request: Request) -> HttpResponse:
    form = asked_of(request)
    shown, newer, older = found_by(request, form)
    actions.record(by=request.staff, at=request.now, did="saw-audit", detail=said(form))
    given = {
        "form": form,
        "lines": [(entry, in_words(entry.did), more_of(entry)) for entry in shown],
        "names": names_of(request, shown),
        "newer": newer,
        "older": older,
        "rules": WORTH_A_LOOK.values(),
        "chain": last_verified(),
        "most": A_FILE,
    }
    return render(request, "oversight/audit.html", given, status=UNPROCESSABLE if form.errors else 200)


@for_guardians
def audit_file(request: Request) -> HttpResponseBase:
    """All that the filters find, from the newest on, as far as one file goes. That it was taken is noted."""
    form = asked_of(request)
    if not form.is_valid():
        return audit(request)
    actions.record(by=request.staff, at=request.now, did="exported-audit", detail=said(form))
    return as_file(f"audit-{london_day(request.now)}.csv", HEAD, sent(request, form.asked))


def sent(request: Request, asked: Watched) -> Rows:
    """The rows of the file, read piece by piece while it is sent; how many went out is noted at its end.

    The page's own transaction is over by then. Each piece has one of its own, and none stays open while somebody's
    connection takes its time.
    """
    rows = 0
    found = pieces(request.staff.organisation, asked, as_of=request.now)
    try:
        while rows < A_FILE and (piece := as_asked(request, partial(next, found, None))):
            for entry in islice(piece, A_FILE - rows):
                rows += 1
                yield cells_of(entry)
    finally:
        note = partial(actions.record, by=request.staff, at=request.now, did="sent-audit-file", detail={"rows": rows})
        as_asked(request, note)


def as_asked(request: Request, deed: Callable[[], R]) -> R:
    """What is done once the page is answered, in a transaction that shows what the page would."""
    with transaction.atomic(), door_kept_for(None):
        act(staff=request.staff, as_of=request.now, purposes=[request.purpose] if request.purpose else None)
        return deed()


def asked_of(request: Request) -> AuditForm:
    form = AuditForm(request.GET, today=london_day(request.now))
    form.offer(members(request.staff.organisation))
    return form


def found_by(request: Request, form: AuditForm) -> tuple[list[Entry], str | None, str | None]:
    """What one page shows, and where the newer and the older of the list are, if there are any."""
    if not form.is_valid():
        return [], None, None
    asked = form.asked
    found = list(watched(request.staff.organisation, asked, as_of=request.now, most=A_PAGE + 1))
    shown, more = found[:A_PAGE], len(found) > A_PAGE
    if asked.after:
        shown.reverse()
    newer = place_of(shown[0]) if shown and (more if asked.after else asked.before) else None
    older = place_of(shown[-1]) if shown and (more or asked.after) else None
    return shown, newer, older


def place_of(entry: Entry) -> str:
    return write_place(entry.at, entry.pk)


def said(form: AuditForm) -> dict[str, str]:
    """What was asked for, for the record; nothing of what could not be taken."""
    return {name: str(value) for name, value in form.cleaned_data.items() if value and name not in {"before", "after"}}


def names_of(request: Request, entries: Iterable[Entry]) -> Mapping[int, str]:
    """The names of those whom the Guardian may see; all others stay a reference."""
    people = seen_by(Person, staff=request.staff, as_of=request.now)
    ids = {entry.person_id for entry in entries if entry.person_id}
    return {one.pk: one.full_name for one in people.filter(pk__in=ids)} if ids else {}


def more_of(entry: Entry) -> str:
    """What the entry says beside: how many people a list showed."""
    people = entry.detail.get("people")
    return f"A list of {len(people)} {'person' if len(people) == 1 else 'people'}" if isinstance(people, list) else ""


def cells_of(entry: Entry) -> list[str]:
    by, reference = entry.by, vars(entry)["reference"] or ""
    who: list[Any] = [str(by.staff), ROLES[by.role].title] if by else ["", ""]
    return [f"{entry.at:%Y-%m-%d %H:%M:%S}", *who, in_words(entry.did), reference, entry.ground, more_of(entry)]
