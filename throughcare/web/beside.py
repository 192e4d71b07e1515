"""What rooms above have beside an episode or a service: lines on its page, each leading to a page of theirs."""

from collections.abc import Callable
from dataclasses import dataclass

from throughcare.episodes.models import Service
from throughcare.episodes.reading import Account
from throughcare.organisations.models import StaffRole


@dataclass(frozen=True, slots=True)
class Beside:
    """`title` leads to the page `page` of this episode, or of what has the reference `about`; `says` what is there."""

    page: str
    title: str
    says: str = ""
    about: str = ""


# Rooms above add to these: web cannot know of them. Each judges by what was read of the episode, and asks nothing.
BESIDE: list[Callable[[Account], Beside | None]] = []
# Those of a service, for whoever acts.
OF_SERVICE: list[Callable[[Service, StaffRole], Beside | None]] = []


def beside(account: Account) -> list[Beside]:
    """Those that there are of this episode for whoever reads it, in the order of the rooms."""
    return [found for tell in BESIDE if (found := tell(account))]
