"""The words of a mentor scheme, and its local defaults: none is a national standard."""

from collections.abc import Mapping

from throughcare.meanings import StepMeaning

# Ten mentors supported 250 people at Swaleside: a local default for each scheme to set.
MOST_PEOPLE, SOURCE = 25, "HMP Swaleside: 10 mentors for 250 people (The Atlas of Shared Learning). Local default."
# Beyond these a number is a slip of the pen.
MOST_EVER, LONGEST = 100, 240
A_MENTOR_SUPPORTS = f"A mentor supports from 1 to {MOST_EVER} people."
A_CONTACT_LASTS = f"A contact lasts from 1 to {LONGEST} minutes."
# Minutes that the screen of mentors offers first, and days within which a contact can still be logged.
USUAL_MINUTES, USUAL_DAYS, MOST_DAYS = 30, 14, 90

# Nothing here is what somebody says to a Listener: that is recorded nowhere, by nobody.
CONTACTS: Mapping[str, str] = {
    "one-to-one": "One to one",
    "group": "Group",
    "cbt-informed": "Working through something together (CBT-informed)",
    "art": "Art",
    "daily-living": "Daily living",
}
SCREEN, SLIP = "screen", "slip"
WAYS: Mapping[str, str] = {SCREEN: "On the mentors' screen", SLIP: "From a paper slip"}

# How somebody would like to meet their mentor.
PREFERS: Mapping[str, str] = {
    "": "Nothing said",
    "cell-door": "At the cell door",
    "association": "During association",
    "group": "In a group",
    "mentors-room": "In the mentors' room",
}

MENTOR, MENTEE = "mentor", "mentee"
SIDES: Mapping[str, str] = {MENTOR: "The mentor", MENTEE: "The person supported"}

# Why a match ended, as the step of the blueprint asks; and where no step says it, as the support itself ended.
SUSPENDED, LEFT, KEPT_APART, OVER = "mentor-suspended", "mentor-left", "kept-apart", "support-ended"
ENDED: Mapping[str, str] = {
    "person-asked": "The person asked",
    "mentor-asked": "The mentor asked",
    SUSPENDED: "The mentor is suspended",
    LEFT: "The mentor has stopped",
    "moved-wing": "One of the two moved wing",
    KEPT_APART: "The two cannot be put together",
    "other": "Another reason",
    OVER: "Support ended",
}

COORDINATOR, PEER_MENTOR = "MC", "PM"
# What a mentor's account may bring into anybody's episode, and nothing else.
A_MENTOR_RECORDS = frozenset({StepMeaning.CONTACT_HELD, StepMeaning.WORRY_RAISED})
