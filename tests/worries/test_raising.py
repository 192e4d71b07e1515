"""How a worry comes in: one tap, a tap sent twice, two mentors at once, a slip, and somebody whom nobody names."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import gather, open_services
from tests.worries.conftest import MINUTE, NIGHT, Scheme
from throughcare.episodes import actions
from throughcare.episodes.models import Event, EventDetail, Service
from throughcare.organisations.models import Organisation
from throughcare.organisations.refusals import Refused
from throughcare.pathways import from_instant
from throughcare.worries import answering, checking, raising
from throughcare.worries.models import NamedWorry, Tap, Worry, WorryLine
from throughcare.worries.raising import Slip
from throughcare.worries.whom import Tapped


def slip(scheme: Scheme, code: str = "S-1042", *, at=NIGHT, **more) -> raising.Passed:
    said = {"tapped": Tapped(None, None), "service": scheme.support, "key": uuid4(), "by": scheme.cast.owen, **more}
    return raising.enter_slip(slip=said.pop("slip", Slip(code, "Jo", scheme.wing)), at=at, **said)


def test_a_tap_needs_no_typing_and_leaves_no_detail_in_the_record(scheme: Scheme, tap):
    worry = tap().worry
    assert (worry.first_name, worry.unit, worry.within) == ("Alex", scheme.wing, 15)
    fact = Event.objects.get(episode=scheme.mentee, step="worry-raised")
    answers = {name for one in EventDetail.objects.filter(event=fact) for name in one.facts}
    assert answers | fact.facts.keys() == {"worry-number"}


def test_the_same_tap_sent_twice_is_one_worry(tap):
    key = uuid4()
    first, again = tap(key=key), tap(key=key, at=NIGHT + 90 * MINUTE)
    assert first.worry == again.worry
    assert "reached staff already" in again.folded
    assert Tap.objects.count() == 1


def test_a_double_escalation_is_folded_into_one_with_the_reason(scheme: Scheme, tap):
    mina = scheme.mentor_named("Mina", "Odell", reference="TC-MMM-333")
    first = tap()
    second = tap(at=NIGHT + 3 * MINUTE, tapped=Tapped(mina, scheme.mentee))
    assert second.worry == first.worry
    assert second.folded == "Double escalation: within 5 minutes of the one at 23:10, about the same person."
    assert tap(at=NIGHT + 6 * MINUTE).worry != first.worry
    assert list(checking.faults()) == []


def test_no_name_of_a_place_is_too_long_for_a_worry(scheme: Scheme, tap):
    """A prison's may have 200 letters, and a wing's 80 more: a tap is never lost for that."""
    Organisation.objects.filter(pk=scheme.wing.organisation_id).update(name="HMP " + "E" * 196)
    where = set(WorryLine.objects.filter(worry=tap().worry).values_list("where", flat=True))
    assert [(len(one), one[:11]) for one in where] == [(200, "C wing, HMP")]


def test_what_was_answered_meanwhile_is_another_worry(scheme: Scheme, tap):
    first = tap().worry
    answering.see(worry=first, by=scheme.cast.owen, at=NIGHT + MINUTE)
    assert tap(at=NIGHT + 2 * MINUTE).worry != first


def test_two_taps_about_somebody_else_may_be_about_two_people(tap):
    assert tap(mentee=None).worry != tap(mentee=None, at=NIGHT + MINUTE).worry


def test_a_slip_entered_twice_is_one_worry(scheme: Scheme):
    first = slip(scheme)
    for typed in ("s-1042 ", "S1042", "s 1042", "S\u20131042"):
        again = slip(scheme, typed, at=NIGHT + 300 * MINUTE)
        assert first.worry == again.worry, typed
    assert again.folded == "This slip was entered at 23:10 already: it is the same worry."
    with pytest.raises(Refused, match="Give the code"):
        slip(scheme, " - ")
    with pytest.raises(Refused, match="Give the first name"):
        slip(scheme, slip=Slip("S-1043"))
    with pytest.raises(Refused, match="Staff who may answer"):
        slip(scheme, "S-1044", by=scheme.cast.piotr)


def test_a_code_that_cannot_be_read_loses_nobody_in_somebody_elses_worry(scheme: Scheme):
    """A tired officer writes 'none' twice: Barry's worry and Winston's are two, and so is Barry's of another night."""
    barry, winston = (slip(scheme, slip=Slip("none", name)).worry for name in ("Barry", "Winston"))
    assert (barry.first_name, winston.first_name) == ("Barry", "Winston")
    assert slip(scheme, slip=Slip(" None", "winston")).worry == winston
    assert slip(scheme, slip=Slip("none", "Barry", scheme.wing)).worry not in (barry, winston)
    answering.see(worry=barry, by=scheme.cast.owen, at=NIGHT + MINUTE)
    assert slip(scheme, slip=Slip("none", "Barry"), at=NIGHT + 900 * MINUTE).worry != barry
    with pytest.raises(Refused, match="Give the code printed on the slip"):
        slip(scheme, slip=Slip("?", "Barry"))


def test_a_printed_code_is_one_slip_however_it_is_typed(scheme: Scheme):
    printed = {"tapped": Tapped(scheme.mentor, scheme.mentee)}
    typed = ("JAY-PVX", "jaypvx", "Jay.PVX", "JAY PVX .")
    assert len({slip(scheme, one, at=NIGHT + n * 60 * MINUTE, **printed).worry for n, one in enumerate(typed)}) == 1


def test_a_slip_whose_code_says_who_goes_to_their_scheme_whichever_was_chosen(scheme: Scheme):
    about = Tapped(scheme.mentor, scheme.mentee)
    Service.objects.filter(pk=scheme.support.pk).update(title="The older of two schemes")
    first = slip(scheme, tapped=about, service=scheme.service("peer-support"))
    again = slip(scheme, tapped=about, at=NIGHT + 300 * MINUTE)
    assert (first.worry.service, again.worry) == (scheme.support, first.worry)


def test_staff_say_who_it_is_about_afterwards(scheme: Scheme):
    worry, owen = slip(scheme).worry, scheme.cast.owen
    assert (worry.person, worry.first_name) == (None, "Jo")
    answering.name(worry=worry, person=scheme.mentee.person, episode=scheme.mentee, by=owen, at=NIGHT + 2 * MINUTE)
    assert NamedWorry.objects.get().person == scheme.mentee.person
    assert set(WorryLine.objects.values_list("person", flat=True)) == {scheme.mentee.person_id}
    with pytest.raises(Refused, match="said already"):
        answering.name(worry=worry, person=scheme.mentor.person, episode=None, by=owen, at=NIGHT + 3 * MINUTE)
    answering.act(worry=worry, action="talked", acct="", says="", by=owen, at=NIGHT + 4 * MINUTE)
    assert scheme.mentee.events.filter(step="worry-answered").exists()
    assert list(checking.faults()) == []


def test_a_worry_outlives_the_support_it_came_from(scheme: Scheme, tap):
    worry = tap().worry
    actions.take_step(
        episode=scheme.mentee, step="moved", facts={}, happened=from_instant(NIGHT), by=scheme.cast.owen,
        at=NIGHT + MINUTE,
    )  # fmt: skip
    assert WorryLine.objects.filter(worry=worry, closed_at=None).exists()
    answering.act(
        worry=worry, action="moved", acct="", says="Told Westfell", by=scheme.cast.owen, at=NIGHT + 5 * MINUTE
    )
    answering.close(worry=worry, says="Seen there", by=scheme.cast.owen, at=NIGHT + 9 * MINUTE)
    later = tap(at=NIGHT + 20 * MINUTE).worry
    assert WorryLine.objects.filter(worry=later, closed_at=None).exists()
    assert list(checking.faults()) == []


def test_a_worry_is_never_changed_or_removed(tap):
    tap()
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        Worry.objects.all()._raw_delete("default")
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        Worry.objects.update(first_name="Nobody")


def test_a_worry_does_not_wait_for_somebody_who_records_about_the_same_person(transactional_db: None):
    """Cora has Alex's episode under her hands, and does not let go: the tap reaches staff all the same."""
    scheme = Scheme(open_services(gather()))
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT 1 FROM episodes_episode WHERE id = %s FOR UPDATE", [scheme.mentee.pk])
    tapped = Tapped(scheme.mentor, scheme.mentee)
    worry = raising.tap(tapped=tapped, key=uuid4(), by=scheme.milo, at=NIGHT).worry
    other.rollback()
    other.close()
    assert (worry.person, worry.episode) == (scheme.mentee.person, None)
    assert WorryLine.objects.filter(worry=worry).exists()
    answering.act(worry=worry, action="talked", acct="", says="", by=scheme.cast.owen, at=NIGHT + MINUTE)
    assert scheme.mentee.events.filter(step="worry-answered").exists()
    assert list(checking.faults()) == []
