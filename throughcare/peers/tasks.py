"""The jobs that end the matches of mentors who live elsewhere now, and of two who must not meet."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from throughcare.peers import leaving


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="see-to-leaving-mentors", pass_context=False)
def see_to_leavers(timestamp: int) -> None:
    """Their door is shut already: this is for those whom they supported."""
    leaving.see_to_leavers(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="see-to-those-kept-apart", pass_context=False)
def see_to_those_kept_apart(timestamp: int) -> None:
    """It was said after they were matched: whoever waits again is matched with somebody else."""
    leaving.see_to_those_kept_apart(at=datetime.fromtimestamp(timestamp, UTC))
