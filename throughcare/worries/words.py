"""The words in which worries are kept: closed tables, each with what a page says."""

from collections.abc import Mapping
from datetime import time

from throughcare.responses.words import ACKNOWLEDGED, ACTED, CLOSED, ESCALATED

TAP, SLIP = "tap", "slip"
HOW = {TAP: "By a tap on the mentor's screen", SLIP: "On a paper slip, entered by staff"}

SEEN, NAMED, ACCT = "seen", "named", "acct"
ENTRIES = {
    ACKNOWLEDGED: "Acknowledged",
    SEEN: "Somebody has seen the person",
    ACTED: "What was done",
    NAMED: "Said who it is",
    ACCT: "Number of the ACCT",
    ESCALATED: "Told to others, because nobody had acknowledged it",
    CLOSED: "Closed",
}
ONCE = (ACKNOWLEDGED, SEEN, NAMED, CLOSED)

# What was done, by the words of the blueprints that ship, where a number of an ACCT belongs to it.
OF_AN_ACCT = frozenset({"acct-opened", "acct-reviewed"})

# What the mentor is told, and nothing more: neither what it was nor what was done.
PASSED_ON, STAFF_KNOW, STAFF_SAW, DEALT_WITH = "passed-on", "staff-know", "seen", "closed"
TOLD_TO_MENTORS: Mapping[str, str] = {
    PASSED_ON: "It has reached staff. Somebody will come.",
    STAFF_KNOW: "Staff know.",
    STAFF_SAW: "Staff know, and have seen them.",
    DEALT_WITH: "Staff know, and have dealt with it.",
}
TOLD_BY_ENTRY = {ACKNOWLEDGED: STAFF_KNOW, SEEN: STAFF_SAW, CLOSED: DEALT_WITH}

# Who answers a worry: prison operations, the mental health team, the coordinators of the scheme.
ANSWERS = frozenset({"OPS", "PMH", "MC"})

# Local defaults, unconfirmed.
MINUTES, FOLD_MINUTES = 15, 5
SHIFTS = (time(7, 30), time(13, 0), time(20, 30))
DUTY_MANAGER = "Duty manager, through the control room"
SOMEBODY_ELSE = "Somebody else"
