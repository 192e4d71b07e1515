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
}
