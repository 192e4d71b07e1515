"""What came with a form that could not be taken at all: shown once more, so that nothing typed is lost.

A form that is shown again keeps its own text. This is for answers that have no form to show: signed out meanwhile, not
yours any more, somebody else is recording. "Go back" is no way to it: a browser forgets what was typed into a page that
no cache may keep.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError

from throughcare.blueprints.holding import FIELDS, questions
from throughcare.blueprints.library import load, shipped
from throughcare.fields.questions import YES_NO
from throughcare.people.kinds import IDENTIFIERS
from throughcare.web.acting import OPEN_TO_ALL, WITHOUT_ROLE
from throughcare.web.asked_forms import AskedForm, CorrectForm, StrikeOutForm
from throughcare.web.forms import PlainForm
from throughcare.web.people_forms import ON_A_SLIP, MoveForm, PersonForm
from throughcare.web.person import ADDITIONS
from throughcare.web.words import upper_first

# Url name of a page -> the form on it. Corrections and referrals ask what their blueprint asks, whichever that is.
FORM_OF: dict[str, type[PlainForm]] = {
    "create_person": PersonForm,
    "move": MoveForm,
    "step": AskedForm,
    "strike_out": StrikeOutForm,
}
# What a page carries unseen or asks in order to sign in, and what is chosen from a list by a number that says nothing.
NEVER = frozenset({"csrfmiddlewaretoken", "submission", "seen", "looked_at", "login", "password", "next", "draft"})
BY_NUMBER = frozenset({"organisation", "staff", "unit"})
# How the name of a field begins by which an organisation is chosen for a party of a blueprint.
PARTY = "party-"
# A day and its time are typed in boxes of their own and read as one line.
BOX = re.compile(r"(.+)-(?:day|month|year|time)")
# Far more than the longest form takes; what is longer still was not typed by hand.
MOST_TEXTS, MOST_CHARACTERS, LONGEST_LABEL = 60, 60_000, 100
FEW_LABELS = 3


@dataclass(frozen=True, slots=True)
class Text:
    """One text as it was typed, under the words that stood beside it."""

    label: str
    typed: str

    @property
    def rows(self) -> int:
        """How many lines it takes, about, in a box of the usual width."""
        return min(20, sum(1 + len(line) // 60 for line in self.typed.splitlines()))


@dataclass(slots=True)
class Asked:
    """All that forms ask under one name: the labels, the titles of what may be chosen, the kinds of answer."""

    labels: set[str] = field(default_factory=set)
    titles: dict[str, str] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)


def unrecorded(request: HttpRequest) -> list[Text]:
    """What a form brought with it, up to a length. Nothing from signing in, nor from a page that is not ours."""
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return []
    match = request.resolver_match
    page, named = (str(match.url_name), match.kwargs) if match else ("", {})
    if page in OPEN_TO_ALL | WITHOUT_ROLE:
        return []
    asked = asked_on(page, named.get("what", ""), named.get("step_id", ""))
    return list(_bounded(_texts(_sent(request), asked)))


def _sent(request: HttpRequest) -> QueryDict:
    """What came with the form; nothing of a body that was refused, which nobody typed by hand."""
    try:
        return request.POST
    except (SuspiciousOperation, BadRequest, UnreadablePostError):
        return QueryDict()


def _texts(data: QueryDict, asked: Mapping[str, Asked]) -> Iterator[Text]:
    boxes: dict[str, list[str]] = defaultdict(list)
    for name, values in data.lists():
        box = BOX.fullmatch(name)
        boxes[box[1] if box else name] += [value for value in values if value.strip()]
    for name, values in boxes.items():
        here = asked.get(name, Asked())
        if values and name not in NEVER and not name.startswith(PARTY) and BY_NUMBER.isdisjoint({name, *here.kinds}):
            yield Text(label_of(name, here), " ".join(here.titles.get(value, value) for value in values))


def _bounded(texts: Iterable[Text]) -> Iterator[Text]:
    left = MOST_CHARACTERS
    for text in islice(texts, MOST_TEXTS):
        if left > 0:
            yield Text(text.label[:LONGEST_LABEL], text.typed[:left])
        left -= len(text.typed)


def label_of(name: str, asked: Asked) -> str:
    """What a field is called where it is asked; its own name where too many forms differ."""
    few = 0 < len(asked.labels) <= FEW_LABELS
    return " / ".join(sorted(asked.labels)) if few else upper_first(" ".join(re.split("[-_]", name)))


@lru_cache(maxsize=256)
def asked_on(page: str, addition: str, step: str) -> dict[str, Asked]:
    """What may be asked on a page, by the name of the field, without asking the database whose page it is."""
    found: dict[str, Asked] = defaultdict(Asked)
    form = ADDITIONS[addition].form if addition else FORM_OF.get(page, CorrectForm)
    asked = _of_blueprints(step) if issubclass(form, AskedForm) else ()
    for name, label, titles, kind in [*_of_form(form), *asked]:
        found[name].labels.add(label)
        found[name].titles.update(titles)
        found[name].kinds.add(kind)
    return dict(found)


def _of_form(form: type[PlainForm]) -> Iterator[tuple[str, str, dict[str, str], str]]:
    for name, asked in form.base_fields.items():
        offered: Any = asked.choices if isinstance(asked, forms.ChoiceField) else ()
        yield name, str(asked.label or ""), {str(value): str(title) for value, title in offered}, ""
    for kind in ON_A_SLIP if form is PersonForm else ():
        yield kind, IDENTIFIERS[kind].title, {}, ""


def _of_blueprints(step: str) -> Iterator[tuple[str, str, dict[str, str], str]]:
    """The questions of one step in the blueprints that ship, or of all where the address names none."""
    for blueprint in map(load, shipped()):
        steps = [step] if step else [*blueprint.form_of, *FIELDS]
        for asked in (asked for one in steps for asked in questions(blueprint, one)):
            yield asked.id, asked.label, dict(asked.choices or YES_NO), asked.kind
