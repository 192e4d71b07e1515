"""Starting everything and ending everything, however it ends."""

import signal
import socket
import time
from collections.abc import Iterator

import psutil
import pytest

from tests.config.conftest import PATIENCE


def gone_soon(demo, *, within=PATIENCE):
    """Waits for the last process to end; returns those that did not."""
    deadline = time.monotonic() + within
    while demo.processes() and time.monotonic() < deadline:
        time.sleep(0.1)
    return demo.processes()


def test_ctrl_c_leaves_no_process_behind(demo):
    running = demo.started()
    assert demo.answers()
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=PATIENCE) == 0
    assert demo.processes() == []


@pytest.fixture
def _at_a_terminal() -> Iterator[None]:
    """Tests that run under nohup would hand on to what they start that a closed terminal ends nothing."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("_at_a_terminal")
@pytest.mark.parametrize("telling", [signal.SIGTERM, signal.SIGHUP])
def test_so_do_being_told_to_end_and_a_closed_terminal(demo, telling):
    running = demo.started()
    running.send_signal(telling)
    running.wait(timeout=PATIENCE)
    assert demo.processes() == []


def test_when_it_is_killed_its_children_end_themselves(demo):
    demo.started().kill()
    assert gone_soon(demo) == []


def test_when_all_are_killed_at_once_the_next_start_clears_up(demo):
    running = demo.started()
    victims = [running, *psutil.Process(running.pid).children()]
    for victim in victims:
        victim.kill()
    again = demo.started()
    assert demo.answers()
    again.send_signal(signal.SIGINT)
    again.wait(timeout=PATIENCE)
    assert demo.processes() == []


def test_when_the_web_server_dies_everything_ends_with_a_sentence(demo):
    running = demo.started()
    server = next(child for child in psutil.Process(running.pid).children() if "serve" in child.cmdline())
    server.kill()
    said = running.communicate(timeout=PATIENCE)[0]
    assert "The web server stopped by itself" in said
    assert running.returncode == 1
    assert gone_soon(demo) == []


def test_a_taken_port_is_said_in_a_sentence_and_nothing_is_left_running(demo):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = demo.start(port=taken.getsockname()[1])
        said = refused.communicate(timeout=PATIENCE)[0]
    assert refused.returncode == 1
    assert "cannot be used (address already in use)" in said
    assert "Traceback" not in said
    assert demo.processes() == []


def test_below_make_it_ends_when_make_is_killed(demo):
    make = demo.started("--with-parent", below=("sh", "-c", '"$@" & wait', "make"))
    make.kill()
    assert gone_soon(demo) == []
