"""The forms on which answers are entered, corrected, or said not to have been given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from re import fullmatch
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.episodes.models import Episode
from throughcare.fields.boxes import LOST_KEY, DayField
from throughcare.instruments import Instrument, Item
from throughcare.organisations.models import StaffRole
from throughcare.responses import answering, sitting
from throughcare.responses.answering import Sheet
from throughcare.responses.confirming import Sure
from throughcare.responses.models import NotAnswered, Response
from throughcare.responses.reading import occasion_in_words
from throughcare.responses.schedule import DUE, Standing
from throughcare.responses.sitting import Handed
from throughcare.responses.words import ALONE, BETWEEN, CLINICIAN, FILLED, NOT_ANSWERED, PAPER, SHARED, STAFF
from throughcare.telling.phrases import short_day
from throughcare.web.forms import KeyedForm
from throughcare.web.words import london_day

BLANK = ("blank", "Left blank")
NO_WORDING = "Item {number}, as on the paper form"


@dataclass(frozen=True, slots=True)
class Questions:
    """An instrument with the wording that may be shown, in an episode, and the occasions that have come."""

    episode: Episode
    instrument: Instrument
    texts: Mapping[str, str]
    came: Sequence[Standing] = ()
    sures: Mapping[str, Sure] = field(default_factory=dict)

    @property
    def occasions(self) -> list[tuple[str, str]]:
        """What is due first, then what was done, then in between."""
        mine = [one for one in self.came if one.of.instrument == self.instrument.id]
        ordered = sorted(mine, key=lambda one: one.state != DUE)
        told = [(written(one.of.occasion, one.of.nth), _told(one)) for one in ordered]
        return [*told, (BETWEEN, occasion_in_words(BETWEEN, None))]

    def first(self, occasion: str) -> str:
        """The occasion that was come for, where there is such a one; else the first."""
        known = dict(self.occasions)
        return occasion if occasion in known else next(iter(known))


def written(occasion: str, nth: int | None) -> str:
    """An occasion as a value of a form: `session-4`."""
    return f"{occasion}-{nth}" if nth else occasion


def _told(one: Standing) -> str:
    since = f"due since {short_day(one.of.since)}" if one.state == DUE else f"{one.state.replace('-', ' ')}"
    return f"{occasion_in_words(one.of.occasion, one.of.nth)} ({since})"


class ItemField(forms.ChoiceField):
    """One item. It may be left blank, and that is an answer like another: no form is sent back for it."""

    widget = forms.RadioSelect

    def validate(self, value: str) -> None:
        if value not in self.empty_values:
            super().validate(value)


class ItemsForm(KeyedForm):
    """A form with one set of buttons for each item."""

    def ask(self, asked: Questions, given: Mapping[str, int | None]) -> None:
        for item in asked.instrument.items:
            label = (
                f"{item.number}. {asked.texts[item.number]}" if asked.texts else NO_WORDING.format(number=item.number)
            )
            self.fields[f"item-{item.number}"] = ItemField(
                label=label,
                choices=[*choices_of(item), BLANK],
                initial="" if given.get(item.number) is None else str(given[item.number]),
            )

    @property
    def answers(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("item-")]

    @staticmethod
    def given(said: Mapping[str, Any]) -> dict[str, object]:
        """What was answered, by item: numbers as numbers, anything else as it was typed."""
        found = {name.removeprefix("item-"): value for name, value in said.items() if name.startswith("item-")}
        return {number: as_number(value) for number, value in found.items()}


def as_number(typed: str) -> object:
    """None where nothing was said; a whole number where it is one; else what was typed, for the rule to refuse."""
    typed = typed.strip()
    if typed in {"", BLANK[0]}:
        return None
    return int(typed) if fullmatch("-?[0-9]{1,5}", typed) else typed


def choices_of(item: Item) -> list[tuple[str, str]]:
    """Each answer by its number, with its words where they may be shown."""
    words = dict(item.choices or ())
    told = [(str(value), f"{value} {words.get(value, '')}".strip()) for value in item.values]
    return told if item.unknown is None else [*told, (str(item.unknown), f"{item.unknown} Not known")]


class EnterForm(ItemsForm):
    """All items on one page. Some fields are there for what comes from paper alone."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False)
    occasion = forms.ChoiceField(label="On which occasion")
    filled = forms.ChoiceField(label="Who filled it in", widget=forms.RadioSelect)
    completed_on = DayField(label="On which day it was filled in")
    stopped_at = forms.ChoiceField(label="Stopped early, at item", required=False)

    def __init__(self, data: QueryDict | None, asked: Questions, *, paper: bool, today: date, occasion: str) -> None:
        super().__init__(data)
        self.asked, self.paper, self.today, self.person_id = asked, paper, today, asked.episode.person_id
        measured = asked.instrument
        rated = [who for who in FILLED if (who == CLINICIAN) == (measured.rater == CLINICIAN)]
        self.offer_choices("occasion", asked.occasions)
        self.offer_choices("filled", [(who, FILLED[who]) for who in rated])
        self.offer_choices("stopped_at", [("", ""), *((number, number) for number in measured.item)])
        self.initial = {
            "digest": measured.hash,
            "filled": rated[0] if len(rated) == 1 else ALONE,
            "occasion": asked.first(occasion),
        }
        if not paper:
            del self.fields["completed_on"]
        self.ask(asked, {})

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Response:
        occasion, _, nth = said["occasion"].partition("-")
        sheet = Sheet(
            instrument=self.asked.instrument.id,
            digest=said["digest"],
            given=self.given(said),
            entered=PAPER if self.paper else STAFF,
            filled=said["filled"],
            completed_on=said["completed_on"] if self.paper else self.today,
            occasion=occasion,
            nth=int(nth) if nth else None,
            stopped_at=said["stopped_at"],
        )
        return answering.record(episode=self.asked.episode, sheet=sheet, by=by, at=at)

    def refuse(self, refused: Any) -> None:
        """Once it was said that the edition is another one, whoever looked the answers over sends the new one."""
        if "instrument" in refused.reasons:
            self.renew(["digest"])
        super().refuse(refused)


class CorrectForm(ItemsForm):
    """The answers on record, to be put right, and why."""

    why = forms.CharField(label="Why it is corrected", max_length=400, widget=forms.Textarea({"rows": 3}))
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": LOST_KEY, "invalid": LOST_KEY})

    def __init__(
        self,
        data: QueryDict | None,
        asked: Questions,
        response: Response,
        given: Mapping[int, Mapping[str, int | None]],
    ) -> None:
        """`given` is what was answered, by version."""
        super().__init__(data, {"seen": max(given)})
        self.response, self.person_id = response, response.person_id
        self.ask(asked, given[max(given)])

    def record(self, *, by: StaffRole, at: datetime, why: str, seen: int, **said: Any) -> Response:
        given = self.given(said)
        return answering.amend(response=self.response, given=given, seen=seen, why=why, by=by, at=at)


class NotAnsweredForm(KeyedForm):
    """Why something that was due was not answered: a result, and nobody's fault."""

    occasion = forms.ChoiceField(label="On which occasion")
    outcome = forms.ChoiceField(label="Why not", choices=list(NOT_ANSWERED.items()), widget=forms.RadioSelect)
    on = DayField(label="On which day")
    says = forms.CharField(label="In a few words", max_length=400, required=False)

    def __init__(self, data: QueryDict | None, asked: Questions, *, today: date, occasion: str) -> None:
        super().__init__(data, initial={"on": today, "occasion": asked.first(occasion)})
        self.asked, self.person_id = asked, asked.episode.person_id
        self.offer_choices("occasion", asked.occasions)

    def record(self, *, by: StaffRole, at: datetime, occasion: str, **said: Any) -> NotAnswered:
        name, _, nth = occasion.partition("-")
        row = NotAnswered(
            episode=self.asked.episode,
            instrument=self.asked.instrument.id,
            occasion=name,
            nth=int(nth) if nth else None,
            **said,
        )
        return answering.not_answered(row=row, by=by, at=at)


class HandOverForm(KeyedForm):
    """On which occasion the person answers by themselves, on this device."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False)
    occasion = forms.ChoiceField(label="On which occasion")
    code = forms.CharField(
        label="A code to take the device back with",
        max_length=12,
        help_text="4 to 12 digits that you choose now and that the person does not see",
    )

    def __init__(self, data: QueryDict | None, asked: Questions, occasion: str) -> None:
        super().__init__(data, initial={"digest": asked.instrument.hash, "occasion": asked.first(occasion)})
        self.asked, self.person_id = asked, asked.episode.person_id
        self.offer_choices("occasion", asked.occasions)

    def record(self, *, by: StaffRole, at: datetime, digest: str, occasion: str, code: str) -> Handed:
        name, _, nth = occasion.partition("-")
        sheet = Sheet(
            instrument=self.asked.instrument.id,
            digest=digest,
            given={},
            entered=SHARED,
            filled=ALONE,
            completed_on=london_day(at),
            occasion=name,
            nth=int(nth) if nth else None,
        )
        return sitting.hand_over(episode=self.asked.episode, sheet=sheet, code=code, by=by, at=at)

    def about(self, made: Handed) -> int:
        return made.sitting.person_id
