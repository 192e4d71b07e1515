"""The parts staff play, as the table of roles in domain.md 2 names them: a total table.

A role says what somebody is there to do. It never shows anybody a person by itself: that takes a grant.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """One role. `kinds` are the kinds of organisation that usually hold it, for forms to offer first."""

    title: str
    kinds: tuple[str, ...]


ROLES: dict[str, Role] = {
    "CRT": Role("Court staff", ("court",)),
    "LD": Role("Liaison and diversion practitioner", ("liaison-diversion",)),
    "PMH": Role("Prison mental health practitioner", ("mental-health-provider", "prison-health")),
    "OPS": Role("Prison operations: wing, safer custody, segregation", ("prison",)),
    "PM": Role("Peer mentor", ("peer-support",)),
    "MC": Role("Mentor coordinator", ("peer-support",)),
    "POM": Role("Prison offender manager", ("prison",)),
    "SH": Role("Secure hospital clinician", ("secure-hospital",)),
    "CM": Role("NHS England case manager", ("case-management",)),
    "MHCS": Role("Mental Health Casework Section officer", ("mhcs",)),
    "COM": Role("Community offender manager", ("probation", "probation-unit", "probation-region")),
    "CMHT": Role("Community mental health practitioner", ("community-team",)),
    "LAH": Role("Local authority or housing officer", ("local-authority", "housing")),
    "COMM": Role("Commissioner", ("commissioner", "icb", "health-board")),
    "EVAL": Role("Evaluator", ("evaluator",)),
    "SU": Role("Person using the service", ()),
    "CG": Role("Caldicott Guardian", ()),
    "ADMIN": Role("Administrator", ("operator",)),
}
