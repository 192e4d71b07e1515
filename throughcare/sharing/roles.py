"""The roles that the matrix has a column for, as a sentence speaks of them.

Codes are those of `organisations.roles`, which lies above this room; a test holds the two together.
"""

ROLE_IN_WORDS = {
    "CRT": "court staff",
    "LD": "a liaison and diversion practitioner",
    "PMH": "a prison mental health practitioner",
    "OPS": "prison operations",
    "PM": "a peer mentor",
    "MC": "a mentor coordinator",
    "POM": "a prison offender manager",
    "SH": "a secure hospital clinician",
    "CM": "an NHS England case manager",
    "COM": "a community offender manager",
    "CMHT": "a community mental health practitioner",
    "LAH": "a local authority or housing officer",
    "COMM": "a commissioner",
    "EVAL": "an evaluator",
    "SU": "the person themselves",
    "MHCS": "a Mental Health Casework Section officer",
    "CG": "a Caldicott Guardian",
    "ADMIN": "an administrator",
}

THE_PERSON = "SU"
# Whose accounts are used on devices that people in prison share: pages of their own, and no others.
LIVE_IN_PRISON = frozenset({THE_PERSON, "PM"})
# Told what to do ("do not use metal cutlery") and never why (domain.md 2, rule 6).
TOLD_WHAT_TO_DO = frozenset({"OPS"})
