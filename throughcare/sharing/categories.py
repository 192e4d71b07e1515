"""The categories of a person's record, each of which is granted by itself: the rows of domain.md 2.2."""

CATEGORIES = {
    "identity-and-location": "Identity and current location",
    "sentence-and-dates": "Court, sentence and release dates",
    "mha-status": "Mental Health Act status",
    "referral-and-stage": "Referrals, stages and clocks",
    "clinical": "Clinical assessment and notes",
    "diagnosis-and-medication": "Diagnosis and medication",
    "self-harm-risk": "Self-harm risk and ACCT",
    "risk-to-others": "Risk to others, MAPPA and licence",
    "security-intelligence": "Security intelligence",
    "therapy-content": "Therapy content and single answers",
    "peer-contacts": "Peer contact log",
    "mentor-vetting": "Mentor vetting",
    "care-plan": "Care plan and section 117 plan",
    "housing": "Housing, benefits and resettlement",
    "victim": "Victim information",
    "protected-characteristics": "Protected characteristics and accessibility needs",
    "incidents": "Incidents and investigations",
    "indicators": "Indicators",
}

# How much of a category a grant shows, least first. A flag says only that there is something.
LEVELS = ("flag", "summary", "read", "write")

# Rows 5 to 13: each reading of these is audited, and a Caldicott Guardian can see it (domain.md 2, rule 2).
SENSITIVE = frozenset(
    {
        "clinical",
        "diagnosis-and-medication",
        "self-harm-risk",
        "risk-to-others",
        "security-intelligence",
        "therapy-content",
        "peer-contacts",
        "mentor-vetting",
        "care-plan",
    }
)
# What is about third parties, or would put somebody in danger, is in no view of the person's own (rule 5).
NEVER_IN_OWN_VIEW = frozenset({"security-intelligence", "victim"})
# Figures about a service are in nobody's record, so that no ground shows a row of them.
IN_NOBODYS_RECORD = frozenset({"indicators"})

IDENTITY = "identity-and-location"
PROTECTED = "protected-characteristics"
STAGES = "referral-and-stage"
