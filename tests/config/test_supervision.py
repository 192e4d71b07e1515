"""Processes end together: also one that dies slowly."""

import subprocess
import sys

from tests.config.conftest import PATIENCE
from throughcare.config import environment, supervision

# Told to end, its first thread dies at once, by the system's own call, and another goes on for a moment: as a server
# with threads of its own does on a busy machine.
SLOW = """
import ctypes, os, platform, signal, threading, time
def end(*_):
    threading.Thread(target=lambda: (time.sleep(0.7), os._exit(0))).start()
    ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[platform.machine()], 0)
signal.signal(signal.SIGTERM, end)
print("ready", flush=True)
time.sleep(600)
"""


def test_ending_all_returns_when_the_last_thread_of_the_last_process_is_over(tmp_path, monkeypatch):
    # Nothing is killed that is merely slow on a busy machine.
    monkeypatch.setattr(supervision, "PATIENCE", PATIENCE)
    started = subprocess.Popen(
        [sys.executable, "-c", SLOW], env=environment.marked(tmp_path), stdout=subprocess.PIPE, text=True
    )
    assert started.stdout.readline() == "ready\n"
    supervision.end_all(tmp_path)
    assert started.poll() == 0
    started.stdout.close()
