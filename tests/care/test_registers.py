"""A register is saved whole: who was there, who was not and why, and what the prison took from whom."""

from datetime import time
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.care.conftest import NOW, THERE, Eastmoor, after, session_of
from throughcare.care import registers, waiting
from throughcare.care.lines import Line
from throughcare.care.models import Attendance, Cohort, Register
from throughcare.care.registers import MovedOn, save_register
from throughcare.episodes.models import Clock, Episode
from throughcare.organisations.refusals import Refused
from throughcare.sessions.words import REASONS

LOCKDOWN, REFUSED_IT = Line("regime-lockdown"), Line("refused")


def saved(eastmoor: Eastmoor, cohort: Cohort, lines: dict[str, Line], *, seen: int = 0, **more: Any) -> Register:
    """The register of the first session: those named as said, everybody else there."""
    session = session_of(cohort)
    said = {episode.pk: lines.get(name, THERE) for name, episode in eastmoor.people.items()}
    about: dict[str, Any] = {"by": eastmoor.petra, "at": after(session)} | more
    return save_register(session=session, lines=said, seen=seen, **about)


def facts(episode: Episode) -> list[tuple[str, dict[str, Any]]]:
    """The facts from the start of treatment on."""
    return list(episode.events.filter(number__gt=6).order_by("number").values_list("step", "facts"))


def test_a_register_is_a_fact_in_every_episode(eastmoor: Eastmoor):
    cohort = eastmoor.filled()
    saved(eastmoor, cohort, {"Casey": REFUSED_IT, "Drew": LOCKDOWN})
    assert [facts(eastmoor.people[name]) for name in ("Blake", "Casey", "Drew")] == [
        [("session-held", {"attendance": "on-time", "minutes": 90})],
        [("session-missed", {"reason": "refused"})],
        [("session-lost-to-regime", {"reason": "regime-lockdown"})],
    ]


def test_what_the_regime_took_is_kept_beside_the_national_code_and_starts_the_clock_of_a_new_time(eastmoor: Eastmoor):
    cohort = eastmoor.filled()
    saved(eastmoor, cohort, {"Drew": LOCKDOWN})
    row = Attendance.objects.get(episode=eastmoor.people["Drew"])
    assert (row.status, row.reason, row.lost_to_regime, row.engaged) == ("4", "regime-lockdown", True, "")
    clocks = Clock.objects.filter(standard="rebook", state="running")
    assert [clock.episode_id for clock in clocks] == [eastmoor.people["Drew"].pk]


def test_no_reason_of_the_regime_has_a_code_that_blames_anybody():
    assert {reason.code for reason in REASONS.values() if reason.lost_to_regime} == {"4"}


@pytest.mark.parametrize("lost", [True, False])
def test_the_database_knows_which_reasons_are_the_regime_s(eastmoor: Eastmoor, *, lost: bool):
    cohort = eastmoor.filled(1)
    saved(eastmoor, cohort, {})
    row = Attendance.objects.get()
    row.pk, row.register_id = None, Register.objects.create(
        session=row.session, number=2, by=row.by, at=row.at
    ).pk  # fmt: skip
    row.status, row.engaged, row.reason, row.lost_to_regime = "4", "", "refused" if lost else "court", lost
    with pytest.raises(IntegrityError, match="lost_to_regime_follows"), transaction.atomic():
        row.save(force_insert=True)


def test_it_is_saved_once_however_often_it_is_sent(eastmoor: Eastmoor):
    cohort, key = eastmoor.filled(), uuid4()
    first = saved(eastmoor, cohort, {}, submission=key)
    assert saved(eastmoor, cohort, {}, submission=key) == first
    assert Attendance.objects.count() == 3
    assert len(facts(eastmoor.people["Blake"])) == 1


def test_one_line_that_cannot_be_keeps_the_whole_register_from_being_saved(eastmoor: Eastmoor):
    cohort = eastmoor.filled()
    with pytest.raises(Refused) as refused:
        saved(eastmoor, cohort, {"Casey": Line("asleep"), "Drew": Line("on-time")})
    told = {int(key): says for key, says in refused.value.reasons.items()}
    assert told == {
        eastmoor.people["Casey"].pk: "Say whether this person was there, or why not.",
        eastmoor.people["Drew"].pk: "Say how far this person took part.",
    }
    assert not Attendance.objects.exists()
    assert facts(eastmoor.people["Blake"]) == []


def test_what_the_blueprint_refuses_is_refused_with_its_words_and_nothing_is_saved(eastmoor: Eastmoor):
    cohort = eastmoor.filled()
    session = session_of(cohort)
    person = eastmoor.people["Drew"].person
    person.died_on = session.starts_at.date().replace(day=5)
    person.save(update_fields=["died_on"])
    with pytest.raises(Refused, match="after the person died"):
        saved(eastmoor, cohort, {})
    assert not Attendance.objects.exists()


def test_everybody_is_in_the_register_and_nobody_else(eastmoor: Eastmoor):
    cohort = eastmoor.filled()
    stranger = eastmoor.somebody(5)
    with pytest.raises(Refused, match="has no place in the session"):
        saved(eastmoor, cohort, {})
    del eastmoor.people["Gray"], eastmoor.people["Blake"]
    with pytest.raises(Refused, match="Say whether this person was there"):
        saved(eastmoor, cohort, {})
    assert facts(stranger) == []


def test_it_opens_when_the_session_begins(eastmoor: Eastmoor):
    cohort = eastmoor.filled()
    with pytest.raises(Refused, match=r"begins on Tuesday 10 March 2026 at 10:00\. Its register opens then"):
        saved(eastmoor, cohort, {}, at=NOW)


def test_only_those_who_treat_save_it(eastmoor: Eastmoor):
    cohort = eastmoor.filled()
    for stranger in (eastmoor.cast.owen, eastmoor.cast.nadia, eastmoor.cast.sam):
        with pytest.raises(Refused, match="Only the clinicians of the service that treats"):
            saved(eastmoor, cohort, {}, by=stranger)


def test_a_second_facilitator_is_told_who_saved_it_and_when_and_saves_over_it_knowingly(eastmoor: Eastmoor):
    cohort = eastmoor.filled()
    saved(eastmoor, cohort, {})
    with pytest.raises(MovedOn, match="Petra Novak saved this register on Tuesday 10 March 2026 at 12:30") as moved:
        saved(eastmoor, cohort, {"Blake": LOCKDOWN})
    assert facts(eastmoor.people["Blake"]) == [("session-held", {"attendance": "on-time", "minutes": 90})]
    second = saved(eastmoor, cohort, {"Blake": LOCKDOWN}, seen=moved.value.register.number)
    assert [row.episode_id for row in second.lines.all()] == [eastmoor.people["Blake"].pk]


def test_a_correction_is_a_new_row_and_the_episode_tells_both(eastmoor: Eastmoor):
    cohort, session = eastmoor.filled(), None
    saved(eastmoor, cohort, {"Casey": Line("no-reason-given")})
    saved(eastmoor, cohort, {"Casey": Line("unwell")}, seen=1)
    saved(eastmoor, cohort, {"Casey": Line("court")}, seen=2)
    session = session_of(cohort)
    casey = eastmoor.people["Casey"]
    rows = Attendance.objects.filter(episode=casey).order_by("pk")
    assert [row.reason for row in rows] == ["no-reason-given", "unwell", "court"]
    assert [step for step, _ in facts(casey)] == [
        "session-missed", "session-missed", "recorded-in-error", "session-lost-to-regime",
    ]  # fmt: skip
    assert registers.newest_lines(session).get(episode=casey).lost_to_regime
    assert len(facts(eastmoor.people["Blake"])) == 1


def test_how_far_somebody_took_part_is_corrected_without_a_fact(eastmoor: Eastmoor):
    cohort = eastmoor.filled(1)
    saved(eastmoor, cohort, {})
    saved(eastmoor, cohort, {"Blake": Line("on-time", "only-there")}, seen=1)
    assert [row.engaged for row in Attendance.objects.order_by("pk")] == ["took-part", "only-there"]
    assert len(facts(eastmoor.people["Blake"])) == 1


def test_attendance_is_never_changed(eastmoor: Eastmoor):
    cohort = eastmoor.filled(1)
    saved(eastmoor, cohort, {})
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Attendance.objects.update(lost_to_regime=True)


def test_whoever_left_before_it_is_not_in_it(eastmoor: Eastmoor):
    cohort = eastmoor.filled()
    place = cohort.members.get(episode=eastmoor.people["Drew"])
    waiting.leave(membership=place, ended="left", because="Moved to work", by=eastmoor.petra, at=NOW)
    drew = eastmoor.people.pop("Drew")
    saved(eastmoor, cohort, {})
    assert facts(drew) == []


@pytest.mark.parametrize("again", [False, True])
def test_the_statements_do_not_grow_with_the_people(eastmoor: Eastmoor, *, again: bool):
    """The same for one and for twelve, the first time and as a correction of everybody."""
    asked = []
    for numbers, hour in (([0], 10), (range(1, 13), 14)):
        eastmoor.people.clear()
        cohort = eastmoor.group(starts=time(hour), title=f"Group of {len(numbers)}")
        for number in numbers:
            eastmoor.joins(eastmoor.somebody(number), cohort)
        if again:
            saved(eastmoor, cohort, dict.fromkeys(eastmoor.people, LOCKDOWN))
        with CaptureQueriesContext(connection) as captured:
            saved(eastmoor, cohort, {}, seen=int(again))
        asked.append(len(captured))
    assert asked[0] == asked[1] <= (34 if again else 24), asked
