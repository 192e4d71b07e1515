"""The questions of a blueprint as fields of a form."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms

from throughcare.blueprints.blueprint import Field
from throughcare.fields.boxes import DayField

YES_NO = (("yes", "Yes"), ("no", "No"))
# More than these are quicker to choose from a list than from buttons.
MOST_BUTTONS = 7
# What is longer than this is cut off in a list on a narrow window, however many there are.
LONGEST_IN_A_LIST = 80
FIRST = ("", "Choose one")
# How a question that may be left empty is marked.
OPTIONAL = "optional"

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class Grouped(forms.Select):
    """A list whose choices stand under headings. The page draws it itself: the design system has none."""


class ReferenceField(forms.ChoiceField):
    """A choice among organisations or staff, under the headings of their regions or places."""

    widget = Grouped

    def __init__(self, *, label: str, required: bool, help_text: str, groups: Groups) -> None:
        super().__init__(label=label, required=required, help_text=help_text, choices=[FIRST, *groups])
        self.groups = groups


def field_for(asked: Field, *, groups: Groups = (), known: str = "", needed: tuple[str, str] = ("", "")) -> forms.Field:
    """The form's field for one question. `groups` are the choices of one that names somebody, `known` what is known.

    `needed` is how it is marked where it is not required and the law demands it, and what the law says.
    """
    mark, says = needed if not asked.required else ("", "")
    hint = " ".join(filter(None, [asked.hint, says, f"On record: {known}." if known else ""]))
    said: dict[str, Any] = {"label": asked.label, "required": asked.required, "help_text": hint}
    if asked.kind in {"organisation", "staff"}:
        made: forms.Field = ReferenceField(**said, groups=groups)
    else:
        made = FIELDS[asked.kind](asked, said)
    vars(made)["mark"] = mark or OPTIONAL
    return made


def _text(_: Field, said: Mapping[str, Any]) -> forms.Field:
    return forms.CharField(**said, max_length=200)


def _choice(asked: Field, said: Mapping[str, Any]) -> forms.Field:
    longest = max((len(title) for _, title in asked.choices), default=0)
    if len(asked.choices) > MOST_BUTTONS and longest <= LONGEST_IN_A_LIST:
        return forms.ChoiceField(**said, choices=[FIRST, *asked.choices])
    return forms.ChoiceField(**said, choices=asked.choices, widget=forms.RadioSelect)


def _day(asked: Field, said: Mapping[str, Any]) -> forms.Field:
    return DayField(label=asked.label, required=asked.required, hint=said["help_text"])


FIELDS: Mapping[str, Callable[[Field, Mapping[str, Any]], forms.Field]] = {
    "text": _text,
    "time": _text,
    "number": _text,
    "long-text": lambda _, said: forms.CharField(**said, max_length=10_000, widget=forms.Textarea({"rows": 4})),
    "date": _day,
    "yes-no": lambda _, said: forms.ChoiceField(**said, choices=YES_NO, widget=forms.RadioSelect),
    "choice": _choice,
    "criterion": _choice,
    "choices": lambda asked, said: forms.MultipleChoiceField(
        **said, choices=asked.choices, widget=forms.CheckboxSelectMultiple
    ),
}


def typed(asked: Field, answer: Any) -> Any:
    """An answer on record as its field shows it when it is filled in beforehand."""
    if asked.kind == "date":
        year, month, day = str(answer).split("-")
        return (day.lstrip("0"), month.lstrip("0"), year)
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return answer if isinstance(answer, list) else str(answer)


def given(cleaned: Mapping[str, Any], questions: Sequence[Field]) -> dict[str, Any]:
    """The answers of a form as the verbs read them: days as 2026-03-02, what was left empty not at all."""
    answers = {asked.id: cleaned.get(asked.id) for asked in questions}
    return {name: str(answer) if asked_day(answer) else answer for name, answer in answers.items() if answer}


def asked_day(answer: Any) -> bool:
    return not isinstance(answer, str | list)
