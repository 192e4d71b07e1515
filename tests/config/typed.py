"""The command as somebody types it: in a process of its own, or, ten times faster, in this one."""

import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO

import pytest

from throughcare.config import commands


@dataclass(frozen=True)
class Said:
    """What a command ended with."""

    returncode: int
    stdout: str
    stderr: str


def run(*words: str) -> Said:
    """The real command, with everything around it."""
    done = subprocess.run(
        [sys.executable, "-m", "throughcare.config.commands", *words], capture_output=True, text=True, check=False
    )
    return Said(done.returncode, done.stdout, done.stderr)


def run_here(*words: str) -> Said:
    """The same from its `main` on. It hears no signals: this process has its own way with them."""
    stdout, stderr = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(stdout), redirect_stderr(stderr):
        patch.setattr(sys, "argv", ["throughcare", *words])
        patch.setattr(signal, "signal", lambda *_: None)
        with pytest.raises(SystemExit) as ended:
            commands.main()
    return Said(int(ended.value.code or 0), stdout.getvalue(), stderr.getvalue())
