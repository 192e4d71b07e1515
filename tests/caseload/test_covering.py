"""Who is away and who covers: once at a time, without anything being opened, and the lead stays."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.caseload.conftest import NOW, Team
from throughcare.access.models import Grant
from throughcare.audit.models import Entry
from throughcare.caseload import covering
from throughcare.caseload.models import Absence
from throughcare.episodes.models import Episode
from throughcare.organisations.refusals import Refused


def test_a_cover_opens_nothing_and_the_lead_stays(team: Team):
    episode = team.somebody()
    grants = set(Grant.objects.values_list("pk", "ends_at"))
    team.away(team.petra, team.quinn)
    assert set(Grant.objects.values_list("pk", "ends_at")) == grants
    assert Episode.objects.get(pk=episode.pk).lead == team.petra
    assert Entry.objects.filter(did="recorded-absence", person_id=None).count() == 1


def test_nobody_is_away_twice_at_once(team: Team):
    team.away(team.petra, team.quinn)
    with pytest.raises(Refused) as refused:
        team.away(team.petra, team.rosa, first=29, back=31)
    days = "from Friday 20 March 2026, back on Monday 30 March 2026"
    assert refused.value.reasons == {"from_on": f"Petra Novak is away {days}, and Quinn Adair covers."}
    team.away(team.petra, team.rosa, first=30, back=31)


def test_the_database_itself_knows_of_no_two_covers_at_once(team: Team):
    made = team.away(team.petra, team.quinn)
    with pytest.raises(IntegrityError, match="one_cover_at_a_time"), transaction.atomic():
        Absence.objects.create(
            whose=team.petra, covered_by=team.rosa, from_on=made.from_on, until_on=made.until_on, why="planned",
            by=team.petra, at=NOW,
        )  # fmt: skip


def test_nobody_covers_who_is_away_and_nobody_goes_who_covers(team: Team):
    team.away(team.quinn, team.rosa)
    with pytest.raises(Refused, match=r"Quinn Adair is away .* Choose somebody who is there"):
        team.away(team.petra, team.quinn, first=25)
    with pytest.raises(Refused, match="Rosa Lind covers for Quinn Adair then"):
        team.away(team.rosa, team.petra, first=25)


REFUSED = {
    "themselves": ({"cover": "petra"}, "covered_by", "Somebody else has to cover."),
    "another team": ({"cover": "nadia"}, "covered_by", "Choose one of the clinicians of this team."),
    "back before they went": ({"back": 20}, "back_on", "The day of being back comes after the first day away."),
    "of health": ({"why": "sick"}, "why", "“sick” is not one of those there are."),
    "a stranger says so": ({"by": "nadia"}, "", "Only the clinicians of the team itself keep its caseloads."),
    "an administrator says so": ({"by": "ada"}, "", "Only the clinicians of the team itself keep its caseloads."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_in_words(team: Team, name: str):
    said, field, says = REFUSED[name]
    staff = {key: team.cast.staff[value] for key, value in said.items() if key in {"cover", "by"}}
    more = {key: value for key, value in said.items() if key not in {"cover", "by"}}
    with pytest.raises(Refused) as refused:
        team.away(team.petra, staff.get("cover", team.quinn), **{"by": staff.get("by", team.petra), **more})
    assert refused.value.reasons == {field: says}


def test_an_absence_ends_early_once_and_another_may_follow(team: Team):
    made = team.away(team.petra, team.quinn)
    covering.end_absence(absence=made, back_on=date(2026, 3, 25), by=team.quinn, at=NOW)
    with pytest.raises(Refused, match="ended early already"):
        covering.end_absence(absence=made, back_on=date(2026, 3, 24), by=team.quinn, at=NOW)
    team.away(team.petra, team.rosa, first=25)


def test_nobody_is_back_before_they_went_or_after_they_were_to_be(team: Team):
    made = team.away(team.petra, team.quinn)
    for back in (date(2026, 3, 19), date(2026, 3, 30)):
        with pytest.raises(Refused, match="Choose a day from Friday 20 March 2026 to the day before Monday 30 March"):
            covering.end_absence(absence=made, back_on=back, by=team.petra, at=NOW)


@pytest.mark.parametrize("change", ["why = 'elsewhere'", "until_on = until_on + 1, ended_by_id = by_id, ended_at = at"])
def test_an_absence_is_never_rewritten(team: Team, change: str):
    team.away(team.petra, team.quinn)
    for sql in (f"UPDATE caseload_absence SET {change}", "DELETE FROM caseload_absence"):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
