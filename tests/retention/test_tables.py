"""Every table with a person's rows has a rule of retention, and what is written in any of them keeps the record."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db.models import Model

from tests.cast import Cast
from tests.copies.test_whole import about_people
from tests.estimates import record
from tests.plans.story import Story
from tests.responses.conftest import PLAIN, sheet
from throughcare.access.seeing import CATEGORY_IN_ROW, CATEGORY_OF
from throughcare.care.models import NonAssociation
from throughcare.episodes.models import Event
from throughcare.own.models import Item
from throughcare.people.models import Person
from throughcare.plans.models import PlanChange
from throughcare.responses import answering
from throughcare.responses.models import OpenAlert
from throughcare.retention.due import DryRun, dry_run, dry_run_for
from throughcare.retention.rules import COPIES, MENTAL_HEALTH, SCHEDULE
from throughcare.retention.tables import BESIDE, UNDER, counted, dated

FAR = date(2090, 1, 1)
AFTER_LAST = MENTAL_HEALTH.after_last_entry


def test_every_table_about_people_has_a_rule_or_says_when_it_goes():
    """The catalogue is asked, so that a table that somebody adds tomorrow is missed today."""
    known = {*counted(), *BESIDE, Person}
    assert [model.__name__ for model in about_people() if model not in known] == []
    assert not set(counted()) & BESIDE.keys()
    assert all(len(why.split()) > 4 for why in BESIDE.values())


@pytest.mark.parametrize("room", ["care", "plans", "responses", "estimates", "caseload"])
def test_the_tables_of_therapy_are_counted_with_the_record(room: str):
    theirs = [model for model in about_people() if model._meta.app_label == room]
    assert theirs
    assert [model.__name__ for model in theirs if model not in counted()] == []
    assert all(CATEGORY_OF[model] in SCHEDULE for model in theirs if model not in CATEGORY_IN_ROW)


def test_of_figures_of_a_service_there_is_no_rule_because_they_are_of_nobody():
    assert not any(model._meta.app_label == "equity" for model in [*about_people(), *counted()])


def test_each_table_that_says_when_something_was_recorded_keeps_the_record():
    undated = {model for model in counted() if model not in dated()}
    columns = {model: {field.name for field in model._meta.fields} for model in undated}
    assert [model.__name__ for model, names in columns.items() if names & {"at", "recorded_at"}] == []
    assert dated()[Event] == "recorded_at"
    assert dated()[PlanChange] == "at"


def due(as_of: date) -> dict[str, DryRun]:
    return {one.rule.title: one for one in dry_run(as_of=as_of) if one.due.people or one.held.people}


def year_later(last: datetime, years: int, *, days: int = 0) -> date:
    return date(last.year + years, last.month, last.day + days)


def planned(cast: Cast) -> Model:
    story = Story(cast).begun().planned()
    story.say("rate", goal=1, value=7, on=28, at=28)
    return PlanChange.objects.latest("at")


def answered(cast: Cast) -> Model:
    story = Story(cast).begun()
    at = datetime(2026, 3, 27, 12, tzinfo=UTC)
    return answering.record(episode=story.episode, sheet=sheet(PLAIN, completed_on=at.date()), by=cast.petra, at=at)


LAST: dict[str, Callable[[Cast], Model]] = {"a rating of a goal": planned, "an answer": answered}


@pytest.mark.parametrize("what", LAST)
def test_what_is_written_in_a_plan_or_answered_is_an_entry(cast: Cast, what: str):
    """Nothing of it is a fact of the episode: it was passed over while facts alone were entries."""
    last: datetime = LAST[what](cast).at  # type: ignore[attr-defined]
    assert Event.objects.latest("recorded_at").recorded_at < last
    assert MENTAL_HEALTH.title not in due(year_later(last, AFTER_LAST, days=-1))
    assert due(year_later(last, AFTER_LAST))[MENTAL_HEALTH.title].due.people == 1


def test_an_estimate_is_kept_as_probation_keeps_it(cast: Cast):
    record.described(cast)
    record.keep(cast, at=datetime(2026, 3, 24, 9, tzinfo=UTC))
    assert due(date(2032, 3, 24))["Probation record and risk assessments"].due.rows == 2


def test_an_alert_that_is_open_holds_the_record(cast: Cast):
    story = Story(cast).begun()
    at = datetime(2026, 3, 27, 12, tzinfo=UTC)
    given = sheet({**PLAIN, "6": 2}, completed_on=at.date())
    answering.record(episode=story.episode, sheet=given, by=cast.petra, at=at)
    assert due(FAR)[MENTAL_HEALTH.title].held.named == (("TC-AAA-222", "An alert about them is not closed yet"),)
    OpenAlert.objects.all().delete()
    assert due(FAR)[MENTAL_HEALTH.title].due.people == 1


def test_what_keeps_people_apart_holds_it_as_long_as_it_stands_and_only_the_prison_learns_why(cast: Cast):
    alex, at = cast.people["alex"], datetime(2026, 3, 24, 9, tzinfo=UTC)
    other = Person.objects.create(reference="TC-ZZZ-222", given_names="Jamie", family_name="Hollis", fictional=True,
                                  recorded_at=at, recorded_by=cast.nadia)  # fmt: skip
    kept = NonAssociation.objects.create(person=alex, other=other, by=cast.owen, at=at)
    told = {
        who: [why for one in dry_run_for(cast.staff[who].organisation, as_of=FAR) for _, why in one.held.named]
        for who in ("owen", "gwen")
    }
    assert set(told["owen"]) == {"They must be kept apart from somebody"}
    assert set(told["gwen"]) == {"Another organisation has a reason to keep it"}
    NonAssociation.objects.filter(pk=kept.pk).update(ended_at=at, ended_by=cast.owen)
    assert all(one.held.people == 0 for one in dry_run(as_of=FAR))


def test_a_copy_falls_under_the_rule_of_copies():
    assert UNDER[Item] == COPIES
    assert (COPIES.after_last_entry, COPIES.after_death) == (3, None)
