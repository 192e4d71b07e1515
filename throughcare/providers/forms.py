"""The forms of these pages. Each but the first calls one verb, once however often it is sent."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.fields.boxes import DayField
from throughcare.fields.questions import ReferenceField
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.providers import keeping, thresholds
from throughcare.providers.answering import Question
from throughcare.providers.kinds import ANSWERED_BY, ANSWERS, AREAS, EVERY, LEVELS, SEXES, SPECIALTIES, TRAITS
from throughcare.providers.models import LONGEST_LINE, Responsibility, Threshold
from throughcare.providers.places import Groups, by_region
from throughcare.web.forms import KeyedForm, PlainForm

TWELVE_LINES = f"Each on a line of its own, at most {thresholds.MOST_LINES} of {LONGEST_LINE} characters"
BY_WHAT = "For example: contract of April 2026, schedule 2"


def _offer(titles: dict[str, str]) -> list[tuple[str, str]]:
    return list(titles.items())


def one_or_every(trait: str, label: str) -> forms.ChoiceField:
    """A trait of which an open question stands for every one."""
    offered = [("", ""), *TRAITS[trait].items()]
    return forms.ChoiceField(label=label, choices=offered, required=False, help_text=f"Left open: {EVERY[trait]}")


def _areas(groups: Groups, hint: str) -> ReferenceField:
    return ReferenceField(label="Home area", required=True, help_text=hint, groups=groups)


class FinderForm(PlainForm):
    """What decides who is responsible. The address carries it, so that it can be sent to somebody."""

    level = forms.ChoiceField(label="Level of security", choices=_offer(LEVELS), widget=forms.RadioSelect)
    specialty = forms.ChoiceField(label="Specialty", choices=_offer(SPECIALTIES), widget=forms.RadioSelect)
    sex = forms.ChoiceField(label="Men or women", choices=_offer(SEXES), widget=forms.RadioSelect)
    on = DayField(label="On which day")

    def __init__(self, data: QueryDict | None, *, initial: dict[str, Any], areas: Groups) -> None:
        super().__init__(data, initial)
        self.fields["area"] = _areas(areas, "Where the person last lived before prison. The prison does not decide it")
        self.order_fields(["area"])

    def question(self, answers: str, areas: Iterable[int]) -> Question:
        """What is asked of the rows, once the form is valid. `areas`: the nearest first."""
        said = self.cleaned_data
        traits = {name: said[name] for name in ("level", "specialty", "sex")}
        return Question(answers=answers, areas=tuple(areas), day=said["on"], **traits)


class RowFields(KeyedForm):
    """By what something is so, and who approved it."""

    source = forms.CharField(label="By what document", max_length=LONGEST_LINE, help_text=BY_WHAT)
    approved_by = forms.CharField(
        label="Approved by", max_length=LONGEST_LINE, help_text="Name and post of whoever approved it"
    )

    def about(self, made: Any) -> None:
        """It is about nobody's record."""


class AnswerForm(RowFields):
    answers = forms.ChoiceField(label="Who is this", choices=_offer(ANSWERS), widget=forms.RadioSelect)
    level = one_or_every("level", "Level of security")
    specialty = one_or_every("specialty", "Specialty")
    sex = one_or_every("sex", "Men or women")
    from_on = DayField(label="From")
    until_on = DayField(label="Until", required=False, hint="The first day on which it no longer holds")

    def __init__(self, data: QueryDict | None, *, offered: list[Organisation], area: str, today: date) -> None:
        super().__init__(data, {"area": area, "from_on": today})
        self.offered = {str(one.pk): one for one in offered}
        kinds = {kind for part in ANSWERED_BY.values() for kind in part}
        who = by_region(one for one in offered if one.kind in kinds)
        self.fields["area"] = _areas(by_region(one for one in offered if one.kind in AREAS), "")
        self.fields["organisation"] = ReferenceField(
            label="Which organisation", required=True, help_text="", groups=who
        )
        self.order_fields(["answers", "area", "level", "specialty", "sex", "organisation", "from_on", "until_on"])

    def record(self, *, by: StaffRole, at: datetime, area: str, organisation: str, **said: Any) -> Responsibility:
        row = Responsibility(area=self.offered[area], organisation=self.offered[organisation], **said)
        return keeping.answer_for(row=row, by=by, at=at)


class EndForm(RowFields):
    on = DayField(label="First day on which it no longer holds")

    def __init__(self, data: QueryDict | None, *, row: Responsibility, today: date) -> None:
        super().__init__(data, {"on": today})
        self.row = row
        self.order_fields(["on"])

    def record(self, **said: Any) -> Responsibility:
        return keeping.end(row=self.row, **said)


class ThresholdForm(KeyedForm):
    level = one_or_every("level", "Level of security")
    specialty = one_or_every("specialty", "Specialty")
    admits = forms.CharField(
        label="You admit somebody when",
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text=f"A team in a prison reads this before it refers. {TWELVE_LINES}",
    )
    refuses = forms.CharField(
        label="You do not admit somebody when",
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=TWELVE_LINES,
    )
    from_on = DayField(label="From")
    source = forms.CharField(
        label="By what document", max_length=LONGEST_LINE, help_text="For example: admission policy, version 4"
    )

    def __init__(self, data: QueryDict | None, *, of: Organisation, version: Threshold | None, today: date) -> None:
        super().__init__(data, {**_as_typed(version), "from_on": today})
        self.of = of

    def record(self, *, by: StaffRole, at: datetime, admits: str, refuses: str, **said: Any) -> Threshold:
        lines = {"admits": admits.splitlines(), "refuses": refuses.splitlines()}
        return thresholds.set_threshold(threshold=Threshold(provider=self.of, **lines, **said), by=by, at=at)

    def about(self, made: Threshold) -> None:
        """It is about nobody's record."""


def _as_typed(version: Threshold | None) -> dict[str, Any]:
    """What is changed of an earlier version; nothing without one."""
    if version is None:
        return {}
    lines = {"admits": "\n".join(version.admits), "refuses": "\n".join(version.refuses)}
    return {"level": version.level, "specialty": version.specialty, "source": version.source, **lines}
