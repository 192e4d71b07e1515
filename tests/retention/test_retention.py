"""What has been kept for its period is listed with its reason, and stays."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import LONG_AGO, Cast, live_at
from tests.episodes.conftest import refer_to_daycare
from tests.own.asked import TODAY as NOW
from tests.own.asked import copy_of, in_plain_sql
from throughcare.access.models import Consent, Emergency
from throughcare.audit.models import Entry
from throughcare.config.commands import access
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.own import ending
from throughcare.people.models import LegalStatus, Need, Person
from throughcare.retention import due, holding
from throughcare.retention.due import dry_run, dry_run_for
from throughcare.retention.models import RetentionHold
from throughcare.retention.rules import (
    MENTAL_HEALTH,
    RULES,
    SCHEDULE,
    kinds_of,
    undecided,
    years_before,
)
from throughcare.retention.tables import UNDER
from throughcare.sharing import CATEGORIES

RECORDED = datetime(2026, 3, 2, 9, tzinfo=UTC)
TWENTY_YEARS_ON = date(2046, 3, 2)
TITLE = MENTAL_HEALTH.title


def need(cast: Cast, category: str, *, at: datetime = RECORDED, person: Person | None = None) -> None:
    Need.objects.create(
        person=person or cast.people["alex"], kind="housing", category=category, says="A room", from_on=LONG_AGO,
        recorded_at=at, recorded_by=cast.nadia,
    )  # fmt: skip


def listed(as_of: date) -> list[tuple[str, int, int, str]]:
    """Rule, how many people and rows, and why: of those that have any due."""
    found = (one for one in dry_run(as_of=as_of) if one.due.people)
    return [(one.rule.title, one.due.people, one.due.rows, one.due.named[0][1]) for one in found]


def held(as_of: date) -> list[tuple[str, str]]:
    return [named for one in dry_run(as_of=as_of) for named in one.held.named]


def test_every_category_has_a_row():
    assert list(SCHEDULE) == list(CATEGORIES)
    assert "Victim information" in undecided()
    assert "Clinical assessment and notes" not in undecided()


@pytest.mark.parametrize("title", RULES)
def test_every_period_is_marked_as_recalled_and_says_where_it_comes_from(title: str):
    rule = RULES[title]
    assert rule.mark == "recalled, not confirmed"
    assert rule.source
    assert rule.note
    assert kinds_of(rule) or rule in UNDER.values()


def test_the_mental_health_record_is_kept_for_twenty_years_or_eight_after_death():
    assert (MENTAL_HEALTH.after_last_entry, MENTAL_HEALTH.after_death) == (20, 8)
    assert MENTAL_HEALTH.kept == "20 years after the last entry, or 8 years after death"


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
    assert listed(TWENTY_YEARS_ON) == [(TITLE, 1, 1, "nothing recorded for 20 years")]


def test_any_later_entry_keeps_all_of_it(cast: Cast):
    need(cast, "clinical")
    need(cast, "care-plan", at=datetime(2030, 1, 1, tzinfo=UTC))
    assert listed(TWENTY_YEARS_ON) == []
    assert listed(date(2050, 1, 1)) == [(TITLE, 1, 2, "nothing recorded for 20 years")]


def test_each_kind_of_record_has_its_own_period(cast: Cast):
    need(cast, "clinical")
    need(cast, "housing")
    assert [title for title, *_ in listed(date(2032, 3, 2))] == ["Housing and resettlement"]
    assert [title for title, *_ in listed(TWENTY_YEARS_ON)] == [TITLE, "Housing and resettlement"]


def test_a_fact_of_an_episode_is_an_entry(cast: Cast):
    episode = refer_to_daycare(cast)
    last = max(event.recorded_at for event in episode.events.all()).date()
    assert listed(last.replace(year=last.year + 20, day=last.day - 1)) == []
    due_then = listed(last.replace(year=last.year + 20))
    assert [(title, people) for title, people, _, _ in due_then] == [(TITLE, 1)]


def test_after_death_it_is_eight_years_whatever_was_recorded_since(cast: Cast):
    need(cast, "clinical", at=datetime(2027, 1, 1, tzinfo=UTC))
    Person.objects.filter(pk=cast.people["alex"].pk).update(died_on=date(2026, 6, 1))
    assert listed(date(2034, 5, 31)) == []
    assert listed(date(2034, 6, 1)) == [(TITLE, 1, 1, "died 8 years ago or longer")]


def test_nothing_is_ever_due_of_which_no_period_is_known(cast: Cast):
    need(cast, "victim")
    assert listed(date(2126, 3, 2)) == []


def test_what_is_due_is_listed_with_its_reason_and_nothing_is_deleted(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    need(cast, "clinical")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2046, 3, 2, 9, tzinfo=UTC))
    access.retention.callback(as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["as_of"] == "2046-03-02"
    one = next(rule for rule in told["rules"] if rule["due"]["people"])
    assert one["rule"]["source"] == MENTAL_HEALTH.source
    assert one["rule"]["mark"] == "recalled, not confirmed"
    assert one["due"] == {"people": 1, "rows": 1, "named": [["TC-AAA-222", "nothing recorded for 20 years"]]}
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
    assert [(title, rows) for title, _, rows, _ in listed(date(2047, 1, 1))] == [(TITLE, 2)]


def test_in_words_with_the_rights_of_the_product_and_no_more(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
):
    need(cast, "clinical")
    request.getfixturevalue("application_role")
    access.retention.callback(as_json=False)
    assert "TC-AAA-222" not in capsys.readouterr().out
    monkeypatch.setattr(timezone, "now", lambda: datetime(2046, 3, 2, 9, tzinfo=UTC))
    access.retention.callback(as_json=False)
    head, rule, numbers, who, *rest = capsys.readouterr().out.splitlines()
    assert head == "What would be due on 2046-03-02, rule by rule. Nothing is deleted."
    assert rule.startswith("Prison record: 6 years after the last entry (HMPPS")
    said = [rule, numbers, who, *rest]
    at = next(place for place, line in enumerate(said) if line.startswith(TITLE))
    assert "8 years after death (Records Management Code" in said[at]
    assert "recalled, not confirmed" in said[at]
    assert said[at + 1] == "  Due: 1 rows of 1 people. On hold: 0 rows of 0 people."
    assert said[at + 2] == "  TC-AAA-222 due: nothing recorded for 20 years"
    assert said[-1].startswith("Never listed, because no period is known: Identity and")


def test_while_a_sentence_is_in_force_nothing_is_due_and_its_end_counts(cast: Cast):
    need(cast, "clinical")
    status = LegalStatus.objects.create(
        person=cast.people["alex"], kind="sentence", code="life", category="sentence-and-dates", from_on=LONG_AGO,
        recorded_at=RECORDED, recorded_by=cast.nadia,
    )  # fmt: skip
    assert listed(date(2126, 3, 2)) == []
    LegalStatus.objects.filter(pk=status.pk).update(until_on=date(2030, 1, 1))
    assert listed(date(2035, 12, 31)) == []
    assert [title for title, *_ in listed(date(2036, 1, 1))] == ["Prison record"]


def test_under_each_rule_the_first_are_named_and_all_are_counted(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(due, "NAMED", 2)
    for letter in "BCD":
        person = live_at(cast, "HMP Eastmoor", "Jamie", "Hollis", reference=f"TC-{letter}BB-222")
        need(cast, "clinical", person=person)
    [one] = [one for one in dry_run(as_of=TWENTY_YEARS_ON) if one.due.people]
    assert (one.due.people, one.due.rows) == (3, 3)
    assert [reference for reference, _ in one.due.named] == ["TC-BBB-222", "TC-CBB-222"]


HELD = {"inquiry": "An inquiry is open", "complaint": "A complaint is open"}


def keep(cast: Cast, reason: str = "inquiry", **said: Any) -> RetentionHold:
    given = {"reference": "tc-aaa-222", "says": "Number 7 of 2026", "by": cast.gwen, "at": RECORDED, **said}
    return holding.hold(reason=reason, **given)


@pytest.mark.parametrize("reason", HELD)
def test_what_is_on_hold_is_not_due_until_that_is_lifted(cast: Cast, reason: str):
    need(cast, "clinical")
    made = keep(cast, reason)
    assert (listed(TWENTY_YEARS_ON), held(TWENTY_YEARS_ON)) == ([], [("TC-AAA-222", HELD[reason])])
    holding.lift(held=made, says="It has reported", by=cast.gwen, at=RECORDED)
    assert (len(listed(TWENTY_YEARS_ON)), held(TWENTY_YEARS_ON)) == (1, [])
    with pytest.raises(Refused, match="lifted already"):
        holding.lift(held=made, says="Again", by=cast.gwen, at=RECORDED)
    assert set(Entry.objects.filter(person_id=made.person_id).values_list("did", flat=True)) >= {
        "held-record", "lifted-hold",
    }  # fmt: skip


def test_a_copy_that_is_to_be_given_holds_it_and_one_that_has_ended_does_not(cast: Cast):
    need(cast, "clinical")
    made = copy_of(cast)
    far = date(2060, 1, 1)
    assert held(far) == [("TC-AAA-222", "A copy of it for the person is to be given")] * 2
    ending.withdraw(copy=made, reason="wish", says="No", by=cast.nadia, at=NOW)
    assert (len(listed(far)), held(far)) == (2, [])


def test_an_emergency_that_nobody_has_reviewed_holds_it(cast: Cast):
    need(cast, "clinical")
    about = {"person": cast.people["alex"], "reference": "TC-AAA-222", "organisation": cast.harun.organisation}
    Emergency.objects.create(
        **about, by=cast.harun, reason="risk-to-life", says="x", at=RECORDED, ends_at=NOW, review_by=NOW.date()
    )
    assert held(date(2060, 1, 1)) == [("TC-AAA-222", "An emergency in which it was opened is not reviewed yet")]
    ours = [named for one in dry_run_for(cast.gwen.organisation, as_of=date(2060, 1, 1)) for named in one.held.named]
    assert ours == [("TC-AAA-222", "Another organisation has a reason to keep it")]


def test_only_a_guardian_holds_and_only_of_people_their_organisation_has_a_ground_for(cast: Cast):
    for who in ("nadia", "ada", "owen"):
        with pytest.raises(Refused, match="for a Caldicott Guardian"):
            keep(cast, by=cast.staff[who])
    live_at(cast, "HMP Westfell", "Jamie", "Hollis", reference="TC-WWW-222")
    for reference in ("TC-WWW-222", "TC-ZZZ-999", ""):
        with pytest.raises(Refused, match="has and had no ground for a record of this reference"):
            keep(cast, reference=reference)
    for said, why in (({"says": " "}, "Say what it is about"), ({"reason": "because"}, "not one of those")):
        with pytest.raises(Refused, match=why):
            keep(cast, **said)
    made = keep(cast)
    elsewhere = StaffRole.objects.create(
        staff=cast.sam.staff, organisation=cast.sam.organisation, role="CG", from_on=LONG_AGO
    )
    with pytest.raises(Refused, match="the organisation that holds it"):
        holding.lift(held=made, says="x", by=elsewhere, at=RECORDED)
    assert RetentionHold.objects.count() == 1


def test_in_plain_sql_a_hold_is_its_guardian_s_alone(cast: Cast):
    holding.lift(held=keep(cast), says="It has reported", by=cast.gwen, at=RECORDED)
    for table in ("retention_retentionhold", "retention_holdlifted"):
        sees = {who for who, staff in cast.staff.items() if in_plain_sql(staff, f"SELECT 1 FROM {table}")}
        assert sees == {"gwen"}
