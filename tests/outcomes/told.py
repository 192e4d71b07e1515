"""A scheme in plain values: so many people for whom the same was answered, and mentors with their times."""

from datetime import UTC, date, datetime

from throughcare.indicators import Period
from throughcare.indicators.acknowledged import Raised
from throughcare.meanings import OutcomeMeaning
from throughcare.outcomes import Mentor, Scheme, Supported
from throughcare.outcomes.supported import Contact

YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))
AFTERWARDS = datetime(2026, 4, 2, 9, tzinfo=UTC)


def one(person: int, *, ended: str = "", contacts: int = 0, episode: int = 5, **answers: tuple[str, ...]) -> Supported:
    """Somebody who has had a mentor since a day of May 2025, or had one until 1 March."""
    said = {question.replace("_", "-"): given for question, given in answers.items()}
    until = date(2026, 3, 1) if ended else None
    met = tuple(Contact(date(2025, 6, 1 + n), 30, "one-to-one") for n in range(contacts))
    as_ = OutcomeMeaning(ended) if ended else None
    return Supported(person, ((date(2025, 5, episode), until),), said, met, until, as_)


def many(*groups: tuple[int, dict[str, tuple[str, ...]]]) -> list[Supported]:
    """So many people each, with these answers."""
    numbered = [answers for count, answers in groups for _ in range(count)]
    return [one(number, **answers) for number, answers in enumerate(numbered)]


def scheme(
    supported: list[Supported], mentors: list[Mentor] | None = None, worries: list[Raised] | None = None
) -> Scheme:
    return Scheme(supported, mentors or [], worries or [])
