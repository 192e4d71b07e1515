"""The XmR chart as a picture: each month a mark, the mean a line, the limits broken lines. The table says the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from throughcare.indicators.xmr import Cause
from throughcare.measures.trend import Spot, Trend, number
from throughcare.telling.line_of_time.svg import FONT, INK, LINE, QUIET, WHITE, joined, line, tag, text

BLUE, ORANGE = "#005eb8", "#b3480f"
TOP, BOTTOM, LEFT, DOT = 16.0, 34.0, 62.0, 5.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where to draw, and which values its lower and upper edge are."""

    name: str
    width: float
    height: float
    low: float = 0
    high: float = 1
    number: int = 1

    def x(self, place: int) -> float:
        return LEFT + (self.width - LEFT - 12) * (place + 0.5) / self.number

    def y(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        return TOP + (self.height - TOP - BOTTOM) * (self.high - inside) / (self.high - self.low)


SIZES = (("wide", 960.0, 300.0), ("narrow", 300.0, 240.0))


def pictures(told: Trend, key: str) -> list[tuple[str, Markup]]:
    """The same chart for wide and for narrow windows; `key` tells the charts of a page apart."""
    values = [spot.value for spot in told.spots]
    low = max(0.0, min(*values, told.limits.low))
    high = max(*values, told.limits.high, low + 1)
    edge = 100.0 if told.unit == "%" else high
    sizes = [Frame(*size, low=low, high=min(high, edge), number=len(values)) for size in SIZES]
    return [(frame.name, _drawn(told, frame, f"{key}-{frame.name}")) for frame in sizes]


def _drawn(told: Trend, frame: Frame, name: str) -> Markup:
    return tag(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {frame.width:.0f} {frame.height:.0f}",
            "role": "img",
            "font-family": FONT,
            "aria-labelledby": f"{name}-title {name}-says",
        },
        tag("title", {"id": f"{name}-title"}, f"{told.title}, by {told.each}"),
        tag("desc", {"id": f"{name}-says"}, f"{' '.join(told.says)} The table says the same."),
        *_lines(told, frame),
        *_path(told.spots, frame),
        *(_mark(spot, told.unit, frame.x(place), frame.y(spot.value)) for place, spot in enumerate(told.spots)),
        text(frame.x(0), frame.height - 12, told.spots[0].name, size=12, fill=QUIET, anchor="start"),
        text(frame.width - 8, frame.height - 12, told.spots[-1].name, size=12, fill=QUIET, anchor="end"),
    )


def _lines(told: Trend, frame: Frame) -> Iterator[Markup]:
    limits = told.limits
    for value, colour, dash in ((limits.high, QUIET, "6 4"), (limits.mean, INK, ""), (limits.low, QUIET, "6 4")):
        y = frame.y(value)
        yield line(LEFT, y, frame.width - 8, y, colour, width=1.5, dash=dash)
        yield text(LEFT - 6, y + 4, number(value, told.unit), size=12, fill=colour, anchor="end")
    yield line(LEFT, frame.height - BOTTOM, frame.width - 8, frame.height - BOTTOM, LINE)


def _path(spots: Sequence[Spot], frame: Frame) -> Iterator[Markup]:
    for place in range(len(spots) - 1):
        yield line(
            frame.x(place), frame.y(spots[place].value), frame.x(place + 1), frame.y(spots[place + 1].value), BLUE
        )


def _mark(spot: Spot, unit: str, x: float, y: float) -> Markup:
    """A dot; where a rule flags it, a larger diamond with its value: colour is never the only sign."""
    if spot.point.cause is Cause.COMMON:
        return tag("circle", {"cx": x, "cy": y, "r": DOT, "fill": BLUE})
    corners = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in ((0, -9), (9, 0), (0, 9), (-9, 0)))
    words = text(x - 14, y + 5, number(spot.value, unit), size=12, fill=INK, weight=700, anchor="end", over=WHITE)
    return joined([tag("polygon", {"points": corners, "fill": ORANGE, "stroke": WHITE}), words])
