"""A number is of one person in a prison, whether it stands on a mirror or on a worry."""

from typing import Any

import pytest

from tests.acct.conftest import NUMBER, opened
from tests.cast import live_at
from tests.worries.conftest import MINUTE, NIGHT, Scheme, scheme, tap
from throughcare.acct import mirroring
from throughcare.organisations.refusals import Refused
from throughcare.worries import answering

__all__ = ["scheme", "tap"]

LATER = NIGHT + 60 * MINUTE


def another(scheme: Scheme) -> Any:
    return live_at(scheme.cast, "HMP Eastmoor", "Blake", "Orr", reference="TC-BBB-222")


def test_a_worry_does_not_take_the_number_of_somebody_else_s_mirror(scheme: Scheme, tap: Any):
    owen = scheme.cast.owen
    mirroring.begin(person=another(scheme), said=opened(NIGHT), by=owen, at=LATER)
    worry = tap().worry
    with pytest.raises(Refused) as caught:
        answering.act(worry=worry, action="acct-opened", acct="e-114/26", says="", by=owen, at=LATER)
    assert caught.value.reasons == {"acct": answering.OF_ANOTHER}
    answering.act(worry=worry, action="acct-opened", acct="E-115/26", says="", by=owen, at=LATER)


def test_nor_a_mirror_that_of_somebody_else_s_worry(scheme: Scheme, tap: Any):
    owen, alex = scheme.cast.owen, scheme.cast.people["alex"]
    answering.act(worry=tap().worry, action="acct-opened", acct=NUMBER, says="", by=owen, at=LATER)
    with pytest.raises(Refused) as caught:
        mirroring.begin(person=another(scheme), said=opened(NIGHT), by=owen, at=LATER)
    assert "another person's ACCT" in caught.value.reasons["number"]
    mirroring.begin(person=alex, said=opened(NIGHT), by=owen, at=LATER)


def test_whom_a_worry_is_about_is_not_said_against_the_mirror_of_its_number(scheme: Scheme, tap: Any):
    owen = scheme.cast.owen
    worry = tap(mentee=None).worry
    answering.act(worry=worry, action="acct-opened", acct=NUMBER, says="", by=owen, at=LATER)
    mirroring.begin(person=another(scheme), said=opened(NIGHT), by=owen, at=LATER)
    with pytest.raises(Refused) as caught:
        answering.name(worry=worry, person=scheme.cast.people["alex"], episode=None, by=owen, at=LATER)
    assert caught.value.reasons == {"person": answering.OF_ANOTHER}
