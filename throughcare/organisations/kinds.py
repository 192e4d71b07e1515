"""What sort of organisation takes a part in somebody's care: a total table.

A blueprint's party says which kinds may fill it. Some kinds fill the part of a wider one: a delivery unit is
`probation` to a blueprint that does not mind which office of probation acts.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organisation. `also` names the wider kinds whose parts it may take."""

    title: str
    also: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {
    "prison": Kind("Prison"),
    "prison-health": Kind("Health care in a prison"),
    "mental-health-provider": Kind("Mental health provider"),
    "secure-hospital": Kind("Secure hospital"),
    "nhs-trust": Kind("NHS trust", also=("mental-health-provider",)),
    "health-board": Kind("Local health board", also=("mental-health-provider", "commissioner")),
    "icb": Kind("Integrated care board", also=("commissioner",)),
    "commissioner": Kind("Commissioner"),
    "case-management": Kind("NHS England case management"),
    "mhcs": Kind("Mental Health Casework Section"),
    "court": Kind("Court"),
    "liaison-diversion": Kind("Liaison and diversion service"),
    "police": Kind("Police"),
    "probation": Kind("Probation"),
    "probation-region": Kind("Probation region", also=("probation",)),
    "probation-unit": Kind("Probation delivery unit", also=("probation",)),
    "community-team": Kind("Community mental health team"),
    "local-authority": Kind("Local authority"),
    "housing": Kind("Housing provider"),
    "peer-support": Kind("Peer support scheme"),
    "voluntary": Kind("Voluntary organisation"),
    "evaluator": Kind("Evaluation partner"),
    "operator": Kind("Whoever runs this system"),
}


def filling(part: str) -> tuple[str, ...]:
    """The kinds of organisation that may take a part meant for `part`, itself included."""
    return tuple(kind for kind, row in KINDS.items() if kind == part or part in row.also)
