"""The form of a referral, made from what the service's blueprint asks of whoever refers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict

from throughcare.blueprints.blueprint import Blueprint, Criterion, Field
from throughcare.blueprints.course import course
from throughcare.blueprints.fitting import Fit, fit
from throughcare.blueprints.holding import beginnings
from throughcare.episodes import referring
from throughcare.episodes.choosing import Group, organisations_for, staff_for
from throughcare.episodes.models import Episode, Service
from throughcare.organisations.models import StaffRole
from throughcare.pathways import Moment, Step, from_instant
from throughcare.people.models import Person
from throughcare.web.asked_forms import AskedForm
from throughcare.web.question_fields import given

DRAFT = "draft"
SAID = {"yes": True, "no": False}


class ReferralForm(AskedForm):
    """A referral that is sent, or, with the button for it, kept as a draft in which anything may be left out."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        blueprint: Blueprint,
        step: Step,
        begin: str | None,
        by: StaffRole,
        at: datetime,
    ) -> None:
        as_of = from_instant(at)
        super().__init__(data, {"happened": as_of.on})
        self.begin = begin
        before = course(blueprint, (), as_of=as_of)

        def groups(asked: Field) -> Sequence[Group]:
            if asked.kind == "organisation":
                return organisations_for(before, step, asked.id, as_of=as_of.on)
            return staff_for(before, step, own=by.organisation_id, as_of=as_of.on) if asked.kind == "staff" else ()

        self.ask(blueprint.fields_of(step.id), groups, {})
        self.is_draft = data is not None and DRAFT in data
        for name in [asked.id for asked in self.asked] if self.is_draft else ():
            self.fields[name].required = False

    def record(
        self,
        *,
        person: Person,
        service: Service,
        by: StaffRole,
        at: datetime,
        happened: Moment,
        submission: UUID,
        **said: Any,
    ) -> Episode:
        return referring.refer(
            person=person,
            service=service,
            facts=given(said, self.asked),
            happened=happened,
            begin=self.begin,
            send=not self.is_draft,
            by=by,
            at=at,
            submission=submission,
        )


def beginning(blueprint: Blueprint, asked: str) -> Step:
    """The step that a referral begins with: the one asked for, or the fullest."""
    steps = {step.id: step for step in beginnings(blueprint)}
    return steps.get(asked) or beginnings(blueprint)[-1]


def ticked(query: QueryDict, criteria: Sequence[Criterion]) -> Fit:
    """How the criteria stand after what was ticked in the address."""
    answers = {one.id: SAID[query.get(one.id, "")] for one in criteria if query.get(one.id) in SAID}
    return fit(criteria, answers)
