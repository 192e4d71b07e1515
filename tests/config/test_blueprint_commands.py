"""`throughcare blueprint` and `throughcare replay`, as somebody types them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.typed import run, run_here
from throughcare.blueprints.library import shipped, source

EVENTS = "happened_at,step,party\n2026-03-02,referral-received,\n2026-03-03,accepted,\n2026-03-03,dance,\n"


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS)
    return path


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft of the day-care blueprint, with a longer triage and two faults."""
    text = source("daycare").decode().replace("limit = 1\n", "limit = 2\n").replace('to = "accepted"', 'to = "acepted"')
    path = tmp_path / "draft.toml"
    path.write_text(text)
    return path


def test_replay_answers_in_json(events: Path) -> None:
    done = run("replay", "daycare", str(events), "--as-of", "2026-03-10", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert result.keys() == {"stage", "accountable", "closed", "outcome", "clocks", "next", "refused"}
    assert (result["stage"], result["refused"][0]["row"]) == ("accepted", 3)


def test_replay_answers_in_words(events: Path) -> None:
    assert (
        "Stage: Accepted, waiting for assessment"
        in run_here("replay", "daycare", str(events), "--as-of", "2026-03-10").stdout
    )


def test_list_names_what_ships() -> None:
    assert [line.split()[0] for line in run_here("blueprint", "list").stdout.splitlines()] == list(shipped())
    assert [row["id"] for row in json.loads(run_here("blueprint", "list", "--json").stdout)] == list(shipped())


def test_check_is_content_with_what_ships() -> None:
    done = run_here("blueprint", "check", *shipped())
    assert (done.returncode, done.stdout) == (0, "4 files checked: nothing is wrong.\n")


def test_check_names_path_and_line_and_ends_with_1(draft: Path) -> None:
    done = run("blueprint", "check", str(draft))
    assert done.returncode == 1
    line = draft.read_text().splitlines().index('to = "acepted"') + 1
    assert f"{draft}:{line}: There is no stage 'acepted'. Did you mean 'accepted'?" in done.stdout
    rows = json.loads(run("blueprint", "check", str(draft), "--json").stdout)
    assert {
        "path": str(draft),
        "line": line,
        "says": "There is no stage 'acepted'.",
        "do": "Did you mean 'accepted'?",
    } in rows


def test_check_can_ask_for_overdue_reviews() -> None:
    done = run_here("blueprint", "check", "daycare", "--as-of", "2030-01-01")
    assert (done.returncode, "Its review was due by Tuesday 1 June 2027." in done.stdout) == (1, True)


@pytest.mark.parametrize(
    ("shown_as", "begins"), [("text", "# Day-care"), ("svg", "<svg"), ("fhir", '{\n  "resourceType"')]
)
def test_show_prints_a_page_a_picture_or_fhir(shown_as: str, begins: str) -> None:
    assert run_here("blueprint", "show", "daycare", "--as", shown_as).stdout.startswith(begins)


def test_compare_tells_a_draft_from_what_ships(draft: Path) -> None:
    says = "The limit of the standard 'Triage within one working day' goes from 1 to 2 working days."
    assert says in run_here("blueprint", "compare", "daycare", str(draft)).stdout.splitlines()
    assert says in json.loads(run_here("blueprint", "compare", "daycare", str(draft), "--json").stdout)
    assert run_here("blueprint", "compare", "daycare", "daycare").stdout == "Nothing differs.\n"


def test_the_handbook_is_written_into_a_folder(tmp_path: Path) -> None:
    assert run_here("blueprint", "handbook", str(tmp_path / "pages")).returncode == 0
    expected = {f"{n}.{e}" for n in shipped() for e in ("md", "svg")} | {"access-matrix.md"}
    assert {path.name for path in (tmp_path / "pages").iterdir()} == expected


def test_commands_about_blueprints_never_import_django(events: Path) -> None:
    """They answer at once, and on a machine that has nothing but the file."""
    script = (
        "import sys; from throughcare.config.commands import throughcare;"
        f"throughcare.main(['replay', 'daycare', {str(events)!r}, '--as-of', '2026-03-10'], standalone_mode=False);"
        "throughcare.main(['blueprint', 'list'], standalone_mode=False);"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0


WRONG = [
    (("replay", "daycar", "EVENTS", "--as-of", "2026-03-10"), "daycar:1: This file does not exist."),
    (("replay", "daycare", "/nowhere.csv", "--as-of", "2026-03-10"), "/nowhere.csv: This file does not exist."),
    (("replay", "daycare", "/", "--as-of", "2026-03-10"), "/: This is a folder, not a file."),
    (("replay", "daycare", "/dev/null", "--as-of", "2026-03-10"), "/dev/null: This is no file but a pipe or a device"),
    (("replay", "daycare", "a\udcffb", "--as-of", "2026-03-10"), ""),
    (("replay", "daycare", "EVENTS", "--as-of", "tomorrow"), "--as-of: 'tomorrow' is not a date"),
    (("replay", "daycare", "DRAFT", "--as-of", "2026-03-10"), "The first line must name the columns"),
    (("replay", "DRAFT", "EVENTS", "--as-of", "2026-03-10"), "DRAFT:"),
    (("blueprint", "show", "nothing"), "nothing:1: This file does not exist."),
    (("blueprint", "compare", "daycare", "EVENTS"), "EVENTS:1: This is not TOML"),
    (("replay", "daycare", "x" * 5000, "--as-of", "2026-03-10"), ""),
]


@pytest.mark.parametrize(("words", "says"), WRONG)
def test_what_is_wrong_is_one_plain_sentence(words: tuple[str, ...], says: str, events: Path, draft: Path) -> None:
    places = {"EVENTS": str(events), "DRAFT": str(draft)}
    done = run_here(*(places.get(word, word) for word in words))
    for name, path in places.items():
        says = says.replace(name, path)
    assert done.returncode == 1
    assert done.stderr.startswith(says)
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_file_of_events_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * 5_000_001)
    done = run_here("replay", "daycare", str(path), "--as-of", "2026-03-10")
    assert (done.returncode, "is too large" in done.stderr) == (1, True)
