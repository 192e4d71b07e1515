"""The frame of the command: what it lists, what it imports, how it fails."""

import importlib.util
import subprocess
import sys
from contextlib import nullcontext

import pytest
from click.testing import CliRunner

from tests.config.typed import run, run_here
from throughcare.config.commands import FAMILIES, staff, with_database
from throughcare.config.trouble import Trouble


def test_every_family_has_its_module():
    at = {name: f"throughcare.{family.room}.{name}" for name, family in FAMILIES.items()}
    missing = [name for name, module in at.items() if not importlib.util.find_spec(module)]
    assert missing == []


def test_help_lists_every_family_but_the_hidden():
    said = run_here("--help").stdout
    assert [name for name, family in FAMILIES.items() if f"\n  {name} " not in said and not family.hidden] == []
    assert "\n  load " not in said


@pytest.mark.parametrize(
    "arguments", [("--help",), ("replay", "--help"), ("blueprint", "--help"), ("demo", "--help"), ("score", "--help")]
)
def test_what_needs_no_database_imports_no_django(arguments):
    program = (
        "import sys; from throughcare.config.commands import throughcare\n"
        f"throughcare.main({list(arguments)!r}, standalone_mode=False)\n"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], stdout=subprocess.DEVNULL).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nosuch"], "No such command 'nosuch'."),
        (["serve", "--port", "0"], "Invalid value for '--port': 0 is not in the range 1<=x<=65535."),
        (["serve", "--colour"], "No such option '--colour'."),
        (
            ["serve", "--host", "999.1.1.1"],
            "999.1.1.1 is no address of this machine: listen on 127.0.0.1, or on 0.0.0.0 for all.",
        ),
        (
            ["register", "load", "nosuch", "x.csv"],
            "Invalid value for 'KIND': 'nosuch' is not one of 'prisons', 'courts', 'probation-regions', "
            "'probation-units', 'nhs-trusts', 'icbs', 'secure-hospitals', 'codes'.",
        ),
    ],
)
def test_a_mistake_is_one_plain_sentence_and_exit_1(arguments, sentence):
    failed = run_here(*arguments)
    assert failed.returncode == 1
    assert failed.stderr == f"{sentence}\n"
    assert failed.stdout == ""


def test_so_it_is_for_whoever_types_it():
    failed = run("nosuch")
    assert (failed.returncode, failed.stdout, failed.stderr) == (1, "", "No such command 'nosuch'.\n")


def test_asked_for_nothing_it_shows_its_help_and_exits_1():
    failed = run()
    assert failed.returncode == 1
    assert "Commands:" in failed.stderr


def test_somebody_s_sign_in_is_seen_to_by_name(cast, monkeypatch):
    monkeypatch.setattr(with_database, "reached", nullcontext)
    typed = CliRunner().invoke
    assert "is signed out everywhere" in typed(staff.command, ["sign-out", "NADIA"]).output
    assert (
        "sets up a second factor at the next sign-in" in typed(staff.command, ["forget-second-factors", "nadia"]).output
    )
    assert "nobody can sign in with the account" in typed(staff.command, ["close", "nadia"]).output
    again = typed(staff.command, ["close", "nadia"])
    assert isinstance(again.exception, Trouble)
    assert str(again.exception) == "The account of Nadia Rahman is closed already."
    unknown = typed(staff.command, ["link", "nobody", "cis2", "5550"])
    assert str(unknown.exception) == "Nobody has the username nobody."
    half = typed(staff.command, ["link", "nadia", "cis2", "5550"])
    assert "There is no provider called “cis2” here." in str(half.exception)
