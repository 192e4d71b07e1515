"""Colours and patterns. What a colour says a pattern or a word says too, for print and for those who see no colour."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from throughcare.pathways.tenures import Tenure
from throughcare.telling.line_of_time.svg import INK, WHITE, joined, stripes

LATE = "late"
LATE_IN_SHADOW = "late-in-shadow"
WARNED = "warned"
DELAY = "delay"
NOBODY = "nobody"

RED = "#d5281b"
# fill and ink
PAST = ("#c9dcee", INK)
PRESENT = ("#005eb8", WHITE)

HOLDERS = ("#003087", "#00625f", "#7c2855", "#425563", "#6b4900")

# Pattern -> its bands, each of a colour and a width.
PATTERNS: Mapping[str, tuple[tuple[str, float], ...]] = {
    LATE: ((RED, 3), (WHITE, 3)),
    LATE_IN_SHADOW: (("#768692", 3), (WHITE, 3)),
    WARNED: (("#ffb81c", 6), ("#ffd985", 3)),
    DELAY: ((WHITE, 6), ("#425563", 2)),
    NOBODY: (("#ffeb3b", 6), (INK, 2)),
}


def patterns(held: Sequence[Tenure], frame: str) -> Markup:
    """The patterns a picture needs, under names that begin with its frame's."""
    plain = [stripes(f"{frame}-{name}", bands) for name, bands in PATTERNS.items()]
    colours = _colours(held)
    joint = [
        stripes(_joint(frame, number), [band for one in holders for band in ((colours[one], 8), (WHITE, 1.5))])
        for number, holders in enumerate(_together(held))
    ]
    return joined([*plain, *joint])


def holder_paints(held: Sequence[Tenure], frame: str) -> Mapping[tuple[str, ...], str]:
    """A colour for each holder; for those who hold jointly, bands of the colours of each."""
    colours = _colours(held)
    alone: dict[tuple[str, ...], str] = {
        tenure.holders: colours[tenure.holders[0]] for tenure in held if len(tenure.holders) == 1
    }
    together = {holders: f"url(#{_joint(frame, number)})" for number, holders in enumerate(_together(held))}
    return {**alone, **together}


def _colours(held: Sequence[Tenure]) -> Mapping[str, str]:
    everyone = dict.fromkeys(holder for tenure in held for holder in tenure.holders)
    return {holder: HOLDERS[number % len(HOLDERS)] for number, holder in enumerate(everyone)}


def _together(held: Sequence[Tenure]) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(tenure.holders for tenure in held if len(tenure.holders) > 1))


def _joint(frame: str, number: int) -> str:
    return f"{frame}-joint-{number}"
