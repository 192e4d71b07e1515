"""`throughcare indicators`: the figures of any time, with small numbers withheld."""

from datetime import datetime

import click
from django.utils import timezone

from throughcare.audit import actions as audit
from throughcare.config.commands.with_database import WithDatabase
from throughcare.config.trouble import Trouble
from throughcare.indicators import BLUEPRINT
from throughcare.measures import printed
from throughcare.organisations.acting import COUNTER, serve_as
from throughcare.organisations.keeper import operator

DAY = click.DateTime(["%Y-%m-%d"])


@click.command(cls=WithDatabase)
@click.option("--service", type=int, metavar="N", help="Count one service, by its number; else all.")
@click.option("--blueprint", type=click.Choice([BLUEPRINT]), default=BLUEPRINT, show_default=True)
@click.option("--from", "first", type=DAY, required=True, help="The first day of the period.")
@click.option("--until", "last", type=DAY, required=True, help="The last day of the period.")
@click.option("--as-of", type=DAY, help="As things stood on this day; else on the last of the period, or today.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(
    *, service: int | None, blueprint: str, first: datetime, last: datetime, as_of: datetime | None, as_json: bool
) -> None:
    """Count the indicators of transfers to hospital over a period. No number under 5 is printed, for nobody.

    Two periods that overlap can be subtracted: never give away both.
    """
    now = timezone.now()
    serve_as(COUNTER)
    asked = printed.Asked(first.date(), last.date(), as_of.date() if as_of else None, service)
    try:
        told = asked.counted(at=now)
    except ValueError as wrong:
        raise Trouble(str(wrong)) from wrong
    detail = {"blueprint": blueprint, **asked.said}
    audit.record(by=operator(at=now), at=now, did="exported-measures", detail=detail)
    click.echo(printed.as_json(asked, told) if as_json else printed.as_text(asked, told))
