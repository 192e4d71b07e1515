"""Rates with their intervals as one picture. The table beside it says the same in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from throughcare.equity.one_pager import Bar
from throughcare.indicators.blocks import APART
from throughcare.telling.line_of_time.svg import FONT, INK, LINE, QUIET, WHITE, joined, line, rect, tag, text, wrapped

BLUE, ORANGE = "#005eb8", "#b8621b"
AXIS, SIZE, LEADING, BAND = 26, 14, 18, 28
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class Size:
    """A width to draw in; labels stand in a column at the left, or, where that is 0 wide, above their line."""

    name: str
    width: float
    label: float


SIZES = (Size("wide", 760, 220), Size("narrow", 300, 0))


def picture(title: str, bars: Sequence[Bar], size: Size) -> Markup:
    """A bar for each rate, and across its end a line as far as its 95% interval goes."""
    top = max(bar.rate.high for bar in bars)
    step = next((one for one in STEPS if top / one <= MOST_STEPS), STEPS[-1])
    end = step * (int(top / step) + 1)
    left, right = size.label, size.width - 52.0
    y, rows = float(AXIS), []
    for bar in bars:
        drawn, height = _row(bar, size, y, left, (right - left) / end)
        rows.append(drawn)
        y += height
    return _drawn(title, bars, size, [_scale(left, right, y, step, end), *rows], y)


def _drawn(title: str, bars: Sequence[Bar], size: Size, pieces: list[Markup], height: float) -> Markup:
    name = f"access-{size.name}"
    says = "; ".join(f"{bar.label}: {_words(bar)}" for bar in bars)
    about: dict[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {size.width:.0f} {height + 6:.0f}",
        "role": "img",
        "font-family": FONT,
        "aria-labelledby": f"{name}-title {name}-says",
    }
    described = tag("desc", {"id": f"{name}-says"}, f"{says}. The table says the same.")
    return tag("svg", about, tag("title", {"id": f"{name}-title"}, title), described, *pieces)


def _words(bar: Bar) -> str:
    return f"{bar.rate.value:.1f}, 95% interval {bar.rate.low:.1f} to {bar.rate.high:.1f}"


def _row(bar: Bar, size: Size, y: float, left: float, scale: float) -> tuple[Markup, float]:
    lines = wrapped(bar.label, size.label - 12 if size.label else size.width, SIZE)
    words = [text(0, y + 18 + number * LEADING, each, size=SIZE, over=WHITE) for number, each in enumerate(lines)]
    under = 0 if size.label else len(lines) * LEADING + 4
    middle = y + under + BAND / 2
    low, value, high = (left + scale * of for of in (bar.rate.low, bar.rate.value, bar.rate.high))
    fill = ORANGE if bar.label == APART else BLUE
    pieces = [
        *words,
        rect(left, middle - 7, value - left, 14, fill, {"opacity": 0.45}),
        line(low, middle, high, middle, INK, width=2),
        line(low, middle - 5, low, middle + 5, INK, width=2),
        line(high, middle - 5, high, middle + 5, INK, width=2),
        text(size.width, middle + 5, f"{bar.rate.value:.1f}", size=SIZE, weight=700, anchor="end", over=WHITE),
    ]
    return joined(pieces), max(len(lines) * LEADING + 10, BAND) if size.label else under + BAND


def _scale(left: float, right: float, height: float, step: int, end: int) -> Markup:
    pieces = []
    for number in range(0, end + 1, step):
        x = left + (right - left) * number / end
        pieces.append(line(x, AXIS - 6, x, height, LINE))
        pieces.append(text(x, AXIS - 12, str(number), size=12, fill=QUIET, anchor="middle" if number else "start"))
    return joined(pieces)
