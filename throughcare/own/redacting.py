"""What becomes of an item of a record when the person asks for a copy: a rule for every category, in one total table.

The rules are a local default, unconfirmed: the exemptions are those of the Data Protection Act 2018 as recalled, and a
data protection officer confirms them. A rule never guesses at words: whatever somebody typed, a reviewer looks at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from throughcare.sharing import NEVER_IN_OWN_VIEW


class Outcome(StrEnum):
    """What a rule, or a reviewer, says of an item. Nothing is released while one is still to be looked at."""

    RELEASE = "release"
    WITHHOLD = "withhold"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why an item is withheld or looked at, and in which law. Some give something away by being said to the person."""

    says: str
    law: str
    told: bool


EXEMPTIONS: Mapping[str, Exemption] = {
    "third-party": Exemption("It is about somebody else", "DPA 2018, Schedule 2, paragraph 16", told=True),
    "confidence": Exemption("It was given in confidence", "DPA 2018, Schedule 2, paragraph 24", told=True),
    "security": Exemption(
        "It is about security or crime", "DPA 2018, Schedule 2, paragraph 2, or section 45", told=False
    ),
    "victim": Exemption("It is about a victim", "DPA 2018, Schedule 2, paragraph 16, or section 45", told=False),
    "serious-harm": Exemption(
        "It would be likely to cause serious harm to somebody's health", "DPA 2018, Schedule 3, paragraph 5", told=False
    ),
    "not-theirs": Exemption("It is about a service and nobody's record", "UK GDPR, Article 15", told=False),
    "names-others": Exemption(
        "Somebody typed it, and it may name others", "DPA 2018, Schedule 2, paragraph 16", told=False
    ),
}
# What a reviewer may give as the law under which an item is withheld.
WITHHELD_FOR = ("third-party", "confidence", "security", "victim", "serious-harm")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rule says of an item; `reason` is a key of the exemptions, empty where it is released."""

    outcome: Outcome
    reason: str = ""


RELEASED = Ruling(Outcome.RELEASE)
RULES: Mapping[str, Ruling] = {
    "identity-and-location": RELEASED,
    "sentence-and-dates": RELEASED,
    "mha-status": RELEASED,
    "referral-and-stage": RELEASED,
    "clinical": RELEASED,
    "diagnosis-and-medication": RELEASED,
    "self-harm-risk": RELEASED,
    "risk-to-others": Ruling(Outcome.LOOK, "third-party"),
    "security-intelligence": Ruling(Outcome.WITHHOLD, "security"),
    "therapy-content": RELEASED,
    "peer-contacts": Ruling(Outcome.LOOK, "third-party"),
    "mentor-vetting": Ruling(Outcome.LOOK, "confidence"),
    "care-plan": RELEASED,
    "housing": RELEASED,
    "victim": Ruling(Outcome.WITHHOLD, "victim"),
    "protected-characteristics": RELEASED,
    "incidents": Ruling(Outcome.LOOK, "third-party"),
    "indicators": Ruling(Outcome.WITHHOLD, "not-theirs"),
}
# Data concerning health: released only once a health professional has said whether it would do serious harm
# (Schedule 3, paragraphs 5 and 6).
HEALTH = frozenset(
    {
        "mha-status",
        "clinical",
        "diagnosis-and-medication",
        "self-harm-risk",
        "therapy-content",
        "care-plan",
        "incidents",
        "protected-characteristics",
    }
)
# The matrix lets nobody show these to the person, so that no review does.
NEVER_RELEASED = NEVER_IN_OWN_VIEW | {"indicators"}


def ruling(category: str, *, free_text: bool) -> Ruling:
    """What the rule says of an item. Raises KeyError on a category that is none."""
    rule = RULES[category]
    if free_text and rule.outcome is Outcome.RELEASE:
        return Ruling(Outcome.LOOK, "names-others")
    return rule
