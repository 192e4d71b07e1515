"""The lines of one organisation's worklist: what to ask of them, and each as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from throughcare.clocks import FORCE_IN_WORDS, Explained
from throughcare.episodes.due import MINE, NOBODY, OVERDUE, WEEK, After
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Task, Waiting

NO_DATE = "none"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for. What it says that makes no sense is as if it had not been said."""

    waiting: str = ""
    due: str = ""
    service: int | None = None
    whose: str = ""
    nobody: bool = False
    after: After = field(default_factory=After)

    @property
    def filters(self) -> list[str]:
        """The names of the filters that are set."""
        said = {"waiting": self.waiting, "service": self.service, NOBODY: self.nobody}
        return [*(name for name, value in said.items() if value), *filter(None, (self.due, self.whose))]

    @property
    def any(self) -> bool:
        return bool(self.filters)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `days` until it is due (below nought when late), what it is due by, and on whom it waits.

    `without` are the late days that have no reason, for whoever holds the person.
    """

    episode: str
    name: str
    service: str
    stage: str
    since: date
    due_on: date | None
    days: int | None
    rule: str
    force: str
    waiting: str
    waiting_for: str
    without: int


def wanted(query: QueryDict) -> Wanted:
    """What the address asks for."""
    service = query.get("service", "")
    return Wanted(
        waiting=query.get("waiting", "") if query.get("waiting") in Waiting.values else "",
        due=query.get("due", "") if query.get("due") in {OVERDUE, WEEK} else "",
        service=int(service) if service.isascii() and service.isdigit() and len(service) < 10 else None,
        whose=MINE if query.get("whose") == MINE else "",
        nobody=query.get("nobody") == "yes",
        after=after_of(query.get("after", "")[:30]),
    )


def place_of(line: Any) -> str:
    """Where a page of lines in the order of their days ended, for the address of the next."""
    return f"{line.due_on or NO_DATE}_{line.pk}"


def lines(tasks: Iterable[Task], *, today: date) -> list[Line]:
    """Each task in the words of its episode's blueprint, under the person's name where it may be seen."""
    return [_line(task, today) for task in tasks]


def named(tasks: Iterable[Task]) -> list[int]:
    """The people whose names these lines show."""
    return sorted({task.person_id for task in tasks if vars(task)["name"]})


def _line(task: Task, today: date) -> Line:
    episode, blueprint = task.episode, blueprint_of(task.episode)
    standard = blueprint.standard.get(task.standard)
    return Line(
        episode=episode.reference,
        name=vars(task)["name"] or episode.reference,
        service=str(episode.service),
        stage=blueprint.pathway.stage[episode.stage].title,
        since=episode.stage_since,
        due_on=task.due_on,
        days=(task.due_on - today).days if task.due_on else None,
        rule=standard.title if standard else "",
        force=FORCE_IN_WORDS[standard.force] if standard else "",
        waiting=task.waiting,
        waiting_for=str(task.waiting_for or ""),
        without=Explained(task.explained_until, task.unexplained).without(today),
    )


def after_of(written: str) -> After:
    """Where the page before ended; nowhere when the address makes no sense of it."""
    text, _, number = written.partition("_")
    day = _day(text)
    if not (number.isascii() and number.isdigit() and len(number) < 19) or (day is None and text != NO_DATE):
        return After()
    return After(day, int(number))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
