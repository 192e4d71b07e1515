"""What the hourly job found in the audit record that a Guardian should look at: the list, and acknowledging one."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.audit import actions as audit
from throughcare.lookout import actions
from throughcare.lookout.models import Acknowledgement, Finding
from throughcare.lookout.rules import RULES
from throughcare.oversight.forms import AT_MOST
from throughcare.oversight.guardian import for_guardians
from throughcare.web.asking import Request
from throughcare.web.forms import RowForm, see, sent, show
from throughcare.web.person import number

A_PAGE = 50


class AcknowledgeForm(RowForm[Finding]):
    says = forms.CharField(
        label="What you found, or what follows",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=f"For example: covered the clinic of a colleague that day. {AT_MOST}",
    )

    def record(self, **said: Any) -> Acknowledgement:
        return actions.acknowledge(finding=self.row, **said)

    def about(self, made: Acknowledgement) -> int | None:
        return made.person_id


@for_guardians
def findings(request: Request) -> HttpResponse:
    """Those to look at, or with `acknowledged` in the address those that were; newest first."""
    asked, done = number(request.GET.get("before", "")), "acknowledged" in request.GET
    every = actions.of_organisation(request.staff.organisation).exclude(acknowledged=None)
    found = every if done else actions.to_look_at(request.staff.organisation)
    lines = list((found.filter(pk__lt=asked) if asked else found)[: A_PAGE + 1])
    audit.record(by=request.staff, at=request.now, did="saw-findings")
    given = {
        "lines": [(one, RULES[one.rule]) for one in lines[:A_PAGE]],
        "older": lines[A_PAGE - 1].pk if len(lines) > A_PAGE else None,
        "acknowledged": done,
        "rules": RULES.values(),
    }
    return render(request, "oversight/findings.html", given)


@for_guardians
def acknowledge(request: Request, number: int) -> HttpResponse:
    found = get_object_or_404(actions.of_organisation(request.staff.organisation), pk=number)
    form = AcknowledgeForm(sent(request), found)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("findings", done="acknowledged")
    return show(request, "oversight/acknowledge.html", form, {"finding": found, "rule": RULES[found.rule]})
