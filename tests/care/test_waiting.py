"""Who waits for a group, in which order places are offered, and that a group never has more people than places."""

from collections import Counter
from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from tests.care.conftest import LETTERS, NOW, Eastmoor, furnish, session_of
from tests.cast import Cast, gather, open_services
from tests.crowd import at_once
from tests.episodes.conftest import day, evening
from throughcare.care import waiting
from throughcare.care.checking import faults
from throughcare.care.models import Membership, NonAssociation, Wait
from throughcare.episodes import actions
from throughcare.organisations.acting import act
from throughcare.organisations.refusals import Refused
from throughcare.pathways.moments import LONDON
from throughcare.regimes import prison
from throughcare.sessions import ordering


def in_order(eastmoor: Eastmoor) -> list[str]:
    waits = Wait.objects.filter(programme=eastmoor.programme, ended_at=None).select_related("person")
    return [wait.person.given_names for wait in sorted(waits, key=waiting.line_of)]


def test_need_comes_first_then_the_longest_wait_and_who_is_not_to_be_in_a_group_stands_apart(eastmoor: Eastmoor):
    eastmoor.waits(eastmoor.somebody(0), since=3)
    eastmoor.waits(eastmoor.somebody(1), since=2)
    eastmoor.waits(eastmoor.somebody(2), since=4, need="urgent")
    eastmoor.waits(eastmoor.somebody(3), since=2, need="urgent", fit="not-yet")
    eastmoor.waits(eastmoor.somebody(4), since=2)
    assert in_order(eastmoor) == ["Drew", "Casey", "Frankie", "Blake", "Ellis"]


def test_the_rule_says_why_one_stands_after_another():
    monday, friday = date(2026, 3, 2), date(2026, 3, 6)
    first = ordering.in_line(need="high", fit="fits", since=monday, recorded=1)
    for need, since, line in (("usual", monday, "need"), ("high", friday, "since"), ("high", monday, "recorded")):
        after = ordering.in_line(need=need, fit="fits", since=since, recorded=2)
        assert first < after
        assert ordering.why_after(first, after) == ordering.RULE[line]


def test_a_place_out_of_turn_needs_a_reason(eastmoor: Eastmoor):
    cohort = eastmoor.group()
    eastmoor.waits(eastmoor.somebody(0), since=2)
    late = eastmoor.waits(eastmoor.somebody(1), since=4)
    with pytest.raises(Refused, match="Somebody comes first by the rule"):
        waiting.offer(cohort=cohort, wait=late, by=eastmoor.petra, at=NOW)
    made = waiting.offer(cohort=cohort, wait=late, out_of_turn="Moves in June", by=eastmoor.petra, at=NOW)
    assert made.out_of_turn == "Moves in June"


def test_an_accepted_place_ends_the_wait_and_a_declined_one_does_not(eastmoor: Eastmoor):
    cohort, blake = eastmoor.group(), eastmoor.somebody(0)
    wait = eastmoor.waits(blake)
    no = waiting.offer(cohort=cohort, wait=wait, by=eastmoor.petra, at=NOW)
    waiting.decline(membership=no, because="Not this month", by=eastmoor.petra, at=NOW)
    assert in_order(eastmoor) == ["Blake"]
    yes = waiting.offer(cohort=cohort, wait=wait, by=eastmoor.petra, at=NOW)
    waiting.accept(membership=yes, by=eastmoor.petra, at=NOW)
    assert in_order(eastmoor) == []
    with pytest.raises(Refused, match="has a place in Emotional regulation"):
        eastmoor.waits(blake)


def test_a_place_ended_on_a_day_of_london(eastmoor: Eastmoor):
    eastmoor.filled(1)
    about = {"membership": Membership.objects.get(), "ended": "left", "because": "Moved cell", "by": eastmoor.petra}
    half_past_midnight = datetime(2026, 3, 31, 0, 30, tzinfo=LONDON)
    waiting.leave(**about, at=half_past_midnight)
    with pytest.raises(Refused, match="ended on Tuesday 31 March 2026"):
        waiting.leave(**about, at=half_past_midnight)


def test_a_full_group_says_so(eastmoor: Eastmoor):
    cohort = eastmoor.filled(4, places=4)
    fifth = eastmoor.waits(eastmoor.somebody(4))
    with pytest.raises(Refused, match="The group has 4 places, and every one is taken"):
        waiting.offer(cohort=cohort, wait=fifth, by=eastmoor.petra, at=NOW)
    member = cohort.members.first()
    assert member is not None
    with pytest.raises(IntegrityError, match="one_member_a_seat"), transaction.atomic():
        Membership.objects.create(
            cohort=cohort, seat=member.seat, wait=fifth, episode=fifth.episode, person=fifth.person,
            by=eastmoor.petra, at=NOW,
        )  # fmt: skip


def test_two_who_must_not_meet_are_never_in_one_group_and_nobody_learns_why(eastmoor: Eastmoor):
    cohort = eastmoor.filled(1)
    casey = eastmoor.somebody(1)
    blake = eastmoor.people["Blake"]
    prison.keep_apart(person=casey.person, other=blake.person, by=eastmoor.cast.owen, at=NOW)
    with pytest.raises(Refused, match=r"^This person and somebody who is there cannot be in one group\.$"):
        waiting.offer(cohort=cohort, wait=eastmoor.waits(casey), by=eastmoor.petra, at=NOW)
    drew = eastmoor.waits(eastmoor.somebody(2), since=4)
    # Casey came first, and cannot come in: so nobody is passed over.
    assert waiting.offer(cohort=cohort, wait=drew, by=eastmoor.petra, at=NOW).out_of_turn == ""
    prison.may_meet(person=blake.person, other=casey.person, by=eastmoor.cast.owen, at=NOW)
    wait = Wait.objects.get(episode=casey, ended_at=None)
    assert waiting.offer(cohort=cohort, wait=wait, by=eastmoor.petra, at=NOW)


def test_a_place_is_not_taken_once_it_was_said_that_two_must_not_meet(eastmoor: Eastmoor):
    """Casey was offered a place beside Blake, and the prison says so before Casey says yes."""
    cohort = eastmoor.filled(1)
    casey = eastmoor.somebody(1)
    place = waiting.offer(cohort=cohort, wait=eastmoor.waits(casey), by=eastmoor.petra, at=NOW)
    blake = eastmoor.people["Blake"].person
    prison.keep_apart(person=casey.person, other=blake, by=eastmoor.cast.owen, at=NOW)
    with pytest.raises(Refused, match=r"^This person and somebody who is there cannot be in one group\.$"):
        waiting.accept(membership=place, by=eastmoor.petra, at=NOW)
    assert waiting.decline(membership=place, by=eastmoor.petra, at=NOW).ended == "declined"


def test_only_officers_say_who_must_not_meet(eastmoor: Eastmoor):
    blake, casey = eastmoor.somebody(0).person, eastmoor.somebody(1).person
    for stranger in (eastmoor.petra, eastmoor.cast.nadia, eastmoor.cast.sam):
        with pytest.raises(Refused, match="Only the prison's own officers"):
            prison.keep_apart(person=blake, other=casey, by=stranger, at=NOW)


def told_apart(eastmoor: Eastmoor, by: str) -> tuple[int, int]:
    """How many rows and how many answers somebody gets from the database itself."""
    people = [episode.person_id for episode in eastmoor.people.values()]
    act(staff=eastmoor.cast.staff[by], as_of=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT one, other FROM care_apart(%s)", [people])
        return NonAssociation.objects.count(), len(cursor.fetchall())


@pytest.mark.parametrize(("by", "told"), [("owen", (2, 1)), ("petra", (0, 1)), ("sam", (0, 0)), ("harun", (0, 0))])
def test_officers_read_it_the_team_is_told_a_yes_and_strangers_nothing(
    eastmoor: Eastmoor, by: str, told: tuple[int, int], request: pytest.FixtureRequest
):
    one, other = eastmoor.somebody(0).person, eastmoor.somebody(1).person
    prison.keep_apart(person=one, other=other, by=eastmoor.cast.owen, at=NOW)
    request.getfixturevalue("application_role")
    assert told_apart(eastmoor, by) == told


def test_who_ends_treatment_leaves_the_group_by_the_same_fact(eastmoor: Eastmoor):
    cohort = eastmoor.filled(2)
    facts = {"outcome": "completed"}
    actions.take_step(
        episode=eastmoor.people["Blake"], step="treatment-ended", facts=facts, happened=day(5), by=eastmoor.petra,
        at=evening(day(5)),
    )  # fmt: skip
    ended = cohort.members.get(episode=eastmoor.people["Blake"])
    assert ended.ended == "treatment-ended"
    assert cohort.members.filter(ended_at=None).count() == 1
    assert session_of(cohort).cohort == cohort
    assert list(faults()) == []


@pytest.fixture
def there() -> Eastmoor:
    """The same, for other connections to see."""
    cast: Cast = open_services(gather())
    return furnish(cast)


@pytest.mark.django_db(transaction=True)
def test_ten_are_offered_the_last_place_at_once_and_one_gets_it(there: Eastmoor):
    cohort = there.filled(3, places=4)
    waits = [there.waits(there.somebody(number)) for number in range(3, len(LETTERS))]

    def attempt(number: int) -> None:
        waiting.offer(
            cohort=cohort, wait=waits[number], out_of_turn="They leave first", by=there.petra, at=NOW
        )  # fmt: skip

    said_of = Counter(at_once(attempt, times=len(waits), lines=len(waits), together=True))
    assert said_of == {"done": 1, "The group has 4 places, and every one is taken.": len(waits) - 1}
    assert cohort.members.filter(ended_at=None).count() == 4
    assert list(faults()) == []
