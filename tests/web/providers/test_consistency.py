"""How units decide on like cases: who sees it, that it counts what they may not open, and that nobody is in it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.episodes.conftest import day
from tests.providers.conftest import TODAY, Areas, make_areas, on
from tests.web.attack.inert import SCRIPT, would_run
from tests.web.conftest import SignIn
from tests.web.episodes.conftest import take
from tests.web.pages import queries, words
from throughcare.access.parts import DECISIONS, SERVICES
from throughcare.audit.models import Entry
from throughcare.episodes.models import Episode, Event, EventDetail
from throughcare.organisations.acting import act, serving
from throughcare.people.models import Person
from throughcare.providers.consistency import COMPARER, compared

PAGE = "/providers/consistency"
PERIOD = {"since": on("2023-01-01"), "until": on("2025-12-31")}
CRITERION = "Appropriate treatment is available"


def decide(cast: Cast, who: str, *, declined: int, accepted: int) -> None:
    """So many decisions of a unit in 2025, each about somebody of their own whom nobody here has a grant for."""
    said = {"recorded_at": TODAY, "recorded_by": cast.sam, "sex": "1", "birth_date": on("1990-05-14")}
    place = cast.staff[who].organisation
    already = Person.objects.count()
    people = Person.objects.bulk_create(
        Person(reference=f"TC-{chr(65 + (already + n) // 8)}ZZ-22{2 + (already + n) % 8}", family_name="Hidden", **said)
        for n in range(declined + accepted)
    )
    for number, person in enumerate(people):
        episode = Episode.objects.create(
            reference=f"EP-{person.reference[3:]}", person=person, service=cast.transfer,
            blueprint=cast.transfer.blueprint,
            created_at=TODAY, stage="dispute", stage_since=TODAY.date(), nobody_holds=True,
        )  # fmt: skip
        stamp: dict[str, Any] = {"episode": episode, "person": person, "organisation": place}
        stamp |= {"happened_on": on("2025-06-01"), "recorded_at": TODAY, "recorded_by": cast.staff[who]}
        asked = Event.objects.create(number=1, step="bed-requested", **stamp)
        EventDetail.objects.create(event=asked, person=person, category="clinical", facts={"level": "medium"})
        Event.objects.create(number=2, step="bed-declined" if number < declined else "bed-accepted", **stamp)


@pytest.fixture
def many(cast: Cast) -> Areas:
    areas = make_areas(cast)
    decide(cast, "harun", declined=6, accepted=14)
    decide(cast, "alice", declined=10, accepted=10)
    return areas


@pytest.mark.parametrize("who", ["carol", "connie", "harun"])
def test_those_who_compare_see_counts_of_people_whom_they_may_not_open(as_: SignIn, many: Areas, who: str):
    page = as_(who).get(PAGE)
    said = words(page)
    assert "from Sunday 1 January 2023 to Wednesday 31 December 2025" in said
    assert "Medium security" in said
    assert "Rowan Unit 6 of 20 30% (15% to 52%)" in said
    assert "Alder Unit 10 of 20 50% (30% to 70%)" in said
    assert "Those with both numbers, together 16 of 40 40% (26% to 55%)" in said
    assert "Hidden" not in page.content.decode()
    assert "TC-" not in page.content.decode()
    assert Entry.objects.filter(did="saw-consistency", by=many.cast.staff[who]).count() == 1


@pytest.mark.parametrize("who", ["nadia", "owen", "piotr", "maya", "gwen", "ada", "bola"])
def test_others_do_not(as_: SignIn, many: Areas, who: str):
    assert as_(who).get(PAGE).status_code == 403


def test_what_is_small_is_nowhere_on_the_page(as_: SignIn, many: Areas):
    decide(many.cast, "petra", declined=3, accepted=30)
    decide(many.cast, "nadia", declined=2, accepted=2)
    said = words(as_("carol").get(PAGE))
    assert "Eastmoor psychology not shown of 33 decisions, fewer than 5 one way" in said
    assert (
        "Eastmoor mental health team"
        not in said.partition("How units decide on like cases")[2].partition("Medium security")[2]
    )
    assert "together 16 of 40" in said


def test_what_was_decided_in_this_quarter_does_not_count_yet(as_: SignIn, cast: Cast, transfer: Episode):
    take(transfer, "access-assessment-done", by=cast.harun, on=day(18), result="accepted", level="medium")
    take(transfer, "bed-declined", by=cast.harun, on=day(19), outcome="declined-risk", criterion=CRITERION, instead="x")
    said = words(as_("carol").get(PAGE))
    assert "No unit decided 5 or more" in said
    [group] = compared(since=on("2026-01-01"), until=on("2026-03-31"))
    assert group.units == {}


def test_whoever_looks_sees_no_more_of_anybody_afterwards(many: Areas, request: pytest.FixtureRequest):
    request.getfixturevalue("application_role")
    act(staff=many.cast.carol, as_of=TODAY)
    [group] = compared(**PERIOD)
    assert group.units["Rowan Unit"].decided == 20
    assert not Person.objects.exists()
    assert not Event.objects.exists()


def test_the_comparer_reads_what_it_counts_and_writes_nothing(
    cast: Cast, transfer: Episode, request: pytest.FixtureRequest
):
    """Of Alex's transfer the steps and answers that are counted; no episode, no entry, and no pen."""
    request.getfixturevalue("application_role")
    with serving(COMPARER):
        assert set(Event.objects.values_list("step", flat=True)) == {"initial-request-for-medical-report"}
        assert set(EventDetail.objects.values_list("category", flat=True)) <= {
            "clinical",
            "mha-status",
            "self-harm-risk",
        }
        assert not Episode.objects.exists()
        assert not Entry.objects.exists()
        assert Person.objects.update(family_name="Changed") == 0
        assert Event.objects.filter(step="first-medical-report").count() == 0
    assert SERVICES[COMPARER].reads == {DECISIONS}
    assert SERVICES[COMPARER].writes == frozenset()


def test_a_name_that_somebody_gave_a_unit_is_text(as_: SignIn, many: Areas):
    place = many.cast.places["Rowan Unit"]
    place.name = SCRIPT
    place.save()
    assert would_run(as_("carol").get(PAGE).content.decode()) == []


def test_it_takes_eight_questions_whatever_there_is(as_: SignIn, many: Areas):
    browser = as_("carol")
    browser.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        browser.get(PAGE)
    assert len(queries(captured)) <= 8, "\n".join(queries(captured))
