"""Who may see which category of a person's record, and why: pure rules."""

from throughcare.sharing.categories import (
    CATEGORIES,
    IDENTITY,
    LEVELS,
    NEVER_IN_OWN_VIEW,
    PROTECTED,
    SENSITIVE,
    STAGES,
)
from throughcare.sharing.deciding import Decision, explain, may
from throughcare.sharing.matrix import MARK_OF, MATRIX, Cell, Most, Opening, fingerprint, levels_of
from throughcare.sharing.purposes import PURPOSES, PURPOSES_OF, Purpose
from throughcare.sharing.rights import RIGHTS, rights_of, seeks_people
from throughcare.sharing.routes import Route
from throughcare.sharing.sights import Reason
from throughcare.sharing.standing import GROUNDS, Consent, Given, Ground

__all__ = [
    "CATEGORIES",
    "GROUNDS",
    "IDENTITY",
    "LEVELS",
    "MARK_OF",
    "MATRIX",
    "NEVER_IN_OWN_VIEW",
    "PROTECTED",
    "PURPOSES",
    "PURPOSES_OF",
    "RIGHTS",
    "SENSITIVE",
    "STAGES",
    "Cell",
    "Consent",
    "Decision",
    "Given",
    "Ground",
    "Most",
    "Opening",
    "Purpose",
    "Reason",
    "Route",
    "explain",
    "fingerprint",
    "levels_of",
    "may",
    "rights_of",
    "seeks_people",
]
