"""Pieces of SVG as safe text. Attributes only: the pages' security policy lets nobody write a style."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate

from markupsafe import Markup, escape

INK = "#212b32"
QUIET = "#4c6272"
LINE = "#d8dde0"
WHITE = "#fff"
FONT = "Frutiger W01, Arial, sans-serif"

# Widths of characters in em, a little generous, so that what is said to fit does so in any of the fonts.
_EMS = dict.fromkeys("ijlI.,'|!:;()[] ft-", 0.32) | dict.fromkeys("mwMW@%", 0.9)
_OTHER, _CAPITAL, _BOLD = 0.56, 0.7, 1.08

Attributes = Mapping[str, str | float]

# A plain string as markup, without asking it first whether it would rather write itself.
_markup: Callable[[str], Markup] = partial(str.__new__, Markup)


def tag(name: str, attributes: Attributes, *inside: str) -> Markup:
    """One element; text inside is escaped unless it is markup already."""
    # A page draws some three hundred: the attributes are written by C alone once they have been written before.
    written = "".join(map(_attribute, attributes, attributes.values()))
    return _markup(f"<{name}{written}>{_together(inside) if inside else ''}</{name}>")


def joined(pieces: Iterable[str]) -> Markup:
    return _markup(_together(pieces))


def _together(pieces: Iterable[str]) -> str:
    return "".join([piece if isinstance(piece, Markup) else _escaped(piece) for piece in pieces])


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 14,
    fill: str = INK,
    weight: int = 400,
    anchor: str = "start",
    over: str = "",
) -> Markup:
    """A line of text whose baseline begins (or ends, or is centred) at a point.

    `over` is the ground it is written on where lines may run behind it: an edge of that colour keeps them off.
    """
    where: dict[str, str | float] = {"x": x, "y": y, "font-size": size, "fill": fill}
    if weight != 400:
        where["font-weight"] = weight
    if anchor != "start":
        where["text-anchor"] = anchor
    if over:
        where.update({"stroke": over, "stroke-width": 3, "paint-order": "stroke"})
    return tag("text", where, words)


def rect(x: float, y: float, width: float, height: float, fill: str, more: Attributes | None = None) -> Markup:
    at: Attributes = {"x": x, "y": y, "width": max(width, 0), "height": height, "fill": fill}
    return tag("rect", {**at, **(more or {})})


def line(x1: float, y1: float, x2: float, y2: float, stroke: str, *, width: float = 1, dash: str = "") -> Markup:
    at: Attributes = {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke": stroke, "stroke-width": width}
    return tag("line", {**at, "stroke-dasharray": dash} if dash else at)


def moved(x: float, y: float, *inside: str) -> Markup:
    return tag("g", {"transform": f"translate({_number(x)} {_number(y)})"}, *inside)


def stripes(name: str, bands: Sequence[tuple[str, float]]) -> Markup:
    """A pattern of slanting bands, each of a colour and a width."""
    side = sum(width for _, width in bands)
    starts = accumulate((width for _, width in bands), initial=0.0)
    drawn = [rect(start, 0, width, side, colour) for start, (colour, width) in zip(starts, bands, strict=False)]
    at: Attributes = {"id": name, "width": side, "height": side, "patternUnits": "userSpaceOnUse"}
    return tag("pattern", {**at, "patternTransform": "rotate(45)"}, *drawn)


@lru_cache(maxsize=4096)
def width_of(words: str, size: float, *, weight: int = 400) -> float:
    """About how wide a line of text is."""
    ems = sum(_EMS.get(c) or (_CAPITAL if c.isupper() else _OTHER) for c in words)
    return ems * size * (_BOLD if weight > 400 else 1)


@lru_cache(maxsize=4096)
def wrapped(words: str, width: float, size: float, *, weight: int = 400) -> tuple[str, ...]:
    """The text in as few lines as fit a width, broken between words."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, weight=weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def shortened(words: str, width: float, size: float) -> str:
    """The text, or as much of its beginning as fits a width with the sign that there is more."""
    if width_of(words, size) <= width:
        return words
    most = next(n for n in range(len(words), 0, -1) if width_of(f"{words[:n]}...", size) <= width or n == 1)
    return f"{words[:most].rstrip()}..."


@lru_cache(maxsize=16384)
def _attribute(key: str, value: str | float) -> str:
    return f' {key}="{_escaped(value) if isinstance(value, str) else _number(value)}"'


@lru_cache(maxsize=4096)
def _escaped(value: str) -> str:
    return str(escape(value))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
