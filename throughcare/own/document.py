"""A copy of a record written out: one page that needs nothing beside it, and one file for paper.

What people typed reaches Typst as data, never as markup, and the page through a template that escapes it.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import resources

from django.template.loader import get_template

from throughcare import typesetting

TITLE = "A copy of your record"
PAPER = resources.files("throughcare.own").joinpath("paper/copy.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class Section:
    """One category of the record: pairs of a title and what it says, which may have several lines."""

    title: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What the copy says. `left_out` has a line for each kind of thing of which it may be said that it is left out."""

    organisation: str
    reference: str
    asked_by: str
    received: str
    released: str
    sections: tuple[Section, ...]
    left_out: tuple[str, ...]


def page(document: Document) -> str:
    """One HTML file: its style is in it, and it loads nothing."""
    return get_template("own/copy_document.html").render({"title": TITLE, "document": document})


def pdf(document: Document, *, at: datetime) -> bytes:
    """The same as a tagged PDF (PDF/UA-1)."""
    return typesetting.pdf(PAPER, {"title": TITLE, **asdict(document)}, at=at)
