"""A clinician confirms what is recalled of one file, for their own organisation: kept for good, withdrawn by a row."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.cast import Cast
from tests.responses.conftest import NOON
from throughcare.instruments import Instrument, instrument
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.responses import confirming
from throughcare.responses.models import FactsConfirmed, FactsWithdrawn

K10 = instrument("k10")
MANUAL = "Kessler 2002, appendix"


def confirm(by: StaffRole, of: Instrument = K10, against: str = MANUAL) -> FactsConfirmed:
    return confirming.confirm(measured=of, digest=of.hash, against=against, by=by, at=NOON)


def test_it_stands_for_one_file_in_one_organisation_with_who_and_when(cast: Cast):
    made = confirm(cast.petra)
    assert (made.digest, made.edition, made.organisation) == (K10.hash, "2026.1", cast.places["Eastmoor psychology"])
    sure = confirming.sures(cast.petra.organisation_id)[K10.hash]
    assert (sure.by, sure.at, sure.against, sure.organisation) == ("Petra Novak", NOON, MANUAL, "Eastmoor psychology")
    assert confirming.sures(cast.nadia.organisation_id) == {}


def test_another_file_waits_for_a_confirmation_of_its_own(cast: Cast):
    confirm(cast.petra)
    changed = replace(K10, hash="0" * 64)
    assert changed.hash not in confirming.sures(cast.petra.organisation_id)
    with pytest.raises(Refused, match="has changed since you opened this"):
        confirming.confirm(measured=changed, digest=K10.hash, against=MANUAL, by=cast.petra, at=NOON)
    assert confirm(cast.petra, changed).digest == "0" * 64


@pytest.mark.parametrize("who", ["ada", "owen", "gwen", "piotr"])
def test_nobody_but_a_clinician_confirms_or_withdraws(cast: Cast, who: str):
    with pytest.raises(Refused, match="for a clinician"):
        confirm(cast.staff[who])
    held = confirm(cast.petra)
    with pytest.raises(Refused, match="for a clinician"):
        confirming.withdraw(held=held, why="x", by=cast.staff[who], at=NOON)


def test_it_says_against_what_and_is_done_once(cast: Cast):
    with pytest.raises(Refused, match="Say what you held it against"):
        confirm(cast.petra, against=" ")
    confirm(cast.petra)
    with pytest.raises(Refused, match="Petra Novak has confirmed this"):
        confirm(cast.petra)
    with pytest.raises(Refused, match="Nothing of WSAS, four items is unconfirmed"):
        confirm(cast.petra, instrument("wsas-4"))


def test_it_is_withdrawn_by_another_row_and_may_be_confirmed_again(cast: Cast):
    held = confirm(cast.petra)
    with pytest.raises(Refused, match="for another organisation"):
        confirming.withdraw(held=held, why="Not ours", by=cast.nadia, at=NOON)
    with pytest.raises(Refused, match="Say why"):
        confirming.withdraw(held=held, why="", by=cast.petra, at=NOON)
    confirming.withdraw(held=held, why="The manual says 24", by=cast.petra, at=NOON)
    assert confirming.sures(cast.petra.organisation_id) == {}
    with pytest.raises(Refused, match="withdrawn already"):
        confirming.withdraw(held=held, why="Again", by=cast.petra, at=NOON)
    assert confirm(cast.petra).number == 2
    assert FactsConfirmed.objects.count() == 2


def test_neither_row_is_ever_changed_or_removed(cast: Cast):
    held = confirm(cast.petra)
    confirming.withdraw(held=held, why="Misread", by=cast.petra, at=NOON)
    for model in (FactsConfirmed, FactsWithdrawn):
        with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
            model.objects.all()._raw_delete("default")  # type: ignore[attr-defined]
    held.pk = None
    with pytest.raises(IntegrityError, match="one_confirmation_a_number"), transaction.atomic():
        held.save(force_insert=True)
