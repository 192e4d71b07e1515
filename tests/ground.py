"""A migrated database made once and copied for every session: making tables takes longer than most tests."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from throughcare.config import embedded, environment, stamp
from throughcare.config.places import PACKAGE, ROOT

FOLDERS = "throughcare-tests-"
TEMPLATES = "throughcare-template-"
HOUR = 3600


def copy_database(folder: Path, *, anew: bool) -> None:
    """Puts a stopped server with all tables into a data folder, from the template of the present migrations.

    `anew` makes that template again even if there is one.
    """
    template = Path(tempfile.gettempdir()) / f"{TEMPLATES}{os.getuid()}-{_fingerprint()}"
    with _one_at_a_time():
        if anew:
            shutil.rmtree(template, ignore_errors=True)
        if not template.exists():
            _make(template)
        # Not shutil: run as root, the server's files belong to another account and must go on doing so.
        subprocess.run(["cp", "-a", template / "postgres", folder], check=True)


def sweep() -> None:
    """Removes what sessions that were killed left behind, and templates of migrations that have changed since."""
    with _one_at_a_time():
        for left in _older_than(HOUR, FOLDERS):
            embedded.stop_if_unused(left)
            shutil.rmtree(left, ignore_errors=True)
        for left in _older_than(24 * HOUR, TEMPLATES):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Waits for other sessions on this machine, and for the other processes of this one, that do the same."""
    with (Path(tempfile.gettempdir()) / f"{TEMPLATES}{os.getuid()}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(template: Path) -> None:
    draft = Path(tempfile.mkdtemp(prefix=FOLDERS))
    draft.chmod(0o711)
    variables = {environment.DATA: str(draft), environment.DATABASE: "", environment.DATABASE_OWNER: ""}
    with embedded.held(draft, options=embedded.CARELESS):
        subprocess.run(
            [sys.executable, "-m", "throughcare.config.commands", "migrate"],
            env={**os.environ, **variables},
            stdout=subprocess.DEVNULL,
            check=True,
        )
    draft.rename(template)


def _fingerprint() -> str:
    """A fingerprint of the migrations, of our code that they import, and of how the server is furnished."""
    migrations = "".join(file.read_text() for file in PACKAGE.glob("*/migrations/*.py"))
    imported = {
        ROOT / f"{name.replace('.', '/')}.py" for name in re.findall(r"from (throughcare\S+) import", migrations)
    }
    ground = {PACKAGE / "config" / "database.py", PACKAGE / "config" / "embedded.py"}
    text = "".join(file.read_text() for file in sorted(imported | ground) if file.exists())
    return sha256((stamp.tables() + text).encode()).hexdigest()[:16]


def _older_than(seconds: float, prefix: str) -> list[Path]:
    # Younger folders may belong to a session just beginning.
    found = Path(tempfile.gettempdir()).glob(f"{prefix}*/")
    return [one for one in found if os.access(one, os.W_OK) and time.time() - one.stat().st_mtime > seconds]
