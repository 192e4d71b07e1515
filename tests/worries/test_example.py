"""The invented worries of an example world: where there is a scheme, one of each kind."""

from tests.worries.conftest import NIGHT, Scheme
from throughcare.acct.models import AcctStanding
from throughcare.worries import checking
from throughcare.worries.example import raise_some
from throughcare.worries.models import Worry, WorryEntry


def test_a_scheme_has_worries_answered_sent_up_and_open(scheme: Scheme):
    for number in range(3):
        person = scheme.mentor_named("Jo", f"Reed{number}", reference=f"TC-JJJ-22{number + 2}").person
        scheme.matched(person)
    assert raise_some(at=NIGHT) == 4
    kinds = list(WorryEntry.objects.values_list("kind", flat=True))
    assert (kinds.count("escalated"), kinds.count("closed"), kinds.count("acct")) == (2, 2, 1)
    assert Worry.objects.filter(entries=None).count() == 1
    assert list(checking.faults()) == []
    led_to = WorryEntry.objects.get(kind="acct")
    mirrored = AcctStanding.objects.get(number=led_to.acct)
    assert (mirrored.person_id, mirrored.place, mirrored.closed_at) == (led_to.person_id, led_to.worry.place, None)


def test_a_world_without_a_scheme_has_none(cast: object):
    assert raise_some(at=NIGHT) == 0
