"""Loading a world: `python -m bench.child worlds 10k`, into an empty database of the bench's own."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from random import Random
from time import perf_counter

from django.db import connection

from bench import patterns, people, places, stamping
from throughcare.config.embedded import SUPERUSER
from throughcare.people.models import Person

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
# A world of nothing but open transfers, all in one region: see bench.pipeline.
TRANSFERS, OPEN_TRANSFERS = "transfers", 5_000
# How many days each stencil is moved to.
EACH = 25
SEED = 20261122

LARGE = (
    "access_grant", "episodes_episode", "episodes_event", "episodes_eventdetail", "episodes_clock",
    "episodes_involvement", "episodes_task", "ladder_line", "people_person", "people_identifier", "people_placement",
    "audit_entry", "audit_unsealed",
)  # fmt: skip
INDEXES = """
    SELECT 'DROP INDEX ' || indexname, indexdef FROM pg_indexes
    WHERE tablename = ANY(%(tables)s) AND NOT EXISTS (
        SELECT FROM pg_constraint WHERE conindid = (quote_ident(schemaname) || '.' || quote_ident(indexname))::regclass)
"""
UNIQUE = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
        format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE contype = 'u' AND conrelid::regclass::text = ANY(%(tables)s)
"""
QUICKLY = (
    # References are right by construction, and a test looks at a small world with every trigger on.
    "SET session_replication_role = replica",
    "SET maintenance_work_mem = '1GB'",
    "SET work_mem = '256MB'",
    "SET synchronous_commit = off",
)

Say = Callable[[str], None]


def load(
    episodes: int, *, say: Say, while_stamping: AbstractContextManager[None] | None = None, only: str = ""
) -> None:
    """Fills an empty, migrated database with a world of so many episodes: all open and of a blueprint, with `only`."""
    rng, today = Random(SEED), datetime.now(UTC).date()
    settings = places.build(episodes, rng=rng)
    say(f"{len(settings)} settings")
    drawn = patterns.draw(settings[0], today=today, each=EACH, rng=rng, only=only)
    say(f"{len(drawn.events)} patterns")
    with while_stamping or nullcontext():
        stamping.prepare()
        _copy_patterns(settings, drawn)
        found = (
            people.transfers(len(settings), drawn, number=episodes, rng=rng)
            if only
            else people.lives(episodes, len(settings), drawn, today=today, rng=rng)
        )
        _copy_people(list(found), settings, drawn, rng=rng)
        say(f"{Person.objects.count()} people")
        for title, statement in stamping.STATEMENTS:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                say(f"{cursor.rowcount} {title}")
        stamping.clear()


def _copy_patterns(settings: Sequence[places.Setting], drawn: patterns.Patterns) -> None:
    for number, setting in enumerate(settings, start=1):
        services = [setting.services[slug].pk for slug in patterns.SHARE]
        row = (number, setting.organisations, setting.roles, services)
        stamping.copy("bench_setting", ("id", "organisations", "roles", "services"), [row])
    with connection.cursor() as cursor:
        for table, rows in drawn.rows.items():
            with cursor.copy(f"COPY bench_{table} FROM STDIN") as stream:
                for row in rows:
                    stream.write_row(row)


def _copy_people(
    found: list[people.Life], settings: Sequence[places.Setting], drawn: patterns.Patterns, *, rng: Random
) -> None:
    copied = {
        "people_person (id, reference, family_name, given_names, known_as, birth_date, sex, ethnic_category,"
        " recorded_at, recorded_by_id, name_keys, language, interpreter_needed, fictional)": (
            (*row, "English", False, True) for row in people.person_rows(found, settings, rng=rng)
        ),
        "people_identifier (person_id, kind, value, recorded_at, recorded_by_id, source, verified)": (
            (*row, "bench", True) for row in people.identifier_rows(found, settings)
        ),
        "people_placement (person_id, organisation_id, from_on, until_on, recorded_at, recorded_by_id)": (
            people.placement_rows(found, settings)
        ),
        "bench_stamp": people.stamp_rows(found, drawn, rng=rng),
    }
    with connection.cursor() as cursor:
        for table, rows in copied.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as stream:
                for row in rows:
                    stream.write_row(row)


@contextmanager
def quickly(say: Say) -> Iterator[None]:
    """Puts triggers to sleep, takes indexes and unique constraints away, and makes them again at the end."""
    with connection.cursor() as cursor:
        for setting in QUICKLY:
            cursor.execute(setting)
        cursor.execute(INDEXES, {"tables": list(LARGE)})
        found = cursor.fetchall()
        cursor.execute(UNIQUE, {"tables": list(LARGE)})
        found += cursor.fetchall()
        for take_away, _ in found:
            cursor.execute(take_away)
        yield
        for _, make in found:
            cursor.execute(make)
    say(f"{len(found)} indexes")


def main(name: str) -> None:
    """The same in a database of the bench's own, as its superuser."""
    connection.settings_dict["USER"] = SUPERUSER
    began = perf_counter()

    def say(what: str) -> None:
        print(f"{perf_counter() - began:7.1f} s  {what}", flush=True)  # noqa: T201 - a command's own words

    if name == TRANSFERS:
        load(OPEN_TRANSFERS, say=say, while_stamping=quickly(say), only="hospital-transfer")
    else:
        load(SIZES[name], say=say, while_stamping=quickly(say))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO audit_unsealed (entry_id) SELECT id FROM audit_entry ON CONFLICT DO NOTHING")
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("CHECKPOINT")
    say("vacuumed and analysed")
