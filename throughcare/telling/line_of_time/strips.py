"""Bands of blocks along the line of time: stages, who holds the person, days lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from throughcare.telling.line_of_time.svg import (
    QUIET,
    WHITE,
    Attributes,
    joined,
    line,
    rect,
    shortened,
    tag,
    text,
    width_of,
)
from throughcare.telling.line_of_time.timescale import Scale

SIZE = 13
PADDING = 7
LANE = 18
MOST_LANES = 5
GAP = 10
PLATE = "#31405c"
# A telephone draws in whatever letters it has: by so much the widest are wider than they are counted.
WIDEST = 1.15


@dataclass(frozen=True)
class Block:
    """A time with a name. `dashed` is what has not happened yet."""

    since: date
    until: date
    words: str
    fill: str
    ink: str = WHITE
    dashed: bool = False


@dataclass(frozen=True)
class _Label:
    words: str
    x: float
    left: float
    lane: int


def strip(blocks: Sequence[Block], scale: Scale, *, height: float, edge: float) -> tuple[Markup, float]:
    """The blocks side by side, named inside where the name fits and on lines beneath where it does not.

    No name reaches beyond `edge`. Returns the drawing and its height.
    """
    outside = [block for block in blocks if not _fits(block, scale)]
    labels = _placed(outside, scale, edge)
    drawn = [_block(block, scale, height, inside=block not in outside) for block in blocks]
    lanes = 1 + max((label.lane for label in labels), default=-1)
    stems = [_stem(label, height) for label in labels]
    names = [_name(label, height) for label in labels]
    return joined([*stems, *names, *drawn]), height + lanes * LANE + (4 if lanes else 0)


def _fits(block: Block, scale: Scale) -> bool:
    room = scale.x(block.until) - scale.x(block.since) - 2 * PADDING
    return width_of(block.words, SIZE, weight=600) <= room


def _block(block: Block, scale: Scale, height: float, *, inside: bool) -> Markup:
    x, end = scale.x(block.since), scale.x(block.until)
    # A white edge keeps neighbours apart in print and wherever colours look alike.
    edge: Attributes = (
        {"stroke": QUIET, "stroke-dasharray": "4 3"} if block.dashed else {"stroke": WHITE, "stroke-width": 1.5}
    )
    shape = rect(x, 0.5, max(end - x, 2), height - 1, block.fill, edge)
    ink = QUIET if block.dashed else block.ink
    name = text(x + PADDING, height / 2 + 4.5, block.words, size=SIZE, fill=ink, weight=600) if inside else ""
    behind = _plate(block, x, height) if inside and block.fill.startswith("url(") else ""
    return tag("g", {}, tag("title", {}, block.words), shape, behind, name)


def _plate(block: Block, x: float, height: float) -> Markup:
    """A plain ground for a name on a patterned block."""
    return rect(x + PADDING - 3, 3, width_of(block.words, SIZE, weight=600) + 6, height - 6, PLATE)


def _placed(blocks: Sequence[Block], scale: Scale, edge: float) -> list[_Label]:
    """Names that do not fit, on lines beneath: from the right, so that no stem crosses a name.

    What finds no room on the last line is left to the list in words; the latest come first.
    """
    free = [edge + GAP] * MOST_LANES
    labels = []
    for block in reversed(blocks):
        words = shortened(block.words, (edge - 2 * PADDING) / WIDEST, SIZE)
        width = width_of(words, SIZE) * WIDEST + PADDING
        x = scale.x(block.since)
        left = max(min(x, edge - width), 0)
        lane = next((lane for lane in range(MOST_LANES) if left + width + GAP <= free[lane]), None)
        if lane is not None:
            free[lane] = min(left, x)
            labels.append(_Label(words, x, left, lane))
    return labels


def _stem(label: _Label, height: float) -> Markup:
    """From a block down to its name: beside it, or to its top where the name had to give way to the left."""
    foot = LANE - 3 if label.left == label.x else 4
    return line(label.x + 0.75, height, label.x + 0.75, height + label.lane * LANE + foot, QUIET)


def _name(label: _Label, height: float) -> Markup:
    y = height + (label.lane + 1) * LANE - 3
    return text(label.left + 6, y, label.words, size=SIZE, over=WHITE)
