"""Figures from the rows of the database, by a service that reads no more than it counts and gives out only tables."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.access.test_policies import about_people, ask
from tests.cast import Cast
from tests.episodes.conftest import refer_to_daycare
from tests.measures.worlds import transferred
from tests.web.conftest import TODAY
from throughcare.indicators import Period
from throughcare.measures import publishing
from throughcare.measures.models import Publication
from throughcare.measures.reading import figures
from throughcare.measures.tasks import count_measures
from throughcare.organisations.acting import COUNTER, serving
from throughcare.people import groups

YEAR = Period(publishing.financial_year(2024).first, publishing.financial_year(2024).last)


def by_id(table: list[dict[str, Any]]) -> dict[str, Any]:
    return {one.indicator.id: one for one in figures(table)}


def test_eight_of_nineteen_were_in_hospital_within_28_days_and_about_five_wait(out: Publication):
    told = by_id(out.table)
    assert (told["I01"].whole.n, told["I01"].whole.parts[0].k) == (19, 8)
    assert dict(told["I01"].beside) == {"Still waiting": "about 5", "Not recorded": "fewer than 5"}
    assert told["I02"].title == "In hospital within 14 days of: first medical report (improvement measure)"
    assert (told["I02"].whole.n, told["I02"].whole.parts[0].k) == (19, 7)  # the report was made on day 9
    assert told["I03"].whole.n == 24
    assert told["I03"].whole.parts == ()  # all were in time
    assert (told["I04"].whole.n, told["I04"].whole.parts[0].k) == (24, 7)
    assert told["I05"].title.endswith("(not in force)")
    assert (told["I06"].whole.median, told["I06"].longest_under) == (40, 8)
    assert told["I07"].whole.n == 5
    # The 14th day of a warrant of day 13 is day 26: the others' had passed.
    assert (told["I08"].whole.n, told["I08"].whole.parts[0].k) == (24, 16)
    assert told["I09"].whole.n == 24
    assert (told["MOJ"].whole.n, told["MOJ"].whole.median) == (19, 28)


def test_by_sex_and_prison_the_groups_add_up_to_the_whole(out: Publication):
    told = {group.title: group for group in by_id(out.table)["I01"].groups}
    assert [(line.name, line.n, line.parts) for line in told["Sex"].lines] == [("Male", 13, ()), ("Female", 6, ())]
    assert [(line.name, line.n) for line in told["Prison"].lines] == [("HMP Eastmoor", 19)]
    assert [(line.name, line.n) for line in told["Hospital"].lines] == [("Rowan Unit", 19)]
    assert [line.name for line in told["Section of the Act"].lines] == ["Section 47: serving a sentence"]
    assert [line.name for line in told["Age when the wait began"].lines] == ["30 to 39"]
    assert [line.name for line in told["Area"].lines] == ["Case management, North"]


def test_a_year_is_counted_once_and_a_later_fact_changes_nothing(out: Publication, year: Cast):
    transferred(year, 30, after=10)
    assert publishing.publish(year=2024, at=TODAY + timedelta(days=40)) == out
    assert publishing.published().count() == 1
    for sql in ("UPDATE measures_publication SET year = 2023", "DELETE FROM measures_publication"):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_the_worker_counts_every_year_that_is_over_and_settled(year: Cast):
    count_measures(timestamp=int(TODAY.timestamp()))
    assert [one.year for one in publishing.published()] == [2024, 2023, 2022]
    count_measures(timestamp=int(TODAY.timestamp()))
    assert publishing.published().count() == 3


@pytest.mark.parametrize(("month", "day", "newest"), [(4, 28, 2024), (4, 29, 2025)])
def test_a_year_settles_for_28_days_before_it_is_counted(cast: Cast, month: int, day: int, newest: int):
    assert publishing.years_due(as_of=TODAY.date().replace(month=month, day=day))[0] == newest


def test_what_was_recorded_later_than_one_counts_is_not_counted(year: Cast):
    early = publishing.counted_now(YEAR, services=None, as_of=YEAR.last, at=TODAY.replace(year=2024, month=11))
    assert all(figure.whole is None for figure in early)


def test_of_a_service_that_has_none_nothing_is_told(year: Cast):
    assert year.daycare is not None
    told = publishing.counted_now(YEAR, services=[year.daycare.pk], as_of=YEAR.last, at=TODAY)
    assert {figure.whole for figure in told} == {None}


def test_who_counts_reads_six_tables_and_of_answers_two_categories(year: Cast, request: pytest.FixtureRequest):
    refer_to_daycare(year)
    request.getfixturevalue("application_role")
    with serving(COUNTER):
        read = [table for table in about_people() if ask(f"SELECT 1 FROM {table} LIMIT 1")]
        categories = {category for (category,) in ask("SELECT DISTINCT category FROM episodes_eventdetail")}
        with connection.cursor() as cursor:
            cursor.execute("UPDATE people_person SET family_name = 'Changed'")
            assert cursor.rowcount == 0
    told = ["episodes_episode", "episodes_event", "episodes_eventdetail", "people_person", "people_placement"]
    assert read == told
    assert categories == {"clinical", "mha-status"}


def test_the_application_itself_counts_and_is_then_nobody_again(year: Cast, request: pytest.FixtureRequest):
    request.getfixturevalue("application_role")
    assert by_id(publishing.publish(year=2024, at=TODAY).table)["I01"].whole.n == 19
    assert ask("SELECT 1 FROM people_person") == []


def test_no_name_number_or_word_of_anybody_is_in_a_table(out: Publication):
    written = str(out.table)
    assert [word for word in ("Nobody", "TC-MMM", "EP-MMM", "Never to be told") if word in written] == []


def test_groups_are_those_of_the_census_and_ages_whole_years():
    assert [groups.ethnic_group(code) for code in ("A", "G", "Z", "99", "?")] == [
        "White",
        "Mixed",
        "Not stated",
        "Not recorded",
        "Not recorded",
    ]
    assert (groups.sex("2"), groups.sex("X")) == ("Female", "Not recorded")
    born, birthday = TODAY.date().replace(year=1986), TODAY.date()
    assert groups.age_band(born, birthday) == "40 to 49"
    assert groups.age_band(born, birthday - timedelta(days=1)) == "30 to 39"
    assert groups.age_band(None, birthday) == groups.age_band(birthday, None) == "Not recorded"
