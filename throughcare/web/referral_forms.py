"""The form of a referral, made from what the service's blueprint asks of whoever refers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import QueryDict

from throughcare.blueprints.blueprint import Blueprint, Criterion, Field
from throughcare.blueprints.course import course
from throughcare.blueprints.fitting import Fit, fit
from throughcare.blueprints.holding import beginnings
from throughcare.episodes import referring
from throughcare.episodes.models import Episode, Service
from throughcare.fields.choosing import Group, organisations_for, staff_for
from throughcare.fields.held import on_record
from throughcare.organisations.models import StaffRole
from throughcare.pathways import Moment, Step
from throughcare.people.models import Person
from throughcare.web.asked_forms import AskedForm

DRAFT = "draft"
SAID = {"yes": True, "no": False}


@dataclass(frozen=True)
class Opening:
    """What a referral begins with, and who writes it. `begin` is the step asked for by name, if one was."""

    blueprint: Blueprint
    begin: str | None
    by: StaffRole
    as_of: Moment

    @property
    def step(self) -> Step:
        """The step asked for, or the fullest."""
        steps = {step.id: step for step in beginnings(self.blueprint)}
        return steps.get(self.begin or "") or beginnings(self.blueprint)[-1]

    def groups(self, asked: Field) -> Sequence[Group]:
        """Whom a question may name before there is an episode."""
        before, day = course(self.blueprint, (), as_of=self.as_of), self.as_of.on
        if asked.kind == "organisation":
            return organisations_for(before, self.step, asked.id, as_of=day)
        if asked.kind == "staff":
            return staff_for(before, self.step, own=self.by.organisation_id, as_of=day)
        return ()


class ReferralForm(AskedForm):
    """A referral that is sent, or, with the button for it, kept as a draft in which anything may be left out."""

    def __init__(self, data: QueryDict | None, opening: Opening, person: Person) -> None:
        super().__init__(data, {"happened": opening.as_of.on})
        self.held = on_record(
            opening.blueprint, opening.step.id, person=person.pk, staff=opening.by, as_of=opening.as_of
        )
        self.begin = opening.begin
        self.ask(opening.blueprint.fields_of(opening.step.id), opening.groups, {})
        self.is_draft = data is not None and DRAFT in data
        self.held = None if self.is_draft else self.held
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
        facts: Mapping[str, Any],
    ) -> Episode:
        verb = partial(referring.refer, person=person, service=service, happened=happened, by=by, at=at)
        return verb(facts=facts, begin=self.begin, send=not self.is_draft, submission=submission)


def ticked(query: QueryDict, criteria: Sequence[Criterion]) -> Fit:
    """How the criteria stand after what was ticked in the address."""
    answers = {one.id: SAID[query.get(one.id, "")] for one in criteria if query.get(one.id) in SAID}
    return fit(criteria, answers)
