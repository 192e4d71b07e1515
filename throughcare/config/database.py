"""Where the database is, and who the product is when it speaks to it.

Two roles, always: an owner, who makes and changes tables, and `throughcare_app`, who owns nothing. Row-level
security and revoked rights bind the second and not the first, so nothing but `throughcare migrate` is the owner.
"""

from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from throughcare.config.environment import DATABASE, DATABASE_OWNER, Environment
from throughcare.config.trouble import Trouble

NAME = "throughcare"
OWNER = "throughcare_owner"
APPLICATION = "throughcare_app"
PORT = "5432"

# A page asks the same few questions every time, and PostgreSQL took longer to plan them than to answer: after the
# fifth time a connection keeps the plan (docs/concepts/speed.md).
PREPARED = {"server_side_binding": True, "prepare_threshold": 5}

# Where it does not see that a kept plan is as good, it plans anew every time, which with the policies of three tables
# takes longer than to answer. Every question names an organisation or a person, and one plan serves them all.
KEPT_PLANS = "-c plan_cache_mode=force_generic_plan"

# Whoever waits longer than this for somebody else's recording is told so, and sends again (throughcare.web.busy).
PATIENCE = "-c lock_timeout=5s"

# A page that stopped half way lets go of its transaction after so long.
IDLE = "-c idle_in_transaction_session_timeout=60s"

# A path to a socket may have 107 bytes on Linux and 103 on macOS, with `/.s.PGSQL.5432` at its end.
LONGEST_SOCKET_FOLDER = 85

GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {app}",
    "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {app}",
)


def connection(environment: Environment) -> dict[str, Any]:
    """Returns Django's parameters for the one database, as the owner or as the application."""
    found = _given(environment) if environment.database_url else _embedded(environment)
    found["options"] = " ".join([*filter(None, [found.get("options")]), *_limits(environment)])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found.pop("dbname", NAME),
        "USER": found.pop("user", ""),
        "PASSWORD": found.pop("password", ""),
        "HOST": found.pop("host", ""),
        "PORT": str(found.pop("port", "")),
        "OPTIONS": {**found, **PREPARED},
        # A page is one transaction, begun by throughcare.web.acting, which says in it who acts.
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _limits(environment: Environment) -> list[str]:
    """Pages alone have a limit of time: migrations, loads, jobs and checks take what they take."""
    if environment.as_owner:
        return [KEPT_PLANS]
    if not environment.for_pages:
        return [KEPT_PLANS, PATIENCE]
    return [KEPT_PLANS, PATIENCE, f"-c statement_timeout={environment.question_limit}s", IDLE]


def sockets(data: Path) -> Path:
    """Returns the folder of the embedded server's socket: beside its files, or in the temporary folder when
    that path would be too long for a socket.
    """
    beside = data / "postgres"
    if len(str(beside)) <= LONGEST_SOCKET_FOLDER:
        return beside
    return Path(gettempdir()) / f"throughcare-{sha256(str(data).encode()).hexdigest()[:12]}"


def open_to_application(owner: psycopg.Connection[Any]) -> None:
    """Makes sure, as the owner, that the application's role exists and may use whatever tables come later."""
    app = sql.Identifier(APPLICATION)
    if not owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION]).fetchone():
        owner.execute(sql.SQL("CREATE ROLE {}").format(app))
    # The application may come with the owner's address and then take the lesser role. From version 16 on, being
    # a member of a role and being allowed to take it are two things.
    may_take = "SET" if owner.info.server_version >= 160000 else "MEMBER"
    if not owner.execute("SELECT 1 WHERE pg_has_role(current_user, %s, %s)", [APPLICATION, may_take]).fetchone():
        owner.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(app))
    for grant in GRANTS:
        owner.execute(sql.SQL(grant).format(app=app))


def _embedded(environment: Environment) -> dict[str, Any]:
    user = OWNER if environment.as_owner else APPLICATION
    return {"dbname": NAME, "user": user, "host": str(sockets(environment.data)), "port": PORT}


def _given(environment: Environment) -> dict[str, Any]:
    if environment.as_owner:
        return _parse(environment.owner_url or environment.database_url, DATABASE_OWNER)
    found = _parse(environment.database_url, DATABASE)
    # Whoever signs in, the application acts as the role whose rights the migrations know.
    found["options"] = f"{found.get('options', '')} -c role={APPLICATION}".strip()
    return found


def _parse(url: str | None, variable: str) -> dict[str, Any]:
    try:
        return dict(conninfo_to_dict(url or ""))
    except psycopg.ProgrammingError as error:
        raise Trouble(
            f"{variable} is not an address of a PostgreSQL database such as postgresql://name@host/throughcare."
        ) from error
