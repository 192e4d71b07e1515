"""What the steps of a transfer to hospital, and of the way back, mean."""

from collections.abc import Mapping

from throughcare.meanings.step_meaning import StepMeaning
from throughcare.meanings.word import ANY, Word

S = StepMeaning
HELD_AS = ("sentenced", "crown-court-remand", "magistrates-remand", "civil-prisoner", "immigration-detainee")
LEVELS = ("high", "medium", "low", "picu")
TRANSFERS: Mapping[StepMeaning, Word] = {
    S.NEED_SEEN: Word("Somebody saw that the person may need a hospital.", ("need-identified",)),
    S.REPORT_REQUESTED: Word(
        "A doctor was asked for the first report: the referral, and day zero of the wait.",
        ("initial-request-for-medical-report",),
    ),
    S.NOTICE_SENT: Word(
        "Notice of the referral went to one of those who must be told of it.",
        ("referral-notice-sent",),
        asks={"recipient": ANY, "organisation": ANY, "request-date": ANY},
    ),
    S.HELD_DIFFERENTLY: Word(
        "From then on the person is held in another way, such as sentenced instead of on remand.",
        ("held-as-changed",),
        asks={"held-as": ANY},
    ),
    S.HELD_AS_SAID: Word(
        "It says how the person is held, which is filled in from their legal status and changed with a reason.",
        several=True,
        asks={"held-as": HELD_AS, "held-as-differs": ANY},
    ),
    S.HOME_AREA_RECORDED: Word(
        "It was written down where the person lived before prison, by which somebody is responsible.",
        ("home-area-recorded",),
        asks={"commissioner": ANY},
    ),
    S.WAITING_CONTACT: Word(
        "Somebody was with the person, or looked at their care, while they wait.",
        ("interim-review-held", "waiting-contact-made"),
        several=True,
    ),
    S.FIRST_REPORT: Word(
        "The first doctor's report was made.", ("first-medical-report",), asks={"finding": ("met", "not-met")}
    ),
    S.CRITERIA_MET: Word("It was decided on the first report to go on.", ("criteria-met",)),
    S.CRITERIA_NOT_MET: Word("It was decided on a report that hospital is not needed.", ("criteria-not-met",)),
    S.ACCESS_ASSESSED: Word(
        "A hospital looked at whether, and at which level of security, it can take the person.",
        ("access-assessment-done",),
        asks={"result": ("accepted",), "level": LEVELS},
    ),
    S.BED_REQUESTED: Word(
        "A hospital was asked for a bed.", ("bed-requested",), asks={"secure-hospital": ANY, "level": LEVELS}
    ),
    S.BED_ACCEPTED: Word(
        "A hospital said that it gives a bed.", ("bed-accepted",), asks={"ward": ANY, "expected": ANY}
    ),
    S.BED_DECLINED: Word(
        "A hospital said that it gives none, and why.",
        ("bed-declined",),
        asks={
            "outcome": ("declined-threshold", "declined-risk", "declined-capacity", "out-of-area"),
            "criterion": ANY,
            "instead": ANY,
        },
    ),
    S.BED_DATE_OFFERED: Word(
        "A hospital said from which day the bed is there.", ("bed-offered-date",), asks={"date": ANY}
    ),
    S.DISPUTE_OPENED: Word("Those who take part do not agree, and somebody must settle it.", ("dispute-opened",)),
    S.SECOND_REPORT: Word("Another doctor's report was made.", ("second-medical-report",)),
    S.PAPER_BROUGHT: Word(
        "One of the papers for the application was brought.", ("application-paper-brought",), asks={"paper": ANY}
    ),
    S.APPLIED: Word("The complete application was made.", ("application-to-mhcs",)),
    S.APPLICATION_QUERIED: Word("The application was found incomplete, or asked about.", ("mhcs-query",)),
    S.DIRECTED: Word("The transfer was directed: the warrant was given.", ("transfer-direction-given",)),
    S.ESCORT_BOOKED: Word("The escort to hospital was booked.", ("escort-booked",)),
    S.LEFT_PRISON: Word("The person left prison for the hospital.", ("left-prison",)),
    S.RECEIVED: Word(
        "The hospital received the person: the wait is over, and somebody is in a bed.", ("received-into-hospital",)
    ),
    S.THINGS_RECEIVED: Word("The hospital said what came with the person.", ("things-received",)),
    S.READY_TO_LEAVE: Word(
        "The clinician said that hospital is no longer needed, or cannot help.", ("rc-notifies-no-longer-requires",)
    ),
    S.AFTERCARE_MEETING: Word("The meeting on aftercare (section 117) was held.", ("s117-meeting",)),
    S.RETURN_AGREED: Word("The prison agreed to take the person back.", ("prison-agrees-remission",)),
    S.RETURN_DIRECTED: Word("The return was directed.", ("remission-warrant-given",)),
    S.RETURNED: Word("The person is back in prison, and no longer in a bed.", ("returned-to-prison",)),
    S.COURT_DECIDED: Word(
        "A court decided; whoever it returns to prison or bails left the hospital with it.",
        ("court-disposal",),
        asks={"outcome": ("remitted-court", "bail")},
    ),
    S.AFTER_RELEASE_DATE: Word(
        "What followed the release date; whoever was discharged or released left the hospital with it.",
        ("status-after-release-date",),
        asks={"outcome": ("discharged-licence", "released")},
    ),
    S.DISCHARGED: Word("The person was discharged from hospital by agreement.", ("discharge-agreed",)),
    S.DIED_IN_HOSPITAL: Word("The person died after they had been received.", ("died-after-admission",)),
}
