"""Rolls: who says how many live where, what is refused, and which number counts."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest

from tests.cast import Cast
from tests.equity.worlds import SOURCE, roll_lines, wings
from tests.web.conftest import TODAY
from throughcare.audit.models import Entry
from throughcare.equity.kinds import ASKS
from throughcare.equity.models import Roll
from throughcare.equity.rolls import Line, keep_rolls, read_lines, rolls_of
from throughcare.meanings.of_therapy import LOST_TO
from throughcare.organisations.refusals import Refused

FEBRUARY = date(2026, 2, 1)


def keep(
    cast: Cast, lines: list[Line], *, by: str = "owen", month: date = FEBRUARY, source: str = SOURCE
) -> list[Roll]:
    wings(cast)
    place = cast.places["HMP Eastmoor"]
    return keep_rolls(place=place, month=month, lines=lines, source=source, by=cast.staff[by], at=TODAY)


def refused(cast: Cast, lines: list[Line], **said: object) -> str:
    with pytest.raises(Refused) as caught:
        keep(cast, lines, **said)
    assert not Roll.objects.exists()
    return str(caught.value)


@pytest.mark.parametrize("by", ["owen", "piotr", "nadia", "petra"])
def test_officers_of_the_place_and_clinicians_who_treat_there_say_how_many_live_where(cast: Cast, by: str):
    assert len(keep(cast, roll_lines(), by=by)) == 6
    entry = Entry.objects.get(did="kept-rolls")
    assert (entry.by, entry.detail["month"], entry.person_id) == (cast.staff[by], "2026-02", None)


@pytest.mark.parametrize("by", ["sam", "harun", "carol", "ada", "gwen"])
def test_nobody_else_does(cast: Cast, by: str):
    assert "Only those who work at this place" in refused(cast, roll_lines(), by=by)


def test_of_several_numbers_the_newest_counts_and_the_others_stay(cast: Cast):
    keep(cast, [Line("unit", "A wing", Decimal("100.0"))])
    keep(cast, [Line("unit", "A wing", Decimal("112.5"), apart=True)], month=FEBRUARY + timedelta(days=20))
    found = rolls_of(cast.places["HMP Eastmoor"].pk, FEBRUARY, FEBRUARY)
    assert found.residents("unit", ["A wing"], [FEBRUARY]) == 112.5
    assert found.split_from_the_site(FEBRUARY) == {"A wing"}
    assert Roll.objects.count() == 2


def test_without_the_number_of_one_wing_there_is_none_of_several(cast: Cast):
    keep(cast, [Line("unit", "A wing", Decimal(100))])
    found = rolls_of(cast.places["HMP Eastmoor"].pk, FEBRUARY, FEBRUARY)
    assert found.residents("unit", ["A wing", "B wing"], [FEBRUARY]) is None
    assert found.residents("unit", ["A wing"], [FEBRUARY, date(2026, 1, 1)]) is None


REFUSED = {
    "a month that is not over": ({"month": date(2026, 3, 5)}, "March 2026 is not over"),
    "a month long ago": ({"month": date(2019, 3, 5)}, "more than 5 years ago"),
    "no source": ({"source": " "}, "Say where the numbers are from."),
}
BAD_LINES = {
    "no wing at all": ([], "at least one wing"),
    "a wing that is not there": ([Line("unit", "Z wing", Decimal(5))], "HMP Eastmoor has no unit called “Z wing”."),
    "a wing twice": ([Line("unit", "A wing", Decimal(5))] * 2, "A wing is given twice."),
    "fewer than nobody": ([Line("unit", "A wing", Decimal(-1))], "A wing: the average is from 0 to 20,000"),
    "more than anybody could count": ([Line("unit", "A wing", Decimal("1e99"))], "A wing: the average is from 0"),
    "half a hundredth": ([Line("unit", "A wing", Decimal("5.123"))], "one digit after the point"),
    "a merged group": ([Line("ethnic", "BAME", Decimal(50))], "“BAME” is no group of ethnic group"),
    "what nobody is counted by": ([Line("shoes", "x", Decimal(50))], "“shoes” is none of unit, ethnic"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_so_is_refused_with_the_reason(cast: Cast, what: str):
    said, reason = REFUSED[what]
    assert reason in refused(cast, roll_lines(), **said)


@pytest.mark.parametrize("what", BAD_LINES)
def test_a_line_that_cannot_be_so_is_refused_by_its_name(cast: Cast, what: str):
    lines, reason = BAD_LINES[what]
    assert reason in refused(cast, lines)


def test_a_file_is_read_line_by_line():
    text = "dimension,group,average,apart\nunit,Lodge wing,112.5,Yes\nethnic,White,540,\n"
    assert read_lines(csv.DictReader(StringIO(text))) == [
        Line("unit", "Lodge wing", Decimal("112.5"), apart=True),
        Line("ethnic", "White", Decimal(540)),
    ]


@pytest.mark.parametrize("number", ["many", "", "NaN", "Infinity"])
def test_a_line_of_a_file_that_has_no_number_is_named(number: str):
    rows = csv.DictReader(StringIO(f"dimension,group,average,apart\nunit,A wing,{number},no\n"))
    with pytest.raises(Refused, match="Line 2"):
        read_lines(rows)


def test_what_is_asked_of_a_prison_has_a_sentence_for_everything_that_takes_sessions():
    assert ASKS.keys() == {*LOST_TO}
