"""What must never be false, whatever is thrown at an episode: any steps by anybody, on any day, corrected at will."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.episodes.conftest import REFERRAL, request_for
from throughcare.access.models import Grant
from throughcare.blueprints.blueprint import Field
from throughcare.blueprints.holding import questions
from throughcare.episodes import actions, referring
from throughcare.episodes.checking import faults
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Clock, Episode, Event, Service, Task
from throughcare.organisations.refusals import Refused
from throughcare.pathways import RECORDED_IN_ERROR, Moment, everywhere

START = date(2026, 1, 5)
NOBODY_TAKES = {RECORDED_IN_ERROR, everywhere.REFERRAL_DRAFTED}


class Turn:
    """Draws what somebody does next: a step, by one of the cast, on a day; or a correction or a striking out."""

    def __init__(self, data: st.DataObject, cast: Cast):
        self.data = data
        self.cast = cast
        self.today = START + timedelta(days=5)

    def take(self, episode: Episode) -> None:
        self.today += timedelta(days=self.data.draw(st.integers(0, 9), label="days later"))
        by = self.cast.staff[self.data.draw(st.sampled_from(sorted(self.cast.staff)), label="by")]
        happened = Moment(on=self.today - timedelta(days=self.data.draw(st.sampled_from([0, 0, 0, 1, 4, -2]))))
        at = datetime.combine(self.today, time(12), tzinfo=UTC)
        what = self.data.draw(st.sampled_from(["step"] * 6 + ["correct", "strike out"]), label="what")
        number = self.data.draw(st.integers(1, 12), label="number")
        if what == "step":
            step = self._step(episode)
            facts = {f.id: self._answer(f) for f in questions(blueprint_of(episode), step)}
            actions.take_step(episode=episode, step=step, facts=facts, happened=happened, by=by, at=at)
        elif what == "correct":
            actions.correct(episode=episode, number=number, facts={}, happened=happened, why="Wrong day", by=by, at=at)
        else:
            actions.strike_out(episode=episode, number=number, why="Not theirs", by=by, at=at)

    def attempt(self, episode: Episode) -> Refused | None:
        try:
            self.take(episode)
        except Refused as refusal:
            return refusal
        return None

    def _step(self, episode: Episode) -> str:
        pathway = blueprint_of(episode).pathway
        here = [s.id for s in pathway.steps if episode.stage in s.sources and s.id not in NOBODY_TAKES]
        return self.data.draw(st.sampled_from(here or list(pathway.step)), label="step")

    def _answer(self, field: Field) -> Any:
        offered = {
            "organisation": sorted(place.pk for place in self.cast.places.values()),
            "staff": sorted(role.pk for role in self.cast.staff.values()),
            "date": [self.today.isoformat()],
            "time": ["14:30"],
            "number": [1],
            "yes-no": ["yes", "no"],
        }
        choices = [code for code, _ in field.choices] or ["mild"]
        answers = choices if field.kind in {"choice", "choices", "criterion"} else offered.get(field.kind, ["words"])
        return self.data.draw(st.sampled_from(answers), label=field.id)


def begin(cast: Cast, kind: str) -> Episode:
    service = cast.daycare if kind == "daycare" else cast.transfer
    assert service is not None
    return referring.refer(
        person=cast.people["alex"],
        service=service,
        facts=REFERRAL if kind == "daycare" else request_for(cast),
        happened=Moment(on=START),
        by=cast.nadia,
        at=datetime.combine(START, time(12), tzinfo=UTC),
    )


def expect_nothing_false(episode: Episode, before: dict[int, tuple[Any, ...]], now: datetime) -> None:
    assert list(faults(as_of=now)) == []
    kept = facts_of(episode)
    assert {number: kept[number] for number in before} == before, "a recorded fact was changed"
    episode.refresh_from_db()
    if episode.closed_on is None:
        listed = Task.objects.filter(episode=episode, nobody_holds=True).exists()
        assert (episode.holder_id and episode.lead_id) or listed
    live = Grant.objects.filter(episode_id=episode.pk, ends_at__isnull=True).values_list("organisation", flat=True)
    taking_part = set(episode.involvements.filter(until__isnull=True).values_list("organisation", flat=True))
    assert set(live) <= taking_part
    assert not Clock.objects.filter(episode=episode, days_used__lt=0).exists()


def facts_of(episode: Episode) -> dict[int, tuple[Any, ...]]:
    rows = Event.objects.filter(episode=episode)
    return {row.number: (row.step, row.happened_on, row.facts, row.recorded_by_id) for row in rows}


@pytest.mark.parametrize("kind", ["daycare", "hospital-transfer"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_nothing_anybody_does_makes_the_record_false(cast: Cast, kind: str, data: st.DataObject):
    with transaction.atomic():
        episode = begin(cast, kind)
        turn = Turn(data, cast)
        for _ in range(data.draw(st.integers(1, 14), label="turns")):
            before = facts_of(episode)
            episode.refresh_from_db()
            count = episode.event_count
            refusal = turn.attempt(episode)
            assert (refusal is None) == (len(facts_of(episode)) == count + 1), "recorded, or refused with reasons"
            assert refusal is None or all(refusal.reasons.values()), "a refusal says why"
        expect_nothing_false(episode, before, datetime.combine(turn.today, time(13), tzinfo=UTC))
        transaction.set_rollback(True)


def test_one_person_has_at_most_one_open_episode_with_a_service(cast: Cast):
    first = begin(cast, "daycare")
    twin = Episode(
        reference="EP-ZZZ-999",
        person=first.person,
        service=first.service,
        blueprint=first.blueprint,
        created_at=first.created_at,
        stage="sent",
        stage_since=START,
        nobody_holds=True,
    )
    with pytest.raises(IntegrityError, match="one_open_episode_a_service"), transaction.atomic():
        twin.save()


def test_an_open_episode_that_nobody_holds_cannot_be_kept_as_held(cast: Cast):
    episode = begin(cast, "daycare")
    with pytest.raises(IntegrityError, match="held_by_someone_or_listed"), transaction.atomic():
        Episode.objects.filter(pk=episode.pk).update(lead=None, nobody_holds=False)


def test_a_fact_can_be_neither_changed_nor_removed(cast: Cast):
    episode = begin(cast, "daycare")
    with pytest.raises(IntegrityError, match="append a correction"), transaction.atomic():
        Event.objects.filter(episode=episode).update(step="accepted")
    with pytest.raises(IntegrityError, match="append a correction"), transaction.atomic():
        Event.objects.filter(episode=episode)._raw_delete(using="default")


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda e: Episode.objects.filter(pk=e.pk).update(stage="accepted"), "stage is kept as 'accepted'"),
        (lambda e: Task.objects.filter(episode=e).delete(), "lacks rows of tasks"),
        (lambda e: e.tasks.update(service=Service.objects.exclude(pk=e.service_id)[0]), "has stale rows of tasks"),
        (lambda e: e.involvements.update(until=START), "has stale rows of involvements"),
        (lambda e: Grant.objects.filter(episode_id=e.pk).delete(), "grants"),
    ],
)
def test_the_check_names_a_cache_that_differs_from_the_facts(cast: Cast, break_it: Any, says: str):
    episode = begin(cast, "daycare")
    break_it(episode)
    found = list(faults(as_of=datetime.combine(START, time(13), tzinfo=UTC)))
    assert any(says in fault and episode.reference in fault for fault in found), found
