"""The one-pager as a PDF: the same value as on the page."""

from dataclasses import asdict
from datetime import datetime
from importlib import resources

from throughcare import typesetting
from throughcare.equity.chart import SIZES, picture
from throughcare.equity.one_pager import Page

LAYOUT = resources.files("throughcare.equity").joinpath("paper/one-pager.typ").read_bytes()


def printed(page: Page, *, at: datetime) -> bytes:
    drawn = str(picture(page.bars_title, page.bars, SIZES[0])).encode() if page.bars else b""
    return typesetting.pdf(LAYOUT, {**asdict(page), "bars": _bars(page), "picture": drawn}, at=at)


def _bars(page: Page) -> list[list[str]]:
    """The table beside the picture."""
    return [
        [bar.label, f"{bar.number:,}", f"{bar.residents:.0f}", f"{bar.rate.value:.1f}",
         f"{bar.rate.low:.1f} to {bar.rate.high:.1f}"]
        for bar in page.bars
    ]  # fmt: skip
