"""The statements that turn patterns into rows: each table of the product in one stroke, inside the database."""

from collections.abc import Iterable

from django.db import connection

from throughcare.access.granting import by_level
from throughcare.access.placement import SEES_BY_PLACEMENT

TABLES = """
CREATE UNLOGGED TABLE bench_setting (id int, organisations bigint[], roles bigint[], services bigint[]);
CREATE UNLOGGED TABLE bench_stamp (
    episode bigint, reference text, person bigint, setting int, pattern int, first_event bigint);
CREATE UNLOGGED TABLE bench_pattern (
    id int, service int, created_at timestamptz, parties text, stage text, stage_since date, closed_on date,
    outcome text, holder int, lead int, nobody_holds boolean, relieved boolean,
    next_rung_on date, event_count int);
CREATE UNLOGGED TABLE bench_event (
    pattern int, number int, step text, party text, part int, happened_on date, recorded_at timestamptz, facts text);
CREATE UNLOGGED TABLE bench_detail (pattern int, number int, category text, facts jsonb);
CREATE UNLOGGED TABLE bench_clock (
    pattern int, standard text, run int, state text, shadow boolean, owner int, started_on date, warn_on date,
    due_on date, due_at timestamptz, stopped_on date, because text, days_used int);
CREATE UNLOGGED TABLE bench_involvement (pattern int, party text, part int, since date, until date);
CREATE UNLOGGED TABLE bench_task (
    pattern int, part int, standard text, due_on date, waiting text, waiting_for int, lead int, nobody_holds boolean,
    explained_until date, unexplained int);
CREATE UNLOGGED TABLE bench_line (
    pattern int, part int, stage text, stage_since date, waited_since date, standard text, started_on date,
    due_on date, delay text, delay_on date, party text, waiting_for int, prison int, hospital int, rung text,
    rung_on date, told int, answered int, alarm_on date,
    void_on date, contact_on date, contact text, risk_facts int[], explained_until date, unexplained int,
    alarms boolean);
CREATE UNLOGGED TABLE bench_access (
    pattern int, part int, categories text[], level text, starts_at timestamptz, ends_at timestamptz);
CREATE UNLOGGED TABLE bench_placed (kind text, categories text[], level text);
"""
NAMES = (
    "setting", "stamp", "pattern", "event", "detail", "clock", "involvement", "task", "line", "access", "placed",
)  # fmt: skip

# Organisations of a JSON text in which `@4` stands for that of the fourth part.
NAMED = "replace(" * 8 + "{}" + "".join(f", '@{n}', organisations[{n}]::text)" for n in range(1, 9))
STAMPED = "bench_stamp AS stamp JOIN bench_setting AS setting ON setting.id = stamp.setting"

STATEMENTS: tuple[tuple[str, str], ...] = (
    (
        "episodes",
        f"""
        INSERT INTO episodes_episode (id, reference, person_id, service_id, blueprint_id, parties_at_start, created_at,
            stage, stage_since, closed_on, outcome, holder_id, lead_id, nobody_holds, relieved,
            next_rung_on, event_count)
        SELECT stamp.episode, stamp.reference, stamp.person, service.id, service.blueprint_id,
            {NAMED.format("pattern.parties")}::jsonb, pattern.created_at,
            pattern.stage, pattern.stage_since, pattern.closed_on, pattern.outcome, organisations[pattern.holder],
            roles[pattern.lead], pattern.nobody_holds, pattern.relieved, pattern.next_rung_on, pattern.event_count
        FROM {STAMPED} JOIN bench_pattern AS pattern ON pattern.id = stamp.pattern
        JOIN episodes_service AS service ON service.id = setting.services[pattern.service]
        ORDER BY stamp.episode
        """,
    ),
    (
        "events",
        f"""
        INSERT INTO episodes_event (id, episode_id, person_id, number, step, party, organisation_id, happened_on,
            recorded_at, recorded_by_id, facts)
        SELECT first_event + event.number - 1, stamp.episode, stamp.person, event.number, event.step, event.party,
            organisations[event.part], event.happened_on, event.recorded_at, roles[event.part],
            {NAMED.format("event.facts")}::jsonb
        FROM {STAMPED} JOIN bench_event AS event USING (pattern)
        ORDER BY event.recorded_at, stamp.episode
        """,
    ),
    (
        "answers",
        f"""
        INSERT INTO episodes_eventdetail (event_id, person_id, category, facts)
        SELECT first_event + detail.number - 1, stamp.person, detail.category, detail.facts
        FROM {STAMPED} JOIN bench_detail AS detail USING (pattern)
        JOIN bench_event AS event USING (pattern, number)
        ORDER BY event.recorded_at, stamp.episode
        """,
    ),
    (
        "clocks",
        f"""
        INSERT INTO episodes_clock (episode_id, person_id, standard, run, state, shadow, owner_id, started_on, warn_on,
            due_on, due_at, stopped_on, because, days_used)
        SELECT stamp.episode, stamp.person, standard, run, state, shadow, organisations[owner], started_on, warn_on,
            due_on, due_at, stopped_on, because, days_used
        FROM {STAMPED} JOIN bench_clock USING (pattern) ORDER BY stamp.episode
        """,
    ),
    (
        "involvements",
        f"""
        INSERT INTO episodes_involvement (episode_id, person_id, organisation_id, party, since, until)
        SELECT stamp.episode, stamp.person, organisations[part], party, since, until
        FROM {STAMPED} JOIN bench_involvement USING (pattern) ORDER BY stamp.episode
        """,
    ),
    (
        "tasks",
        f"""
        INSERT INTO episodes_task (organisation_id, episode_id, person_id, service_id, standard, due_on, waiting,
            waiting_for_id, lead_id, nobody_holds, explained_until, unexplained)
        SELECT organisations[part], stamp.episode, stamp.person, setting.services[pattern.service], standard, due_on,
            waiting, organisations[waiting_for], roles[task.lead], task.nobody_holds, explained_until, unexplained
        FROM {STAMPED} JOIN bench_task AS task USING (pattern)
        JOIN bench_pattern AS pattern ON pattern.id = stamp.pattern ORDER BY stamp.episode
        """,
    ),
    (
        "lines of transfers",
        f"""
        INSERT INTO ladder_line (organisation_id, episode_id, person_id, stage, stage_since, waited_since, standard,
            started_on, due_on, delay, delay_on, party, waiting_for_id, prison_id, hospital_id, rung, rung_on, told,
            answered, alarm_on, void_on, contact_on, contact, risk_facts, explained_until, unexplained, alarms)
        SELECT organisations[part], stamp.episode, stamp.person, stage, stage_since, waited_since, standard,
            started_on, due_on, delay, delay_on, party, organisations[waiting_for], organisations[prison],
            organisations[hospital], rung, rung_on, told, answered, alarm_on, void_on, contact_on, contact, risk_facts,
            explained_until, unexplained, alarms
        FROM {STAMPED} JOIN bench_line USING (pattern) ORDER BY stamp.episode
        """,
    ),
    (
        "grants by placement",
        """
        INSERT INTO access_grant (person_id, organisation_id, categories, level, ground, starts_at, ends_at)
        SELECT placement.person_id, organisation.id, placed.categories, placed.level, 'placement',
            placement.recorded_at, placement.until_on + interval '28 days 12 hours'
        FROM people_placement AS placement
        JOIN organisations_organisation AS organisation
            ON placement.organisation_id IN (organisation.id, organisation.parent_id)
        JOIN bench_placed AS placed ON placed.kind = organisation.kind
        ORDER BY placement.id
        """,
    ),
    (
        "grants by involvement",
        f"""
        INSERT INTO access_grant (person_id, organisation_id, categories, level, ground, episode_id, starts_at, ends_at)
        SELECT stamp.person, organisations[part], categories, level, 'involvement', stamp.episode, starts_at, ends_at
        FROM {STAMPED} JOIN bench_access USING (pattern) ORDER BY stamp.episode
        """,
    ),
    (
        "audit entries",
        """
        INSERT INTO audit_entry (at, by_id, did, person_id, episode_id, ground, detail)
        SELECT event.recorded_at, event.recorded_by_id, 'recorded-fact', event.person_id, event.episode_id,
            'involvement', jsonb_build_object('step', event.step, 'number', event.number, 'corrects', null)
        FROM episodes_event AS event JOIN episodes_episode AS episode ON episode.id = event.episode_id
        WHERE episode.closed_on IS NULL ORDER BY event.recorded_at
        """,
    ),
)
# Whatever came with a number of its own leaves its counter behind.
COUNTED = ("people_person", "episodes_episode", "episodes_event")


def prepare() -> None:
    """Makes the tables of patterns, and says what is seen by placement."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
    placed = [(kind, opened, level) for kind, levels in SEES_BY_PLACEMENT.items() for level, opened in by_level(levels)]
    copy("bench_placed", ("kind", "categories", "level"), placed)


def copy(table: str, columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> None:
    """Rows into a table, as fast as the database takes them."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)


def clear() -> None:
    """Takes the tables of patterns away and lets counters go on from the highest number."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE " + ", ".join(f"bench_{name}" for name in NAMES))
        for table in COUNTED:
            keys = f"pg_get_serial_sequence('{table}', 'id')"
            # Never back: a row that was taken away meanwhile may be laid out once more with the key that it had.
            cursor.execute(f"SELECT setval({keys}, greatest(max(id), nextval({keys}))) FROM {table}")
