"""What is known to be in a database already, so that a second start need not ask.

The stamp lies in the data folder: delete the folder and both are gone. It remembers which database it speaks of, by
fingerprint, because the same folder may be used with another DATABASE_URL tomorrow.
"""

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from importlib.metadata import version

from throughcare.config.environment import Environment
from throughcare.config.places import PACKAGE

# Their tables are ours too, and change only with their version.
TABLES_FROM = ("django", "django-allauth", "procrastinate")


@dataclass(frozen=True)
class Stamp:
    """Fingerprints of the database and of its tables; the world loaded, or "" while there is none."""

    database: str
    tables: str = ""
    world: str = ""


def read(here: Environment) -> Stamp:
    """Returns what was stamped for this database, or an empty stamp."""
    file = here.data / "stamp.json"
    empty = Stamp(database=_fingerprint(here.database_url or ""))
    found = Stamp(**json.loads(file.read_text())) if file.exists() else empty
    return found if found.database == empty.database else empty


def write(here: Environment, stamp: Stamp, **changes: str) -> Stamp:
    """Keeps the stamp with the changes and returns it."""
    changed = replace(stamp, **changes)
    draft = here.data / "stamp.json.draft"
    draft.write_text(json.dumps(asdict(changed)))
    draft.rename(here.data / "stamp.json")
    return changed


def tables() -> str:
    """Returns a fingerprint of all migrations, ours and others', without importing any."""
    ours = sorted(PACKAGE.glob("*/migrations/*.py"))
    texts = [f"{file.relative_to(PACKAGE)} {file.read_text()}" for file in ours]
    return _fingerprint("\n".join([*texts, *(f"{name} {version(name)}" for name in TABLES_FROM)]))


def _fingerprint(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
