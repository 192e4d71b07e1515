"""What the first page tells of cover: for how many hours of the coming days nobody is there, or fewer than wanted."""

from collections.abc import Iterator, Mapping
from typing import Any

from throughcare.cover import reading
from throughcare.cover.keeping import looks, place_number_for
from throughcare.rota.gaps import missing_in_words
from throughcare.web.asking import Request
from throughcare.web.notices import Counted, Notice, Rows


def _given(request: Request) -> Mapping[str, Any] | None:
    """None of a role that keeps no rota."""
    if not looks(request.staff):
        return None
    return reading.asked(request.staff, place_number_for(request.staff), reading.coming(request.now), at=request.now)


def _told(request: Request, rows: Rows) -> Iterator[Notice]:
    """One sentence on the way to the chart; late where nobody is there now. Fewer than wanted is told, and not late."""
    wings = reading.read(rows)
    found = reading.gaps_of(wings, reading.coming(request.now))
    if found:
        late = any(wing.wants(request.now) and not wing.now(request.now) for wing in wings)
        missing = f"In the coming seven days {missing_in_words(found)}"
        yield Notice("cover", f"{missing}. First: {found[0].says}, {found[0].count}", late=late)


COUNTED = Counted(reading.COUNTED, _given, _told)
