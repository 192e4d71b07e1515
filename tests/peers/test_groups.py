"""Groups of a mentor scheme: kept by its coordinator, a fact for whoever was there, and led with a mentor's help."""

import pytest

from tests.care.conftest import furnish
from tests.groups_of_schemes import SAID, THERE, Creative, open_creative
from tests.peers.conftest import NOW, TODAY, Peers
from throughcare.access.seeing import seen_by
from throughcare.care import booking, cancelling, helping, programmes, waiting
from throughcare.care.checking import faults
from throughcare.care.lines import Line
from throughcare.care.models import Attendance, Helper, Membership, Wait
from throughcare.cover.models import DayCarried
from throughcare.episodes.models import Event, EventDetail
from throughcare.organisations.acting import act
from throughcare.organisations.refusals import Refused
from throughcare.peers import accounts, door
from throughcare.regimes import prison

AWAY, LOCKED = Line("refused"), Line("regime-lockdown")


@pytest.fixture
def painting(peers: Peers) -> Creative:
    return open_creative(peers)


def attended(painting: Creative, given: str) -> list[Event]:
    return list(Event.objects.filter(episode=painting.peers.mentee(given).episode, step="group-attended"))


def test_who_was_there_has_it_in_their_record_and_nobody_missed_anything(painting: Creative):
    for given in ("Blake", "Casey", "Drew"):
        painting.joins(given)
    before = Event.objects.filter(episode=painting.peers.mentee("Casey").episode).count()
    painting.register(Blake=THERE, Casey=AWAY, Drew=LOCKED)
    (event,) = attended(painting, "Blake")
    assert EventDetail.objects.get(event=event).facts == {"minutes": 60, "kind": "art"}
    assert Event.objects.filter(episode=painting.peers.mentee("Casey").episode).count() == before
    rows = {row.person.given_names: (row.event, row.reason, row.lost_to_regime) for row in Attendance.objects.all()}
    assert rows == {
        "Blake": (event.number, "", False),
        "Casey": (None, "refused", False),
        "Drew": (None, "regime-lockdown", True),
    }
    assert list(faults()) == []


def test_a_group_is_not_that_two_met(painting: Creative):
    """Who waits for a mentor goes on waiting, nothing is counted for a mentor, and no clock of a match stops."""
    painting.peers.match("Robin", "Blake")
    for given in ("Blake", "Casey"):
        painting.joins(given)
    painting.register(Blake=THERE, Casey=THERE)
    blake, casey = (painting.peers.mentee(given) for given in ("Blake", "Casey"))
    assert (blake.met_on, blake.due, casey.waits) == (None, "First contact within 3 days", True)
    assert not DayCarried.objects.filter(contacts__gt=0).exists()


def test_a_register_that_is_corrected_takes_the_fact_back_or_says_it_after_all(painting: Creative):
    for given in ("Blake", "Casey"):
        painting.joins(given)
    painting.register(Blake=THERE, Casey=AWAY)
    painting.register(seen=1, Blake=LOCKED, Casey=Line("late-seen", "a-little"))
    newest = {row.person.given_names: row for row in Attendance.objects.order_by("pk")}
    assert newest["Blake"].event is None
    assert newest["Casey"].event == attended(painting, "Casey")[0].number
    struck = painting.peers.mentee("Blake").episode.events.filter(step="recorded-in-error")
    assert [one.corrects for one in struck] == [attended(painting, "Blake")[0].number]
    painting.register(seen=2, Blake=LOCKED, Casey=THERE)
    assert len(attended(painting, "Casey")) == 1, "late or on time is one fact of a group"


def test_nobody_sits_in_a_group_before_it_was_found_safe(painting: Creative):
    painting.peers.asks("Ellis", "TC-EEE-222", until="request-looked-at")
    with pytest.raises(Refused, match="once it was found safe"):
        painting.waits("Ellis")


def test_a_place_ends_with_the_support(painting: Creative):
    painting.joins("Blake")
    peers = painting.peers
    mentee = peers.mentee("Blake")
    peers.takes(mentee.episode, "support-ended", "mina", TODAY, NOW, outcome="left")
    row = Membership.objects.get()
    assert (row.ended, row.ended_at, row.get_ended_display()) == ("support-ended", NOW, "Support ended")


def test_clinicians_keep_no_group_of_a_scheme_and_coordinators_none_of_treatment(painting: Creative):
    peers = painting.peers
    with pytest.raises(Refused, match="Only the coordinators of the mentor scheme"):
        cancelling.cancel(session=painting.cohort.sessions.get(number=2), why="room", by=peers.cast.petra, at=NOW)
    with pytest.raises(Refused, match="Only the clinicians of the service"):
        programmes.open_programme(
            organisation=peers.mina.organisation, title="Trauma", said=SAID, by=peers.mina, at=NOW
        )
    blake, single = peers.mentee("Blake").episode, booking.Single(painting.room, NOW, 50, [peers.mina])
    with pytest.raises(Refused, match="Only the clinicians"):
        booking.book(episode=blake, single=single, by=peers.mina, at=NOW)


def test_rows_of_a_scheme_s_group_are_seen_by_those_who_see_contacts(painting: Creative):
    painting.joins("Blake")
    painting.register(Blake=THERE)
    mina, cast = painting.peers.mina, painting.peers.cast
    for model in (Wait, Membership, Attendance):
        assert seen_by(model, staff=mina, as_of=NOW).count() == 1, model
        assert seen_by(model, staff=cast.owen, as_of=NOW).count() == 0, model
    Membership.objects.update(category="referral-and-stage")
    assert not seen_by(Membership, staff=mina, as_of=NOW).exists()
    assert any("in a category that is not its own" in one for one in faults())


def test_whoever_books_learns_that_another_service_has_the_room_and_not_its_group(painting: Creative):
    petra = furnish(painting.peers.cast)
    asked = booking.Group(
        petra.programme.versions.get(), painting.room, "Group", painting.first.starts_at.date(),
        painting.first.starts_at.time(), 12, [petra.petra],
    )  # fmt: skip
    says = " ".join(one.says for _, each in booking.against_group(asked) for one in each)
    assert "another service" in says
    assert "painting" not in says


def test_an_active_mentor_helps_to_lead_and_is_told_when_it_meets(painting: Creative):
    peers = painting.peers
    robin = peers.mentor("Robin")
    held = accounts.give(mentor=robin, by=peers.mina, at=NOW).account.account
    painting.joins("Blake")
    helping.ask_to_help(cohort=painting.cohort, mentor=robin.episode, by=peers.mina, at=NOW)
    act(staff=held, as_of=NOW)
    told = door.groups()
    assert [one.title for one in told] == ["Tuesday painting"] * 4
    assert "Blake" not in repr(told)
    peers.mentor_takes("Robin", "suspended", reason="own-health")
    assert Helper.objects.get().ended_at == NOW


def test_only_an_active_mentor_of_the_scheme_helps(painting: Creative):
    peers = painting.peers
    with pytest.raises(Refused, match="Only an active mentor of this scheme"):
        helping.ask_to_help(cohort=painting.cohort, mentor=peers.mentor("Sasha").episode, by=peers.mina, at=NOW)
    robin = peers.mentor("Robin")
    made = helping.ask_to_help(cohort=painting.cohort, mentor=robin.episode, by=peers.mina, at=NOW)
    with pytest.raises(Refused, match="helps here already"):
        helping.ask_to_help(cohort=painting.cohort, mentor=robin.episode, by=peers.mina, at=NOW)
    helping.stop_helping(helper=made, by=peers.mina, at=NOW)
    with pytest.raises(Refused, match="help here no longer"):
        helping.stop_helping(helper=made, by=peers.mina, at=NOW)


def test_nobody_is_led_by_whom_they_must_not_meet(painting: Creative):
    peers = painting.peers
    robin, blake = peers.mentor("Robin"), peers.mentee("Blake")
    helping.ask_to_help(cohort=painting.cohort, mentor=robin.episode, by=peers.mina, at=NOW)
    prison.keep_apart(person=robin.person, other=blake.person, by=peers.cast.owen, at=NOW)
    with pytest.raises(Refused, match="cannot be in one group"):
        painting.joins("Blake")
    waiting.stop_waiting(wait=Wait.objects.get(), by=peers.mina, at=NOW)
