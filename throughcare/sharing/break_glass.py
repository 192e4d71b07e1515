"""Break-glass: seeing without another ground, because somebody may come to harm before one can be had.

Local default, unconfirmed: domain.md 2 (rule 7) and 5 (IG13) give the hours and the review; who may, and what it
shows, is our proposal.
"""

from datetime import timedelta

from throughcare.sharing.purposes import Purpose

HOLDS = timedelta(hours=24)
REVIEW_WITHIN_WORKING_DAYS = 3

# Those who treat people: the roles that read or write clinical notes in the matrix.
MAY_BREAK_GLASS = frozenset({"LD", "PMH", "SH", "CMHT"})

FOR_AN_EMERGENCY = frozenset({Purpose.DIRECT_CARE, Purpose.SAFEGUARDING})

# What keeps somebody safe tonight. What was said in therapy or to a mentor, housing and dates of court do not; security
# intelligence and victim information could endanger others.
SHOWN_IN_AN_EMERGENCY = frozenset(
    {
        "identity-and-location",
        "mha-status",
        "referral-and-stage",
        "clinical",
        "diagnosis-and-medication",
        "self-harm-risk",
        "risk-to-others",
        "care-plan",
        "protected-characteristics",
        "incidents",
    }
)
