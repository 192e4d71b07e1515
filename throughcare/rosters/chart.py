"""The chart of cover: each wing by hour over some days, one picture drawn on the server. Patterns tell, not colours."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from throughcare.rota.grid import HOURS, SAYS, Cell, Row
from throughcare.telling.line_of_time.svg import FONT, INK, LINE, QUIET, WHITE, joined, line, rect, stripes, tag, text

BLUE, PALE, RED, GREY = "#005eb8", "#c6dbef", "#b3261e", "#e8edee"
HEAD, ROW, BETWEEN, KEY = 44.0, 22.0, 18.0, 20.0
EVERY = 6


@dataclass(frozen=True, slots=True)
class Size:
    """A width to draw in, and how much of it is for the days at the left."""

    name: str
    width: float
    label: float


SIZES = (Size("wide", 760, 110), Size("narrow", 300, 52))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A wing with its days."""

    wing: str
    rows: Sequence[Row]


def picture(title: str, wings: Sequence[Drawn], size: Size) -> Markup:
    """All wings one below the other, and the key."""
    pieces, y = [], 4.0
    for wing in wings:
        drawn, height = _wing(wing, size, y)
        pieces.append(drawn)
        y += height + BETWEEN
    key, height = _key(wings, size, y)
    name = f"cover-{size.name}"
    about: dict[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {size.width:.0f} {y + height:.0f}",
        "role": "img",
        "font-family": FONT,
        "aria-labelledby": f"{name}-title {name}-says",
    }
    says = "; ".join(_in_words(wing) for wing in wings)
    described = tag("desc", {"id": f"{name}-says"}, f"{says}. The table says the same.")
    heading = tag("title", {"id": f"{name}-title"}, title)
    return tag("svg", about, heading, described, _patterns(size), *pieces, key)


def _in_words(wing: Drawn) -> str:
    hours = Counter(cell for row in wing.rows for cell in row.cells)
    partly = f", {hours[Cell.PARTLY]} with somebody for a part of it" if hours[Cell.PARTLY] else ""
    fewer = f", {hours[Cell.FEWER]} with fewer than wanted" if hours[Cell.FEWER] else ""
    return f"{wing.wing}: {hours[Cell.NOBODY]} hours with nobody{partly}{fewer}"


def _patterns(size: Size) -> Markup:
    """Gaps are slanting bars with an edge, what is covered is plain: in black and white they stay apart."""
    gap = stripes(f"nobody-{size.name}", ((RED, 3), (WHITE, 3)))
    partly = stripes(f"partly-{size.name}", ((BLUE, 5), (WHITE, 2)))
    return tag("defs", {}, gap, partly)


def _wing(wing: Drawn, size: Size, y: float) -> tuple[Markup, float]:
    hour = (size.width - size.label) / len(HOURS)
    pieces: list[Markup] = [text(0, y + 14, wing.wing, size=15, weight=700)]
    for number, row in enumerate(wing.rows):
        top = y + HEAD + number * ROW
        pieces.append(text(0, top + ROW - 7, _day(row.on, size), size=12))
        pieces += [
            _cell(cell, size.label + first * hour, top, (last - first) * hour, size)
            for cell, first, last in row.spans()
        ]
    height = HEAD + len(wing.rows) * ROW
    pieces += _hours(size, hour, y, height)
    return joined(pieces), height


def _hours(size: Size, hour: float, y: float, height: float) -> list[Markup]:
    """The hours over the columns, with a line at each sixth."""
    pieces = []
    for number in range(0, len(HOURS) + 1, EVERY):
        x, anchor = size.label + number * hour, "end" if number == len(HOURS) else "start" if not number else "middle"
        pieces.append(text(x, y + HEAD - 10, f"{number:02}", size=11, fill=QUIET, anchor=anchor))
        pieces.append(line(x, y + HEAD - 6, x, y + height, INK if number in (0, len(HOURS)) else QUIET))
    return pieces


def _day(on: date, size: Size) -> str:
    return f"{on:%a} {on.day} {on:%b}" if size.label > 60 else f"{on:%a} {on.day}"


def _cell(cell: Cell, x: float, y: float, width: float, size: Size) -> Markup:
    inside = (x, y + 1.5, width, ROW - 3)
    if cell is Cell.NOBODY:
        return rect(*inside, f"url(#nobody-{size.name})", {"stroke": RED, "stroke-width": 1.5})
    if cell is Cell.PARTLY:
        return rect(*inside, f"url(#partly-{size.name})", {"stroke": BLUE, "stroke-width": 1})
    if cell is Cell.COVERED:
        return rect(*inside, BLUE)
    if cell is Cell.FEWER:
        # Half of it is filled, from below: some of them are there.
        lower = rect(x, y + ROW / 2, width, ROW / 2 - 1.5, BLUE)
        return joined([rect(*inside, WHITE, {"stroke": BLUE, "stroke-width": 1}), lower])
    if cell is Cell.EXTRA:
        return rect(*inside, PALE, {"stroke": BLUE, "stroke-width": 1})
    if cell is Cell.NO_SUCH_HOUR:
        return joined([rect(*inside, GREY), line(x, y + 2, x + width, y + ROW - 2, QUIET)])
    return rect(*inside, WHITE, {"stroke": LINE, "stroke-width": 1})


def _key(wings: Sequence[Drawn], size: Size, y: float) -> tuple[Markup, float]:
    """What each pattern means, of those that are in the picture."""
    there = {cell for wing in wings for row in wing.rows for cell in row.cells}
    shown = [cell for cell in SAYS if cell in there]
    pieces = []
    for number, cell in enumerate(shown):
        top = y + number * (ROW + 2)
        pieces += [_cell(cell, 0, top, KEY, size), text(KEY + 8, top + ROW - 7, SAYS[cell], size=12)]
    return joined(pieces), len(shown) * (ROW + 2) + 4
