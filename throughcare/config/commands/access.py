"""`throughcare access`: who sees what of a person, and why; what has been kept for its period; grants made anew."""

import json
from dataclasses import asdict
from datetime import datetime

import click
from django.utils import timezone

from throughcare.access.anew import renew_all
from throughcare.access.explained import as_text, told_of
from throughcare.audit import actions as audit
from throughcare.config.commands.with_database import WithDatabase
from throughcare.config.trouble import Trouble
from throughcare.organisations.acting import CHECKER, EXPLAINER, serve_as
from throughcare.organisations.keeper import operator
from throughcare.organisations.models import StaffRole
from throughcare.pathways import from_instant
from throughcare.people.models import Person
from throughcare.retention.due import dry_run
from throughcare.retention.printed import kept_as_text
from throughcare.retention.rules import kinds_of, undecided
from throughcare.sharing import Purpose
from throughcare.telling.phrases import count


@click.group
def command() -> None:
    """Explain who sees what of a person, and why, list what has been kept for its period, and renew grants."""


@command.command(cls=WithDatabase)
@click.argument("person")
@click.option("--staff", required=True, metavar="NAME", help="The name somebody signs in with.")
@click.option("--purpose", type=click.Choice([str(one) for one in Purpose]), help="For what; else their role's usual.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def explain(*, person: str, staff: str, purpose: str | None, as_json: bool) -> None:
    """Print, for every category of a person's record, whether a member of staff sees it, on what ground, until when.

    PERSON is the reference of a record, such as TC-7KQ-2M4. Each role that NAME holds today is explained by itself.
    """
    now = timezone.now()
    serve_as(EXPLAINER)
    about, roles = _person(person), _roles(staff, at=now)
    audit.record(by=operator(at=now), at=now, did="explained-access", person_id=about.pk, detail={"staff": staff})
    told = [told_of(about, role, Purpose(purpose) if purpose else None, at=now) for role in roles]
    if as_json:
        click.echo(json.dumps({"person": about.reference, "as_of": now.isoformat(), "roles": told}, ensure_ascii=False))
    else:
        click.echo("\n\n".join(as_text(about, each) for each in told))


@command.command(cls=WithDatabase)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def retention(*, as_json: bool) -> None:
    """List, rule by rule, whose records have been kept for their period, and which are on hold. Deletes nothing.

    Periods are recalled and not confirmed; of some categories none is known, and nothing of those is ever listed.
    """
    now = timezone.now()
    today = from_instant(now).on
    serve_as(EXPLAINER)
    audit.record(by=operator(at=now), at=now, did="listed-retention")
    found = dry_run(as_of=today)
    if as_json:
        rules = [{**asdict(one), "kept": one.rule.kept, "categories": kinds_of(one.rule)} for one in found]
        told = {"as_of": today.isoformat(), "rules": rules, "undecided": undecided()}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo("\n".join(kept_as_text(found, today)))


@command.command(cls=WithDatabase)
def renew() -> None:
    """Make grants by placement anew where the table that they come of was mended since; `throughcare check` names them.

    What the table no longer gives ends at once. Run again, it changes nothing.
    """
    now = timezone.now()
    serve_as(CHECKER)
    of = count(renew_all(by=operator(at=now), at=now), "person", "people")
    click.echo(f"Grants by placement were made anew for {of}.")


def _person(reference: str) -> Person:
    found = Person.objects.filter(reference=reference.strip().upper()).first()
    if found is None:
        raise Trouble(f"Nobody is on record under the reference “{reference[:40]}”.")
    return found


def _roles(username: str, *, at: datetime) -> list[StaffRole]:
    held = StaffRole.objects.filter(staff__username__iexact=username.strip(), staff__is_active=True)
    roles = list(held.in_force(as_of=from_instant(at).on).select_related("staff", "organisation"))
    if not roles:
        raise Trouble(f"Nobody signs in as “{username[:40]}” with a role that is held today, so they see nothing.")
    return roles
