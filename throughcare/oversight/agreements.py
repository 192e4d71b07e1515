"""The agreements an organisation is party to: all of them, one, and putting one on record or ending it."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.access.agreeing import WARN_BEFORE, covered, of_party
from throughcare.access.models import FOR, Agreement
from throughcare.oversight.agreement_forms import AgreementForm, EndForm
from throughcare.oversight.guardian import for_guardians
from throughcare.sharing import CATEGORIES
from throughcare.sharing.levels import LEVEL_IN_WORDS
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day

# State -> its word and the colour of its tag, in the order of the list.
STATES = {
    "near": ("Due for review soon", "yellow"),
    "lapsed": ("Lapsed: nothing new is shared under it", "red"),
    "in force": ("In force", "green"),
    "ended": ("Ended", "grey"),
}


@for_guardians
def agreements(request: Request) -> HttpResponse:
    every, today = of_party(request.staff.organisation), london_day(request.now)
    lines = [(one, state_of(one, today=today), parties_of(one)) for one in every]
    order = list(STATES)
    lines.sort(key=lambda line: (order.index(line[1]), line[0].review_on))
    return render(request, "oversight/agreements.html", {"lines": lines, "states": STATES, "words": FOR})


@for_guardians
def agreement(request: Request, number: int) -> HttpResponse:
    found, today = find_agreement(request, number), london_day(request.now)
    given = {
        "agreement": found,
        "state": STATES[state_of(found, today=today)],
        "parties": parties_of(found),
        "purposes": [FOR[one] for one in found.purposes],
        "shares": in_order(found.shares),
        "covered": covered(found, organisation=request.staff.organisation, as_of=request.now),
    }
    return render(request, "oversight/agreement.html", given)


@for_guardians
def record_agreement(request: Request) -> HttpResponse:
    form = AgreementForm(sent(request), of=request.staff.organisation, as_of=request.now)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("agreements", done="agreement")
    return show(request, "oversight/record_agreement.html", form)


@for_guardians
def end_agreement(request: Request, number: int) -> HttpResponse:
    found = find_agreement(request, number)
    form = EndForm(sent(request), agreement=found, today=london_day(request.now))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("agreement", found.pk, done="agreement-ended")
    return show(request, "oversight/end_agreement.html", form, {"agreement": found})


def find_agreement(request: Request, number: int) -> Agreement:
    """One that this organisation is party to; any other is absent."""
    return get_object_or_404(of_party(request.staff.organisation), pk=number)


def state_of(one: Agreement, *, today: date) -> str:
    """The word of `STATES` for how it stands on a day."""
    if one.ended_on is not None:
        return "ended"
    if one.review_on <= today:
        return "lapsed"
    return "near" if one.review_on <= today + WARN_BEFORE else "in force"


def parties_of(one: Agreement) -> list[str]:
    return sorted(party.organisation.name for party in one.parties.all())


def in_order(shares: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """What is shared and how much of it at most, in the order of the table of categories."""
    return [(title, LEVEL_IN_WORDS[shares[category]]) for category, title in CATEGORIES.items() if category in shares]
