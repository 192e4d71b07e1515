"""Papers as PDF: the same values as on the page, set by a layout of this room."""

from dataclasses import asdict
from datetime import datetime
from importlib import resources

from throughcare import typesetting
from throughcare.papers.models import HospitalPhoto
from throughcare.papers.plain import MARK, Told
from throughcare.papers.value import Paper

LAYOUTS = resources.files("throughcare.papers").joinpath("paper")
SHEET, PLAIN = (LAYOUTS.joinpath(f"{name}.typ").read_bytes() for name in ("sheet", "plain"))


def printed(paper: Paper, *, at: datetime) -> bytes:
    return typesetting.pdf(SHEET, asdict(paper), at=at)


def printed_plain(told: Told, photo: HospitalPhoto | None, *, at: datetime) -> bytes:
    """The page for the person, in large letters."""
    shown = {"png": bytes(photo.png), "alt": photo.alt} if photo else None
    return typesetting.pdf(PLAIN, {**asdict(told), "photo": shown, "mark": MARK}, at=at)
