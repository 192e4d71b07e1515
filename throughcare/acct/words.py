"""The words in which an ACCT is mirrored: closed tables, each with what a page says."""

from collections.abc import Mapping

SELF_HARM = "self-harm-risk"
# Whom the matrix lets write of self-harm risk, and who stands beside the document: domain.md 2.
WRITES = frozenset({"OPS", "PMH"})

OPENED, ASSESSED, REVIEWED, CLOSED, REOPENED = "opened", "assessed", "reviewed", "closed", "reopened"
POST_REVIEWED, POST_ENDED, TAKEN_BACK = "post-reviewed", "post-ended", "taken-back"
# In the order in which they can come to pass in one minute.
KINDS: Mapping[str, str] = {
    OPENED: "ACCT opened",
    ASSESSED: "Assessor's interview held",
    REVIEWED: "Case review held",
    CLOSED: "ACCT closed",
    POST_REVIEWED: "Post-closure review held",
    REOPENED: "ACCT opened again",
    POST_ENDED: "Post-closure ended",
    TAKEN_BACK: "Taken back",
}

# Who had the concern and opened it, as a role: the name stands in the document, and nowhere here.
OPENERS: Mapping[str, str] = {
    "officer": "Officer, or other staff of the prison",
    "mental-health": "Mental health team",
    "health-care": "Other health care",
    "offender-manager": "Offender management or probation",
    "other": "Somebody else who works there",
}

OPEN, POST_CLOSURE, ENDED, WITHDRAWN = "open", "post-closure", "ended", "withdrawn"
STATES: Mapping[str, str] = {
    OPEN: "Open",
    POST_CLOSURE: "Post-closure",
    ENDED: "Ended",
    WITHDRAWN: "Taken back: it was recorded in error",
}

MASTER = (
    "The ACCT is the prison's own document, and decides. This only mirrors it: look there before you rely on anything "
    "here, and act on what you see."
)
