"""`throughcare check`: what must never be false, looked at in the whole database."""

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from functools import reduce
from operator import add

import click
from django.utils import timezone

from throughcare.access.anew import faults as faults_of_grants
from throughcare.acct.checking import faults as faults_of_accts
from throughcare.audit.models import Seal, Verification
from throughcare.audit.verifying import Looked, Place, anchor_faults, kept_place, walk
from throughcare.beds.checking import faults as faults_of_beds
from throughcare.care.checking import faults as faults_of_care
from throughcare.caseload.checking import faults as faults_of_caseload
from throughcare.config.commands.with_database import WithDatabase
from throughcare.cover.checking import faults as faults_of_cover
from throughcare.ladder.checking import faults
from throughcare.organisations.acting import CHECKER, serve_as
from throughcare.peers.checking import faults as faults_of_peers
from throughcare.plans.checking import faults as faults_of_plans
from throughcare.responses.checking import faults as faults_of_responses
from throughcare.worries.checking import faults as faults_of_worries

# What else rooms keep that can be computed anew.
LOOKS = (faults_of_grants, faults_of_accts, faults_of_care, faults_of_plans, faults_of_responses, faults_of_worries)
# The same of what depends on the day.
LOOKS_ON_A_DAY = (faults, faults_of_beds, faults_of_caseload, faults_of_cover, faults_of_peers)


@click.command(cls=WithDatabase)
@click.option("--json", "as_json", is_flag=True, help="Print the faults as JSON.")
@click.option("--since-last", is_flag=True, help="Of the audit chain, only what the hourly job has not verified yet.")
def command(*, as_json: bool, since_last: bool) -> None:
    """Recompute every cached stage, holder and clock, verify the audit chain and the constraints.

    Prints each fault; ends with 1 if there is any.
    """
    serve_as(CHECKER)
    kept = kept_place(Verification.objects.first())
    looked = reduce(add, along(kept if since_last else Place()), Looked(kept))
    of_rooms = [fault for look in LOOKS_ON_A_DAY for fault in look(as_of=timezone.now())]
    of_rooms += [fault for look in LOOKS for fault in look()]
    found = [*of_rooms, *anchor_faults(kept), *looked.faults]
    if as_json:
        click.echo(json.dumps({"faults": found, "seals": looked.seals, "entries": looked.entries}, ensure_ascii=False))
    else:
        click.echo("\n".join(found) or "Nothing is amiss: caches, lists, audit chain and guards are as they must be.")
        click.echo(f"Of the audit chain, {looked.seals:,} seals over {looked.entries:,} entries were verified.")
    sys.exit(1 if found else 0)


def along(behind: Place) -> Iterator[Looked]:
    """The chain behind a place; where somebody watches, with how far it is."""
    ahead = Seal.objects.filter(number__gt=behind.seal).count()
    watched = sys.stderr.isatty()
    bar = click.progressbar(length=ahead, label="The audit chain", file=sys.stderr) if watched else nullcontext()
    with bar as shown:
        for looked in walk(behind):
            yield looked
            if shown is not None:
                shown.update(looked.seals)
