"""Choosing for which purpose one looks, where a role has more than one."""

from django import forms
from django.http import HttpResponse

from throughcare.audit import actions as audit
from throughcare.sharing import PURPOSES, PURPOSES_OF, Purpose
from throughcare.web.acting import PURPOSE
from throughcare.web.asking import Request
from throughcare.web.forms import PlainForm, see, sent, show
from throughcare.web.words import upper_first

# What the form says for: none in particular.
ANY = "any"


class PurposeForm(PlainForm):
    purpose = forms.ChoiceField(label="For which purpose do you look at records?", widget=forms.RadioSelect)

    def offer(self, role: str) -> None:
        of_role = [(str(one), upper_first(PURPOSES[one].says)) for one in PURPOSES_OF[role]]
        self.offer_choices("purpose", [(ANY, "Any that my role has"), *of_role])


def purpose(request: Request) -> HttpResponse:
    form = PurposeForm(sent(request), {"purpose": request.purpose or ANY})
    form.offer(request.staff.role)
    if form.is_valid():
        chosen = form.cleaned_data["purpose"]
        request.session[PURPOSE] = None if chosen == ANY else Purpose(chosen)
        audit.record(by=request.staff, at=request.now, did="chose-purpose", detail={"purpose": chosen})
        return see("today", done="purpose")
    return show(request, "oversight/purpose.html", form)
