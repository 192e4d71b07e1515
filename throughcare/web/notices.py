"""What rooms above have to say on the first page of whoever acts: a sentence that leads to a page of theirs."""

from collections.abc import Callable
from dataclasses import dataclass

from throughcare.web.asking import Request


@dataclass(frozen=True, slots=True)
class Notice:
    """`says` leads to the page of the url name `page`; `late` says that something is overdue."""

    page: str
    says: str
    late: bool


# Rooms above add to these: web cannot know of them. Each may ask one question, and none of a role it is not for.
NOTICES: list[Callable[[Request], Notice | None]] = []


def notices(request: Request) -> list[Notice]:
    """Those that there are for whoever acts, in the order of the rooms."""
    return [found for tell in NOTICES if (found := tell(request))]
