"""`throughcare load`: an example world, wholly or not at all."""

from collections.abc import Mapping
from datetime import datetime

import click
from django.db import transaction
from django.utils import timezone
from rich.progress import Progress, TaskID

from throughcare.asking.example import answer
from throughcare.asking.telling import tell as tell_of_alerts
from throughcare.beds.example import furnish
from throughcare.caseload.example import share_out
from throughcare.config import environment, welcome
from throughcare.config.commands.with_database import WithDatabase
from throughcare.cover.example import fill_rotas
from throughcare.equity.example import keep_rolls_of_the_year
from throughcare.estimates.example import estimate
from throughcare.ladder.example import climb
from throughcare.measures.tasks import count_measures
from throughcare.mentoring.example import give_mentor_account, run_schemes
from throughcare.organisations.acting import WORLD_LOADER, serve_as
from throughcare.organisations.models import StaffRole
from throughcare.own.example import give_account
from throughcare.people.models import Person
from throughcare.plans.example import plan
from throughcare.providers.example import keep_rows
from throughcare.regimes.example import gather_groups
from throughcare.synthetic import actions
from throughcare.worries.example import raise_some


@click.command(cls=WithDatabase)
@click.argument("world")
def command(world: str) -> None:
    """Load an example world into a database that has no people in it; made-up people never join real ones."""
    serve_as(WORLD_LOADER)
    if Person.objects.exists():
        click.echo("There are people on record already: no example world was loaded.")
        return
    with Progress() as progress, transaction.atomic():
        at = timezone.now()
        loaded = actions.load_world(name=world, at=at, progress=Bars(progress).show)
        mentor = live_through(at)
        own = give_account(nurse=StaffRole.objects.get(staff__username="nurse"), at=at)
        welcome.keep(environment.read(), counts=loaded.counts, accounts=[*loaded.accounts, *mentor, own])


def live_through(at: datetime) -> list[Mapping[str, str]]:
    """What rooms add to the histories that were planned; the answer is the account of a mentor, where there is one."""
    furnish(at=at)
    gather_groups(at=at)
    run_schemes(at=at)
    mentor = give_mentor_account(at=at)
    raise_some(at=at)
    keep_rows(at=at)
    climb(at=at)
    estimate(at=at)
    plan(at=at)
    answer(at=at)
    tell_of_alerts(at=at)
    share_out(at=at)
    fill_rotas(at=at)
    keep_rolls_of_the_year(at=at)
    count_measures(timestamp=int(at.timestamp()))
    return mentor


class Bars:
    """Progress bars by title, each drawn when its title is first heard."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.tasks: dict[str, TaskID] = {}

    def show(self, title: str, done: int, total: int) -> None:
        """Moves the bar of that title to `done` of `total`."""
        if title not in self.tasks:
            self.tasks[title] = self.progress.add_task(title, total=total)
        self.progress.update(self.tasks[title], completed=done, total=total)
