"""Who is there when, for whom: gaps, who is available now, whom to look after first, a certificate, and figures."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.cast import LONG_AGO
from tests.cover.conftest import NOW, Eastmoor, joins, on
from throughcare.access.models import Grant
from throughcare.config.database import APPLICATION
from throughcare.cover import progress, reading, wanting, welfare
from throughcare.cover.certificate import certificate, months_between
from throughcare.cover.models import Duty, Mentoring
from throughcare.episodes.models import Episode
from throughcare.organisations.acting import act
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Placement
from throughcare.rota.gaps import Hours
from throughcare.rota.turns import Turn


def wings(scheme: Eastmoor, who: str = "mina", *, at: datetime = NOW) -> dict[str, reading.Wing]:
    found = reading.wings(scheme.who(who), scheme.cast.places["HMP Eastmoor"].pk, reading.coming(at), at=at)
    return {wing.name: wing for wing in found}


def test_a_wing_has_its_gaps_a_week_ahead(scheme: Eastmoor):
    scheme.on_rota("Robin", 24)
    found = wings(scheme)
    assert list(found) == ["C wing"]
    first, second = found["C wing"].gaps(reading.coming(NOW))
    assert first.turn == Turn(NOW, NOW.replace(hour=22, minute=0))
    assert (second.overnight, second.turn.ends_at) == (True, datetime(2026, 3, 30, 23, tzinfo=UTC))


def test_where_two_are_wanted_one_is_a_gap_by_day_and_enough_at_night(scheme: Eastmoor):
    hours = {1: [Hours(6 * 60, 22 * 60, 2), Hours(22 * 60, 30 * 60)]}
    wanting.say_wanted(unit=scheme.wings["C wing"], hours=hours, by=scheme.mina, at=NOW)
    scheme.on_rota("Robin", 24, "09:00-16:00")
    scheme.on_rota("Sasha", 24, "10:00-14:00")
    scheme.on_rota("Sasha", 24, "22:00-06:00")
    wing = wings(scheme)["C wing"]
    assert [wing.wants(NOW), wing.wants(NOW.replace(hour=23)), wing.wants(NOW.replace(day=26))] == [2, 1, 0]
    found = [one for one in wing.gaps(reading.coming(NOW)) if one.turn.ends_at.day == 24]
    assert [(one.turn.starts_at.hour, one.turn.ends_at.hour, one.count) for one in found] == [
        (9, 10, "1 of 2 there"), (14, 16, "1 of 2 there"), (16, 22, "nobody of 2 there"),
    ]  # fmt: skip


def test_whoever_is_on_the_rota_is_available_while_they_are_active_and_live_there(scheme: Eastmoor):
    scheme.on_rota("Robin", 24, "09:00-12:00")
    (now,) = wings(scheme)["C wing"].now(NOW)
    assert (now.name, now.mentor) == ("Robin Archer", scheme.episodes["Robin"].pk)
    assert wings(scheme)["C wing"].now(NOW.replace(hour=12, minute=0)) == []


def test_who_was_moved_counts_for_no_wing_even_before_anybody_has_recorded_more(scheme: Eastmoor):
    scheme.on_rota("Robin", 24, "09:00-12:00")
    Placement.objects.filter(person=scheme.of("Robin").person).update(until_on=date(2026, 3, 24))
    (duty,) = wings(scheme)["C wing"].duties
    assert (duty.counts, wings(scheme)["C wing"].now(NOW)) == (False, [])
    assert (
        reading.active_mentors(scheme.mina, scheme.cast.places["HMP Eastmoor"].pk, at=NOW)[0].person.given_names
        != "Robin"
    )


def test_a_turn_after_clearance_has_ended_counts_for_nothing(scheme: Eastmoor):
    later = NOW.replace(month=8, day=3)
    (duty,) = scheme.on_rota("Robin", 4, month=8, at=later)
    found = wings(scheme, at=later)["C wing"]
    assert [one.counts for one in found.duties] == [True]
    scheme.takes("Robin", "vetted-again", "owen", **{"decided-by": "Security", "clearance-until": "2026-08-03"})
    assert [one.counts for one in wings(scheme, at=later)["C wing"].duties] == [False]
    assert duty.ended_at is None


def bare(staff: StaffRole, table: str) -> int:
    """How many rows a bare question brings on the application's own connection."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        act(staff=staff, as_of=NOW)
        cursor.execute(f"SELECT count(*) FROM {table}")
        (number,) = cursor.fetchone()
        cursor.execute("RESET ROLE")
    return int(number)


# Table -> of the cast, who is shown rows. Harun and Sam work elsewhere; Petra's service is part of the prison.
SEEN = {
    "cover_duty": {"mina", "owen", "piotr", "nadia", "petra"},
    "cover_activementor": {"mina", "owen", "piotr", "nadia", "petra"},
    "cover_mentoring": {"mina", "nadia", "petra"},
    "cover_daycarried": {"mina", "nadia", "petra"},
    "cover_rest": {"mina", "owen", "piotr"},
}


@pytest.mark.parametrize("table", SEEN)
def test_each_table_is_shown_to_whom_its_category_and_the_place_allow(scheme: Eastmoor, table: str):
    scheme.on_rota("Robin", 27)
    scheme.takes("Robin", "distress-noted", what="threat")
    scheme.takes("Robin", "debriefed", **{"with": "Mina Osei", "rest": "2026-03-26"})
    everybody = [*scheme.cast.staff]
    assert {who for who in everybody if bare(scheme.who(who), table)} == SEEN[table]


def test_a_hospital_that_knows_the_person_does_not_learn_that_they_are_a_mentor(scheme: Eastmoor):
    scheme.on_rota("Robin", 24)
    Grant.objects.create(
        person=scheme.of("Robin").person, organisation=scheme.cast.harun.organisation, level="read",
        categories=["identity-and-location", "peer-contacts"], ground="placement", starts_at=NOW - timedelta(days=1),
    )  # fmt: skip
    assert bare(scheme.cast.harun, "people_person") == 1
    assert [bare(scheme.cast.harun, table) for table in SEEN] == [0] * len(SEEN)


def test_an_account_of_a_mentor_is_shown_no_row_of_cover(scheme: Eastmoor):
    scheme.on_rota("Robin", 24)
    account = joins(scheme.cast, "robin", "Robin Archer", "PM", scheme.cast.places["HMP Westfell"])
    assert [bare(account, table) for table in SEEN] == [0] * len(SEEN)


def first(scheme: Eastmoor, who: str = "mina") -> list[tuple[str, list[str]]]:
    found = welfare.looked_after(scheme.who(who), scheme.cast.places["HMP Eastmoor"].pk, at=NOW)
    return [(one.name, [reason.key for reason in one.reasons]) for one in found]


def test_whom_to_look_after_first_is_told_to_coordinators_and_clinicians_alike(scheme: Eastmoor):
    scheme.takes("Sasha", "supervision-held", when=on(20), **{"support-worker": "Mina Osei", "clinician": "Nadia"})
    scheme.takes("Sasha", "distress-noted", what="death")
    assert first(scheme) == [("Robin Archer", ["supervision-late"]), ("Sasha Archer", ["debrief-owed"])]
    assert first(scheme, "nadia") == first(scheme)


def test_what_somebody_may_not_see_is_left_out_and_nothing_else(scheme: Eastmoor):
    """Until when a mentor rests is of their vetting, of which clinicians know only that there is something."""
    scheme.takes("Robin", "distress-noted", what="threat")
    scheme.takes("Robin", "debriefed", **{"with": "Mina Osei", "rest": "2026-03-26"})
    assert dict(first(scheme))["Robin Archer"] == ["supervision-late", "rests"]
    assert dict(first(scheme, "nadia"))["Robin Archer"] == ["supervision-late"]
    assert first(scheme, "owen") == []


def test_what_is_much_is_what_the_scheme_says(scheme: Eastmoor):
    scheme.supported("Blake", "TC-BLC-222", "Sasha")
    scheme.takes("Blake", "contact-held", when=on(23), minutes="60", kind="art")
    assert "much" not in dict(first(scheme))["Sasha Archer"]
    said: dict[str, Any] = {"scheme": scheme.mina.organisation, "by": scheme.mina, "at": NOW}
    wanting.set_numbers(numbers={"points-that-are-much": 2}, **said)
    assert "much" in dict(first(scheme))["Sasha Archer"]
    (sasha,) = (one for one in welfare.looked_after(scheme.mina, scheme.mina.organisation.parent_id or 0, at=NOW)
                if one.name == "Sasha Archer")  # fmt: skip
    assert (sasha.points, sasha.carried[28].contacts) == (2, 1)


def test_a_certificate_says_what_the_facts_hold_and_nothing_of_others(scheme: Eastmoor):
    scheme.supported("Blake", "TC-BLC-222", "Robin")
    scheme.takes("Blake", "contact-held", when=on(5), minutes="90", kind="one-to-one")
    scheme.on_rota("Robin", 24, "06:00-12:00")
    (off,) = scheme.on_rota("Robin", 25, "06:00-12:00")
    Duty.objects.filter(pk=off.pk).update(ended_at=NOW, ended_by=scheme.mina, ended="cannot")
    row = Mentoring.objects.select_related("person", "scheme", "place").get(episode=scheme.of("Robin"))
    made = certificate(row, at=NOW.replace(month=5, day=17))
    assert (made.name, made.months, made.contacts, made.hours_of_contacts) == ("Robin Archer", 3, 1, 1)
    assert made.hours_on_duty == 6
    assert made.modules[0] == "Readiness"
    assert not made.empty
    text = repr(made)
    assert not [name for name in ("Blake", "Nadia", "Mina", "Hart", "C wing") if name in text]


MONTHS = {((2026, 2, 16), (2026, 3, 15)): 0, ((2026, 2, 16), (2026, 3, 16)): 1, ((2025, 11, 30), (2026, 3, 1)): 3}


@pytest.mark.parametrize("days", MONTHS)
def test_months_are_whole_ones(days: tuple[tuple[int, int, int], tuple[int, int, int]]):
    assert months_between(date(*days[0]), date(*days[1])) == MONTHS[days]


def test_a_year_ends_with_the_last_whole_quarter():
    assert progress.year_until(date(2026, 5, 17)) == (date(2025, 4, 1), date(2026, 4, 1))
    assert progress.year_until(date(2026, 1, 1)) == (date(2025, 1, 1), date(2026, 1, 1))


def test_figures_of_a_few_people_are_not_told(scheme: Eastmoor):
    scheme.takes("Robin", "stopped", outcome="to-work")
    made = progress.progress(scheme.mina.organisation, as_of=date(2026, 5, 1))
    assert [(one.k, one.n) for one in made.figures] == [(None, "0"), (None, "fewer than 5"), (None, "fewer than 5")]
    assert (made.left_for, made.left) == ((("To work or education", "fewer than 5"),), "fewer than 5")


def test_figures_of_enough_people_are_told_with_their_interval(scheme: Eastmoor):
    """Twelve whose support ended, of whom five became mentors and began."""
    for number in range(12):
        letter = "BCDFGHJKLMNP"[number]
        person = scheme.lives(f"Guest {letter}", f"TC-G{letter}C-222")
        when: dict[str, Any] = {
            "person": person, "created_at": NOW, "stage": "ended", "stage_since": LONG_AGO, "event_count": 0,
        }  # fmt: skip
        outcome = "became-mentor" if number < 6 else "goals-met"
        Episode.objects.create(
            **when, reference=f"EP-G{letter}C", service=scheme.support, blueprint=scheme.support.blueprint,
            closed_on=date(2026, 3, 20), outcome=outcome,
        )  # fmt: skip
        if number < 5:
            Episode.objects.create(
                **when, reference=f"EP-M{letter}C", service=scheme.mentoring, blueprint=scheme.mentoring.blueprint,
                nobody_holds=True,
            )  # fmt: skip
    (figure, *_) = progress.progress(scheme.mina.organisation, as_of=date(2026, 5, 1)).figures
    assert (figure.k, figure.n) == (5, "12")
    assert figure.share is not None
    assert round(figure.share.low, 3) == 0.193
