"""Choosing the role to act in, once signed in."""

from django import forms
from django.http import HttpResponse

from throughcare.organisations.models import StaffRole
from throughcare.organisations.roles import ROLES
from throughcare.web.acting import CHOSEN
from throughcare.web.asking import Request
from throughcare.web.forms import PlainForm, see, sent, show


class RoleForm(PlainForm):
    role = forms.TypedChoiceField(label="Which role are you acting in?", widget=forms.RadioSelect, coerce=int)

    def offer(self, roles: list[StaffRole]) -> None:
        self.offer_choices("role", [(held.pk, f"{ROLES[held.role].title}, {held.organisation}") for held in roles])


def choose_role(request: Request) -> HttpResponse:
    form = RoleForm(sent(request))
    form.offer(request.may_act_as)
    if form.is_valid():
        request.session[CHOSEN] = form.cleaned_data["role"]
        request.session.cycle_key()
        return see("today")
    return show(request, "signin/choose_role.html", form)
