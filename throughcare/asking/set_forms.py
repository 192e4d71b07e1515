"""The forms with which a service sets its alerts, and a site brings wording, confirms facts, and withdraws either."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from throughcare.blueprints.blueprint import Blueprint
from throughcare.episodes.models import Service
from throughcare.instruments import Instrument
from throughcare.organisations.models import StaffRole
from throughcare.responses import confirming, setting, wording
from throughcare.responses.models import (
    AlertThreshold,
    FactsConfirmed,
    FactsWithdrawn,
    SiteText,
    SiteTextWithdrawal,
    Watch,
)
from throughcare.responses.setting import LONGEST, Watched
from throughcare.web.forms import KeyedForm


def why() -> forms.CharField:
    return forms.CharField(label="Why", max_length=400, widget=forms.Textarea({"rows": 2}))


class NobodysForm(KeyedForm):
    """A form that touches nobody's record."""

    def about(self, _made: Any) -> None:
        return None


class ServiceForm(NobodysForm):
    """A form about a service."""

    owner = forms.CharField(label="Who answers for this", max_length=120)
    why = why()


class WatchForm(ServiceForm):
    team = forms.CharField(label="Responsible team", max_length=120)
    out_of_hours = forms.CharField(label="Out of hours", max_length=120)
    alert_minutes = forms.IntegerField(
        label="Minutes to acknowledge an alert", min_value=1, max_value=LONGEST["alert_minutes"]
    )
    review_minutes = forms.IntegerField(
        label="Minutes to acknowledge what is to be looked at", min_value=1, max_value=LONGEST["review_minutes"]
    )
    then = forms.MultipleChoiceField(
        label="Who is told next", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Each after as many minutes again. Only those who read of self-harm risk here can be told.",
    )  # fmt: skip
    field_order = ("team", "out_of_hours", "alert_minutes", "review_minutes", "then", "owner", "why")

    def __init__(self, data: QueryDict | None, service: Service, blueprint: Blueprint, now: Watched) -> None:
        names = ("team", "out_of_hours", "alert_minutes", "review_minutes", "owner")
        super().__init__(data, initial={name: getattr(now, name) for name in names} | {"then": list(now.then)})
        self.service = service
        self.parties = setting.told_next(blueprint)
        titles = blueprint.pathway.party
        self.fields["then"].choices = [(one, titles[one].title) for one in self.parties]  # type: ignore[attr-defined]

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Watch:
        return setting.set_watch(service=self.service, watch=Watch(**said), parties=self.parties, by=by, at=at)


class ValueForm(ServiceForm):
    """At which value one rule raises."""

    value = forms.FloatField(label="Raises from this value on")
    field_order = ("value", "owner", "why")

    def __init__(self, data: QueryDict | None, service: Service, measured: Instrument, rule: str, now: float) -> None:
        super().__init__(data, initial={"value": f"{now:g}"})
        self.service, self.measured, self.rule = service, measured, rule

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> AlertThreshold:
        return setting.set_threshold(
            service=self.service, instrument=self.measured, rule=self.rule, by=by, at=at, **said
        )


class WordingForm(NobodysForm):
    """The file with the wording, and the licence under which it is shown here."""

    file = forms.FileField(
        label="File with the wording", help_text="One item and its wording a line (CSV), TOML or JSON"
    )
    licence_holder = forms.CharField(label="Who holds the licence", max_length=200)
    licence_reference = forms.CharField(label="Number or date of the licence", max_length=200)
    field_order = ("file", "licence_holder", "licence_reference")

    def __init__(self, data: QueryDict | None, files: MultiValueDict[str, Any] | None, measured: Instrument) -> None:
        super().__init__(data)
        self.files, self.measured = files or MultiValueDict(), measured
        for name in ("file",):
            self.fields[name].widget = forms.FileInput()

    def record(
        self, *, by: StaffRole, at: datetime, file: Any, licence_holder: str, licence_reference: str
    ) -> SiteText:
        return wording.bring(
            measured=self.measured, file=file.name, content=file.read(wording.LARGEST + 1), holder=licence_holder,
            reference=licence_reference, by=by, at=at,
        )  # fmt: skip


class WithdrawForm(NobodysForm):
    why = why()

    def __init__(self, data: QueryDict | None, held: SiteText) -> None:
        super().__init__(data)
        self.held = held

    def record(self, *, by: StaffRole, at: datetime, why: str) -> SiteTextWithdrawal:
        return wording.withdraw(wording=self.held, why=why, by=by, at=at)


class ConfirmForm(NobodysForm):
    """Against what the facts of one file were held; the file is that which the page showed."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False)
    against = forms.CharField(
        label="What you held it against", max_length=400, widget=forms.Textarea({"rows": 2}),
        help_text="Such as the licensed form, its manual, or the paper, with its edition or year",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, measured: Instrument) -> None:
        super().__init__(data, initial={"digest": measured.hash})
        self.measured = measured

    def record(self, *, by: StaffRole, at: datetime, digest: str, against: str) -> FactsConfirmed:
        return confirming.confirm(measured=self.measured, digest=digest, against=against, by=by, at=at)


class WithdrawFactsForm(NobodysForm):
    why = why()

    def __init__(self, data: QueryDict | None, held: FactsConfirmed) -> None:
        super().__init__(data)
        self.held = held

    def record(self, *, by: StaffRole, at: datetime, why: str) -> FactsWithdrawn:
        return confirming.withdraw(held=self.held, why=why, by=by, at=at)
