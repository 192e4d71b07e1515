"""The whole picture: bands beneath a scale of days, with a line for today."""

from collections.abc import Sequence

from markupsafe import Markup

from throughcare.pathways import spell_day
from throughcare.telling.line_of_time import rows
from throughcare.telling.line_of_time.bars import clocks
from throughcare.telling.line_of_time.marks import facts
from throughcare.telling.line_of_time.paints import RED, patterns
from throughcare.telling.line_of_time.story import Frame, Row, Story
from throughcare.telling.line_of_time.svg import (
    FONT,
    INK,
    LINE,
    QUIET,
    WHITE,
    joined,
    line,
    moved,
    rect,
    tag,
    text,
    width_of,
    wrapped,
)
from throughcare.telling.line_of_time.timescale import Scale
from throughcare.telling.phrases import count

AXIS = 40
GAP = 14
FLAG = 20
TITLE, NOTE = 14, 12


def line_of_time(story: Story, frame: Frame) -> Markup:
    """The picture of one episode in a frame, as SVG. The same values always give the same text."""
    scale = story.scale(left=frame.left + 4, right=frame.right - 8)
    bands, height = _stacked(_rows(story, scale, frame), frame)
    held = story.course.tenures
    name = f"line-{frame.name}"
    look = {"viewBox": f"0 0 {frame.width:.0f} {height + FLAG + 4:.0f}", "role": "img", "font-family": FONT}
    return tag(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", **look, "aria-labelledby": f"{name}-title {name}-says"},
        tag("title", {"id": f"{name}-title"}, f"Line of time: {story.course.blueprint.title}"),
        tag("desc", {"id": f"{name}-says"}, _says(story)),
        tag("defs", {}, patterns(held, frame.name)),
        _grid(scale, height),
        _today(story, scale, height),
        bands,
    )


def _rows(story: Story, scale: Scale, frame: Frame) -> list[Row]:
    delays = rows.delays(story, scale, frame)
    return [
        rows.stages(story, scale, frame),
        rows.holders(story, scale, frame),
        facts(story, scale),
        *([delays] if delays else []),
        *clocks(story, scale, frame),
    ]


def _stacked(bands: Sequence[Row], frame: Frame) -> tuple[Markup, float]:
    """The bands under each other. Returns the drawing and where the last one ends."""
    y = float(AXIS + GAP)
    drawn = []
    for row in bands:
        place = _beside if frame.label else _above
        markup, height = place(row, frame)
        drawn.append(moved(0, y, markup))
        y += height + GAP
    return joined(drawn), y


def _beside(row: Row, frame: Frame) -> tuple[Markup, float]:
    titles = wrapped(row.title, frame.label - 16, TITLE, weight=600)
    notes = wrapped(row.note, frame.label - 16, NOTE)
    label = _lines(0, 13, titles, notes)
    verdict, lines = _verdict(row, frame, 15)
    height = max(row.height, len(titles) * 17 + len(notes) * 15, lines * 16)
    return joined([label, row.body, verdict]), height


def _above(row: Row, frame: Frame) -> tuple[Markup, float]:
    """Label and verdict over the drawing; they share a line only where both are short."""
    # A telephone draws in whatever letters it has, and the widest must not run out of the picture.
    room = frame.width - 40
    titles = wrapped(row.title, room, TITLE, weight=600)
    notes = wrapped(", ".join([row.note, *row.verdict[1:]]), room, NOTE)
    verdict = wrapped(row.verdict[0], room, TITLE, weight=700) if row.verdict else ()
    fill = RED if row.alarm else INK
    under = len(titles) * 17 + len(notes) * 15
    told = [text(0, under + 14, words, size=TITLE, fill=fill, weight=700, over=WHITE) for words in verdict]
    top = under + len(verdict) * 18 + 8
    return joined([_lines(0, 13, titles, notes), *told, moved(0, top, row.body)]), top + row.height + 6


def _lines(x: float, y: float, titles: Sequence[str], notes: Sequence[str]) -> Markup:
    after = y + len(titles) * 17 - 2
    return joined(
        [
            *(
                text(x, y + number * 17, words, size=TITLE, weight=600, over=WHITE)
                for number, words in enumerate(titles)
            ),
            *(
                text(x, after + number * 15, words, size=NOTE, fill=QUIET, over=WHITE)
                for number, words in enumerate(notes)
            ),
        ]
    )


def _verdict(row: Row, frame: Frame, y: float) -> tuple[Markup, int]:
    """How a clock stands, at the right edge and within its own column. Also says how many lines that takes."""
    room = frame.verdict - 12
    first = wrapped(row.verdict[0], room, TITLE, weight=700) if row.verdict else ()
    others = [words for more in row.verdict[1:] for words in wrapped(more, room, NOTE)]
    fill, under = RED if row.alarm else INK, y + 16 * len(first)
    told = [
        text(frame.width, y + 16 * number, words, size=TITLE, fill=fill, weight=700, anchor="end")
        for number, words in enumerate(first)
    ]
    more = [
        text(frame.width, under + 16 * number, words, size=NOTE, fill=QUIET, anchor="end")
        for number, words in enumerate(others)
    ]
    return joined([*told, *more]), len(first) + len(others)


def _grid(scale: Scale, height: float) -> Markup:
    pieces = []
    for tick in scale.ticks():
        x = scale.x(tick.day)
        # A label may stand beside its line rather than be cut off at the edge of the picture.
        middle = max(x, width_of(tick.label, 13) / 2)
        pieces.append(line(x, AXIS, x, height, LINE))
        pieces.append(text(middle, AXIS - 8, tick.label, size=13, fill=QUIET, anchor="middle"))
        if tick.year:
            pieces.append(text(middle, AXIS - 24, tick.year, size=12, fill=QUIET, anchor="middle"))
    return joined(pieces)


def _today(story: Story, scale: Scale, height: float) -> Markup:
    x = scale.x(story.today)
    words = "Ended" if story.course.state.closed else "Today"
    middle = min(max(x, scale.left + 26), scale.right - 26)
    return tag(
        "g",
        {},
        tag("title", {}, f"{words}: {spell_day(story.today)}"),
        line(x, AXIS, x, height, INK, width=2),
        rect(middle - 26, height, 52, FLAG, INK),
        text(middle, height + 14.5, words, size=13, fill=WHITE, weight=700, anchor="middle"),
    )


def _says(story: Story) -> str:
    told = [
        count(len(story.course.state.stays), "stage", "stages"),
        count(len(story.told), "fact", "facts"),
        count(len(story.clocks), "clock", "clocks"),
    ]
    return f"{told[0]}, {told[1]} and {told[2]}; the list after the picture says the same in words."
