"""Blueprints as a sixth prison might write them: its own id, its own names for every step, clock and outcome."""

import re
from collections.abc import Collection

from throughcare.blueprints.library import load, source

SLUG = "eastmoor-way"
TRANSFER = "hospital-transfer"
STEPS = {step.id for step in load(TRANSFER).pathway.steps}
# Keys under which a file names steps; `from`, `to` and `within` name stages, some of which bear the same ids.
NAMING = "starts|may_start_at|stops|ends|resets|pauses|resumes|blocks|opens|needs|steps|of|unless|when"
LINE = re.compile(rf"^({NAMING}) = .*$", re.MULTILINE)
OWN_ID = re.compile(r'^(\[\[(?:step|standard)\]\]\nid = ")([a-z0-9-]+)"', re.MULTILINE)
OF_CLOCK = re.compile(r'^(standard = ")([a-z0-9-]+)"', re.MULTILINE)
TABLE = re.compile(r"^\[outcomes(?:_mean)?\]\n(?:[a-z-]+ = .*\n)+", re.MULTILINE)
# Where outcomes are named: of a stage, of a step, and as answers of the question which of them it was.
OUTCOME = re.compile(r'^outcomes = \[[^\]]*\]|^outcome = .*$|\{id = "outcome".*$', re.MULTILINE)
SPOKEN = re.compile(r"\{([a-z0-9-]+)\.")


def ours(name: str) -> str:
    """What this prison calls a step or a clock."""
    return f"our-{name}"


def renamed(slug: str = TRANSFER, to: str = SLUG) -> str:
    """The text of the file."""
    steps = {step.id for step in load(slug).pathway.steps}
    text = source(slug).decode().replace(f'id = "{slug}"', f'id = "{to}"', 1)
    text = OWN_ID.sub(lambda found: f'{found[1]}{ours(found[2])}"', text)
    text = LINE.sub(lambda found: _ours_in(found[0], steps), text)
    text = OF_CLOCK.sub(lambda found: f'{found[1]}{ours(found[2])}"', text)
    return SPOKEN.sub(lambda found: f"{{{ours(found[1])}.", text)


def with_own_outcomes(text: str, codes: Collection[str]) -> str:
    """The same with names of its own for every outcome."""
    text = TABLE.sub(lambda found: re.sub(r"^([a-z-]+) =", r"our-\1 =", found[0], flags=re.MULTILINE), text)
    return OUTCOME.sub(lambda found: _ours_in(found[0], codes), text)


def _ours_in(line: str, names: Collection[str]) -> str:
    return re.sub(r'"([a-z0-9-]+)"', lambda found: f'"{ours(found[1])}"' if found[1] in names else found[0], line)
