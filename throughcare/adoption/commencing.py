"""Recording the day on which what a blueprint holds in shadow comes into force."""

from datetime import date, datetime
from functools import partial
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict

from throughcare.audit.submissions import once
from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.library import load, shipped
from throughcare.commencement import actions
from throughcare.commencement.models import Commencement
from throughcare.fields.boxes import DayField, SubmissionField
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.web.asking import Request
from throughcare.web.forms import PlainForm, see, sent, show
from throughcare.web.words import london_day


class CommenceForm(PlainForm):
    day = DayField(
        label="In force from",
        required=False,
        hint="Left empty, a day that was recorded is taken back.",
    )
    basis = forms.CharField(
        label="What it rests on", max_length=actions.LONGEST_BASIS, help_text="The title of the regulations"
    )
    approved_by = forms.CharField(
        label="Who approved it", max_length=actions.LONGEST_NAME, help_text="Name and office; they need no account here"
    )
    approved_on = DayField(label="Approved on")
    submission = SubmissionField()

    def __init__(self, data: QueryDict | None, *, blueprint: Blueprint, subject: str, today: date) -> None:
        super().__init__(data, {"approved_on": today})
        self.blueprint, self.subject = blueprint, subject

    @verb
    def record(self, *, by: StaffRole, at: datetime, submission: UUID, **said: object) -> Commencement | None:
        """The row recorded; None where this form has done its work already."""
        if once(submission, did="commence", by=by, at=at) is not None:
            return None
        row = Commencement(subject=self.subject, **said)
        return actions.commence(blueprint=self.blueprint, record=row, by=by, at=at)


def commence(request: Request, blueprint_id: str, subject: str) -> HttpResponse:
    blueprint = load(blueprint_id) if blueprint_id in shipped() else None
    row = actions.subject(blueprint, subject) if blueprint else None
    if blueprint is None or row is None:
        raise Http404
    if request.staff.role != actions.ADMINISTRATOR:
        raise PermissionDenied
    form = CommenceForm(sent(request), blueprint=blueprint, subject=subject, today=london_day(request.now))
    if form.carry_out(partial(form.record, by=request.staff, at=request.now)):
        return see("blueprint", blueprint_id, done="commenced")
    records = [one for one in actions.recorded(blueprint_id) if one.subject == subject]
    given = {"blueprint": blueprint, "row": row, "records": records}
    return show(request, "blueprints/commence.html", form, given)
