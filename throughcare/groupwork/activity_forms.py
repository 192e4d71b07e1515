"""The forms of what a mentor scheme does together: programmes without a pathway, mentors who help to lead a group."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.care import helping, programmes
from throughcare.care.models import Cohort, Helper, Programme, ProgrammeVersion
from throughcare.care.programmes import Said
from throughcare.episodes.models import Episode
from throughcare.groupwork.day_forms import CommitmentForm
from throughcare.groupwork.forms import NAME_NOBODY, DescribeForm, one_of
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.peers.models import Mentor
from throughcare.sessions.words import ACTIVITIES, COMMITMENTS
from throughcare.sharing import IDENTITY
from throughcare.web.forms import KeyedForm, RowForm

# A group of a scheme has no pathway of treatment, and is of no other intensity than any.
PLAIN: dict[str, Any] = {"pathway": "", "intensity": "low"}


OUTSIDE_COURT = {key: one.title for key, one in COMMITMENTS.items() if one.category == IDENTITY}


class DescribeActivityForm(DescribeForm):
    pathway = None  # type: ignore[assignment]
    intensity = None  # type: ignore[assignment]

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> ProgrammeVersion:
        return programmes.describe_programme(programme=self.thing, said=Said(**PLAIN, **said), by=by, at=at)


class OpenActivityForm(DescribeActivityForm):
    title, button = "Add a programme", "Add it"
    follows = "Whoever was found safe for a mentor may sit in its groups, matched or not."
    thing: Organisation
    name = forms.CharField(label="Title", max_length=120, help_text=NAME_NOBODY)
    kind = one_of("What it is", ACTIVITIES)
    field_order = ["name", "kind"]

    def record(self, *, by: StaffRole, at: datetime, name: str, kind: str, **said: Any) -> Programme:  # type: ignore[override]
        about = Said(**PLAIN, **said)
        return programmes.open_programme(organisation=self.thing, title=name, said=about, kind=kind, by=by, at=at)


class HelperForm(KeyedForm):
    title, button = "A mentor helps to lead it", "Record it"
    follows = "Their own screen says when the group meets, and names nobody. The register is yours."
    mentor = forms.ChoiceField(label="Mentor", widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, cohort: Cohort, offered: Sequence[Mentor]) -> None:
        super().__init__(data)
        self.cohort, self.offered = cohort, {str(one.pk): one for one in offered}
        names = {key: vars(one)["name"] or "Name not shown" for key, one in self.offered.items()}
        self.offer_choices("mentor", list(names.items()))

    def record(self, *, by: StaffRole, at: datetime, mentor: str) -> Helper:
        episode = Episode(pk=self.offered[mentor].episode_id)
        return helping.ask_to_help(cohort=self.cohort, mentor=episode, by=by, at=at)


class ElsewhereForm(CommitmentForm):
    title = "A mentor has to be elsewhere"
    follows = "The page of the group says which sessions they miss. The prison, and whoever treats them, read it too."
    # A day in court is not for a coordinator to know first: it is of sentence and dates.
    kind = one_of("Where they have to be", OUTSIDE_COURT)


class StopHelpingForm(RowForm[Helper]):
    title, button = "Helps here no longer", "Record it"
    follows = "The group is on their screen no longer."

    def record(self, *, by: StaffRole, at: datetime) -> Helper:
        return helping.stop_helping(helper=self.row, by=by, at=at)
