"""How near somebody says they are to a goal, as a small picture: each rating a dot, 0 to 10."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from throughcare.pathways import spell_day
from throughcare.plans.reading import Rating
from throughcare.plans.words import BEST
from throughcare.telling.line_of_time.svg import FONT, INK, LINE, QUIET, WHITE, joined, line, tag, text

BLUE = "#005eb8"
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM, DOT = 300.0, 132.0, 28.0, 14.0, 14.0, 26.0, 5.0
# Of more than so many only the first and the last say their number: they would stand on each other.
MOST_NUMBERS = 8


def picture(goal: str, ratings: Sequence[Rating], key: int) -> Markup:
    """The ratings of one goal in the order of their days; `key` tells the pictures of a page apart."""
    name = f"goal-{key}"
    says = ", ".join(f"{one.value} on {spell_day(one.on)}" for one in ratings)
    frame: Mapping[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        # So small that it fits the narrowest window, as lines of a page do.
        "width": 260,
        "height": 114,
        "role": "img",
        "font-family": FONT,
        "aria-labelledby": f"{name}-title {name}-says",
    }
    return tag(
        "svg",
        frame,
        tag("title", {"id": f"{name}-title"}, f"How near they are to “{goal}”, from 0 to 10"),
        tag("desc", {"id": f"{name}-says"}, f"{says}. The table says the same."),
        *_ground(),
        _way(ratings),
        *_dots(ratings),
        *_days(ratings),
    )


def _ground() -> list[Markup]:
    """Lines at 0, 5 and 10 with their numbers."""
    return [
        joined([
            line(LEFT, _y(value), WIDTH - RIGHT, _y(value), LINE),
            text(LEFT - 6, _y(value) + 4, str(value), size=12, fill=QUIET, anchor="end"),
        ])
        for value in (0, BEST // 2, BEST)
    ]  # fmt: skip


def _way(ratings: Sequence[Rating]) -> Markup:
    points = " ".join(f"{_x(ratings, one):.1f},{_y(one.value):.1f}" for one in ratings)
    return tag("polyline", {"points": points, "fill": "none", "stroke": BLUE, "stroke-width": 2})


def _dots(ratings: Sequence[Rating]) -> list[Markup]:
    last = len(ratings) - 1
    return [
        joined([
            tag("circle", {"cx": _x(ratings, one), "cy": _y(one.value), "r": DOT, "fill": BLUE}),
            text(_x(ratings, one), _above(one), str(one.value), size=13, weight=600, anchor="middle", over=WHITE)
            if len(ratings) <= MOST_NUMBERS or place in {0, last}
            else Markup(),
        ])
        for place, one in enumerate(ratings)
    ]  # fmt: skip


def _days(ratings: Sequence[Rating]) -> list[Markup]:
    """The first day and the last; of one rating the one."""
    first, last = ratings[0], ratings[-1]
    said = [text(LEFT, HEIGHT - 6, _short(first), size=12, fill=INK)]
    if last.on != first.on:
        said.append(text(WIDTH - RIGHT, HEIGHT - 6, _short(last), size=12, fill=INK, anchor="end"))
    return said


def _short(one: Rating) -> str:
    return f"{one.on.day} {one.on:%b %Y}"


def _above(one: Rating) -> float:
    """Over the dot, or under it where there is no room."""
    return _y(one.value) + (DOT + 14 if one.value > BEST - 2 else -DOT - 4)


def _x(ratings: Sequence[Rating], one: Rating) -> float:
    first, last = ratings[0].on, ratings[-1].on
    days = (last - first).days
    room = WIDTH - RIGHT - LEFT - 2 * DOT
    return LEFT + DOT + (room * (one.on - first).days / days if days else room / 2)


def _y(value: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (BEST - value) / BEST
