"""What a standard may mean: the clocks that figures are counted from and papers print, whatever they are called."""

from collections.abc import Mapping
from enum import StrEnum

from throughcare.meanings.word import Word


class ClockMeaning(StrEnum):
    """The words, as a file has them in `means` of a standard."""

    TO_HOSPITAL = "request-to-hospital"
    TO_HOSPITAL_IMPROVED = "improvement-to-hospital"
    TO_HOSPITAL_BY_STATUTE = "statute-to-hospital"
    TO_FIRST_REPORT = "request-to-first-report"
    REPORT_TO_HOSPITAL = "first-report-to-hospital"
    TO_WARRANT = "application-to-warrant"
    APPLICATION_TO_HOSPITAL = "application-to-hospital"
    WARRANT = "warrant"
    TO_RETURN = "notice-to-return"
    TO_TRIAGE = "referral-to-triage"
    TO_ASSESSMENT = "acceptance-to-assessment"
    TO_TREATMENT = "acceptance-to-treatment"
    TO_REVIEW = "treatment-to-review"
    TO_REBOOKING = "lost-to-rebooked"
    TO_SUMMARY = "treatment-end-to-summary"
    TO_FOLLOW_UP = "treatment-end-to-follow-up"
    TO_VETTING = "application-to-vetting"
    SHADOWING = "shadowing"
    CLEARANCE = "clearance"
    TRAINING = "training"
    TO_VETTING_AGAIN = "vetting-to-vetting-again"
    TO_SUPERVISION = "supervision-to-supervision"
    TO_DEBRIEF = "distress-to-debrief"
    TO_REMATCH = "mentor-stops-to-match"
    TO_SAFETY_CHECK = "request-to-safety-check"
    TO_MATCH = "found-safe-to-match"
    TO_CONTACT = "match-to-contact"
    TO_SUPPORT_REVIEW = "contact-to-support-review"


C = ClockMeaning
CLOCKS: Mapping[ClockMeaning, Word] = {
    C.TO_HOSPITAL: Word("From the request to hospital, as guidance counts it: the headline of a wait.", ("tr-28",)),
    C.TO_HOSPITAL_IMPROVED: Word("To hospital, from the start and within the days of an improvement.", ("tr-seed14",)),
    C.TO_HOSPITAL_BY_STATUTE: Word("From the request to hospital, as statute counts it.", ("tr-stat28",)),
    C.TO_FIRST_REPORT: Word("From the request to the first report.", ("tr-28a",)),
    C.REPORT_TO_HOSPITAL: Word("From the first report to hospital.", ("tr-28b",)),
    C.TO_WARRANT: Word("From the complete application to the warrant.", ("tr-mhcs",)),
    C.APPLICATION_TO_HOSPITAL: Word("From the complete application to hospital, with no limit.", ("tr-moj",)),
    C.WARRANT: Word("How long a warrant may be used.", ("tr-warrant",)),
    C.TO_RETURN: Word("From the clinician's notice to the return to prison.", ("rm-14",)),
    C.TO_TRIAGE: Word("From the referral to the decision whether this service takes the person.", ("triage",)),
    C.TO_ASSESSMENT: Word("From acceptance to the assessment.", ("assessment",)),
    C.TO_TREATMENT: Word("From acceptance to the start of treatment.", ("treatment-start",)),
    C.TO_REVIEW: Word("From the start of treatment, and from each review, to the next.", ("review",)),
    C.TO_REBOOKING: Word("From a session that the regime took to a new time for it.", ("rebook",)),
    C.TO_SUMMARY: Word("From the end of treatment to its summary.", ("discharge-letter",)),
    C.TO_FOLLOW_UP: Word("From the end of treatment to the question how the person is.", ("follow-up",)),
    C.TO_VETTING: Word("From a complete application to become a mentor to the decision on it."),
    C.SHADOWING: Word("How long whoever becomes a mentor goes along with another one at least."),
    C.CLEARANCE: Word("Until when security has cleared a mentor."),
    C.TRAINING: Word("Until when a mentor's training counts."),
    C.TO_VETTING_AGAIN: Word("From vetting to the next look whether a mentor may go on."),
    C.TO_SUPERVISION: Word("From becoming active, and from each supervision, to the next supervision of a mentor."),
    C.TO_DEBRIEF: Word("From something that weighs on a mentor to talking it over."),
    C.TO_REMATCH: Word("From the day on which a mentor stops to another mentor for the person."),
    C.TO_SAFETY_CHECK: Word("From the request for a mentor to the decision whether it is safe."),
    C.TO_MATCH: Word("From the decision that it is safe to the match with a mentor."),
    C.TO_CONTACT: Word("From the match to the first contact."),
    C.TO_SUPPORT_REVIEW: Word("From the first contact, and from each review, to the next review."),
}
