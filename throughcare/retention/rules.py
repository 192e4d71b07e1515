"""How long a record is kept: a rule by kind of record. What would be due on a day is for `due` to say.

Every period is recalled, and none is confirmed (domain.md 5, IG9: "[R]"). It is counted from the last entry about
somebody, of any kind, and from the end of every sentence and order on record: while one is in force nothing is due.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from throughcare.sharing import CATEGORIES
from throughcare.sharing.purposes import RECALLED


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of record: years after the last entry about somebody or, where death counts, after that instead."""

    title: str
    after_last_entry: int
    after_death: int | None
    source: str
    note: str = ""
    mark: str = RECALLED

    @property
    def kept(self) -> str:
        """`20 years after the last entry, or 8 years after death`."""
        death = f", or {self.after_death} years after death" if self.after_death is not None else ""
        return f"{self.after_last_entry} years after the last entry{death}"


NHS = "Records Management Code of Practice for Health and Social Care, Appendix II"
HMPPS = "HMPPS records retention and disposition schedule"

MENTAL_HEALTH = Rule(
    "Mental-health record", 20, 8, f"{NHS}: mental health records",
    note="The Code of 2016 is recalled to say 8 years after death; the edition of 2021 is said to have made it 10.",
)  # fmt: skip
PRISON = Rule(
    "Prison record", 6, None, f"{HMPPS}: prisoner records",
    note="Counted from the end of the sentence there, and much longer for life sentences and serious offences.",
)  # fmt: skip
PROBATION = Rule(
    "Probation record and risk assessments", 6, None, f"{HMPPS}: probation case records",
    note="Counted from the end of supervision there; what MAPPA holds is kept longer.",
)  # fmt: skip
INTELLIGENCE = Rule(
    "Security intelligence", 6, None, f"{HMPPS}: intelligence",
    note="Reviewed after six years, not destroyed: as police information is.",
)  # fmt: skip
INCIDENTS = Rule(
    "Incidents", 20, None, f"{NHS}: serious incidents",
    note="Incidents that are not serious: 10 years. The longer of the two counts for all here.",
)  # fmt: skip
MENTORS = Rule(
    "Peer mentors: contacts and vetting", 6, None, f"{NHS}: staff record, in summary",
    note="Counted from when somebody leaves there. What is said of vetting alone is shorter, and not recalled.",
)  # fmt: skip
HOUSING = Rule(
    "Housing and resettlement", 6, None, "Limitation Act 1980, as local authorities' schedules follow it",
    note="Each local authority has a schedule of its own.",
)  # fmt: skip

COPIES = Rule(
    "Requests for a copy, and copies given", 3, None, f"{NHS}: subject access requests",
    note="Counted from when the request was closed there, and 6 years where somebody appealed.",
)  # fmt: skip

SCHEDULE: Mapping[str, Rule | None] = {
    # It goes last, once nothing else of the record is left.
    "identity-and-location": None,
    "sentence-and-dates": PRISON,
    "mha-status": MENTAL_HEALTH,
    "referral-and-stage": MENTAL_HEALTH,
    "clinical": MENTAL_HEALTH,
    "diagnosis-and-medication": MENTAL_HEALTH,
    "self-harm-risk": MENTAL_HEALTH,
    "risk-to-others": PROBATION,
    "security-intelligence": INTELLIGENCE,
    "therapy-content": MENTAL_HEALTH,
    "peer-contacts": MENTORS,
    "mentor-vetting": MENTORS,
    "care-plan": MENTAL_HEALTH,
    "housing": HOUSING,
    "victim": None,
    "protected-characteristics": MENTAL_HEALTH,
    "incidents": INCIDENTS,
    "indicators": None,
}
RULES: Mapping[str, Rule] = {rule.title: rule for rule in (*SCHEDULE.values(), COPIES) if rule}


def undecided() -> list[str]:
    """The titles of the categories of which no period is recalled."""
    return [CATEGORIES[category] for category, rule in SCHEDULE.items() if rule is None]


def kinds_of(rule: Rule) -> list[str]:
    """The categories that a rule is of."""
    return [category for category, its in SCHEDULE.items() if its == rule]


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; of a 29th of February, where there is none, the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
