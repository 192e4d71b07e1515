"""The bench's worlds are records like any other, and its floor answers."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import Count
from django.test import RequestFactory
from psycopg import sql
from pytest_django import DjangoDbBlocker

from bench import registers, worlds
from bench.floor import ROWS, floor
from tests.kept import Kept, keep
from throughcare.access.models import Grant
from throughcare.audit.models import Entry, Unsealed
from throughcare.config.database import APPLICATION
from throughcare.episodes import due, reading
from throughcare.episodes.checking import faults
from throughcare.episodes.models import Episode, Task
from throughcare.ladder import pipeline
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.people.models import Person

EPISODES = 600


@pytest.fixture(scope="module")
def kept_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Kept:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(worlds, "EACH", 2)
        return keep(lambda: worlds.load(EPISODES, say=str))


@pytest.fixture
def world(kept_world: Kept, db: None) -> None:
    """A small world, loaded with every trigger and index at work."""
    kept_world.lay_out()


def test_a_world_is_as_the_verbs_would_have_written_it(world: None):
    assert Episode.objects.count() == EPISODES
    assert Episode.objects.filter(closed_on=None).count() in range(EPISODES // 20, EPISODES // 5)
    assert list(faults(as_of=datetime.now(UTC))) == []


def test_everybody_in_a_world_can_be_found_and_seen_by_somebody(world: None):
    assert not Person.objects.filter(name_keys=[]).exists()
    assert not Person.objects.exclude(pk__in=Grant.objects.values("person")).exists()
    assert Unsealed.objects.count() == Entry.objects.count()


@pytest.fixture
def team(world: None) -> StaffRole:
    """Somebody of the team at a prison with the longest worklist."""
    busiest = Task.objects.values("organisation").annotate(lines=Count("id")).order_by("-lines")
    return StaffRole.objects.filter(
        organisation=busiest.filter(organisation__kind="mental-health-provider")[0]["organisation"]
    )[0]


def plan(question: Question, given: dict[str, object], *, without: tuple[str, ...] = ("sort",)) -> str:
    """How the product's own role would be answered, without what would be quicker in so small a world."""
    kept = question._behind_the_door
    values = [given[one.name] if isinstance(one, Given) else one for one in kept.parameters]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for way in without:
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(APPLICATION)))
        cursor.execute(f"EXPLAIN {kept.sql}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


def leave_out(*others: str) -> None:
    """Of so few lines one index would be as good as another: takes those away that are not asked about."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for one in others:
            cursor.execute(one)


def test_a_worklist_is_read_in_its_own_order_and_each_line_asks_the_door_once(team: StaffRole):
    found = plan(due._page(frozenset(), ""), dict(due.asker(team, as_of=datetime.now(UTC))))
    assert "Index Scan using task_worklist" in found, found
    assert "Index Only Scan using grant_stages" in found, found
    assert "Sort" not in found, found
    assert "Seq Scan on access_grant" not in found, found


def test_a_worklist_is_counted_from_its_index_and_no_episode_is_asked_who_may_see_it(team: StaffRole):
    given = dict(due.asker(team, as_of=datetime.now(UTC)))
    leave_out("ALTER TABLE episodes_task DROP CONSTRAINT one_task_an_organisation")
    found = plan(due.COUNTS, given, without=("seqscan", "bitmapscan"))
    assert "Index Only Scan using task_worklist" in found, found
    assert "episodes_episode" not in found, found


def test_the_lanes_of_transfers_are_counted_from_the_index_alone(team: StaffRole):
    asked = pipeline.Asked(prison=1, late=True)
    given = {**due.asker(team, as_of=datetime.now(UTC)), "quiet_before": date(2026, 3, 17), "prison": 1}
    leave_out("ALTER TABLE ladder_line DROP CONSTRAINT one_line_an_organisation", "DROP INDEX line_list")
    found = plan(pipeline._lanes(asked.filters), given, without=("seqscan", "bitmapscan"))
    assert "Index Only Scan using line_lanes" in found, found


def test_an_episode_is_found_by_its_indexes_alone(team: StaffRole):
    episode = Episode.objects.filter(tasks__organisation=team.organisation_id).first()
    given = {**asked_by(team, as_of=datetime.now(UTC)), "episode": episode.pk}
    found = plan(reading.FACTS, given)
    for index in ("one_event_a_number", "one_detail_a_category", "grant_door"):
        assert index in found, found
    assert "Seq Scan on access_grant" not in found, found
    assert "Seq Scan on episodes_event" not in found, found


def test_the_floor_shows_fifteen_lines_and_leaves_an_entry(world: None, rf: RequestFactory):
    busiest = (
        Task.objects.values("organisation").annotate(lines=Count("id")).order_by("-lines", "-organisation").first()
    )
    request = rf.get("/floor")
    request.user = StaffRole.objects.filter(organisation=busiest["organisation"]).first().staff
    page = floor(request).content.decode()
    assert page.count("<tr>") == 1 + ROWS
    assert Entry.objects.filter(did="saw-floor").count() == 1


def test_registers_are_saved_through_their_page(world: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(registers, "PEOPLE", 1)
    told = registers.saved(datetime.now(UTC))
    assert told["registers"] >= registers.SESSIONS
    assert told["median"] <= told["p95"]
