"""The environment that pages are written in.

A page that names something it was not given fails, so that a mistake is found by the first test and not by a reader.
The design system's components expect the opposite: they live in an environment of their own, in `drawing`.
"""

from collections.abc import Mapping
from functools import lru_cache

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import BaseLoader, Environment, StrictUndefined, Undefined

from throughcare.fields import drawing
from throughcare.organisations.roles import ROLES
from throughcare.sharing import PURPOSES, PURPOSES_OF
from throughcare.telling import phrases
from throughcare.web import words
from throughcare.web.navigation import AT_ONCE, menu
from throughcare.web.notices import notices
from throughcare.web.unrecorded import unrecorded

# Tables of words that pages read.
TABLES = {"at_once": AT_ONCE, "roles": ROLES, "purposes": PURPOSES, "purposes_of": PURPOSES_OF}


def environment(*, loader: BaseLoader, autoescape: bool, auto_reload: bool, undefined: type[Undefined]) -> Environment:
    """Called by Django with options of its own; what to do about an unknown name is decided here."""
    assert issubclass(StrictUndefined, undefined)
    made = Environment(
        loader=loader,
        autoescape=autoescape,
        auto_reload=auto_reload,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(drawing.DRAWN)
    made.globals.update(field=drawing.field, faults=drawing.faults, keys=drawing.keys, send=drawing.send)
    made.globals.update(static=static if auto_reload else lru_cache(maxsize=256)(static))
    made.globals.update(url=url, here=here, menu=menu, notices=notices, not_taken=unrecorded, **TABLES)
    made.filters.update({word.__name__: word for word in WORDS})
    return made


WORDS = (
    words.day,
    words.short_day,
    words.near_day,
    words.instant,
    words.clock,
    phrases.span,
    phrases.count,
    phrases.listed,
    words.upper_first,
)


@lru_cache(maxsize=8192)
def url(name: str, *parts: str | int) -> str:
    """The address of a page: `url("person", person.reference)`."""
    return reverse(name, args=parts)


def here(request: HttpRequest, changes: Mapping[str, str | int | None]) -> str:
    """This page's address with some of its filters changed; None takes one away."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path
