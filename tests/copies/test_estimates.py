"""A copy holds risk estimates with their limits, as far as whoever gathers may see them, and each is looked at."""

from datetime import UTC, datetime

from tests.cast import Cast
from tests.copies.told import one, outcome, told
from tests.estimates import record

AT = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)


def test_an_estimate_is_never_without_what_it_is_of(cast: Cast):
    alex = record.described(cast)
    first = record.keep(cast, at=AT)
    record.keep(cast, at=AT, corrects=first.pk, said={**record.SAID, "sanctions": 3})
    found = told(alex, to=cast.nadia, at=AT)
    assert all("never a reason to refuse care" in row.says for row in found.values())
    assert [title.endswith(", corrected by a later one") for title in found] == [True, False]


def test_what_it_rests_on_is_apart_for_those_who_read_all_of_it(cast: Cast):
    alex = record.described(cast)
    record.keep(cast, at=AT)
    basis = one(told(alex, to=cast.piotr, at=AT), "the answers it rests on")
    assert "Sanctions: 2" in basis.says
    assert outcome(basis) == "look"
    assert not any("rests on" in title for title in told(alex, to=cast.nadia, at=AT))
