"""To hospital, each step by those whose it is: from the first concern to the ward."""

from datetime import date

from tests.browser.transfer.at_work import Answers, Diary
from tests.browser.transfer.conftest import Somebody

CONCERN: Answers = {
    "Why hospital may be needed": "Hears voices that tell him not to eat",
    "ACCT": "Open",
    "Held in segregation": "Yes",
    "Can decide about treatment": "Not assessed",
}
REQUEST: Answers = {
    "Why hospital is needed": "Does not eat and does not sleep",
    "Hospital or provider asked": "Rowan Unit",
    "Urgent": "Yes",
}
SENTENCED: Answers = {
    "Route": "Section 47: serving a sentence",
    "How the person is held": "Serving a sentence",
}
BY_MAGISTRATES: Answers = {
    "Route": "Section 48: not serving a sentence",
    "How the person is held": "On remand by magistrates",
}
REPORT: Answers = {
    "Finding": "Criteria met",
    "Disorder, its nature or degree": "Psychosis, severe",
    "Treatment available": "Medicine and care on a ward",
    "Urgent need of treatment (section 48)": "Yes",
}
FIRST: Answers = {**REPORT, "Doctor": "Dr Ilori", "GMC number": "1234567", "Approved under section 12": "Yes"}
SECOND: Answers = {**REPORT, "Doctor": "Dr Brandt", "GMC number": "7654321", "Approved under section 12": "No"}
WORDS: Answers = {
    "What the place is like": "It is a house with a garden.",
    "Who they will meet": "Nurses and doctors.",
    "What is different from prison": "You may ring your family each day.",
    "What happens to their things": "You may keep your clothes.",
}
WENT_ALONG: Answers = {
    "ACCT and risk papers went along": "Yes",
    "Clinical hand-over papers went along": "Yes",
    "Medicines went along": "Yes",
    "Property went along": "No",
    "Person escort record went along": "Yes",
}
CAME: Answers = {
    "Clinical hand-over papers": "Received",
    "Medicines": "Not received",
    "Property": "Not received",
    "ACCT and risk papers": "Received",
    "Person escort record": "Received",
}


def refer(somebody: Somebody, diary: Diary, name: str, begin: str, answers: Answers) -> None:
    """The nurse finds the person by name, and what she sends has a reference."""
    nadia = somebody("nadia").opens("/refer").fills_in({"Who is it about?": name.lower()}).presses("Search")
    nadia.presses(name).presses("Transfer to hospital, Eastmoor")
    if nadia.page.get_by_role("link", name=begin, exact=True).count():
        nadia.presses(begin)
    nadia.fills_in(answers).presses("Send")
    assert "It is on record" in nadia.reads
    diary.reference = nadia.page.locator(".nhsuk-panel__body").inner_text().split()[-1]
    nadia.presses(f"Open {diary.reference}")


def give_notice(somebody: Somebody) -> None:
    """Everybody whom the Act names is told in one step, and the date of the request stands in each notice."""
    nadia = somebody("nadia").opens_transfer("/papers").presses("Send the notices").presses("Record them as sent")
    assert "The notices are on record" in nadia.reads
    nadia.presses("Secretary of State (Mental Health Casework Section): Mental Health Casework Section")
    notice = nadia.takes(nadia.page.url.split(nadia.transfer)[1])
    assert "A registered medical practitioner has been asked for a report" in notice


def receive_and_report(somebody: Somebody, diary: Diary, seen_on: date) -> None:
    """The hospital says that it has it; the first doctor's report is there, and the team goes on with it."""
    harun, nadia = somebody("harun"), somebody("nadia")
    harun.records(
        "Referral received by the hospital", {"Assessor named": "Harun Aziz", "Date of the assessment": seen_on}
    )
    nadia.records("First medical report", {**FIRST, "Date of the examination": diary.today})
    assert "Dr Ilori" in nadia.takes("/papers/first-report")
    nadia.records("Criteria met: go on")


def assess_and_offer(somebody: Somebody, diary: Diary, ready: date) -> None:
    """Assessed and accepted; a bed is offered and decided on in order, each by those whose decision it is."""
    harun, nadia, piotr = (somebody(name) for name in ("harun", "nadia", "piotr"))
    harun.records("Access assessment done", {
        "Result": "Accepted", "Level of security": "Medium", "Specialty and kind of ward": "Mental illness, acute",
        "Assessed by": "Harun Aziz", "Why, and what would be needed": "Medium security and close care",
    })  # fmt: skip
    assert "Medium security and close care" in harun.takes("/papers/access-assessment")
    harun.opens_transfer("/beds").presses("Offer a bed on Cedar ward, Rowan Unit")
    harun.fills_in({"Which bed": "Room 1"}).presses("Offer it")
    nadia.opens_transfer("/beds")
    assert "Clinical decision of the hospital: to be decided" in nadia.reads
    assert nadia.page.get_by_role("link", name="Say yes to Room 1").count() == 0
    harun.presses("Say yes to Room 1").presses("Record a yes")
    harun.presses("Say yes to Room 1").fills_in({"The bed is theirs from": ready}).presses("Record a yes")
    for one in (piotr, nadia):
        one.opens_transfer("/beds").presses("Say yes to Room 1").presses("Record a yes")
    assert "A bed is accepted. The move is to come." in nadia.reads


def plan_together(somebody: Somebody, diary: Diary) -> None:
    """The second report, and one plan of both teams, which hold together from the acceptance on."""
    harun = somebody("harun").records("Second medical report", SECOND)
    assert harun.stands.startswith("Held jointly by Rowan Unit and Eastmoor mental health team")
    assert "Dr Brandt" in harun.takes("/papers/second-report")
    somebody("nadia").records("Joint plan agreed", {
        "The plan, as both teams agreed it": "Somebody sees him each day", "The person agrees": "Could not answer",
        "Who does what": "Nadia on weekdays, the ward's nurse by video", "Looked at again on": diary.days_on(7),
    })  # fmt: skip


def apply(somebody: Somebody) -> None:
    """The pack is checked for what is missing and whose it is, until it is complete."""
    nadia, piotr = somebody("nadia"), somebody("piotr")
    nadia.opens_transfer("/papers/application")
    assert nadia.page.get_by_role("row").filter(has_text="Missing").count() == 4
    for paper in ("Sentence or remand papers", "Index offence", "Security information"):
        piotr.records(
            "Paper for the application brought", {"Which paper": paper, "Where it is, or its reference": "Folder 12"}
        )
    nadia.records("Paper for the application brought", {"Which paper": "Request form"})
    assert "Missing" not in nadia.takes("/papers/application")
    nadia.records("Complete application to the Mental Health Casework Section", {"Reference": "A/17"})
    assert "Waiting on Mental Health Casework Section: Transfer direction given." in nadia.stands


def direction(section: str, warrant: str) -> Answers:
    return {
        "Hospital named": "Rowan Unit", "Section": section, "With restriction (section 49)": "Yes",
        "Reference of the warrant": warrant, "Signed for the Secretary of State by": "M. Cole",
    }  # fmt: skip


def move(somebody: Somebody, diary: Diary) -> None:
    """Out of prison and into hospital; the receiver says what came, and reads what could go wrong."""
    piotr, harun = somebody("piotr"), somebody("harun")
    piotr.records("Left prison", WENT_ALONG)
    harun.records("Risk plan reviewed by the hospital", {"What was read, and what was changed": "Read, and kept"})
    harun.records("Received into hospital", {"Ward": "Cedar ward", "Supporting prison": "HMP Eastmoor"})
    harun.records("What came with the person", CAME)
    receipt = harun.takes("/papers/move")
    assert "Medicines Went along Yes Receipt Not received: Harun Aziz" in receipt
    assert "In Room 1, Cedar ward, Rowan Unit" in harun.opens_transfer("/beds").reads
    harun.records(
        "Section 117 plan opened", {"Who takes part in the planning": "Rowan Unit and Northshire Commissioning"}
    )
    harun.records("Goals of the admission agreed", {
        "What this stay is for": "To eat and sleep, and to choose his medicine", "The person agrees": "Yes",
        "Expected to be ready to leave by": diary.days_on(60),
    })  # fmt: skip
