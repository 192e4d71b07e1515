"""The words in which responses and alerts are kept: closed tables, each with what a page says."""

from typing import NamedTuple

from throughcare.instruments.parts import About

# How answers came in.
STAFF, SHARED, PAPER, FILE = "staff", "shared-device", "paper", "file"
ENTERED = {
    STAFF: "Entered by staff",
    SHARED: "Answered on a shared device",
    PAPER: "Entered from paper",
    FILE: "Loaded from a file",
}
# What may have been filled in on another day than that on which it is entered.
LATER = frozenset({PAPER, FILE})
# Who held the pen.
ALONE, HELPED, CLINICIAN = "alone", "helped", "clinician"
FILLED = {
    ALONE: "The person, alone",
    HELPED: "The person, with somebody reading or writing for them",
    CLINICIAN: "A clinician",
}

START, SESSION, MONTHS, END, AFTER, BETWEEN = "start", "session", "months", "end", "after", "between"
OCCASIONS = {
    START: "At the start",
    SESSION: "After a number of sessions",
    MONTHS: "After a number of months",
    END: "At the end",
    AFTER: "Some time after the end",
    BETWEEN: "In between",
}

# Those that say after how many.
NUMBERED = (SESSION, MONTHS)

# Why an instrument that was due was not answered: a result, and never blamed on the person.
NOT_ANSWERED = {
    "refused": "The person did not want to",
    "not-offered": "It was not offered",
    "lost-to-regime": "The session was lost to the regime",
}

# What a version is: each answer so far on a shared device, all that was answered, or a correction.
BEGUN, DONE, AMENDED = "begun", "done", "amended"
VERSIONS = {BEGUN: "So far", DONE: "As handed in", AMENDED: "Corrected"}

ALERT, REVIEW = "alert", "review"
KINDS = {ALERT: "See them now", REVIEW: "To be looked at"}

# What an alert is about. Of those that were raised before this was kept nothing is said.
ABOUT = {
    About.SELF_HARM: "Self-harm or suicide",
    About.TO_OTHERS: "Harm to others",
    About.SAFEGUARDING: "Their safety from others",
    About.HOW_THEY_ARE: "How they are",
    About.WITHDRAWAL: "Withdrawal from alcohol or drugs",
    About.DETERIORATION: "Worse than at first",
}

ACKNOWLEDGED, ACTED, CLOSED, ESCALATED = "acknowledged", "acted", "closed", "escalated"
ENTRIES = {
    ACKNOWLEDGED: "Acknowledged",
    ACTED: "Action taken",
    CLOSED: "Closed",
    ESCALATED: "Told to others, because nobody had acknowledged it",
}
ACTIONS = {
    "seen-today": "Seen today",
    "acct-opened": "ACCT opened",
    "acct-reviewed": "ACCT reviewed",
    "existing-plan": "Covered by a plan there is already",
    "passed-to": "Passed to somebody else",
}
# Those that say nothing unless somebody says to whom, or under which plan.
NEEDS_WORDS = frozenset({"existing-plan", "passed-to"})

# The rules that are not of an instrument's file.
ABANDONED, DETERIORATED = "abandoned", "reliable-deterioration"


class Minutes(NamedTuple):
    """Within how many minutes somebody acknowledges."""

    alert: int
    review: int


# Local defaults, unconfirmed: an hour for what asks for somebody now, a day for what is to be looked at.
WITHIN = Minutes(alert=60, review=24 * 60)
