"""The form for returning somebody to prison: what the Casework Section asks before the Secretary of State decides."""

from collections.abc import Iterator

from throughcare.papers.facts import Facts
from throughcare.papers.value import Line, Section

NOTICE, MEETING, AGREED = "rc-notifies-no-longer-requires", "s117-meeting", "prison-agrees-remission"
WARRANT, ARRIVED = "remission-warrant-given", "returned-to-prison"


def sections(facts: Facts) -> Iterator[Section]:
    asked = {
        "Can the person be returned at all?": (
            (NOTICE, "release-date-passed"),
            (NOTICE, "magistrates-remand"),
            (NOTICE, "sent-to-crown-court"),
        ),
        "The one ground": ((NOTICE, "ground"), (NOTICE, "notified-by"), (NOTICE, "why")),
    }
    for title, lines in asked.items():
        yield Section(title, tuple(facts.line(*one) for one in lines), BEFORE.get(title, ()))
    yield Section("The meeting under section 117", tuple(_meeting(facts)))
    yield Section("The prison", tuple(_prison(facts)), BEFORE["The prison"])
    yield Section("Decision and return", tuple(_decision(facts)))


BEFORE = {
    "Can the person be returned at all?": (
        "If the release date has passed, nobody can be returned to prison. Somebody remanded by a magistrates' court "
        "is returned by that court until they are sent to the Crown Court.",
    ),
    "The prison": (
        "Any prison in which the person might have been detained can be named: why this one is part of the form.",
    ),
}


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
