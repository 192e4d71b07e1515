"""What somebody looks at a record for: a total table, with the basis in law that usually carries it.

The articles are of the UK GDPR, and are recalled (domain.md 5, IG1): a data protection officer confirms them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """Why somebody looks."""

    DIRECT_CARE = "direct-care"
    SAFEGUARDING = "safeguarding"
    COURT_AND_SENTENCE = "court-and-sentence"
    SERVICE_MANAGEMENT = "service-management"
    EVALUATION = "evaluation"
    SUBJECT_ACCESS = "subject-access"
    OVERSIGHT = "oversight"


RECALLED = "recalled, not confirmed"
OFFENCES = "Article 10 with a condition in Schedule 1 of the Data Protection Act 2018"


@dataclass(frozen=True, slots=True)
class Basis:
    """A purpose in words, with its usual lawful basis: in general, for health data, for offence data."""

    says: str
    general: str
    health: str
    offences: str = OFFENCES
    mark: str = RECALLED


PURPOSES: Mapping[Purpose, Basis] = {
    Purpose.DIRECT_CARE: Basis("the person's own care and support", "6(1)(e)", "9(2)(h)"),
    Purpose.SAFEGUARDING: Basis("keeping the person and others safe", "6(1)(e), or 6(1)(d) for a life", "9(2)(g)"),
    Purpose.COURT_AND_SENTENCE: Basis("what a court decides, and carrying out the sentence", "6(1)(e)", "9(2)(f)"),
    Purpose.SERVICE_MANAGEMENT: Basis("running a service", "6(1)(e)", "9(2)(h)"),
    Purpose.EVALUATION: Basis("finding out whether a service works", "6(1)(e)", "9(2)(j)"),
    Purpose.SUBJECT_ACCESS: Basis("showing people what is recorded of them", "6(1)(c), Article 15", "to be found"),
    Purpose.OVERSIGHT: Basis("answering for a service from outside it", "6(1)(e)", "9(2)(h)"),
}

CARE, SAFE, COURT = Purpose.DIRECT_CARE, Purpose.SAFEGUARDING, Purpose.COURT_AND_SENTENCE
RUN, OWN = Purpose.SERVICE_MANAGEMENT, Purpose.SUBJECT_ACCESS

# For what a role looks at a record, the usual purpose first. Local default, unconfirmed: the "may" of domain.md 2.1.
PURPOSES_OF: Mapping[str, tuple[Purpose, ...]] = {
    "CRT": (COURT, SAFE),
    "LD": (CARE, SAFE, COURT, OWN),
    "PMH": (CARE, SAFE, COURT, RUN, OWN),
    "OPS": (SAFE, COURT, CARE),
    "PM": (CARE,),
    "MC": (CARE, SAFE, RUN),
    "POM": (COURT, SAFE, CARE),
    "SH": (CARE, SAFE, COURT, RUN, OWN),
    "CM": (CARE, RUN, Purpose.OVERSIGHT),
    "COM": (COURT, SAFE, CARE),
    "CMHT": (CARE, SAFE, RUN, OWN),
    "LAH": (CARE, SAFE),
    "COMM": (Purpose.OVERSIGHT, RUN),
    "EVAL": (Purpose.EVALUATION,),
    "SU": (OWN,),
    "MHCS": (COURT, SAFE, CARE),
    "CG": (Purpose.OVERSIGHT,),
    "ADMIN": (RUN,),
}
