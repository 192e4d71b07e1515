"""Supervision: arranged by those whom it names, logged by the two, read by them and their lead and by nobody else."""

from datetime import date

import pytest
from django.db import connection

from tests.caseload.conftest import NOW, Team
from throughcare.caseload.models import Arrangement, Supervision
from throughcare.organisations.acting import act
from throughcare.organisations.refusals import Refused


def test_the_next_is_due_a_fortnight_after_the_last(team: Team):
    made = team.arranged()
    assert made.due_on == date(2026, 3, 16)
    team.held(made, on=18)
    team.held(made, on=9)
    assert Arrangement.objects.get().due_on == date(2026, 4, 1)


def test_another_arrangement_ends_the_first_and_goes_on_from_the_last_day(team: Team):
    team.held(team.arranged())
    again = team.arranged(supervisor=team.petra, lead=team.rosa, every_days=28, at=NOW)
    assert (again.last_on, again.due_on) == (date(2026, 3, 18), date(2026, 4, 15))
    assert Arrangement.objects.filter(until_on=date(2026, 3, 20)).count() == 1


def test_nobody_makes_themselves_a_reader_of_what_others_agree(team: Team):
    team.arranged()
    with pytest.raises(Refused, match="Only those who take part"):
        team.arranged(by=team.cast.nadia)
    stranger = team.cast.sam
    with pytest.raises(Refused, match="Choose one of the clinicians of this team"):
        team.arranged(lead=stranger, by=stranger)


def test_whoever_leads_now_does_not_read_what_was_agreed_before_them(team: Team):
    """Rosa becomes lead after a supervision of which she was no part."""
    who = {"supervisor": team.petra, "lead": None}
    team.held(team.arranged(**who), by=team.petra)
    team.arranged(supervisor=team.petra, lead=team.rosa, at=NOW)
    assert read_by(team, "rosa") == 0
    assert read_by(team, "quinn") == read_by(team, "petra") == 1


REFUSED = {
    "to come": ({"on": 25}, "on", "That day is still to come."),
    "for no time": ({"minutes": 1}, "minutes", "Say from 5 to 480 minutes."),
    "of no kind": ({"kind": "chat"}, "kind", "“chat” is not one of those there are."),
    "by their lead": ({"by": "petra"}, "", "A supervision is recorded by one of the two who were there."),
    "of nobody": ({"cases": {987654: "x"}}, "cases", "Choose people whose clinical notes you may read."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_in_words(team: Team, name: str):
    said, field, says = REFUSED[name]
    more = {key: team.cast.staff[value] if key == "by" else value for key, value in said.items()}
    with pytest.raises(Refused) as refused:
        team.held(team.arranged(), **more)
    assert refused.value.reasons == {field: says}
    assert not Supervision.objects.exists()


def read_by(team: Team, who: str, table: str = "caseload_supervision") -> int:
    """How many rows plain SQL brings whoever acts, with the rights of the running product."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE throughcare_app")
        act(staff=team.cast.staff[who], as_of=NOW)
        cursor.execute(f"SELECT count(*) FROM {table}")
        (found,) = cursor.fetchone()
        cursor.execute("RESET ROLE")
    return int(found)


def test_the_database_shows_a_supervision_to_the_two_and_their_lead(team: Team):
    episode = team.somebody()
    team.held(team.arranged(), cases={episode.pk: "To ask about sleep"})
    for table in ("caseload_supervision", "caseload_discussed"):
        assert [read_by(team, who, table) for who in ("quinn", "rosa", "petra")] == [1, 1, 1]
        for stranger in ("nadia", "sam", "owen", "gwen", "harun", "ada"):
            assert read_by(team, stranger, table) == 0, stranger


def test_a_case_is_read_by_those_of_the_supervision_who_may_read_clinical_notes(team: Team):
    """Petra led them and works at Westfell now: the supervision is hers to read, the person's note is not."""
    episode = team.somebody()
    team.held(team.arranged(), cases={episode.pk: "To ask about sleep"})
    place = team.cast.places["HMP Westfell"]
    type(team.petra).objects.filter(pk=team.petra.pk).update(organisation=place)
    team.petra.organisation = place
    assert read_by(team, "petra") == 1
    assert read_by(team, "petra", "caseload_discussed") == 0
    assert read_by(team, "rosa", "caseload_discussed") == 1
