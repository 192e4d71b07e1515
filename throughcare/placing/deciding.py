"""The decisions on an offer in their order: whose each is, why it may be no, and what then follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class No:
    """One reason for a no. `outcome` is what the fact "Bed declined" gives as its ground, where it is recorded.

    `parks` is for how many days the person is then not matched; 0 for not at all (local default, unconfirmed).
    """

    title: str
    outcome: str = ""
    parks: int = 0
    park_as: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `roles` may take it where their organisation plays one of `parties` in the episode.

    `at_the_ward`: only those of the hospital that the bed is in.
    """

    title: str
    yes: str
    whose: str
    roles: frozenset[str]
    parties: frozenset[str]
    noes: Mapping[str, No] = field(default_factory=dict)
    at_the_ward: bool = False


HOSPITAL, HEALTH, PRISON, MANAGER = "secure-hospital", "prison-mental-health", "prison", "case-manager"

DECISIONS: Mapping[str, Decision] = {
    "recommended": Decision(
        "Recommended", "This bed is proposed", "Case manager, hospital or prison mental health team",
        frozenset({"CM", "SH", "PMH"}), frozenset({MANAGER, HOSPITAL, HEALTH}),
    ),
    "clinical": Decision(
        "Clinical decision of the hospital", "The person can be treated here", "Clinicians of the hospital",
        frozenset({"SH"}), frozenset({HOSPITAL}),
        {
            "threshold": No("Threshold: not ill enough for this bed", "declined-threshold"),
            "risk": No("Risk: this level of security is not enough", "declined-risk"),
            "out-of-area": No("Out of area", "out-of-area"),
            "mix": No("The mix of people on the ward", "declined-capacity"),
            "other-bed": No("Another bed of ours suits better"),
        },
        at_the_ward=True,
    ),
    "bed-manager": Decision(
        "Bed manager", "The bed is theirs from a named day", "Bed manager of the hospital",
        frozenset({"SH"}), frozenset({HOSPITAL}),
        {
            "no-capacity": No("No capacity", "declined-capacity"),
            "no-staff": No("Not enough staff", "declined-capacity"),
            "out-of-service": No("The bed went out of service", "declined-capacity"),
            "other-bed": No("Another bed of ours is ready sooner"),
        },
        at_the_ward=True,
    ),
    "prison": Decision(
        "Prison is ready", "The person can move on that day", "Prison mental health team or offender manager",
        frozenset({"PMH", "POM"}), frozenset({HEALTH, PRISON}),
        {
            "physically-unfit": No("Not physically fit to move", parks=7, park_as="physically-unfit"),
            "court-date": No("A court date comes first", parks=14, park_as="court-date"),
            "no-escort": No("No escort in time", parks=3, park_as="no-escort"),
            "outbreak": No("Outbreak of infection", parks=10, park_as="outbreak"),
            "improved": No("Better for the time being", parks=14, park_as="improved"),
        },
    ),
    "accepted": Decision(
        "Accepted", "The bed is taken for the person", "Prison mental health team or case manager",
        frozenset({"PMH", "CM"}), frozenset({HEALTH, MANAGER}),
        {
            "another-bed": No("Another bed suits better"),
            "too-far": No("Too far from home or family"),
            "not-needed": No("A bed is no longer needed"),
        },
    ),
}  # fmt: skip
ORDER: Sequence[str] = tuple(DECISIONS)
ACCEPTED, BED_NAMED = "accepted", "bed-manager"
# The move itself is nobody's decision: it is there once the hospital records that the person was received.
MOVED_IN = "moved-in"

WITHDRAWN_FOR: Mapping[str, No] = {
    "needed": No("The bed is needed for somebody else", "declined-capacity"),
    "out-of-service": No("The bed went out of service", "declined-capacity"),
    "mistake": No("It was offered by mistake"),
    "not-needed": No("The person needs no bed any more"),
}
ENDINGS: Mapping[str, str] = {
    "declined": "Declined",
    "withdrawn": "Withdrawn",
    "lapsed": "Lapsed: nobody decided in time",
    "released": "Released: another bed was accepted",
    "not-needed": "Released: no bed is needed any more",
    MOVED_IN: "Moved in",
}


def next_decision(taken: int) -> str:
    """The decision that comes after so many; empty when all have been taken and the move is to come."""
    return ORDER[taken] if taken < len(ORDER) else ""
