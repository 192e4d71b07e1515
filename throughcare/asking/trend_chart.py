"""Scores over time as a picture: bands behind, cut-offs as broken lines, and how far a reliable change reaches.

The table beside it says the same. Nothing is told by colour alone: bands and lines bear their names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from throughcare.instruments import Instrument, Scale
from throughcare.telling.line_of_time.svg import FONT, INK, LINE, QUIET, WHITE, line, rect, tag, text
from throughcare.telling.phrases import short_day

BLUE, ZONE = "#005eb8", "#ffeb3b"
SHADES = ("#f7fafc", "#e8edf1")
OPS_IN_WORDS = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than"}
# So far apart are two lines that the name of each fits above it.
ROW = 18.0
TOP, BOTTOM, LEFT, DOT = 22.0, 34.0, 44.0, 5.0
# Where there is room, names stand beside the points and not below them.
ROOMY, MARGIN, NARROW_MARGIN = 600, 150.0, 12.0
SIZES = (("wide", 960.0, 340.0), ("narrow", 300.0, 300.0))


@dataclass(frozen=True, slots=True)
class Point:
    on: date
    value: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Where to draw: a scale from top to bottom, and days from left to right."""

    name: str
    width: float
    height: float
    scale: Scale
    first: date
    days: int

    @property
    def roomy(self) -> bool:
        return self.width > ROOMY

    @property
    def right(self) -> float:
        """Where the picture ends and the names of the bands begin."""
        return self.width - (MARGIN if self.roomy else NARROW_MARGIN)

    def x(self, on: date) -> float:
        begins = LEFT + (MARGIN + 24 if self.roomy else 24)
        passed = (on - self.first).days / self.days if self.days else 0.5
        return begins + (self.right - 24 - begins) * passed

    def y(self, value: float) -> float:
        low, high = self.scale.low, self.scale.high
        return TOP + (self.height - TOP - BOTTOM) * (high - min(max(value, low), high)) / (high - low)


def pictures(measured: Instrument, points: Sequence[Point], says: str) -> list[tuple[str, Markup]]:
    """The same picture for wide and for narrow windows; none where nothing was scored."""
    if not points:
        return []
    scale, first = measured.scale[measured.main_scale], points[0].on
    frames = [Frame(*size, scale=scale, first=first, days=(points[-1].on - first).days) for size in SIZES]
    return [(frame.name, _drawn(measured, points, says, frame)) for frame in frames]


def _drawn(measured: Instrument, points: Sequence[Point], says: str, frame: Frame) -> Markup:
    key = f"trend-{frame.name}"
    title = f"{measured.title}: {frame.scale.title.lower()} over time"
    return tag(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {frame.width:.0f} {frame.height:.0f}",
            "role": "img",
            "font-family": FONT,
            "aria-labelledby": f"{key}-title {key}-says",
        },
        tag("title", {"id": f"{key}-title"}, title),
        tag("desc", {"id": f"{key}-says"}, f"{says} The table says the same."),
        *_bands(measured, frame),
        *_reliable(measured, points[0].value, frame),
        *_cutoffs(measured, frame),
        *_edges(frame),
        *_path(points, frame),
        text(frame.x(points[0].on), frame.height - 12, short_day(points[0].on), size=12, fill=QUIET, anchor="start"),
        *_last_day(points, frame),
    )


def _bands(measured: Instrument, frame: Frame) -> Iterator[Markup]:
    own = [band for band in measured.bands if band.scale == frame.scale.id]
    for place, band in enumerate(own):
        upper = own[place + 1].lo if place + 1 < len(own) else frame.scale.high
        top, bottom = frame.y(upper), frame.y(band.lo)
        yield rect(LEFT, top, frame.right - LEFT, bottom - top, SHADES[place % 2])
        if frame.roomy and bottom - top > 12:
            yield text(frame.right + 8, (top + bottom) / 2 + 4, band.label, size=12, fill=INK)


def _reliable(measured: Instrument, first: float, frame: Frame) -> Iterator[Markup]:
    """Between these two lines a score is not reliably different from the first one."""
    limit = next((one for one in measured.changes if one.scale == frame.scale.id), None)
    if limit is None:
        return
    top, bottom = frame.y(first + limit.threshold), frame.y(first - limit.threshold)
    more: dict[str, str | float] = {"fill-opacity": 0.28, "stroke": "none"}
    yield rect(LEFT, top, frame.right - LEFT, bottom - top, ZONE, more)
    for y in (top, bottom):
        yield line(LEFT, y, frame.right, y, "#8a6d00", width=1, dash="2 3")
    if frame.roomy:
        yield text(LEFT + 6, top + 13, "no reliable change", size=12, fill=INK, over=WHITE)


def _cutoffs(measured: Instrument, frame: Frame) -> Iterator[Markup]:
    """From the top down; the name of a line so near the one above that both would not fit stands below it."""
    own = [one for one in measured.cutoffs if one.scale == frame.scale.id]
    above = -ROW
    for cutoff in sorted(own, key=lambda one: frame.y(one.value)):
        y = frame.y(cutoff.value)
        yield line(LEFT, y, frame.right, y, INK, width=1.2, dash="7 4")
        if frame.roomy:
            says = f"{OPS_IN_WORDS[cutoff.op]} {cutoff.value:g} {cutoff.says}"
            yield text(LEFT + 6, y - 4 if y - above >= ROW else y + 13, says, size=12, over=WHITE)
        above = y


def _edges(frame: Frame) -> Iterator[Markup]:
    for value in (frame.scale.low, frame.scale.high):
        yield text(LEFT - 6, frame.y(value) + 4, f"{value:g}", size=12, fill=QUIET, anchor="end")
    bottom = frame.height - BOTTOM
    yield line(LEFT, bottom, frame.right, bottom, LINE)


def _path(points: Sequence[Point], frame: Frame) -> Iterator[Markup]:
    places = [(frame.x(one.on), frame.y(one.value)) for one in points]
    for (x1, y1), (x2, y2) in pairwise(places):
        yield line(x1, y1, x2, y2, BLUE, width=2)
    for one, (x, y) in zip(points, places, strict=True):
        yield tag("circle", {"cx": x, "cy": y, "r": DOT, "fill": BLUE, "stroke": WHITE})
        yield text(x, y - 9, f"{one.value:g}", size=12, fill=INK, weight=700, anchor="middle", over=WHITE)


def _last_day(points: Sequence[Point], frame: Frame) -> Iterator[Markup]:
    if len(points) > 1:
        last = points[-1].on
        yield text(frame.x(last), frame.height - 12, short_day(last), size=12, fill=QUIET, anchor="end")
