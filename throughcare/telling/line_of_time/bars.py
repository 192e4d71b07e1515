"""Clocks as bars that fill toward their limit."""

from datetime import date

from markupsafe import Markup

from throughcare.clocks import OPEN_STATES, ClockState, Run, Standard
from throughcare.pathways import spell_day
from throughcare.telling import clock_words
from throughcare.telling.line_of_time.paints import LATE, LATE_IN_SHADOW, RED, WARNED
from throughcare.telling.line_of_time.story import Frame, Row, Story, due_day
from throughcare.telling.line_of_time.svg import INK, QUIET, WHITE, joined, line, moved, rect, tag
from throughcare.telling.line_of_time.timescale import Scale

TOP, THICK, REACH = 4, 14, 4
HEIGHT = TOP + THICK + REACH
LATE_STATES = frozenset({ClockState.BREACHED_OPEN, ClockState.BREACHED_CLOSED})

# How the time that was within the limit is filled.
FILLS = {
    ClockState.RUNNING: "#8fbbe6",
    ClockState.MET: "#9fcdb4",
    ClockState.BREACHED_OPEN: "#f2b8b2",
    ClockState.BREACHED_CLOSED: "#f2b8b2",
    ClockState.ENDED: "#d3dadf",
}
IN_SHADOW = "#c4cdd4"
# Drawn at the end of a bar: a tick where the clock was met, a cross where it ended otherwise.
TICK = "M-5 0 l3.5 4 l6 -8"
CROSS = "M-4 -4 l8 8 M4 -4 l-8 8"
ENDINGS = {ClockState.MET: TICK, ClockState.BREACHED_CLOSED: TICK, ClockState.ENDED: CROSS}


def clocks(story: Story, scale: Scale, frame: Frame) -> list[Row]:
    return [_row(story, standard, runs, scale, frame) for standard, runs in story.clocks]


def _row(story: Story, standard: Standard, runs: tuple[Run, ...], scale: Scale, frame: Frame) -> Row:
    newest = runs[-1]
    late = newest.state in LATE_STATES and not newest.shadow
    return Row(
        title=standard.title,
        note=clock_words.force(standard, shadow=newest.shadow),
        body=joined([*(_bar(story, run, scale, frame) for run in runs), *(_ending(story, run, scale) for run in runs)]),
        height=HEIGHT,
        verdict=(clock_words.verdict(standard, newest), *_by_when(newest)),
        alarm=late,
    )


def _by_when(run: Run) -> tuple[str, ...]:
    if run.due is None or run.state not in OPEN_STATES:
        return ()
    verb = "was due" if run.state is ClockState.BREACHED_OPEN else "due"
    return (f"{verb} {run.due.on.day} {run.due.on:%b %Y}",)


def _bar(story: Story, run: Run, scale: Scale, frame: Frame) -> Markup:
    assert run.started is not None  # only clocks that have started are drawn
    start = scale.x(run.started.on)
    end = scale.x((run.stopped or story.course.as_of).on)
    day = due_day(run)
    due = scale.x(day) if day else end
    dash = {"stroke-dasharray": "4 3"} if run.shadow else {}
    pieces = [
        rect(start, TOP, min(end, due) - start, THICK, _fill(story, run, frame)),
        rect(start, TOP, max(due, start + 2) - start, THICK, "none", {"stroke": QUIET, **dash}),
        _late(run, due, end, frame),
        _due_mark(day, due),
    ]
    return tag("g", {}, *pieces)


def _fill(story: Story, run: Run, frame: Frame) -> str:
    if run.shadow:
        return IN_SHADOW
    if run.state is ClockState.RUNNING and run.warn and not run.warn.is_after(story.course.as_of):
        return f"url(#{frame.name}-{WARNED})"
    return FILLS[run.state]


def _late(run: Run, due: float, end: float, frame: Frame) -> Markup:
    """What lies beyond the limit; a lateness of hours within one day is drawn as wide as it can be seen."""
    if run.state not in LATE_STATES:
        return Markup()
    pattern, edge = (LATE_IN_SHADOW, QUIET) if run.shadow else (LATE, RED)
    return rect(due, TOP, max(end - due, 4), THICK, f"url(#{frame.name}-{pattern})", {"stroke": edge})


def _due_mark(day: date | None, due: float) -> Markup:
    if day is None:
        return Markup()
    said = tag("title", {}, f"due {spell_day(day)}")
    mark = line(due, 0, due, HEIGHT, INK, width=2.5)
    return tag("g", {}, said, mark)


def _ending(story: Story, run: Run, scale: Scale) -> Markup:
    path = ENDINGS.get(run.state)
    if path is None:
        return Markup()
    end = scale.x((run.stopped or story.course.as_of).on)
    disc = tag("circle", {"cx": 0, "cy": 0, "r": 8, "fill": WHITE, "stroke": INK, "stroke-width": 1.5})
    sign = tag("path", {"d": path, "fill": "none", "stroke": INK, "stroke-width": 2})
    return moved(end, TOP + THICK / 2, disc, sign)
