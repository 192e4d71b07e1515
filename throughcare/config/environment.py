"""What the environment says: the only place that reads it.

Every variable is in the table of `docs/concepts/config.md`, and a test holds the two together.
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from throughcare.config import entrance
from throughcare.config.entrance import Entrance
from throughcare.config.trouble import Trouble

DATA = "THROUGHCARE_DATA"
PORT = "THROUGHCARE_PORT"
ORIGIN = "THROUGHCARE_ORIGIN"
HOSTS = "THROUGHCARE_HOSTS"
WORLD = "THROUGHCARE_WORLD"
SECRET_KEY = "THROUGHCARE_SECRET_KEY"
DATABASE = "DATABASE_URL"
DATABASE_OWNER = "DATABASE_OWNER_URL"
QUESTION_LIMIT = "THROUGHCARE_QUESTION_LIMIT"
INTAKE_LIMIT = "THROUGHCARE_INTAKE_LIMIT"
SIGNERS = "THROUGHCARE_SIGNERS"
VARIABLES = (
    *(DATA, PORT, ORIGIN, HOSTS, WORLD, SECRET_KEY, DATABASE, DATABASE_OWNER, QUESTION_LIMIT, INTAKE_LIMIT, SIGNERS),
    *entrance.VARIABLES,
)
# Between the product's own processes; never for people.
CONNECT_AS = "THROUGHCARE_CONNECT_AS"
AS_OWNER, FOR_PAGES = "owner", "pages"
SUPERVISED = "THROUGHCARE_SUPERVISED_BY"
SUPERVISOR = "THROUGHCARE_SUPERVISOR"
INTERNAL = (CONNECT_AS, SUPERVISED, SUPERVISOR)

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Environment:
    """The product's surroundings, as plain values.

    `owner_url` is None where the same address serves migrations and the application.
    `as_owner` is true for the one command that changes tables, `for_pages` for the processes that answer pages:
    what one of these asks of the database may take `question_limit` seconds. What is sent has `intake_limit` seconds.
    """

    data: Path
    port: int
    origin: str
    world: str
    hosts: tuple[str, ...]
    database_url: str | None
    owner_url: str | None
    as_owner: bool
    for_pages: bool
    question_limit: int
    intake_limit: int
    entrance: Entrance

    @property
    def https(self) -> bool:
        return self.origin.startswith("https://")


def read(variables: Mapping[str, str] = os.environ) -> Environment:
    """Reads the surroundings from a mapping of variables; raises Trouble for one that cannot be used."""
    if variables.get(DATABASE_OWNER) and not variables.get(DATABASE):
        raise Trouble(f"{DATABASE_OWNER} is set and {DATABASE} is not: set both, or neither.")
    port = _port(variables.get(PORT) or "8000")
    origin = _origin(variables.get(ORIGIN) or f"http://127.0.0.1:{port}")
    return Environment(
        data=Path(variables.get(DATA) or "var").resolve(),
        port=port,
        origin=origin,
        world=variables.get(WORLD) or "north",
        hosts=_hosts(variables.get(HOSTS, ""), origin),
        database_url=variables.get(DATABASE) or None,
        owner_url=variables.get(DATABASE_OWNER) or None,
        as_owner=variables.get(CONNECT_AS) == AS_OWNER,
        for_pages=variables.get(CONNECT_AS) == FOR_PAGES,
        question_limit=entrance.whole(variables, QUESTION_LIMIT, 20, least=1),
        intake_limit=entrance.whole(variables, INTAKE_LIMIT, 10, least=1),
        entrance=entrance.read(variables),
    )


def signers(variables: Mapping[str, str] = os.environ) -> Path | None:
    """The site's own list of whose signature on an instrument counts, where it has one."""
    return Path(variables[SIGNERS]) if variables.get(SIGNERS) else None


def secret_key(data: Path, variables: Mapping[str, str] = os.environ) -> str:
    """Returns the key that signs sessions: the one given, or one made once and kept in the data folder.

    The file can be read by its owner alone. Deleting it signs everybody out, and what was encrypted with it (the keys
    of authenticator apps) can be read no more: a key that is replaced goes on in THROUGHCARE_OLD_SECRET_KEYS.
    """
    if given := variables.get(SECRET_KEY):
        return given
    file = data / "secret-key"
    if not file.exists():
        _keep_secret(file, secrets.token_urlsafe(50))
    return file.read_text()


def make_folder(data: Path) -> None:
    """Makes the data folder where it is missing; raises Trouble where it cannot be made or written in."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"{DATA}: {data} cannot be a folder ({str(error.strerror).lower()}): choose another.") from error
    if not os.access(data, os.W_OK | os.X_OK):
        raise Trouble(f"{DATA}: nothing can be written in {data}: choose another folder, or change who may.")


def _keep_secret(file: Path, key: str) -> None:
    make_folder(file.parent)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(key)
    # Of two processes that start at once the first to link wins, and neither reads half a file.
    with suppress(FileExistsError):
        file.hardlink_to(draft)
    draft.unlink()


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Trouble(f"{PORT} must be a number from 1 to 65535, not “{text}”.")
    return int(text)


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise Trouble(f"{ORIGIN} must be an address such as https://care.example.org, not “{text}”.")
    return f"{parts.scheme}://{parts.netloc}"


def _hosts(text: str, origin: str) -> tuple[str, ...]:
    named = tuple(name.strip() for name in text.split(",") if name.strip())
    return tuple(dict.fromkeys((*LOOPBACK, urlsplit(origin).hostname or "", *named)))


def marked(data: Path) -> dict[str, str]:
    """Returns this process's variables with the mark a child of the supervisor carries."""
    return {**os.environ, DATA: str(data), SUPERVISED: str(data), SUPERVISOR: str(os.getpid())}


def let_a_password_be_enough() -> None:
    """For the demo alone, whose people are invented: this process and its children. Who asks for more gets it."""
    os.environ.setdefault(entrance.SECOND_FACTOR, entrance.OPTIONAL)


def is_marked() -> bool:
    """Tells whether a supervisor started this process."""
    return SUPERVISED in os.environ


def supervisor() -> int:
    """The process that started this one, which is marked."""
    return int(os.environ[SUPERVISOR])
