"""The blueprint of transfers as a sixth prison might write it: its own id, its own names for every step and clock."""

import re

from throughcare.blueprints.library import load, source

SLUG = "eastmoor-way"
TRANSFER = load("hospital-transfer")
STEPS = {step.id for step in TRANSFER.pathway.steps}
# Keys under which a file names steps; `from`, `to` and `within` name stages, some of which bear the same ids.
NAMING = "starts|may_start_at|stops|ends|resets|pauses|resumes|blocks|opens|needs|steps|of|unless|when"
LINE = re.compile(rf"^({NAMING}) = .*$", re.MULTILINE)
OWN_ID = re.compile(r'^(\[\[(?:step|standard)\]\]\nid = ")([a-z0-9-]+)"', re.MULTILINE)
OF_CLOCK = re.compile(r'^(standard = ")([a-z0-9-]+)"', re.MULTILINE)
SPOKEN = re.compile(r"\{([a-z0-9-]+)\.")


def ours(name: str) -> str:
    """What this prison calls a step or a clock."""
    return f"our-{name}"


def renamed() -> str:
    """The text of the file."""
    text = source("hospital-transfer").decode().replace('id = "hospital-transfer"', f'id = "{SLUG}"', 1)
    text = OWN_ID.sub(lambda found: f'{found[1]}{ours(found[2])}"', text)
    text = LINE.sub(lambda found: _steps_of(found[0]), text)
    text = OF_CLOCK.sub(lambda found: f'{found[1]}{ours(found[2])}"', text)
    return SPOKEN.sub(lambda found: f"{{{ours(found[1])}.", text)


def _steps_of(line: str) -> str:
    return re.sub(r'"([a-z0-9-]+)"', lambda found: f'"{ours(found[1])}"' if found[1] in STEPS else found[0], line)
