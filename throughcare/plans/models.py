"""The tables of plans: where each is described is said by the module that it comes from."""

from throughcare.plans.plan_tables import (
    FormulationPart,
    Goal,
    GoalRating,
    GoalStep,
    Plan,
    PlanAgreement,
    PlanChange,
    PlanReview,
    Problem,
    Said,
)
from throughcare.plans.summary_tables import (
    DraftSection,
    Summary,
    SummaryDraft,
    SummaryReceipt,
    SummarySection,
    SummarySending,
)

__all__ = [
    "DraftSection",
    "FormulationPart",
    "Goal",
    "GoalRating",
    "GoalStep",
    "Plan",
    "PlanAgreement",
    "PlanChange",
    "PlanReview",
    "Problem",
    "Said",
    "Summary",
    "SummaryDraft",
    "SummaryReceipt",
    "SummarySection",
    "SummarySending",
]
