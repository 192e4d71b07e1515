"""What is kept of answers, and what is refused in words."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.cast import Cast
from tests.responses.conftest import NOON, PLAIN, TODAY, Fill, sheet
from throughcare.episodes.models import Episode
from throughcare.organisations.refusals import Refused
from throughcare.responses import answering, checking
from throughcare.responses.models import Answers, NotAnswered, Response, Score, Version


def main(response: Response) -> Score:
    return Score.objects.get(response=response, scale="total")


def test_answers_are_kept_as_given_and_scored(fill: Fill):
    response = fill(PLAIN)
    assert Answers.objects.get(version__response=response).given == PLAIN
    assert (main(response).value, main(response).band) == (12.0, "mild")
    assert list(checking.faults()) == []


def test_too_many_blanks_are_no_score_and_the_reason_is_kept(fill: Fill):
    response = fill({"1": 2, "6": 0})
    assert main(response).value is None
    assert "at least 9 must be answered" in main(response).refused


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"given": {**PLAIN, "3": 7}}, "item-3", "Item 3: 7 is not 0 to 4"),
        ({"given": {**PLAIN, "9": "two"}}, "item-9", "not a whole number"),
        ({"given": {}}, "", "Nothing is answered"),
        ({"completed_on": TODAY + timedelta(days=1)}, "completed_on", "has not come yet"),
        ({"completed_on": date(1989, 1, 1), "entered": "paper"}, "completed_on", "before Alex Marlow was born"),
        ({"completed_on": date(2026, 3, 1), "entered": "paper"}, "completed_on", "before this episode began"),
        ({"completed_on": TODAY - timedelta(days=1)}, "completed_on", "entered as from paper"),
        ({"filled": "clinician"}, "filled", "the person answers it themselves"),
        ({"occasion": "session"}, "nth", "Say after how many sessions"),
        ({"occasion": "start", "nth": 3}, "nth", "belongs to sessions and months alone"),
        ({"occasion": "now"}, "occasion", "Choose one"),
        ({"stopped_at": "11"}, "stopped_at", "has no item 11"),
        ({"digest": "0" * 64}, "instrument", "another version"),
        ({"instrument": "core-9"}, "instrument", "no instrument"),
    ],
)
def test_what_cannot_be_is_refused_by_field(cast: Cast, treated: Episode, said: dict[str, Any], field: str, words: str):
    made = sheet(PLAIN)
    with pytest.raises(Refused) as refused:
        answering.record(
            episode=treated,
            sheet=answering.Sheet(**({name: getattr(made, name) for name in made.__slots__} | said)),
            by=cast.petra,
            at=NOON,
        )
    assert words in refused.value.reasons[field]
    assert not Response.objects.exists()


def test_the_same_occasion_of_a_day_is_entered_once_and_the_earlier_one_is_named(fill: Fill):
    fill(PLAIN)
    with pytest.raises(Refused, match="on Tuesday 24 March 2026 by Petra Novak"):
        fill(PLAIN)
    fill(PLAIN, occasion="start")


def test_two_who_enter_at_once_are_held_apart_by_the_database(fill: Fill):
    response = fill(PLAIN)
    response.pk = None
    with pytest.raises(IntegrityError, match="one_response_an_occasion_and_day"), transaction.atomic():
        response.save(force_insert=True)


def test_a_correction_says_why_and_leaves_what_it_corrects(cast: Cast, fill: Fill):
    response = fill(PLAIN)
    with pytest.raises(Refused, match="Say why"):
        answering.amend(response=response, given={**PLAIN, "1": 4}, seen=1, why=" ", by=cast.petra, at=NOON)
    with pytest.raises(Refused, match="Nothing is changed"):
        answering.amend(response=response, given=PLAIN, seen=1, why="Misread", by=cast.petra, at=NOON)
    answering.amend(response=response, given={**PLAIN, "1": 4}, seen=1, why="Misread", by=cast.petra, at=NOON)
    assert [row.given["1"] for row in Answers.objects.order_by("version__number")] == [2, 4]
    assert main(response).value == 14.0
    assert list(checking.faults()) == []


def test_nothing_that_was_answered_is_changed_or_removed(fill: Fill):
    fill(PLAIN)
    for rows in (Answers.objects, Version.objects, Response.objects):
        with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
            rows.all()._raw_delete("default")


def test_whoever_may_not_write_therapy_enters_nothing(cast: Cast, treated: Episode):
    for stranger in (cast.owen, cast.sam, cast.harun):
        with pytest.raises(Refused):
            answering.record(episode=treated, sheet=sheet(PLAIN), by=stranger, at=NOON)


def test_that_somebody_did_not_want_to_is_a_result(cast: Cast, treated: Episode):
    row = NotAnswered(episode=treated, instrument="core-10", occasion="start", outcome="refused", on=TODAY)
    answering.not_answered(row=row, by=cast.petra, at=NOON)
    again = NotAnswered(episode=treated, instrument="core-10", occasion="start", outcome="not-offered", on=TODAY)
    with pytest.raises(Refused, match="on record"):
        answering.not_answered(row=again, by=cast.petra, at=NOON)


def test_a_score_that_was_tampered_with_is_found(fill: Fill):
    Score.objects.filter(response=fill(PLAIN)).update(value=3)
    assert [fault for fault in checking.faults() if "scores kept are not those" in fault]
