"""Shares with their intervals as one picture. The table beside it says the same in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from throughcare.measures.reading import Part
from throughcare.telling.line_of_time.svg import FONT, INK, LINE, QUIET, WHITE, joined, line, rect, tag, text, wrapped

BLUE = "#005eb8"
AXIS, SIZE, LEADING, BAND, DOT = 26, 14, 18, 26, 5


@dataclass(frozen=True, slots=True)
class Size:
    """A width to draw in; labels stand in a column at the left, or, where that is 0 wide, above their line."""

    name: str
    width: float
    label: float


SIZES = (Size("wide", 960, 400), Size("narrow", 300, 0))


def intervals(title: str, says: str, shares: Sequence[tuple[str, Part]], size: Size) -> Markup:
    """A line for each share: a dot where it is, and a bar as far as its 95% interval goes."""
    left, right = size.label + 8.0, size.width - 64.0
    y, rows = float(AXIS), []
    for label, part in shares:
        drawn, height = _row(label, part, size, y, left, right)
        rows.append(drawn)
        y += height
    name = f"shares-{size.name}"
    return tag(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {size.width:.0f} {y + 6:.0f}",
            "role": "img",
            "font-family": FONT,
            "aria-labelledby": f"{name}-title {name}-says",
        },
        tag("title", {"id": f"{name}-title"}, title),
        tag("desc", {"id": f"{name}-says"}, says),
        _scale(left, right, y),
        *rows,
    )


def _row(label: str, part: Part, size: Size, y: float, left: float, right: float) -> tuple[Markup, float]:
    room = size.label - 16 if size.label else size.width
    lines = wrapped(label, room, SIZE)
    words = [text(0, y + 17 + number * LEADING, line_, size=SIZE, over=WHITE) for number, line_ in enumerate(lines)]
    under = 0 if size.label else len(lines) * LEADING + 4
    height = max(len(lines) * LEADING + 10, BAND) if size.label else under + BAND + 6
    middle = y + under + BAND / 2
    x = [left + (right - left) * value / 100 for value in (part.low, part.percent, part.high)]
    return joined(
        [
            *words,
            rect(x[0], middle - 4, x[2] - x[0], 8, BLUE, {"opacity": 0.35}),
            tag("circle", {"cx": x[1], "cy": middle, "r": DOT, "fill": BLUE}),
            text(size.width, middle + 5, f"{part.percent:.0f}%", size=SIZE, fill=INK, weight=700, anchor="end"),
        ]
    ), height


def _scale(left: float, right: float, height: float) -> Markup:
    pieces = []
    for percent in (0, 25, 50, 75, 100):
        x = left + (right - left) * percent / 100
        pieces.append(line(x, AXIS - 6, x, height, LINE))
        pieces.append(text(x, AXIS - 12, f"{percent}%", size=12, fill=QUIET, anchor="middle"))
    return joined(pieces)
