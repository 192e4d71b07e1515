"""The waiting list, the beds that fit, and the flow: what each may see of it."""

from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.beds.conftest import NOW, Rowan
from tests.beds.test_following import moved_in
from throughcare.beds import asking, fits, lining, offering, throughput
from throughcare.beds.board import wards_now
from throughcare.beds.models import Stay, Wait
from throughcare.organisations.acting import act
from throughcare.placing.queueing import RULE, ordered, why_before


@pytest.fixture
def three(rowan: Rowan) -> Rowan:
    """Alex waits since the 2nd, Billy since the 5th and urgently, Cyril since the 9th."""
    rowan.another("Billy Ashe", "B", on=5, urgent=True)
    rowan.another("Cyril Dove", "C", on=9)
    return rowan


def parts(rowan: Rowan, username: str, only: lining.Line | None = None) -> list[lining.Part]:
    """The first page of the waiting list, as somebody sees it."""
    found, more = lining.page(rowan.cast.staff[username], lining.lines(NOW.date()), only, 1, as_of=NOW)
    assert not more
    return found


def told(rowan: Rowan, username: str) -> list[tuple[int, str]]:
    (part,) = parts(rowan, username)
    return [(one.number, one.name) for one in part.shown]


def test_urgent_comes_first_and_then_whoever_waits_longest(three: Rowan):
    assert told(three, "harun") == [(1, "Billy Ashe"), (2, "Alex Marlow"), (3, "Cyril Dove")]
    (part,) = parts(three, "harun")
    assert (part.line.title, part.people) == ("Medium secure, men", "3")
    assert [one.why for one in part.shown] == [
        "",
        "Urgency: urgent, before not urgent.",
        "Days since the initial request: 18 days, before 11 days.",
    ]


def test_whoever_may_see_nobody_learns_only_how_many_wait(three: Rowan, request: pytest.FixtureRequest):
    request.getfixturevalue("application_role")
    act(staff=three.cast.alice, as_of=NOW)
    assert parts(three, "alice") == []
    (line,) = lining.lines(NOW.date())
    assert (line.title, line.in_line, line.people) == ("Medium secure, men", "fewer than 5", 3)


def test_somebody_parked_has_no_place(three: Rowan):
    until = date(2026, 3, 27)
    asking.park(episode=three.alex, reason="court-date", until_on=until, says="", by=three.cast.nadia, at=NOW)
    (part,) = parts(three, "nadia")
    assert [one.wait.person_id for one in part.parked] == [three.alex.person_id]
    assert [one.name for one in part.shown] == ["Billy Ashe", "Cyril Dove"]
    alex = Wait.objects.get(episode=three.alex)
    assert lining.place_of(alex, NOW.date()).number == 0
    assert lining.place_of(alex, until).number == 2


def test_one_line_is_shown_alone(three: Rowan):
    dora = three.another("Dora Elm", "D", level="low")
    every = lining.lines(NOW.date())
    assert [(line.title, line.people) for line in every] == [("Medium secure, men", 3), ("Low secure, men", 1)]
    (part,) = parts(three, "harun", every[1])
    assert [one.wait.episode_id for one in part.shown] == [dora.pk]
    assert [part.line for part in parts(three, "harun")] == every


def test_a_page_holds_so_many_and_the_next_goes_on(three: Rowan, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lining, "A_PAGE", 2)
    lining._seen.cache_clear()
    pages = [lining.page(three.cast.harun, lining.lines(NOW.date()), None, number, as_of=NOW) for number in (1, 2, 3)]
    lining._seen.cache_clear()
    assert [[one.number for part in found for one in part.shown] for found, _ in pages] == [[1, 2], [3], []]
    assert [more for _, more in pages] == [True, False, False]
    (part,) = pages[1][0]
    assert (part.people, part.shown[0].why[:4]) == ("3", "Days")


def test_every_line_of_the_rule_is_one_of_the_database():
    assert [line.id for line in RULE] == list(lining.BY_RULE)


KINDS = st.tuples(st.sampled_from(["high", "low", ""]), st.sampled_from("12"))
WAITS = st.fixed_dictionaries(
    {
        "kind": KINDS,
        "urgent": st.booleans(),
        "at_risk": st.booleans(),
        "since": st.dates(date(2026, 3, 1), date(2026, 3, 4)),
        "parked_until": st.none() | st.dates(date(2026, 3, 18), date(2026, 3, 22)),
        "accepted": st.sampled_from([False, False, False, True]),
    }
)
QUEUES = st.lists(WAITS, min_size=7, max_size=7)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=QUEUES)
def test_the_database_puts_people_where_the_rule_does(rowan: Rowan, seven: list[Wait], said: list[dict[str, Any]]):
    """Places, how many are alike, the reason for each place, and the order of the list, of seven who wait."""
    for wait, one in zip(seven, said, strict=True):
        (wait.level, wait.sex), more = one["kind"], {name: value for name, value in one.items() if name != "kind"}
        vars(wait).update(more)
    Wait.objects.bulk_update(seven, ["level", "sex", "urgent", "at_risk", "since", "parked_until", "accepted"])
    day = NOW.date()
    found = lining.places([wait.pk for wait in seven], day)
    wanted: dict[int, tuple[int, int, str]] = {}
    for kind in {(wait.level, wait.sex) for wait in seven}:
        alike = [wait for wait in seven if (wait.level, wait.sex) == kind and not wait.accepted]
        parked = [wait for wait in alike if wait.parked_until and wait.parked_until > day]
        line = ordered(lining.as_the_rule_asks(wait) for wait in alike if wait not in parked)
        wanted |= {wait.pk: (0, len(line), "") for wait in parked}
        for number, one in enumerate(line):
            why = why_before(line[number - 1], one, as_of=day) if number else ""
            wanted[one.key] = (number + 1, len(line), why)
        counted = [(one.people, one.parked) for one in lining.lines(day) if (one.level, one.sex) == kind]
        assert counted == ([(len(line), len(parked))] if alike else [])
    whose = {wait.pk: wait for wait in seven}
    assert {key: (one.number, one.alike, one.why(whose[key], day)) for key, one in found.items()} == wanted
    listed = [(part.line.title, one.number, one.why) for part in parts(rowan, "harun") for one in part.shown]
    assert len(listed) == sum(number > 0 for number, _, _ in wanted.values())
    assert [number for _, number, _ in listed] == [
        number for _, line in groupby(listed, key=itemgetter(0)) for number, _ in enumerate(line, 1)
    ]


@pytest.fixture
def seven(rowan: Rowan) -> list[Wait]:
    """Alex and six more, who wait."""
    for letter in "BCDEFG":
        rowan.another(f"Person No{letter}", letter)
    return list(Wait.objects.order_by("pk"))


def test_a_page_says_what_fits_and_why_the_others_do_not(rowan: Rowan):
    cedar, hazel = fits.answers(Wait.objects.get(episode=rowan.alex), (), as_of=NOW)
    assert (cedar.ward.name, cedar.fits, cedar.ward.free) == ("Cedar ward", True, 3)
    assert [one.says for one in hazel.against] == [
        "It is low secure, and medium secure is asked for.",
        "It takes women only.",
    ]


def test_all_waits_are_matched_with_all_free_beds(three: Rowan):
    offer = offering.offer(episode=three.alex, bed=three.beds[0], by=three.cast.harun, at=NOW)
    offering.decline(offer=offer, reason="risk", says="", who="", instead="Seen daily", by=three.cast.harun, at=NOW)
    said_no = fits.said_no(NOW - fits.SAID_NO_FOR, episode="episode")
    waits = list(Wait.objects.annotate(said_no=said_no).order_by("since"))
    stock, (alex, billy, cyril) = fits.matches(waits, as_of=NOW)
    assert (alex.beds, billy.beds, cyril.beds) == (0, 3, 3)
    assert list(stock.keys(billy)) == [bed.pk for bed in three.beds]
    assert alex.against == {"level": 3, "sex": 3, "declined": 3}
    assert lining.in_words(billy) == "3 free beds fit"
    assert lining.in_words(alex) == "no free bed fits: another level of security at 3"


def test_numbers_under_five_are_not_told(rowan: Rowan):
    moved_in(rowan)
    first, last = date(2026, 3, 1), date(2026, 3, 30)
    cedar, hazel = throughput.flows(wards_now(NOW), first, last)
    assert (cedar.came, cedar.there, cedar.staying) == ("fewer than 5", "fewer than 5", "not shown")
    assert (hazel.came, hazel.left, hazel.stayed) == ("0", ({}, "0"), "nobody")


def test_days_lost_are_told_of_five_people_and_more(rowan: Rowan):
    """Six were ready ten days ago and have gone since; a delay was recorded for nobody."""
    stay = moved_in(rowan)
    first = date(2026, 2, 1)
    for number in range(6):
        began = first + timedelta(number)
        Stay.objects.create(
            person_id=stay.person_id, episode=stay.episode, bed=rowan.beds[1 + number % 2], from_on=began,
            until_on=began + timedelta(1), ready_on=began, left_for="discharged", by=rowan.cast.harun, at=NOW,
        )  # fmt: skip
    (cedar, _) = found = throughput.flows(wards_now(NOW), first, date(2026, 3, 1))
    assert (cedar.came, cedar.left, cedar.stayed) == ("6", ({"Discharged": "6"}, "6"), "1 day")
    assert throughput.lost_days(found, {}) == [("No reason recorded", "6", "6")]
