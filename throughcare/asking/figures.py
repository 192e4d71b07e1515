"""What alerts come to over a year: how many, how soon somebody had them, and how many were told on. Pure."""

from collections.abc import Sequence
from datetime import datetime

from throughcare.indicators.acknowledged import Line, Raised, by, by_hour, by_part_of_day, by_wing, line
from throughcare.instruments.parts import About
from throughcare.responses.words import ABOUT, KINDS

NOT_SAID = "Raised before this was kept"

# What is asked of an alert, in the order of the fields of `Raised`; two of them by `telling.with_what_became`.
KEPT_FROM = ("at", "within", "taken_at", "unit__name", "kind", "about", "told_on", "person")


def tables(alerts: Sequence[Raised], *, as_of: datetime, others: bool) -> dict[str, list[Line]]:
    """Heading -> its lines. For others the hours are told in quarters of the day, that fewer are small."""
    when = by_part_of_day if others else by_hour
    return {
        "What it asks for": [line("All", alerts, as_of=as_of), *by(alerts, lambda one: KINDS[one.kind], as_of=as_of)],
        "About": by(alerts, lambda one: ABOUT[About(one.about)] if one.about else NOT_SAID, as_of=as_of),
        "Wing": by_wing(alerts, as_of=as_of),
        "Raised at": when(alerts, as_of=as_of),
    }
