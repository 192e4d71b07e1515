"""What the steps of treatment mean, from the assessment to the question how somebody is afterwards."""

from collections.abc import Mapping

from throughcare.meanings.step_meaning import StepMeaning
from throughcare.meanings.word import ANY, Word

S = StepMeaning
# Why somebody was not there (domain facts, 3.7). What the prison caused has a step, and reasons, of its own.
MISSED_FOR = (
    "no-reason-given",
    "late-not-seen",
    "cancelled-by-person",
    "refused",
    "unwell",
    "fear-or-non-association",
    "service-staffing",
    "moved-wing",
    "transferred-out",
    "released",
    "unknown",
)
LOST_TO = (
    "regime-lockdown",
    "no-escort",
    "no-officer-to-unlock",
    "roll-incorrect",
    "court",
    "legal-visit",
    "social-visit",
    "work-clash",
    "adjudication",
    "segregated",
    "hospital-escort",
    "medication-clash",
    "not-told",
)
THERAPY: Mapping[StepMeaning, Word] = {
    S.ASSESSED_FOR_THERAPY: Word(
        "The person was met, and a pathway of treatment was advised.", ("assessed",), asks={"pathway-advised": ANY}
    ),
    S.TREATMENT_STARTED: Word(
        "Treatment began, on a pathway, alone or in a group.",
        ("pathway-started",),
        asks={"pathway": ANY, "mode": ("individual", "group", "both"), "therapist": ANY, "goals": ANY},
    ),
    S.SESSION_HELD: Word(
        "A session was held, and the person was there.",
        ("session-held",),
        asks={"attendance": ("on-time", "late-seen"), "minutes": ANY},
    ),
    S.SESSION_MISSED: Word(
        "The person was not at a session, for a reason other than the prison's regime.",
        ("session-missed",),
        asks={"reason": MISSED_FOR},
    ),
    S.SESSION_LOST: Word(
        "The prison's regime kept the person from a session: never counted against them.",
        ("session-lost-to-regime",),
        asks={"reason": LOST_TO},
    ),
    S.SESSION_REBOOKED: Word(
        "A new time was given for a session that was lost.", ("session-rebooked",), asks={"new-date": ANY}
    ),
    S.REVIEW_HELD: Word(
        "How treatment is going was looked at with the person.",
        ("review-held",),
        asks={"progress": ANY, "continue": ANY},
    ),
    S.STEPPED_UP: Word("Treatment became more intense.", ("stepped-up",), asks={"how": ANY, "why": ANY}),
    S.STEPPED_DOWN: Word("Treatment became less intense.", ("stepped-down",), asks={"how": ANY, "why": ANY}),
    S.STEPPED_ACROSS: Word(
        "Treatment goes on, of another kind: another pathway, or alone instead of in a group.",
        asks={"how": ANY, "why": ANY, "pathway": ANY},
    ),
    S.TREATMENT_ENDED: Word(
        "Treatment ended.",
        ("treatment-ended",),
        asks={"outcome": ("completed", "dropped-out"), "summary": ANY, "told": ANY},
    ),
    S.SUMMARY_SENT: Word(
        "The summary of treatment was sent to those who care for the person next.",
        ("discharge-letter-sent",),
        asks={"sent-to": ANY},
    ),
    S.FOLLOWED_UP: Word("The person was asked, after treatment, how they are.", ("followed-up",)),
}
