"""What the organisations at a place may see of those who live there, before any episode gives them more.

Rows OPS, PMH and SH of the proposed matrix (domain.md 2.2): local defaults until a site's Caldicott Guardian signs.
"""

from collections.abc import Mapping

PRISON = {
    "identity-and-location": "read",
    "sentence-and-dates": "read",
    "mha-status": "flag",
    "referral-and-stage": "flag",
    "self-harm-risk": "write",
    # Row POM: an offender manager of the prison writes it, and the others there see what their own row lets them.
    "risk-to-others": "write",
    "security-intelligence": "write",
    "peer-contacts": "flag",
    "mentor-vetting": "summary",
    "care-plan": "summary",
    "housing": "summary",
    "protected-characteristics": "flag",
    "incidents": "write",
}

PRISON_MENTAL_HEALTH = {
    "identity-and-location": "write",
    "sentence-and-dates": "read",
    "mha-status": "write",
    "referral-and-stage": "write",
    "clinical": "write",
    "diagnosis-and-medication": "write",
    "self-harm-risk": "write",
    "risk-to-others": "summary",
    "security-intelligence": "flag",
    "therapy-content": "write",
    "peer-contacts": "summary",
    "mentor-vetting": "flag",
    "care-plan": "write",
    "housing": "read",
    "protected-characteristics": "write",
    "incidents": "write",
}

SECURE_HOSPITAL = {
    "identity-and-location": "write",
    "sentence-and-dates": "summary",
    "mha-status": "write",
    "referral-and-stage": "write",
    "clinical": "write",
    "diagnosis-and-medication": "write",
    "self-harm-risk": "read",
    "risk-to-others": "read",
    "therapy-content": "read",
    "care-plan": "write",
    "housing": "summary",
    "protected-characteristics": "write",
    "incidents": "write",
}

# Coordinators of a mentor scheme are asked by whoever lives there, on paper and in person, and so can find who asked.
# Of mentors themselves, who live beside them, none is shown a row by any grant (`sharing.matrix`).
PEER_SUPPORT = {"identity-and-location": "read"}

# Kind of organisation at the place -> category -> level. A kind that is not here sees nobody by placement.
SEES_BY_PLACEMENT: Mapping[str, Mapping[str, str]] = {
    "prison": PRISON,
    "prison-health": PRISON_MENTAL_HEALTH,
    "mental-health-provider": PRISON_MENTAL_HEALTH,
    "secure-hospital": SECURE_HOSPITAL,
    "peer-support": PEER_SUPPORT,
}
