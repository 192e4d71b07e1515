"""Django's form fields as components of the design system: what pages call as `field(form["family_name"])`."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html_join
from jinja2 import ChainableUndefined, Environment, PackageLoader
from markupsafe import Markup

from throughcare.fields.boxes import Boxes

# Component -> its folder. Tables are not here: one row of theirs costs most of a millisecond.
COMPONENTS = {
    "button": "button",
    "checkboxes": "checkboxes",
    "dateInput": "date-input",
    "details": "details",
    "errorSummary": "error-summary",
    "fileUpload": "file-upload",
    "input": "input",
    "insetText": "inset-text",
    "passwordInput": "password-input",
    "radios": "radios",
    "select": "select",
    "textarea": "textarea",
    "warningCallout": "warning-callout",
}
Component = Callable[[dict[str, Any]], Markup]
Parameters = dict[str, Any]


def components() -> dict[str, Component]:
    """The design system's macros by name."""
    theirs = Environment(loader=PackageLoader("nhsuk_frontend_jinja"), undefined=ChainableUndefined, autoescape=True)
    return {
        name: vars(theirs.get_template(f"nhsuk/components/{folder}/macro.jinja").module)[name]
        for name, folder in COMPONENTS.items()
    }


DRAWN = components()
NOT_SAID = "Not said"
# Of the boxes in which a day or a moment is typed: title and width in characters.
BOX = {"day": ("Day", 2), "month": ("Month", 2), "year": ("Year", 4), "time": ("Time, if known", 5)}


def field(bound: BoundField, width: int | None = None, autocomplete: str | None = None) -> Markup:
    """One field with its label, hint, fault and what has been typed. `width` is 2, 3, 4, 5, 10, 20 or 30 characters."""
    component, particular = SHAPES.get(type(bound.field.widget), ("input", _text))
    drawn = DRAWN[component]({**_everywhere(bound), "width": width, "autocomplete": autocomplete, **particular(bound)})
    return Markup(drawn)


def faults(form: forms.Form) -> Markup:
    """The summary above the heading: every fault, those of a field with a link to it. Nothing when there are none."""
    said = [
        {"text": says, "href": f"#{anchor(form[name])}"} if _shown(form, name) else {"text": says}
        for name, list_ in form.errors.items()
        for says in list_
    ]
    return Markup(DRAWN["errorSummary"]({"titleText": "There is a problem", "errorList": said})) if said else Markup()


def keys(form: forms.Form, csrf_input: str) -> Markup:
    """What a form carries unseen: the token against forgery and the key of the submission."""
    said = ((bound.html_name, bound.value()) for bound in form.hidden_fields())
    hidden = ((name, "" if value is None else value) for name, value in said)
    return Markup(csrf_input) + format_html_join("", '<input type="hidden" name="{}" value="{}">', hidden)


def send(text: str, classes: str = "") -> Markup:
    """The button that sends a form."""
    return Markup(DRAWN["button"]({"text": text, "preventDoubleClick": True, "classes": classes}))


def anchor(bound: BoundField) -> str:
    """The id of what a link to this field should reach: its first box or choice."""
    widget = bound.field.widget
    return f"{bound.auto_id}-{widget.parts[0]}" if isinstance(widget, Boxes) else str(bound.auto_id)


def _shown(form: forms.Form, name: str) -> bool:
    return name in form.fields and not form.fields[name].widget.is_hidden


def _everywhere(bound: BoundField) -> Parameters:
    label = _label(bound)
    return {
        "id": bound.auto_id,
        "idPrefix": bound.auto_id,
        "name": bound.html_name,
        "label": {"text": label, "classes": "nhsuk-label--s"},
        "fieldset": {"legend": {"text": label, "classes": "nhsuk-fieldset__legend--s"}},
        "hint": {"text": str(bound.help_text)} if bound.help_text else None,
        "errorMessage": {"text": bound.errors[0]} if bound.errors else None,
    }


def _label(bound: BoundField) -> str:
    return f"{bound.label}" if bound.field.required else f"{bound.label} ({vars(bound.field).get('mark', 'optional')})"


def _text(bound: BoundField) -> Parameters:
    numeric = isinstance(bound.field, forms.IntegerField)
    return {"value": _typed(bound), "spellcheck": False, "inputmode": "numeric" if numeric else None}


def _long_text(bound: BoundField) -> Parameters:
    return {"value": _typed(bound), "rows": bound.field.widget.attrs.get("rows", 5)}


def _password(_: BoundField) -> Parameters:
    return {}


def _file(_: BoundField) -> Parameters:
    """A browser fills in no file again."""
    return {"value": None}


def _choice(bound: BoundField) -> Parameters:
    chosen = _typed(bound)
    offered = [(str(value), text) for value, text in _offered(bound) if value not in {"", None}]
    return {"value": chosen, "items": [{"value": value, "text": text} for value, text in offered], "id": None}


def _buttons(bound: BoundField) -> Parameters:
    """A radio button once pressed stays pressed: where nothing need be said, one takes it back."""
    parameters = _choice(bound)
    unsaid = [] if bound.field.required else [{"value": "", "text": NOT_SAID}]
    return {**parameters, "items": [*parameters["items"], *unsaid]}


def _list(bound: BoundField) -> Parameters:
    parameters = _choice(bound)
    return {**parameters, "id": bound.auto_id, "items": [{"value": "", "text": "Choose one"}, *parameters["items"]]}


def _several(bound: BoundField) -> Parameters:
    chosen = {str(value) for value in bound.value() or ()}
    return {
        "id": None,
        "items": [
            {"value": str(value), "text": text, "checked": str(value) in chosen} for value, text in _offered(bound)
        ],
    }


def _tick(bound: BoundField) -> Parameters:
    hint = {"text": str(bound.help_text)} if bound.help_text else None
    item = {"value": "on", "text": bound.label, "checked": bool(bound.value()), "hint": hint}
    return {"items": [item], "fieldset": None, "hint": None, "id": None}


def _boxes(bound: BoundField) -> Parameters:
    parts, typed = bound.field.widget.parts, bound.value()
    return {
        "items": [
            {
                "id": f"{bound.auto_id}-{part}",
                "name": f"{bound.html_name}-{part}",
                "label": BOX[part][0],
                "width": BOX[part][1],
                "value": value,
                "error": bool(bound.errors),
            }
            for part, value in zip(parts, typed, strict=True)
        ]
    }


def _offered(bound: BoundField) -> list[tuple[Any, Any]]:
    assert isinstance(bound.field, forms.ChoiceField)
    choices: Any = bound.field.choices
    return list(choices)


def _typed(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)


# Widget -> the component that draws it, and what that needs beyond what all need.
SHAPES: dict[type[forms.Widget], tuple[str, Callable[[BoundField], Parameters]]] = {
    Boxes: ("dateInput", _boxes),
    forms.CheckboxInput: ("checkboxes", _tick),
    forms.CheckboxSelectMultiple: ("checkboxes", _several),
    forms.FileInput: ("fileUpload", _file),
    forms.PasswordInput: ("passwordInput", _password),
    forms.RadioSelect: ("radios", _buttons),
    forms.Select: ("select", _list),
    forms.Textarea: ("textarea", _long_text),
}
