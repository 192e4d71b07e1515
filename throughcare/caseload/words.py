"""The words and numbers of caseloads: what a person counts for where a service has set nothing of its own.

No standard says what a case weighs: every number here is a starting value for each service to set, and shown as such.
"""

from collections.abc import Mapping

from throughcare.sharing import MATRIX, STAGES, Cell

CARE_PLAN, CLINICAL = "care-plan", "clinical"
# Those who may lead somebody's care: they write plans, and see where people stand.
CLINICIANS = frozenset(
    role
    for role, cell in MATRIX[CARE_PLAN].items()
    if cell is Cell.WRITE and MATRIX[STAGES][role] in {Cell.WRITE, Cell.READ}
)

STAGE, MODE, RISK, HOUR = "stage", "mode", "risk", "hour"
MODES: Mapping[str, str] = {"individual": "Alone", "group": "In a group", "both": "Alone and in a group"}
# Alerts that make a case heavier, for whoever may see them.
RISKS = ("self-harm", "to-others", "from-others", "safeguarding")
ALERT, AN_HOUR = "alert", "hour"
KINDS: Mapping[str, str] = {
    STAGE: "Stage",
    MODE: "How somebody is treated",
    RISK: "An alert of self-harm, of risk to or from others, or of safeguarding",
    HOUR: "Points for each hour a week that a clinician has for their caseload",
}
MOST_POINTS, MOST_HOURS = 20, 60
# Local defaults: a stage in which somebody else must act first, and any other; then what is added to the stage.
WAITS, WORKS = 1, 2
DEFAULTS: Mapping[tuple[str, str], int] = {
    (MODE, "individual"): 2,
    (MODE, "group"): 1,
    (MODE, "both"): 3,
    (RISK, ALERT): 2,
    (HOUR, AN_HOUR): 2,
}

# Why somebody is away, and nothing of their health.
AWAY_FOR: Mapping[str, str] = {"planned": "Planned", "not-planned": "Not planned", "elsewhere": "Works elsewhere"}
LONGEST_AWAY = 366

SUPERVISION: Mapping[str, str] = {
    "case-management": "Case management",
    "clinical": "Clinical",
    "group": "In a group of clinicians",
}
# Days from one supervision to the next: a local default, and what may be set.
USUAL_DAYS, SHORTEST, LONGEST = 14, 7, 92
SHORTEST_TALK, LONGEST_TALK = 5, 480
TEXT = 2000
