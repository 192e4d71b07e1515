"""The families of pages, as the header offers them to whoever acts."""

from throughcare.sharing.roles import LIVE_IN_PRISON
from throughcare.web.people import NEVER_SEARCH

# Url name of a family's first page -> its word. Rooms above add theirs, in the order in which addresses are read.
NAVIGATION = {"today": "Today", "people": "People", "refer": "Refer"}
# Those that the header shows at once; the others open below "More", so that it stays one line.
AT_ONCE = {"today", "people", "refer"}
# Families that are for some roles alone. Whoever lives in prison is offered what names their role here.
ONLY_FOR: dict[str, frozenset[str]] = {}
# Pages of rooms above that somebody who looks at their own record opens too, by url name.
OPEN_TO_THE_PERSON: set[str] = set()
# Families that begin with a search for somebody.
SEARCHED = frozenset({"people", "refer"})


def menu(role: str) -> dict[str, str]:
    """The navigation of whoever acts in a role."""
    return {name: word for name, word in NAVIGATION.items() if _offered(name, role)}


def _offered(name: str, role: str) -> bool:
    if name in SEARCHED and role in NEVER_SEARCH:
        return False
    return role in ONLY_FOR[name] if name in ONLY_FOR else role not in LIVE_IN_PRISON
