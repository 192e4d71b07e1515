"""`throughcare staff`: what an administrator does about how somebody signs in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import click
from django.utils import timezone

from throughcare.config.commands.with_database import WithDatabase
from throughcare.config.trouble import Trouble
from throughcare.organisations.actions import close_account, end_sessions
from throughcare.organisations.keeper import operator
from throughcare.organisations.models import Staff, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.signin.actions import forget_identities, forget_second_factors, record_identity

Acted = tuple[Staff, StaffRole, datetime]

# Name of a subcommand -> what it does, the verb, and what is said when it is done.
DEEDS: dict[str, tuple[str, Callable[..., None], str]] = {
    "unlink": (
        "Let nobody sign in as USERNAME through a provider, and sign them out everywhere.",
        forget_identities,
        "can sign in through no provider, and is signed out everywhere",
    ),
    "forget-second-factors": (
        "Take away USERNAME's app, passkeys and recovery codes: the next sign-in asks to set up new ones. "
        "Make sure first that it is them who asks.",
        forget_second_factors,
        "sets up a second factor at the next sign-in, and is signed out everywhere",
    ),
    "sign-out": (
        "End every session of USERNAME at once.",
        end_sessions,
        "is signed out everywhere",
    ),
    "close": (
        "Close the account of USERNAME: every role ends today, and nobody can sign in with it.",
        close_account,
        "has no role any more, and nobody can sign in with the account",
    ),
}


@click.group
def command() -> None:
    """Say how somebody signs in, sign them out, or close their account."""


@command.command(cls=WithDatabase)
@click.argument("username")
@click.argument("provider")
@click.argument("subject")
def link(*, username: str, provider: str, subject: str) -> None:
    """Let USERNAME sign in through PROVIDER, which knows them as SUBJECT.

    Have the subject from the provider's own register, or from the page that tells somebody who signs in there that
    no account belongs to them, after making sure that it is them.
    """
    with _acted_on(username) as (staff, by, at):
        record_identity(staff=staff, provider=provider, subject=subject, by=by, at=at)
    click.echo(f"{staff} can sign in through {provider}.")


@contextmanager
def _acted_on(username: str) -> Iterator[Acted]:
    """Whose account it is, who acts and when. Raises Trouble when there is no such account or a verb says no."""
    at = timezone.now()
    staff = Staff.objects.filter(username__iexact=username).first()
    if staff is None:
        raise Trouble(f"Nobody has the username {username}.")
    try:
        yield staff, operator(at=at), at
    except Refused as refused:
        raise Trouble(str(refused)) from refused


def _deed(name: str) -> click.Command:
    does, verb, says = DEEDS[name]

    def carry_out(*, username: str) -> None:
        with _acted_on(username) as (staff, by, at):
            verb(staff=staff, by=by, at=at)
        click.echo(f"{staff} {says}.")

    return WithDatabase(name, callback=carry_out, params=[click.Argument(["username"])], help=does)


for deed in DEEDS:
    command.add_command(_deed(deed))
