"""`throughcare load`: an example world, wholly or not at all."""

import click
from django.db import transaction
from django.utils import timezone
from rich.progress import Progress, TaskID

from throughcare.asking.telling import tell as tell_of_alerts
from throughcare.beds.example import furnish
from throughcare.care.example import gather_groups
from throughcare.caseload.example import share_out
from throughcare.config import environment, welcome
from throughcare.config.commands.with_database import WithDatabase
from throughcare.cover.example import fill_rotas
from throughcare.equity.example import keep_rolls_of_the_year
from throughcare.estimates.example import estimate
from throughcare.ladder.example import climb
from throughcare.measures.tasks import count_measures
from throughcare.organisations.acting import WORLD_LOADER, serve_as
from throughcare.organisations.models import StaffRole
from throughcare.own.example import give_account
from throughcare.people.models import Person
from throughcare.plans.example import plan
from throughcare.providers.example import keep_rows
from throughcare.responses.example import answer
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
        furnish(at=at)
        gather_groups(at=at)
        keep_rows(at=at)
        climb(at=at)
        estimate(at=at)
        plan(at=at)
        answer(at=at)
        tell_of_alerts(at=at)
        raise_some(at=at)
        share_out(at=at)
        fill_rotas(at=at)
        keep_rolls_of_the_year(at=at)
        count_measures(timestamp=int(at.timestamp()))
        own = give_account(nurse=StaffRole.objects.get(staff__username="nurse"), at=at)
        welcome.keep(environment.read(), counts=loaded.counts, accounts=[*loaded.accounts, own])


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
