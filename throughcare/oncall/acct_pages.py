"""ACCTs as staff read and mirror them: those of the establishment, one of them, those of one person with worries."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import may_write, seen_by, writes_of
from throughcare.acct import reading
from throughcare.acct.limits import limits
from throughcare.acct.models import AcctEntry, AcctStanding
from throughcare.acct.reading import OVERDUE, accts_here, accts_of, prison_of, told, told_of
from throughcare.acct.reckoning import MOVES
from throughcare.acct.words import ASSESSED, KINDS, MASTER, OPENERS, SELF_HARM, TAKEN_BACK
from throughcare.audit import actions as audit
from throughcare.episodes.reading import Account
from throughcare.oncall.acct_forms import DEEDS, ENTRY_FORMS, BeginForm
from throughcare.organisations.acting import asked_by
from throughcare.telling.phrases import count
from throughcare.web.asking import Request
from throughcare.web.beside import Beside
from throughcare.web.forms import see, sent, show
from throughcare.web.notices import Counted, Notice, Rows
from throughcare.web.person import find_person
from throughcare.web.words import upper_first
from throughcare.worries.reading import may_answer, worries_about, worries_of_acct

LONGEST_NUMBER = 40
MIRRORED = "Mirrored from the prison's document, which decides"


def _of_accts(request: Request) -> Mapping[str, Any] | None:
    mine = reading.may_write(request.staff.role)
    return {**asked_by(request.staff, as_of=request.now), "prison": prison_of(request.staff)} if mine else None


def _late(_: Request, rows: Rows) -> Iterator[Notice]:
    for row in rows:
        waiting = count(row["overdue"], "ACCT owes", "ACCTs owe")
        yield Notice("accts", f"{waiting} a review, or something else that was due", late=True)


COUNTED = Counted(OVERDUE, _of_accts, _late)


def beside(account: Account) -> Beside | None:
    """The line on an episode's page: what its reader may know of an ACCT of this person, asked with the episode."""
    known = told(vars(account.episode).get("acct"), as_of=moment_of(account))
    if known is None:
        return None
    return Beside("acct_mirror", known.called, upper_first(f"{known.says}. {MIRRORED}"), about=str(known.key))


def moment_of(account: Account) -> datetime:
    instant = account.course.as_of.at
    assert instant is not None, "a page is read as of an instant"
    return instant


def accts(request: Request) -> HttpResponse:
    """Those of the establishment that are open or in post-closure, whatever is due first."""
    if not reading.may_write(request.staff.role):
        raise Http404
    rows = accts_here(staff=request.staff, as_of=request.now)
    people = sorted({row.person_id for row in rows})
    audit.record(by=request.staff, at=request.now, did="saw-accts", detail={"people": people})
    found = [(row, told_of(row, as_of=request.now)) for row in rows[: reading.MOST]]
    given = {"found": found, "more": len(rows) > reading.MOST, "master": MASTER}
    return render(request, "oncall/accts.html", given)


def acct_mirror(request: Request, number: int) -> HttpResponse:
    """One ACCT: how it stands, what is owed, what came to pass, its worries."""
    row = found_acct(request, number)
    known = told_of(row, as_of=request.now)
    worries = worries_of_acct(row.number, staff=request.staff, as_of=request.now)
    given = {
        **about(request, row),
        "entries": entries_of(row),
        "worries": [one for one in worries if one.line.person_id == row.person_id],
        "limits": limits(),
        **deeds_of(request, row, known.state.word),
    }
    return render(request, "oncall/acct_mirror.html", given)


def deeds_of(request: Request, row: AcctStanding, word: str) -> dict[str, Any]:
    """Whether whoever looks `writes` of this person, and what they `may` add in this state."""
    mine = may_write(SELF_HARM, person_id=row.person_id, staff=request.staff, as_of=request.now)
    mine, possible, held = mine and not row.taken_back, MOVES.get(word, {}), {ASSESSED: row.assessed_at}
    return {"writes": mine, "may": [one for one in DEEDS if mine and one in possible and not held.get(one)]}


def entries_of(row: AcctStanding) -> list[dict[str, Any]]:
    """What is on record, with its moments; what something was put in the place of says so."""
    told_of_it = vars(row)["entries"]
    corrected = {one["corrects"] for one in told_of_it}
    return [
        {**one, **_dated(one), "stands": one["key"] not in corrected and one["kind"] != TAKEN_BACK}
        for one in told_of_it
    ]


def _dated(one: Mapping[str, Any]) -> dict[str, date]:
    until = {"until_on": date.fromisoformat(one["until_on"])} if one["until_on"] else {}
    return until | {name: datetime.fromisoformat(one[name]) for name in ("happened_at", "at", "next_at") if one[name]}


def about(request: Request, row: AcctStanding) -> dict[str, Any]:
    return {
        "row": row,
        "known": told_of(row, as_of=request.now),
        "name": vars(row)["name"] or "Name not shown",
        "reference": vars(row)["reference"],
        "lives_at": vars(row)["lives_at"],
        "kinds": KINDS,
        "openers": OPENERS,
        "master": MASTER,
    }


def found_acct(request: Request, number: int) -> AcctStanding:
    """The ACCT, for whoever may see that there is one; 404 for everybody else. Whoever is shown it has seen it."""
    row = reading.acct_seen(number, staff=request.staff, as_of=request.now)
    if row is None:
        raise Http404
    audit.record(by=request.staff, at=request.now, did="saw-acct", person_id=row.person_id, detail={"acct": number})
    return row


def acct_deed(request: Request, number: int, deed: str) -> HttpResponse:
    """A form for each thing that can come to pass."""
    row = found_acct(request, number)
    form = ENTRY_FORMS[deed](sent(request), row)
    may = deeds_of(request, row, told_of(row, as_of=request.now).state.word)
    if not may["writes"] or (not form.is_bound and deed not in may["may"]):
        raise Http404
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("acct_mirror", number, done="acct-entry")
    return show(request, "oncall/acct_entry.html", form, {**about(request, row), "heading": KINDS[deed]})


def correct_acct(request: Request, number: int, row: int) -> HttpResponse:
    """The same form about an entry that is on record: what is sent stands in its place."""
    standing = found_acct(request, number)
    entries = seen_by(AcctEntry, staff=request.staff, as_of=request.now).filter(acct=number, pk=row)
    entry = entries.exclude(kind=TAKEN_BACK).select_related("acct").first()
    mine = may_write(SELF_HARM, person_id=standing.person_id, staff=request.staff, as_of=request.now)
    if entry is None or not mine:
        raise Http404
    form = ENTRY_FORMS[entry.kind](sent(request), standing, entry)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("acct_mirror", number, done="acct-corrected")
    given = {**about(request, standing), "heading": f"{KINDS[entry.kind]}: put it right"}
    return show(request, "oncall/acct_entry.html", form, given)


def person_acct(request: Request, reference: str) -> HttpResponse:
    """Every ACCT of somebody that may be seen, and the worries about them."""
    found, answers = find_person(request, reference), may_answer(request.staff.role)
    rows = accts_of(found, staff=request.staff, as_of=request.now)
    given = {
        "person": found,
        "accts": [(row, told_of(row, as_of=request.now)) for row in rows],
        "worries": worries_about(found, staff=request.staff, as_of=request.now) if answers else None,
        "may_begin": SELF_HARM in writes_of(found),
        "master": MASTER,
    }
    return render(request, "oncall/person_acct.html", given)


def open_acct(request: Request, reference: str) -> HttpResponse:
    """Begin the mirror; a number that came along, such as that of a worry, is typed already."""
    found = find_person(request, reference)
    if SELF_HARM not in writes_of(found):
        raise Http404
    form = BeginForm(sent(request), found, request.GET.get("number", "").strip()[:LONGEST_NUMBER])
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("acct_mirror", form.outcome.pk, done="acct-begun")
    return show(request, "oncall/open_acct.html", form, {"person": found, "master": MASTER})
