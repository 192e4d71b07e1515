"""The form for returning somebody to prison: what the Casework Section asks before the Secretary of State decides."""

from collections.abc import Iterator

from throughcare.meanings import StepMeaning
from throughcare.papers.facts import Facts
from throughcare.papers.value import Line, Section

NOTICE, MEETING, AGREED = StepMeaning.READY_TO_LEAVE, StepMeaning.AFTERCARE_MEETING, StepMeaning.RETURN_AGREED
WARRANT, ARRIVED = StepMeaning.RETURN_DIRECTED, StepMeaning.RETURNED

# Not every version of the service asks how somebody is held.
HELD = ((StepMeaning.REPORT_REQUESTED, "held-as"), (StepMeaning.HELD_DIFFERENTLY, "held-as"))
POSSIBLE = ("release-date-passed", "sent-to-crown-court")
GROUND = ("ground", "notified-by", "why")
RETURNABLE = (
    "If the release date has passed, nobody can be returned to prison. Somebody remanded by a magistrates' court "
    "is returned by that court until they are sent to the Crown Court."
)
ANY_PRISON = "Any prison in which the person might have been detained can be named: why this one is part of the form."


def sections(facts: Facts) -> Iterator[Section]:
    held = tuple(facts.line(*one) for one in HELD if facts.asked(*one))
    asked = tuple(facts.line(NOTICE, one) for one in POSSIBLE)
    yield Section("Can the person be returned at all?", (*held, *asked), (RETURNABLE,))
    yield Section("The one ground", tuple(facts.line(NOTICE, one) for one in GROUND))
    yield Section("The meeting under section 117", tuple(_meeting(facts)))
    yield Section("The prison", tuple(_prison(facts)), (ANY_PRISON,))
    yield Section("Decision and return", tuple(_decision(facts)))


def _meeting(facts: Facts) -> Iterator[Line]:
    held = facts.last(MEETING)
    yield facts.day_of(held, "Meeting held on")
    if held is None:
        reasons = (facts.line(NOTICE, "no-meeting-because"), facts.line(WARRANT, "no-meeting-because"))
        yield next((line for line in reversed(reasons) if not line.missing), reasons[0])
    else:
        yield facts.line(MEETING, "plan")
        yield facts.line(MEETING, "minutes-sent")
    yield facts.line(NOTICE, "minutes-to-prison")


def _prison(facts: Facts) -> Iterator[Line]:
    agreed = facts.last(AGREED)
    yield facts.day_of(agreed, "Agreed on")
    for field in ("governor", "prison", "why"):
        yield facts.line(AGREED, field)
    yield facts.recorded(agreed)


def _decision(facts: Facts) -> Iterator[Line]:
    yield facts.day_of(facts.last(NOTICE), "Notified on")
    yield facts.day_of(facts.last(WARRANT), "Warrant for the return given on")
    yield facts.line(WARRANT, "section")
    yield facts.day_of(facts.last(ARRIVED), "Returned to prison on")
    yield facts.line(ARRIVED, "papers")
