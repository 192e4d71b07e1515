"""The job that counts clocks anew once a standard has come into force, or is not in force after all."""

from datetime import UTC, date, datetime

from procrastinate.contrib.django import app

from throughcare.commencement import counting


@app.task(pass_context=False)
def count_anew(slug: str, standard: str, since: str) -> None:
    """Make the kept clocks of a standard that started on this day or later say whether it was in force then."""
    counting.count_anew(slug=slug, standard=standard, since=date.fromisoformat(since), at=datetime.now(UTC))
