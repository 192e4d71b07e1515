"""The server that comes along: shared while it is needed, stopped by the last, taken over or cleared after a kill."""

import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest

from throughcare.config import embedded
from throughcare.config.database import OWNER, sockets
from throughcare.config.trouble import Trouble


@pytest.fixture
def data(data_folder):
    """A data folder of the test's own, beside the session's."""
    folder = data_folder / "embedded"
    folder.mkdir(exist_ok=True)
    yield folder
    embedded.stop_if_unused(folder)


def servers(data: Path) -> set[int]:
    found = psutil.process_iter(["name", "cwd"])
    return {
        one.pid for one in found if one.info["name"] == "postgres" and (one.info["cwd"] or "").startswith(str(data))
    }


def answers(data: Path) -> bool:
    with psycopg.connect(host=str(sockets(data)), user=OWNER, dbname="throughcare") as asking:
        return asking.execute("SELECT 1").fetchone() == (1,)


def hold_in_another_process(data: Path) -> subprocess.Popen[bytes]:
    program = (
        "import sys, pathlib; from throughcare.config import embedded\n"
        "with embedded.held(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen([sys.executable, "-c", program, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    other.stdout.readline()
    return other


def test_it_runs_while_it_is_held_and_not_longer(data):
    with embedded.held(data):
        assert answers(data)
    assert servers(data) == set()


def test_whoever_lets_go_last_stops_it(data):
    with hold_in_another_process(data) as other:
        with embedded.held(data):
            assert answers(data)
        assert answers(data)
        other.communicate()
    assert servers(data) == set()


def test_one_left_alive_by_a_kill_is_taken_over(data):
    with hold_in_another_process(data) as other:
        other.kill()
        other.communicate()
    before = servers(data)
    assert before
    with embedded.held(data):
        assert before <= servers(data)
    assert servers(data) == set()


def test_one_that_was_killed_itself_is_cleared_away_and_started_anew(data):
    with embedded.held(data):
        killed = int((data / "postgres" / "files" / "postmaster.pid").read_text().split()[0])
        psutil.Process(killed).kill()
    with embedded.held(data):
        assert answers(data)
        assert killed not in servers(data)


def test_files_of_another_version_are_refused_in_a_sentence(data):
    with embedded.held(data):
        pass
    version = data / "postgres" / "files" / "PG_VERSION"
    version.write_text("15\n")
    with pytest.raises(Trouble, match="written by PostgreSQL 15"), embedded.held(data):
        pass
    version.write_text(f"{embedded.VERSION}\n")


def test_a_folder_whose_path_is_too_long_for_a_socket_works_all_the_same(data_folder):
    deep = data_folder / ("long-" * 20)
    with embedded.held(deep):
        assert answers(deep)
    sockets(deep).rmdir()
