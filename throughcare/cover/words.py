"""The words of a rota, and its local defaults: none is a national standard."""

from collections.abc import Mapping

from throughcare.rota import carrying, rules

COORDINATOR, MENTAL_HEALTH = "MC", "PMH"
# Of the prison itself, who must know at night whom to wake.
OFFICERS = frozenset({"OPS", "POM"})
LOOKS = frozenset({COORDINATOR, MENTAL_HEALTH}) | OFFICERS
# Support workers and clinicians look after mentors together.
LOOKS_AFTER = frozenset({COORDINATOR, MENTAL_HEALTH})

VETTING, CONTACTS = "mentor-vetting", "peer-contacts"

# How a turn of duty that does not stand came to an end.
CANNOT, GIVEN, SWAPPED, NOT_NEEDED, IN_ERROR = "cannot", "given", "swapped", "not-needed", "in-error"
STOPPED, RESTS = "stopped", "rests"
ENDINGS: Mapping[str, str] = {
    CANNOT: "The mentor cannot",
    GIVEN: "Given to another mentor",
    SWAPPED: "Swapped with another mentor",
    NOT_NEEDED: "Not needed",
    IN_ERROR: "Put there in error",
    STOPPED: "The mentor is not active any more",
    RESTS: "The mentor rests after something was talked over",
}
# What somebody may say of a turn; the others follow from something else.
TAKEN_OFF_FOR = (CANNOT, NOT_NEEDED, IN_ERROR)

# Weeks for which a weekly turn is laid out ahead, days within which one can be put on the rota. Local defaults.
WEEKS_AHEAD, DAYS_AHEAD = 4, 92
# A turn is no longer than this, whatever the rules of a scheme say.
LONGEST = 24

# Beyond these a number of Listeners is a slip of the pen.
MOST_LISTENERS, HOURS_OF_A_MONTH = 300, 31 * 24

# What is counted from facts of episodes, and kept by day; groups helped are counted from registers when asked.
NUMBERS = ("contacts", "minutes", "worries", "distress", "deaths")

LOCAL: Mapping[str, int] = {**rules.USUAL, **carrying.USUAL}
MARK = rules.MARK
