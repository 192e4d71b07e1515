"""A blueprint as a picture: stages from top to bottom, arcs for the moves between them, and the steps beside each.

SVG with presentational attributes only: the pages' content security policy forbids inline style. Nothing is said by
colour alone, and the same is said in words by the handbook page.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.ways import moving_from, own_stages, own_steps
from throughcare.pathways import Stage, Step

WIDTH, MARGIN, GAP = 1060, 16, 20
BOX_LEFT, BOX_WIDTH, STEPS_LEFT = 160, 280, 460
LINE, PADDING, LETTERS_IN_BOX = 18, 12, 32
ARC_STEP = 14
# A stage that nearly all others lead to would bury the rest under its arcs; the words beside each stage still say it.
MOST_ARCS = 4
INK, PAPER, SHADE = "#212b32", "#ffffff", "#f0f4f5"


def svg(blueprint: Blueprint) -> str:
    """The picture as one SVG element, with a title and a description for those who do not see it."""
    rows = list(_rows(blueprint))
    height = (rows[-1].bottom if rows else 0) + MARGIN
    label = f"{blueprint.id}-title {blueprint.id}-says"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'aria-labelledby="{label}" font-family="Arial, sans-serif" font-size="13" fill="{INK}">',
            f'<title id="{blueprint.id}-title">{escape(blueprint.title)}: stages and steps</title>',
            f'<desc id="{blueprint.id}-says">{escape(_described(blueprint))}</desc>',
            f'<defs><marker id="{blueprint.id}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            f'markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 Z" fill="{INK}"/></marker></defs>',
            *_arcs(blueprint, rows),
            *(line for row in rows for line in row.drawn()),
            "</svg>",
            "",
        ]
    )


class Row:
    """One stage and what may be done in it, at its place in the picture."""

    def __init__(self, stage: Stage, says: Sequence[str], top: int) -> None:
        self.stage, self.says, self.top = stage, says, top
        self.words = wrap(stage.title, LETTERS_IN_BOX)
        self.box_height = len(self.words) * LINE + 2 * PADDING
        self.bottom = top + max(self.box_height, len(says) * LINE + PADDING)

    @property
    def middle(self) -> int:
        return self.top + self.box_height // 2

    def drawn(self) -> Iterator[str]:
        """The box (doubly lined where the episode ends) and the steps beside it."""
        yield _box(BOX_LEFT, self.top, BOX_WIDTH, self.box_height, fill=SHADE if self.stage.final else PAPER)
        if self.stage.final:
            yield _box(BOX_LEFT + 4, self.top + 4, BOX_WIDTH - 8, self.box_height - 8, fill="none")
        for number, words in enumerate(self.words, start=1):
            yield _text(BOX_LEFT + PADDING, self.top + PADDING + number * LINE - 4, words, weight="bold")
        for number, words in enumerate(self.says, start=1):
            yield _text(STEPS_LEFT, self.top + number * LINE, words)


def _rows(blueprint: Blueprint) -> Iterator[Row]:
    top = MARGIN
    for stage in own_stages(blueprint.pathway):
        row = Row(stage, _says(blueprint, stage), top)
        yield row
        top = row.bottom + GAP


def _says(blueprint: Blueprint, stage: Stage) -> list[str]:
    """What may be done in a stage: the moves, each with where it leads, then how many facts move nothing."""
    steps = own_steps(blueprint.pathway)
    moves = [f"{step.title} → {_destination(blueprint, step)}" for step in steps if stage.id in moving_from(step)]
    facts = [step for step in steps if stage.id in step.sources and stage.id not in moving_from(step)]
    if facts:
        moves.append(f"and {len(facts)} {'fact that moves' if len(facts) == 1 else 'facts that move'} nothing")
    return moves


def _destination(blueprint: Blueprint, step: Step) -> str:
    return "the stage before" if step.to is None else blueprint.pathway.stage[step.to].title


def _described(blueprint: Blueprint) -> str:
    stages = own_stages(blueprint.pathway)
    begins = [blueprint.pathway.stage[s.to].title for s in own_steps(blueprint.pathway) if s.begins and s.to]
    ends = [stage.title for stage in stages if stage.final]
    return f"{len(stages)} stages. It begins at {' or '.join(begins)} and ends at {' or '.join(ends)}."


def _arcs(blueprint: Blueprint, rows: Sequence[Row]) -> Iterator[str]:
    """A line from each stage to each that follows: straight down to the next one, else an arc on the left."""
    place = {row.stage.id: number for number, row in enumerate(rows)}
    moves = {
        (place[source], place[step.to])
        for step in own_steps(blueprint.pathway)
        for source in moving_from(step)
        if step.to in place and source in place
    }
    met_by = Counter(end for _, end in moves)
    for start, end in sorted(moves):
        if start != end and (met_by[end] <= MOST_ARCS or end == start + 1):
            yield _arc(rows[start], rows[end], end - start, tip=f"{blueprint.id}-tip")


def _arc(row: Row, following: Row, span: int, *, tip: str) -> str:
    if span == 1:
        x = BOX_LEFT + BOX_WIDTH // 2
        path = f"M{x} {row.top + row.box_height} V{following.top - 2}"
    else:
        # Arcs onwards leave below the middle and arcs back above it, so that the two are told apart.
        side = 5 if span > 0 else -5
        reach = max(MARGIN, BOX_LEFT - ARC_STEP * (abs(span) + 1))
        start, end = row.middle + side, following.middle - side
        path = f"M{BOX_LEFT} {start} C{reach} {start} {reach} {end} {BOX_LEFT - 2} {end}"
    dashes = "" if span > 0 else ' stroke-dasharray="4 3"'
    return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="1"{dashes} marker-end="url(#{tip})"/>'


def _box(left: int, top: int, width: int, height: int, *, fill: str) -> str:
    place = f'x="{left}" y="{top}" width="{width}" height="{height}"'
    return f'<rect {place} rx="4" fill="{fill}" stroke="{INK}"/>'


def _text(left: int, baseline: int, words: str, *, weight: str = "normal") -> str:
    return f'<text x="{left}" y="{baseline}" font-weight="{weight}">{escape(words)}</text>'
