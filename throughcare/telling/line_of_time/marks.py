"""Facts as numbered marks; those that were corrected or struck out, struck through beneath."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from throughcare.pathways import Event
from throughcare.telling.line_of_time.paints import RED
from throughcare.telling.line_of_time.story import Row, Story
from throughcare.telling.line_of_time.svg import INK, QUIET, WHITE, joined, line, tag, text, width_of
from throughcare.telling.line_of_time.timescale import Scale
from throughcare.telling.phrases import count

RADIUS = 10.5
TOUCH = 3.0
LANE = 27
MOST_LANES = 3
SIZE = 12


@dataclass(frozen=True)
class Mark:
    """Facts too close together to be drawn apart share a mark. It runs from `left` to `right`, on a lane."""

    numbers: tuple[int, ...]
    words: str
    left: float
    right: float
    lane: int


def facts(story: Story, scale: Scale) -> Row:
    standing = [event for event in story.told if event.number not in story.struck]
    struck = [event for event in story.told if event.number in story.struck]
    above, below = marks(standing, scale, between=story.struck), marks(struck, scale, between=frozenset())
    lanes = 1 + max((mark.lane for mark in above), default=0)
    middle = lanes * LANE / 2
    drawn = [line(scale.left, middle, scale.right, middle, QUIET)]
    drawn += [_pill(story, mark, LANE * (mark.lane + 0.5), INK, WHITE) for mark in above]
    drawn += [_struck(story, mark, LANE * (lanes + mark.lane + 0.5)) for mark in below]
    note = "crossed ones were corrected" if struck else "numbered as in the list"
    height = LANE * (lanes + 1 + max((mark.lane for mark in below), default=-1))
    return Row("Facts", note, joined(drawn), height, (count(len(standing), "fact", "facts"),))


def marks(events: Sequence[Event], scale: Scale, *, between: frozenset[int]) -> list[Mark]:
    """One mark for the facts of about the same day, on the first lane where it touches no other.

    `between` are numbers that are shown elsewhere, so that a range may pass over them.
    """
    free = [float("-inf")] * MOST_LANES
    found = []
    for numbers, x in _together(events, scale):
        words = spans(numbers, between=between)
        half = max(RADIUS, width_of(words, SIZE, weight=700) / 2 + 5)
        left = min(max(x - half, scale.left), scale.right - 2 * half)
        lane = next((lane for lane in range(MOST_LANES) if free[lane] + TOUCH <= left), free.index(min(free)))
        free[lane] = left + 2 * half
        found.append(Mark(numbers, words, left, left + 2 * half, lane))
    return found


def _together(events: Sequence[Event], scale: Scale) -> Iterator[tuple[tuple[int, ...], float]]:
    """The numbers of facts that share a mark, and where it stands: in the middle of their days."""
    rest = list(events)
    while rest:
        first = scale.x(rest[0].when.on)
        near = [event for event in rest if scale.x(event.when.on) - first <= RADIUS]
        rest = rest[len(near) :]
        yield tuple(event.number for event in near), (first + scale.x(near[-1].when.on)) / 2


def spans(numbers: Sequence[int], *, between: frozenset[int]) -> str:
    """`1-3, 5` for 1, 2, 3 and 5."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and between.issuperset(range(runs[-1][-1] + 1, number)):
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _struck(story: Story, mark: Mark, y: float) -> Markup:
    cross = line(mark.left - 2, y + 8, mark.right + 2, y - 8, RED, width=2)
    return joined([_pill(story, mark, y, WHITE, QUIET), cross])


def _pill(story: Story, mark: Mark, y: float, fill: str, ink: str) -> Markup:
    said = tag("title", {}, "; ".join(f"{number} {story.titles[number]}" for number in mark.numbers))
    at = {"x": mark.left, "y": y - RADIUS, "width": mark.right - mark.left, "height": 2 * RADIUS, "rx": RADIUS}
    shape = tag("rect", {**at, "fill": fill, "stroke": INK if fill == INK else ink, "stroke-width": 2})
    middle = (mark.left + mark.right) / 2
    words = text(middle, y + 4.3, mark.words, size=SIZE, fill=ink, weight=700, anchor="middle")
    return tag("g", {}, said, shape, words)
