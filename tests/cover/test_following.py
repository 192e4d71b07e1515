"""What follows from facts: what a mentor carries is counted for whoever was matched, and corrected with the fact."""

from datetime import date

import pytest

from tests.cover.conftest import NOW, Eastmoor, on
from throughcare.cover.checking import faults
from throughcare.cover.models import ActiveMentor, DayCarried, Duty, Mentoring, Rest
from throughcare.episodes import actions
from throughcare.episodes.models import Event
from throughcare.rota.carrying import Carried


def carried(scheme: Eastmoor, given: str) -> dict[int, Carried]:
    """By day of March, of days on which there is anything."""
    rows = DayCarried.objects.filter(episode=scheme.of(given))
    found = {row.on.day: Carried(row.contacts, row.minutes, row.worries, row.distress, row.deaths) for row in rows}
    return {day: one for day, one in found.items() if one != Carried()}


def met(scheme: Eastmoor, given: str, day: int, minutes: str = "30") -> None:
    scheme.takes(given, "contact-held", when=on(day), minutes=minutes, kind="one-to-one")


def test_a_mentor_carries_what_they_had_with_whom_they_were_matched_with(scheme: Eastmoor):
    scheme.supported("Blake", "TC-BLC-222", "Robin")
    scheme.supported("Casey", "TC-CSC-222", "Robin")
    met(scheme, "Blake", 5)
    met(scheme, "Casey", 5, "45")
    scheme.takes("Blake", "worry-raised", when=on(6))
    scheme.takes("Robin", "distress-noted", when=on(6), what="disclosure")
    assert carried(scheme, "Robin") == {5: Carried(2, 75), 6: Carried(worries=1, distress=1)}
    assert carried(scheme, "Sasha") == {}


def test_after_another_match_it_is_the_other_mentor_who_carries_it(scheme: Eastmoor):
    scheme.supported("Blake", "TC-BLC-222", "Robin")
    met(scheme, "Blake", 5)
    scheme.takes("Blake", "match-ended", when=on(6), why="person-asked")
    scheme.takes("Blake", "worry-raised", when=on(7))
    scheme.matched("Blake", "Sasha", 8)
    met(scheme, "Blake", 9)
    assert (carried(scheme, "Robin"), carried(scheme, "Sasha")) == ({5: Carried(1, 30)}, {9: Carried(1, 30)})


def test_a_death_counts_for_whoever_supported_the_person(scheme: Eastmoor):
    scheme.supported("Blake", "TC-BLC-222", "Robin")
    met(scheme, "Blake", 5)
    scheme.takes("Blake", "died", "owen", when=on(10))
    assert carried(scheme, "Robin") == {5: Carried(1, 30), 10: Carried(deaths=1)}


def test_what_is_corrected_or_struck_out_is_carried_no_more(scheme: Eastmoor):
    scheme.supported("Blake", "TC-BLC-222", "Robin")
    met(scheme, "Blake", 5)
    met(scheme, "Blake", 6)
    five, six = Event.objects.filter(episode=scheme.of("Blake"), step="contact-held").order_by("number")
    said = {"episode": scheme.of("Blake"), "by": scheme.mina, "at": NOW}
    actions.strike_out(number=five.number, why="Did not happen", **said)
    facts = {"minutes": "50", "kind": "group"}
    actions.correct(number=six.number, facts=facts, happened=on(6), why="A slip", **said)
    assert carried(scheme, "Robin") == {6: Carried(1, 50)}
    assert list(faults(as_of=NOW)) == []


def test_rows_of_who_is_active_and_looked_after_follow_the_facts(scheme: Eastmoor):
    row = Mentoring.objects.get(episode=scheme.of("Robin"))
    assert (row.stage, len(row.modules), row.trained_on) == ("Active", 5, date(2026, 2, 6))
    assert row.served == [["2026-02-16", None]]
    assert row.supervision_due_on == date(2026, 3, 2)
    assert ActiveMentor.objects.get(episode=scheme.of("Robin")).good_until == date(2026, 8, 4)
    scheme.takes("Robin", "distress-noted", what="threat")
    row.refresh_from_db()
    assert row.debrief_due_at == NOW.replace(day=25)
    scheme.takes("Robin", "debriefed", **{"with": "Mina Osei"})
    scheme.takes("Robin", "stopped", outcome="resigned")
    row.refresh_from_db()
    assert (row.debrief_due_at, row.left_on, row.offered) == (None, date(2026, 3, 24), False)
    assert row.served == [["2026-02-16", "2026-03-24"]]
    assert not Rest.objects.exists()


def test_somebody_who_only_applied_is_looked_after_by_no_page(scheme: Eastmoor):
    scheme.mentor("Toni", "TC-TNC-222", until="approved-for-training")
    assert not Mentoring.objects.filter(episode=scheme.of("Toni")).exists()


def test_what_was_offered_on_leaving_is_on_record(scheme: Eastmoor):
    scheme.takes("Robin", "stopped", outcome="to-work", support="A talk each month")
    assert Mentoring.objects.get(episode=scheme.of("Robin")).offered


WRONG = {
    "a row too many": lambda scheme: ActiveMentor.objects.filter(episode=scheme.of("Sasha")).delete(),
    "a stage that is not so": lambda scheme: Mentoring.objects.filter(episode=scheme.of("Sasha")).update(stage="x"),
    "a contact nobody had": lambda scheme: DayCarried.objects.create(
        episode=scheme.of("Sasha"), person=scheme.of("Sasha").person, on=date(2026, 3, 2), contacts=1
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_check_names_whose_row_is_not_what_the_facts_amount_to(scheme: Eastmoor, name: str):
    scheme.on_rota("Robin", 24)
    assert list(faults(as_of=NOW)) == []
    WRONG[name](scheme)
    (says,) = faults(as_of=NOW)
    assert scheme.of("Sasha").reference in says


def test_the_check_finds_a_turn_of_somebody_who_is_no_mentor_now(scheme: Eastmoor):
    (duty,) = scheme.on_rota("Robin", 24)
    ActiveMentor.objects.filter(episode=scheme.of("Robin")).delete()
    assert f"a turn ahead on the rota (duty {duty.pk})" in next(iter(faults(as_of=NOW)))
    assert Duty.objects.filter(ended_at=None).count() == 1
