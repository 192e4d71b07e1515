"""Who may see which category of a person's record, and why: pure rules."""

from throughcare.sharing.categories import CATEGORIES, IDENTITY, LEVELS, STAGES
from throughcare.sharing.rights import CARE, rights_of

__all__ = ["CARE", "CATEGORIES", "IDENTITY", "LEVELS", "STAGES", "rights_of"]
