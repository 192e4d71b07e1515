"""What a ward says of itself, kept by its own hospital; its beds out of service or held; its closing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.beds.conftest import NOW, OPENED, Rowan, said
from tests.beds.test_following import moved_in
from tests.beds.test_offers import offered, state
from tests.episodes.conftest import day, evening
from throughcare.beds import board, wards, withholding
from throughcare.beds.models import Bed, Ward, WardVersion, Withholding
from throughcare.organisations.models import Unit
from throughcare.organisations.refusals import Refused

TODAY = NOW.date()


def out(bed: Bed, **more: Any) -> Withholding:
    about: dict[str, Any] = {"kind": "out", "reason": "repair", "from_on": TODAY, "expected_on": TODAY + timedelta(3)}
    return Withholding(bed=bed, **about | more)


def withhold(rowan: Rowan, one: Withholding, days: int = 0) -> Withholding:
    return withholding.withhold(withholding=one, by=rowan.cast.harun, at=NOW + timedelta(days))


def close(rowan: Rowan, *, meant: bool, on: date = TODAY, at: Any = NOW) -> Any:
    return wards.close_ward(ward=rowan.cedar, on=on, says="Builders come", meant=meant, by=rowan.cast.harun, at=at)


def test_only_its_own_hospital_says_what_a_ward_is(rowan: Rowan):
    for stranger in (rowan.cast.alice, rowan.cast.carol, rowan.cast.ada):
        with pytest.raises(Refused, match="Only the clinicians of its own hospital"):
            wards.describe_ward(ward=rowan.cedar, version=said("high"), by=stranger, at=NOW)


def test_what_a_ward_said_before_stays(rowan: Rowan):
    wards.describe_ward(ward=rowan.cedar, version=said("low"), by=rowan.cast.harun, at=NOW)
    assert list(rowan.cedar.versions.values_list("number", "level")) == [(2, "low"), (1, "medium")]
    line = board.ward_now(rowan.cedar.pk, NOW)
    assert line is not None
    assert line.level == "low"
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        WardVersion.objects.filter(number=1).update(level="high")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"specialties": []}, "Choose what the ward treats"),
        ({"sexes": ["3"]}, "Choose whom the ward takes"),
        ({"age_from": 40, "age_to": 30}, "The oldest age comes before the youngest"),
        ({"criteria": " "}, "Say whom the ward admits"),
        ({"meets": ["a view"]}, "Choose from those offered"),
    ],
)
def test_a_ward_that_makes_no_sense_is_refused(rowan: Rowan, wrong: dict[str, Any], says: str):
    with pytest.raises(Refused, match=says):
        wards.describe_ward(ward=rowan.cedar, version=said(**wrong), by=rowan.cast.harun, at=NOW)


def test_a_unit_is_put_into_the_directory_once_and_only_a_ward(rowan: Rowan):
    harun = rowan.cast.harun
    with pytest.raises(Refused, match="in the directory already"):
        wards.open_ward(unit=rowan.cedar.unit, version=said(), by=harun, at=NOW)
    office = Unit.objects.create(organisation=harun.organisation, kind="office", name="Front office")
    with pytest.raises(Refused, match="Front office is not an open ward"):
        wards.open_ward(unit=office, version=said(), by=harun, at=NOW)


def test_two_beds_of_a_ward_never_bear_one_name(rowan: Rowan):
    for names in (["Room 1"], ["Room 7", "Room 7"]):
        with pytest.raises(Refused, match="There is a bed called"):
            wards.add_beds(ward=rowan.cedar, names=names, by=rowan.cast.harun, at=NOW)
    with pytest.raises(Refused, match="Add between 1 and 60 beds"):
        wards.add_beds(ward=rowan.cedar, names=[], by=rowan.cast.harun, at=NOW)


def test_what_was_confirmed_is_stale_after_a_day(rowan: Rowan):
    def is_stale(hours: int) -> bool:
        line = board.ward_now(rowan.cedar.pk, NOW)
        assert line is not None
        return line.is_stale(NOW + timedelta(hours=hours))

    assert is_stale(0)
    wards.confirm(ward=rowan.cedar, by=rowan.cast.harun, at=NOW)
    assert (is_stale(24), is_stale(25)) == (False, True)


def test_a_bed_out_of_service_is_back_when_somebody_says_so_and_not_before(rowan: Rowan):
    bed = rowan.beds[0]
    withhold(rowan, out(bed))
    assert state(bed) == "out"
    with pytest.raises(Refused, match="is out of service already"):
        withhold(rowan, out(bed), days=1)
    withholding.put_back(bed=bed, by=rowan.cast.harun, at=evening(day(28)))
    assert state(bed) == "free"
    with pytest.raises(Refused, match="in service, and nobody holds it"):
        withholding.put_back(bed=bed, by=rowan.cast.harun, at=evening(day(28)))


def test_a_hold_is_over_after_its_last_day(rowan: Rowan):
    bed = rowan.beds[0]
    withhold(rowan, out(bed, kind="held", reason="leave", expected_on=TODAY))
    assert state(bed) == "held"
    tomorrow = TODAY + timedelta(1)
    withhold(rowan, out(bed, from_on=tomorrow, expected_on=tomorrow), days=1)
    assert state(bed) == "out"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"reason": "leave"}, "Choose one of those offered"),
        ({"from_on": TODAY + timedelta(1)}, "has not come yet"),
        ({"expected_on": TODAY - timedelta(1)}, "cannot be expected back before today"),
        ({"says": "x" * 500}, "at most 400"),
    ],
)
def test_a_withholding_that_makes_no_sense_is_refused(rowan: Rowan, wrong: dict[str, Any], says: str):
    with pytest.raises(Refused, match=says):
        withhold(rowan, out(rowan.beds[0], **wrong))


def test_a_bed_that_is_offered_or_taken_is_not_withheld(rowan: Rowan):
    offered(rowan)
    with pytest.raises(Refused, match="Withdraw that first"):
        withhold(rowan, out(rowan.beds[0]))


def test_a_ward_with_people_in_it_does_not_close_and_says_how_many(rowan: Rowan):
    moved_in(rowan)
    with pytest.raises(Refused, match="Cedar ward cannot close: 1 person is in it"):
        close(rowan, meant=False)
    closing = close(rowan, meant=True, on=date(2026, 4, 1))
    assert (closing.kind, closing.people) == ("meant", 1)
    billy = rowan.another("Billy Ashe", "B")
    with pytest.raises(Refused, match="meant to close on Wednesday 1 April 2026: none of its beds is offered"):
        offered(rowan, 1, billy)
    wards.keep_ward_open(ward=rowan.cedar, says="Builders went", by=rowan.cast.harun, at=NOW)
    offered(rowan, 1, billy)


def test_an_empty_ward_closes_today_and_for_good(rowan: Rowan):
    with pytest.raises(Refused, match="A ward closes today"):
        close(rowan, meant=False, on=date(2026, 4, 1))
    close(rowan, meant=False)
    assert Ward.objects.get(pk=rowan.cedar.pk).closed
    with pytest.raises(Refused, match="Cedar ward is closed"):
        offered(rowan)
    with pytest.raises(Refused, match="Cedar ward is closed"):
        wards.confirm(ward=rowan.cedar, by=rowan.cast.harun, at=NOW)
    with pytest.raises(Refused, match="Cedar ward is closed"):
        wards.keep_ward_open(ward=rowan.cedar, says="No", by=rowan.cast.harun, at=NOW)


def test_the_board_reads_nobody_s_row(rowan: Rowan, request: pytest.FixtureRequest):
    moved_in(rowan)
    request.getfixturevalue("application_role")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM beds_stay")
        assert cursor.fetchone() == (0,)
    line = board.ward_now(rowan.cedar.pk, NOW)
    assert line is not None
    assert (line.occupied, line.free, line.beds) == (1, 2, 3)
    assert OPENED < NOW
