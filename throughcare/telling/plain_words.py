"""What a person is told after a step, with the days their clocks give."""

import re

from throughcare.blueprints.course import Course
from throughcare.pathways import spell_day

DUE = re.compile(r"\{([a-z0-9-]+)\.due\}")
NO_DAY = "a day we will tell you"


def told(course: Course, step: str) -> str:
    """The blueprint's sentence for the person, with `{triage.due}` as the day on which that clock is due."""

    def day(found: re.Match[str]) -> str:
        due = course.runs[found[1]][-1].due
        return spell_day(due.on) if due else NO_DAY

    return DUE.sub(day, course.blueprint.plain.get(step, ""))
