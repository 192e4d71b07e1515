"""The move to hospital: the escort, what went along, and what the receiver says came, item by item."""

from collections.abc import Iterator

from throughcare.meanings import StepMeaning
from throughcare.papers.facts import Facts
from throughcare.papers.value import How, Line, Section
from throughcare.pathways import Event as Fact

ESCORT, LEFT, RECEIVED, CAME = (
    StepMeaning.ESCORT_BOOKED,
    StepMeaning.LEFT_PRISON,
    StepMeaning.RECEIVED,
    StepMeaning.THINGS_RECEIVED,
)
# Title -> the question whether it went along, and the one whether it came.
ITEMS = {
    "Clinical hand-over papers": ("handover", "papers"),
    "Medicines": ("medicines-sent", "medicines"),
    "Property": ("property-sent", "property"),
    "ACCT and risk papers": ("acct-sent", "acct"),
    "Person escort record": ("escort-record-sent", "escort-record"),
}


def sections(facts: Facts) -> Iterator[Section]:
    yield Section("Escort", tuple(facts.all_of(ESCORT, "Booked on")))
    left, received = facts.last(LEFT), facts.last(RECEIVED)
    yield Section(
        "The move",
        (
            facts.day_of(left, "Left prison"),
            facts.day_of(received, "Received into hospital"),
            facts.line(RECEIVED, "ward"),
            facts.line(RECEIVED, "prison"),
        ),
    )
    for title, (sent, came) in ITEMS.items():
        yield Section(title, (facts.line(LEFT, sent, "Went along"), _receipt(facts, came)))


def _receipt(facts: Facts, came: str) -> Line:
    """What the receiver said last of one item, and who said so."""
    said = _last_word(facts, came)
    line = facts.line(CAME, came, "Receipt", fact=said)
    if line.how is How.SAID and said:
        return Line(line.label, f"{line.says}: {facts.signed(said)}", line.how, line.category)
    return line


def _last_word(facts: Facts, came: str) -> Fact | None:
    return next((one for one in reversed(facts.every(CAME)) if facts.answer(one, came) is not None), None)
