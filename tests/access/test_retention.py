"""What has been kept for its period is listed with its reason, and stays."""

import json
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from tests.cast import LONG_AGO, Cast
from tests.episodes.conftest import refer_to_daycare
from throughcare.access.models import Consent
from throughcare.access.retention import MENTAL_HEALTH, SCHEDULE, Due, due, undecided, years_before
from throughcare.audit.models import Entry
from throughcare.config.commands import access
from throughcare.people.models import Need, Person
from throughcare.sharing import CATEGORIES

RECORDED = datetime(2026, 3, 2, 9, tzinfo=UTC)
TWENTY_YEARS_ON = date(2046, 3, 2)


def need(cast: Cast, category: str, *, at: datetime = RECORDED) -> None:
    Need.objects.create(
        person=cast.people["alex"], kind="housing", category=category, says="A room", from_on=LONG_AGO,
        recorded_at=at, recorded_by=cast.nadia,
    )  # fmt: skip


def listed(as_of: date) -> list[tuple[str, str, int, str]]:
    return [(one.category, one.table, one.rows, one.why) for one in due(as_of=as_of)]


def test_every_category_has_a_row():
    assert list(SCHEDULE) == list(CATEGORIES)
    assert "Security intelligence" in undecided()
    assert "Clinical assessment and notes" not in undecided()


def test_the_known_period_is_marked_as_recalled():
    assert (MENTAL_HEALTH.after_last_entry, MENTAL_HEALTH.after_death) == (20, 8)
    assert MENTAL_HEALTH.mark == "recalled, not confirmed"


@pytest.mark.parametrize(
    ("day", "years", "before"),
    [
        (date(2046, 3, 2), 20, date(2026, 3, 2)),
        (date(2044, 2, 29), 20, date(2024, 2, 29)),
        (date(2104, 2, 29), 4, date(2100, 2, 28)),
    ],
)
def test_so_many_years_before_a_day(day: date, years: int, before: date):
    assert years_before(day, years) == before


def test_a_record_is_due_twenty_years_after_its_last_entry_and_not_a_day_sooner(cast: Cast):
    need(cast, "clinical")
    assert listed(date(2046, 3, 1)) == []
    assert listed(TWENTY_YEARS_ON) == [("clinical", "needs", 1, "nothing recorded for 20 years")]


def test_any_later_entry_keeps_all_of_it(cast: Cast):
    need(cast, "clinical")
    need(cast, "housing", at=datetime(2030, 1, 1, tzinfo=UTC))
    assert listed(TWENTY_YEARS_ON) == []
    assert len(listed(date(2050, 1, 1))) == 1


def test_a_fact_of_an_episode_is_an_entry(cast: Cast):
    episode = refer_to_daycare(cast)
    last = max(event.recorded_at for event in episode.events.all()).date()
    assert listed(last.replace(year=last.year + 20, day=last.day - 1)) == []
    due_then = listed(last.replace(year=last.year + 20))
    assert ("referral-and-stage", "events", episode.events.count(), "nothing recorded for 20 years") in due_then


def test_after_death_it_is_eight_years_whatever_was_recorded_since(cast: Cast):
    need(cast, "clinical", at=datetime(2027, 1, 1, tzinfo=UTC))
    Person.objects.filter(pk=cast.people["alex"].pk).update(died_on=date(2026, 6, 1))
    assert listed(date(2034, 5, 31)) == []
    assert listed(date(2034, 6, 1)) == [("clinical", "needs", 1, "died 8 years ago or longer")]


def test_nothing_is_ever_due_of_which_no_period_is_known(cast: Cast):
    need(cast, "housing")
    assert listed(date(2126, 3, 2)) == []


def test_what_is_due_is_listed_with_its_reason_and_nothing_is_deleted(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    need(cast, "clinical")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2046, 3, 2, 9, tzinfo=UTC))
    access.retention.callback(as_json=True)
    told = json.loads(capsys.readouterr().out)
    [one] = told["due"]
    assert told["as_of"] == "2046-03-02"
    assert Due(**one) == Due(
        "clinical", "needs", 1, 1, "nothing recorded for 20 years", MENTAL_HEALTH.source, MENTAL_HEALTH.mark
    )
    assert "Victim information" in told["undecided"]
    assert Need.objects.count() == 1
    assert Entry.objects.filter(did="listed-retention").count() == 1


def test_that_somebody_was_asked_is_an_entry(cast: Cast):
    need(cast, "clinical")
    Consent.objects.create(
        person=cast.people["alex"], organisation=cast.bola.organisation, category="clinical", purpose="direct-care",
        state="refused", how="in-person", recorded_by=cast.nadia, at=RECORDED,
        recorded_at=datetime(2027, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    assert listed(TWENTY_YEARS_ON) == []
    assert [table for _, table, _, _ in listed(date(2047, 1, 1))] == ["consents", "needs"]


def test_in_words_with_the_rights_of_the_product_and_no_more(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
):
    need(cast, "clinical")
    request.getfixturevalue("application_role")
    access.retention.callback(as_json=False)
    assert capsys.readouterr().out.startswith("Nothing is due on ")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2046, 3, 2, 9, tzinfo=UTC))
    access.retention.callback(as_json=False)
    head, line, rest = capsys.readouterr().out.splitlines()
    assert head == "Kept for its period on 2046-03-02; nothing is deleted:"
    assert line.startswith("  Clinical assessment and notes: 1 needs of 1 people, nothing recorded for 20 years (NHS")
    assert rest.startswith("Never listed, because whoever owns them says how long: Identity and")
