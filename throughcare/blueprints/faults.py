"""What a check finds: a fault at a place of the blueprint, not yet at a line of its file."""

from dataclasses import dataclass

from throughcare.blueprints.lines import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """`where` is a place such as ("step", "accepted", "to"): tables of a list go by id, or by their number."""

    where: Path
    says: str
    do: str
