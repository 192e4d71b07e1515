"""The words that registers, waiting lists and bookings are written in: total tables, plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass

from throughcare.meanings import StepMeaning
from throughcare.meanings.of_peers import GROUPS
from throughcare.meanings.of_therapy import LOST_TO, MISSED_FOR

HELD, MISSED, LOST = StepMeaning.SESSION_HELD, StepMeaning.SESSION_MISSED, StepMeaning.SESSION_LOST

# What a programme is: treatment, which clinicians keep, or what a mentor scheme does together, kept by coordinators.
TREATMENT = "treatment"
ACTIVITIES: Mapping[str, str] = {"art": "Creative", "daily-living": "Daily living", "group": "Group"}
assert ACTIVITIES.keys() == set(GROUPS)
KINDS: Mapping[str, str] = {TREATMENT: "Treatment", **ACTIVITIES}
# What it is in an episode that somebody was there.
HELD_AS: Mapping[str, StepMeaning] = {TREATMENT: HELD, **dict.fromkeys(ACTIVITIES, StepMeaning.GROUP_ATTENDED)}

# The national code "attended or did not attend" (NHS Data Dictionary), as the provider submits it.
STATUSES: Mapping[str, str] = {
    "5": "Attended on time",
    "6": "Arrived late, but was seen",
    "7": "Arrived late and could not be seen",
    "2": "Cancelled by, or for, the person",
    "3": "Did not attend, no warning given",
    "4": "Cancelled or put off by the provider",
}
ON_TIME, LATE, BY_US = "5", "6", "4"

# How far somebody took part who was there.
ENGAGED: Mapping[str, str] = {
    "took-part": "Took part",
    "a-little": "Took part a little",
    "only-there": "Was there, took no part",
}
TOOK_PART = "took-part"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody was not there. `code` is the national one: which goes with which is a local default, unconfirmed.

    `means` is the step it is recorded as: what the prison caused is lost, never missed.
    """

    title: str
    code: str
    means: StepMeaning = MISSED

    @property
    def lost_to_regime(self) -> bool:
        return self.means is LOST


# No national code exists for "the prison did not bring the person": 3 would blame them, so 4 is sent, and what is
# lost to the regime is kept beside it and left out of every rate of missed sessions (domain facts, 3.7).
REASONS: Mapping[str, Reason] = {
    "no-reason-given": Reason("Did not come, no reason given", "3"),
    "refused": Reason("Refused", "3"),
    "late-not-seen": Reason("Came too late to be seen", "7"),
    "cancelled-by-person": Reason("Cancelled by the person", "2"),
    "unwell": Reason("Unwell", "2"),
    "fear-or-non-association": Reason("Afraid, or must not mix with somebody there", "2"),
    "moved-wing": Reason("Moved wing", "2"),
    "transferred-out": Reason("Moved to another prison", "2"),
    "released": Reason("Released", "2"),
    "service-staffing": Reason("Cancelled by us: not enough staff", "4"),
    "unknown": Reason("Not known", "3"),
    "regime-lockdown": Reason("Lockdown or restricted regime", "4", LOST),
    "no-escort": Reason("No escort", "4", LOST),
    "no-officer-to-unlock": Reason("No officer to unlock", "4", LOST),
    "roll-incorrect": Reason("Roll incorrect", "4", LOST),
    "court": Reason("At court", "4", LOST),
    "legal-visit": Reason("Legal visit", "4", LOST),
    "social-visit": Reason("Social visit", "4", LOST),
    "work-clash": Reason("Sent to work or education", "4", LOST),
    "adjudication": Reason("Adjudication", "4", LOST),
    "segregated": Reason("Segregated", "4", LOST),
    "hospital-escort": Reason("On escort to hospital", "4", LOST),
    "medication-clash": Reason("In the medicines queue", "4", LOST),
    "not-told": Reason("Nobody told the person", "4", LOST),
}
assert REASONS.keys() == {*MISSED_FOR, *LOST_TO}
REGIME = tuple(key for key, reason in REASONS.items() if reason.lost_to_regime)

NEEDS: Mapping[str, str] = {"urgent": "Cannot wait", "high": "High need", "usual": "Usual need"}
FITS: Mapping[str, str] = {
    "fits": "Fits a group as it is",
    "arrange": "Fits once something is arranged",
    "not-yet": "Not in a group yet",
}
NOT_YET = "not-yet"

# How an offered place, or a place in a group, came to an end.
ENDINGS: Mapping[str, str] = {
    "declined": "Declined",
    "left": "Left the group",
    "moved": "Moved away",
    "treatment-ended": "Treatment ended",
    "support-ended": "Support ended",
    "completed": "The group came to its end",
    "taken-back": "The offer was taken back",
}
LEFT_FOR = tuple(ENDINGS)

CANCELLED_FOR: Mapping[str, str] = {
    "staff-away": "No facilitator",
    "room": "The room cannot be used",
    "regime": "The prison's regime",
    "too-few": "Too few could come",
    "closed-day": "The service is closed that day",
    "booked-in-error": "Booked in error",
}

# Why a session was cancelled -> the word of `REASONS` that says so in each person's record. What the regime took is
# said there as what in the regime it was. Of a room, of too few and of a day off no word there would be true, so none
# is said: "unknown" is sent as if the person had stayed away.
BECAUSE: Mapping[str, str] = {"staff-away": "service-staffing"}
assert BECAUSE.keys() < CANCELLED_FOR.keys()

INTENSITIES: Mapping[str, str] = {"low": "Low", "high": "High"}

# What a room needs of the regime while somebody is in it.
ROOM_NEEDS: Mapping[str, str] = {
    "regime": "People are brought or let through: within the hours of the regime",
    "unlock": "On a wing: while that wing is unlocked",
    "any": "At any time",
}


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody has to do at a time: of which category of the record, and whether it bars a session."""

    title: str
    category: str
    bars: bool


COMMITMENTS: Mapping[str, Commitment] = {
    "court": Commitment("Court", "sentence-and-dates", bars=True),
    "legal-visit": Commitment("Legal visit", "identity-and-location", bars=True),
    "hospital": Commitment("Appointment outside", "identity-and-location", bars=True),
    "social-visit": Commitment("Social visit", "identity-and-location", bars=False),
    "work": Commitment("Work or education", "identity-and-location", bars=False),
}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
