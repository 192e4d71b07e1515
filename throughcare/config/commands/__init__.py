"""The `throughcare` command: a table of its families, each imported only when it is asked for.

A family is a module with a click command called `command`. So that `throughcare replay` answers at once, the frame
makes Django ready only for the families that say they need it, and itself imports neither Django nor a database.
"""

import os
import signal
import sys
from dataclasses import dataclass
from importlib import import_module

import click

from throughcare.config import environment
from throughcare.config.supervision import end_in_order, end_with_supervisor
from throughcare.config.trouble import Trouble


@dataclass(frozen=True)
class Family:
    """One word of the command: what it does, in a line, and what must be ready before its module is imported.

    `connects_as` says how it speaks to the database, where that is not as every other command does. `room` is where its
    module lies: what needs nothing but files lies below everything that knows a database.
    """

    does: str
    needs_django: bool = False
    connects_as: str = ""
    hidden: bool = False
    room: str = "config.commands"


OFFLINE = "offline"

FAMILIES = {
    "demo": Family("Start everything with an example world: database, pages and background worker."),
    "serve": Family("Serve the pages.", needs_django=True, connects_as=environment.FOR_PAGES),
    "worker": Family("Do the work that pages leave for later.", needs_django=True),
    "migrate": Family("Bring the database's tables up to date.", needs_django=True, connects_as=environment.AS_OWNER),
    "load": Family("Load an example world into an empty database.", needs_django=True, hidden=True),
    "check": Family("Recompute and verify what must never be false.", needs_django=True),
    "access": Family("Explain who sees what of a person, and why.", needs_django=True),
    "indicators": Family("Count how long transfers took, without naming anybody.", needs_django=True),
    "scheme": Family("Count what a mentor scheme came to, without naming anybody.", needs_django=True),
    "blueprint": Family("List, check, show and compare blueprints.", room=OFFLINE),
    "replay": Family("Run a file of events through a blueprint, without a database.", room=OFFLINE),
    "instrument": Family("List and check questionnaires and rating scales.", room=OFFLINE),
    "score": Family("Score a file of answers, without a database.", room=OFFLINE),
    "change": Family("Compare two files of answers: reliable and clinically significant change.", room=OFFLINE),
    "risk": Family("Work out risk scores of groups, without a database.", room=OFFLINE),
    "staff": Family("Say how somebody signs in, sign them out, close their account.", needs_django=True),
    "responses": Family("Load answers to questionnaires from a file.", needs_django=True),
    "register": Family("Load a register of places or codes.", needs_django=True),
    "roll": Family("Load how many residents live on each wing.", needs_django=True),
}


class Commands(click.Group):
    """Finds a family in the table; the help page is printed from the table alone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, family in FAMILIES.items() if not family.hidden]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in FAMILIES:
            return None
        family = FAMILIES[cmd_name]
        _prepare(family)
        command: click.Command = import_module(f"throughcare.{family.room}.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, FAMILIES[name].does) for name in self.list_commands(ctx)])


@click.command(cls=Commands, name="throughcare", context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(package_name="throughcare")
def throughcare() -> None:
    """One shared record of a person's way through mental-health care in the justice system."""


def main() -> None:
    """Runs the command. What goes wrong is one plain sentence on stderr, and exit code 1."""
    for telling in (signal.SIGTERM, signal.SIGHUP):
        # Whoever starts us with nohup has asked for that signal to be ignored.
        if signal.getsignal(telling) is not signal.SIG_IGN:
            signal.signal(telling, end_in_order)
    end_with_supervisor()
    try:
        sys.exit(throughcare.main(standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as error:
        _fail(error.format_message())
    except click.ClickException as error:
        _fail(_sentence(error.format_message()))
    except Trouble as error:
        _fail(_sentence(str(error)))
    except click.Abort:
        sys.exit(130)


def _prepare(family: Family) -> None:
    if family.connects_as:
        os.environ[environment.CONNECT_AS] = family.connects_as
    if family.needs_django:
        import_module("throughcare.config.ready")
    if family.room == OFFLINE:  # the others say it in their settings
        import_module("throughcare.instruments.library").trust(environment.signers())


def _fail(text: str) -> None:
    click.echo(text, err=True)
    sys.exit(1)


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "?", "!")) else f"{text.rstrip()}."
