"""Back to prison, each step by those whose it is: from the clinician's notice to the follow-up."""

from tests.browser.transfer.at_work import Answers, Diary
from tests.browser.transfer.conftest import Somebody

NOTICE: Answers = {
    "Ground": "No longer requires treatment",
    "In support": "Well for four weeks, and takes his medicine",
    "Release date passed": "No",
    "Minutes of the meeting will go to the prison": "Yes",
}
PLAN: Answers = {
    "To which prison, and why there": "HMP Westfell, near his mother",
    "Who meets the person on arrival, and within which time": "Sam Field, on the same day",
    "Medicines that travel along, and for how many days": "Olanzapine for 14 days",
    "Risk plan": "Looked at each week; a cell of his own",
    "What the person was told, and wished": "He wishes to be near his mother",
}
AGREED: Answers = {
    "Which prison": "HMP Westfell",
    "Why this prison": "Near his mother",
    "Agreed with the Governor's authority": "Yes",
}


def plan_return(somebody: Somebody) -> None:
    """Who, where, which medicines; whoever receives him reads the risk plan before he comes."""
    harun, sam = somebody("harun"), somebody("sam")
    harun.records(
        "Section 117 meeting",
        {"Agreed plan": "The community team from the release on", "Minutes sent to the prison": "Yes"},
    )
    harun.records(
        "Name the team that takes over in prison", {"Mental health team that takes over": "Westfell mental health team"}
    )
    harun.records("Return planned", PLAN)
    assert "Aaron Whitcombe" in sam.opens("/today").reads or "Bilal Hussain" in sam.reads
    sam.records(
        "Risk plan reviewed by the prison's team", {"What was read, and what was changed": "Read; a cell of his own"}
    )
    sam.records("Plan of the return accepted")
    somebody("piotr").records("Prison agrees to the return", AGREED)
    form = harun.takes("/papers/remission")
    assert "Ground No longer requires treatment" in form
    assert "Which prison HMP Westfell Why this prison Near his mother" in form


def come_back(somebody: Somebody, diary: Diary) -> None:
    """Met within 72 hours, looked at within a week; the hospital stands by until then."""
    sam = somebody("sam").records(
        "Returned to prison", {"Care plan, minutes, medicines and risk papers came along": "Yes"}
    )
    assert sam.stands.startswith("Held jointly by Westfell mental health team and Rowan Unit")
    assert "within 72 hours of the return' is due" in sam.stands
    diary.goes_on(2)
    sam.records("First contact after the return", {"How": "Face to face", "Medicines arrived": "Yes"})
    diary.goes_on(3)
    sam.records("Review after the return held", {"Agreed plan": "Seen each month"})
    diary.goes_on(2)
    follow_up(somebody, "1 week")


def follow_up(somebody: Somebody, week: str) -> None:
    somebody("sam").records(
        "Follow-up held", {"Which follow-up": week, "Still under the care of the mental health team": "Yes"}
    )
