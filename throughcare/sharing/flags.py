"""What a flag says: that there is something, and what to do. It never says what there is (domain.md 2, rule 6).

The words are the same for everybody of whom there is something, so that they cannot say more. Local default,
unconfirmed: domain.md has one example, and no words for these.
"""

from collections.abc import Mapping

from throughcare.sharing.categories import CATEGORIES
from throughcare.sharing.matrix import BESIDE

# Every category of which some role has a flag and nothing more -> what to do.
ACTIONS: Mapping[str, str] = {
    "mha-status": "Ask the mental health team before a move, a release or a punishment is decided.",
    "referral-and-stage": "Ask the mental health team before an appointment or a move is changed.",
    "self-harm-risk": "Pass on at once whatever worries you.",
    "security-intelligence": "Ask the security department before contact with others, a move or a release is arranged.",
    "peer-contacts": "Ask whoever runs peer support before a move is decided.",
    "mentor-vetting": "Ask whoever runs peer support before a task is given to them.",
    "protected-characteristics": "Ask what must be arranged for them before you meet.",
}

# Of any other, where a service left no more than a flag of it.
ELSE = "Ask those who may read it before anything is decided that it could bear on."
# A word beside a flag in the matrix -> what the flag is called, where the category itself would say what it is.
CALLED = {"escalate": "A worry"}


def says(category: str, role: str) -> tuple[str, str]:
    """What a flag of a category is called to a role, and what to do, where there is something."""
    return CALLED.get(BESIDE.get((category, role), ""), CATEGORIES[category]), ACTIONS.get(category, ELSE)
