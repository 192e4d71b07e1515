"""Who may see which category of a person's record, and why: pure rules."""

from throughcare.sharing.categories import CATEGORIES, IDENTITY, LEVELS, STAGES

__all__ = ["CATEGORIES", "IDENTITY", "LEVELS", "STAGES"]
