"""`throughcare scheme`: what a mentor scheme came to, as a file for whoever evaluates it."""

from datetime import datetime

import click
from django.utils import timezone

from throughcare.audit import actions as audit
from throughcare.config.commands.with_database import WithDatabase
from throughcare.config.trouble import Trouble
from throughcare.indicators import Period
from throughcare.organisations.acting import COUNTER, serve_as
from throughcare.organisations.keeper import operator
from throughcare.outcomes import withheld
from throughcare.outcomes.rows import COLUMNS
from throughcare.peers.models import Scheme
from throughcare.people.lives import london_day
from throughcare.showing import printed
from throughcare.showing.gathering import Asked, reached
from throughcare.typesetting.sheets import written

DAY = click.DateTime(["%Y-%m-%d"])


@click.group
def command() -> None:
    """Count what a mentor scheme came to."""


@command.command(cls=WithDatabase)
@click.argument("number", type=int)
@click.option("--from", "first", type=DAY, required=True, help="The first day of the period.")
@click.option("--until", "last", type=DAY, required=True, help="The last day of the period.")
@click.option("--internal", is_flag=True, help="With every number, for the scheme itself: give it to nobody else.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON; else as CSV.")
def outcomes(*, number: int, first: datetime, last: datetime, internal: bool, as_json: bool) -> None:
    """Count the outcomes of the scheme NUMBER over a period. No number of fewer than 5 is printed, unless internal.

    Two periods that overlap can be subtracted: never give away both.
    """
    now = timezone.now()
    serve_as(COUNTER)
    schemes = {one.pk: one for one in Scheme.objects.select_related("support").order_by("pk")}
    if number not in schemes:
        known = ", ".join(f"{key} ({one})" for key, one in schemes.items())
        raise Trouble(f"There is no mentor scheme number {number}. Known here: {known or 'none'}.")
    if last.date() > london_day(now):
        raise Trouble(f"Nobody knows yet how things will stand on {last:%Y-%m-%d}: choose a day up to today.")
    if last < first:
        raise Trouble(f"A period cannot end on {last:%Y-%m-%d}, before it begins on {first:%Y-%m-%d}.")
    period = Period(first.date(), last.date())
    found = reached(schemes[number], Asked(period, now))
    told = found if internal else withheld(found)
    said = {"scheme": number, "from": str(period.first), "until": str(period.last), "internal": internal}
    audit.record(by=operator(at=now), at=now, did="exported-outcomes", detail=said)
    click.echo(printed.as_json(told, said) if as_json else "".join(written(COLUMNS, printed.lines(told))).rstrip())
