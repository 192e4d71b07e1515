"""How somebody of the cast becomes a mentor at Eastmoor, step by step: what every test of a scheme begins with."""

from collections.abc import Mapping
from typing import Any

PASSED = ("readiness", "managing-concerns", "speaking-with-people", "worrying-issues", "running-a-group")
ELIGIBLE = {"acct-open": "no", "csra-suitable": "yes", "excluded-by-offence": "no", "enough-time": "yes"}
# Step, by whom, on which day of February 2026, with which answers.
WAY: tuple[tuple[str, str, int, Mapping[str, Any]], ...] = (
    ("application-complete", "mina", 3, ELIGIBLE),
    ("governor-approved", "owen", 4, {"decided-by": "Governor Hart"}),
    ("security-cleared", "owen", 4, {"decided-by": "Security, Lane", "clearance-until": "2026-08-04"}),
    ("health-has-no-objection", "nadia", 4, {"objection": "no"}),
    ("approved-for-training", "mina", 5, {}),
    *(("module-passed", "nadia", 6, {"module": module, "assessor": "Nadia Rahman"}) for module in PASSED),
    ("training-signed-off", "nadia", 6, {"signed-by": "Nadia Rahman", "training-until": "2027-02-06"}),
    ("shadowing-started", "mina", 9, {"shadows": "Staff"}),
    ("shadowing-logged", "mina", 10, {"minutes": "45"}),
    ("shadowing-cut-short", "owen", 16, {"decided-by": "Governor Hart", "why": "The first mentors of the scheme"}),
    ("shadowing-signed-off", "mina", 16, {"signed-by": "Mina Osei"}),
    ("mentor-active", "mina", 16, {}),
)
SUPERVISED = ("supervision-held", "mina", 23, {"support-worker": "Mina Osei", "clinician": "Nadia Rahman"})
