"""Stories of a transfer up to the point at which the law is asked."""

from tests.facts import day, history
from throughcare.blueprints.course import judge
from throughcare.blueprints.library import load
from throughcare.pathways import Decision, Event

TRANSFER = load("hospital-transfer")


def requested(held: str = "sentenced") -> str:
    return f"2026-03-02 initial-request-for-medical-report held-as={held}"


def reported(held: str = "sentenced") -> str:
    """As far as the application, with two reports nothing is wrong with."""
    urgent = "urgent-need=yes approved=yes finding=met"
    return f"""{requested(held)}
        2026-03-10 first-medical-report {urgent} doctor=Hart
        2026-03-12 second-medical-report {urgent} doctor=Byrne
        2026-03-14 application-to-mhcs"""


def with_reports(first: str, second: str) -> str:
    return f"""{requested()}
        2026-03-10 first-medical-report {first}
        2026-03-12 second-medical-report {second}"""


DIRECTED = f"{reported()}\n2026-03-20 transfer-direction-given section=section-47 restricted=yes"
IN_HOSPITAL = f"{DIRECTED}\n2026-03-25 received-into-hospital"


def told(story: str) -> tuple[Event, ...]:
    """The facts of a story, in which a line may be left empty."""
    return history("\n".join(line for line in story.splitlines() if line.strip()))


def judged(story: str, *, demand: bool = False) -> Decision:
    """How the last fact of a story is judged by all before it; on `demand` as where it is recorded."""
    *before, proposed = told(story)
    return judge(TRANSFER, before, proposed, as_of=day("2026-12-31"), demand=demand)
