"""The audit record of a Guardian's own organisation: who did or saw what, when, of whom; and as a file."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.access.watching import A_FILE, A_PAGE, WORTH_A_LOOK, members, watched
from throughcare.audit import actions
from throughcare.audit.models import Entry
from throughcare.audit.sealing import last_verified
from throughcare.organisations.roles import ROLES
from throughcare.oversight.audit_form import AuditForm, place_of
from throughcare.oversight.deeds import in_words
from throughcare.oversight.guardian import for_guardians
from throughcare.oversight.sheets import as_file
from throughcare.people.models import Person
from throughcare.web.asking import Request
from throughcare.web.forms import UNPROCESSABLE
from throughcare.web.words import london_day

HEAD = ("When (UTC)", "Member of staff", "Role", "What they did", "Person", "Ground", "More")


@for_guardians
def audit(request: Request) -> HttpResponse:
    form = asked_of(request)
    found = found_by(request, form, most=A_PAGE + 1)
    shown = found[:A_PAGE]
    actions.record(by=request.staff, at=request.now, did="saw-audit", detail=said(form))
    given = {
        "form": form,
        "lines": [(entry, in_words(entry.did), more_of(entry)) for entry in shown],
        "names": names_of(request, shown),
        "next_page": place_of(shown[-1]) if len(found) > A_PAGE else None,
        "rules": WORTH_A_LOOK.values(),
        "chain": last_verified(),
        "most": A_FILE,
    }
    return render(request, "oversight/audit.html", given, status=UNPROCESSABLE if form.errors else 200)


@for_guardians
def audit_file(request: Request) -> HttpResponse:
    """All that the filters find, from the newest on, as far as one file goes. That it was taken is noted."""
    form = asked_of(request)
    if not form.is_valid():
        return audit(request)
    found = found_by(request, form, most=A_FILE)
    actions.record(by=request.staff, at=request.now, did="exported-audit", detail={**said(form), "rows": len(found)})
    return as_file(f"audit-{london_day(request.now)}.csv", HEAD, map(cells_of, found))


def asked_of(request: Request) -> AuditForm:
    form = AuditForm(request.GET, today=london_day(request.now))
    form.offer(members(request.staff.organisation))
    return form


def found_by(request: Request, form: AuditForm, *, most: int) -> list[Entry]:
    if not form.is_valid():
        return []
    return list(watched(request.staff.organisation, form.asked, as_of=request.now)[:most])


def said(form: AuditForm) -> dict[str, str]:
    """What was asked for, for the record; nothing of what could not be taken."""
    return {name: str(value) for name, value in form.cleaned_data.items() if value and name != "before"}


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
