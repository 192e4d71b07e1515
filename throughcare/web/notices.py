"""What rooms above have to say on the first page of whoever acts: a sentence that leads to a page of theirs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from throughcare.organisations.questions import Question, together
from throughcare.web.asking import Request

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Notice:
    """`says` leads to the page of the url name `page`; `late` says that something is overdue."""

    page: str
    says: str
    late: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A question and what is said of its rows; `given` are its values, None where it is not for whoever acts."""

    question: Question[Any]
    given: Callable[[Request], Mapping[str, Any] | None]
    tells: Callable[[Request, Rows], Iterable[Notice]]


# Rooms above add to these: web cannot know of them. What is counted is asked together, in one statement however many
# rooms there are; each of the others may ask one question, and none of a role it is not for.
COUNTED: list[Counted] = []
NOTICES: list[Callable[[Request], Notice | None]] = []


def notices(request: Request) -> list[Notice]:
    """Those that there are for whoever acts, in the order of the rooms."""
    asked = [(one, given) for one in COUNTED if (given := one.given(request)) is not None]
    answers = together((one.question, given) for one, given in asked)
    said = [notice for (one, _), rows in zip(asked, answers, strict=True) for notice in one.tells(request, rows)]
    return [*said, *(found for tell in NOTICES if (found := tell(request)))]
