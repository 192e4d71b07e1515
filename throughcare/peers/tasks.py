"""The job that ends the matches of mentors who live elsewhere now."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.peers import leaving


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="see-to-leaving-mentors", pass_context=False)
def see_to_leavers(timestamp: int) -> None:
    """Their door is shut already: this is for those whom they supported."""
    leaving.see_to_leavers(at=datetime.fromtimestamp(timestamp, UTC))
