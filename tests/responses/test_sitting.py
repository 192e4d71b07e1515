"""Alex answers on a shared device: each answer is saved at once, and nothing is left open when the time is over."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.responses.conftest import NOON, PLAIN, Fill, rules, sheet
from throughcare.episodes.models import Episode
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.refusals import Refused
from throughcare.responses import answering, checking, sitting
from throughcare.responses.models import Answers, Response, Score, Sitting
from throughcare.responses.sitting import Handed

MINUTE = timedelta(minutes=1)
CODE = "4821"


@pytest.fixture
def handed(cast: Cast, treated: Episode) -> Handed:
    return sitting.hand_over(episode=treated, sheet=sheet({}), code=CODE, by=cast.petra, at=NOON)


def say(handed: Handed, item: str, value: int | None, after: int = 1) -> None:
    sitting.answer(token=handed.token, item=item, value=value, at=NOON + after * MINUTE)


def test_an_alert_is_raised_with_the_answer_and_not_with_the_form(handed: Handed):
    for item in ("1", "2", "3", "4", "5"):
        say(handed, item, PLAIN[item])
    response = Response.objects.get()
    assert rules(response) == set()
    say(handed, "6", 1)
    assert rules(response) == {"item-6"}
    assert not Score.objects.exists()


def test_all_answered_is_one_response(handed: Handed):
    for item, value in PLAIN.items():
        say(handed, item, value)
    sitting.end(token=handed.token, stopped=False, at=NOON + 9 * MINUTE)
    response = Response.objects.get()
    assert (response.entered, response.filled) == ("shared-device", "alone")
    assert Score.objects.get(response=response, scale="total").value == 12.0
    assert rules(response) == set()
    assert list(checking.faults()) == []


def test_going_back_changes_an_answer_and_the_alert_stays(handed: Handed):
    for item, value in {**PLAIN, "6": 2}.items():
        say(handed, item, value)
    for _ in range(5):
        sitting.turn_back(token=handed.token, at=NOON)
    found = sitting.sitting_of(handed.token, at=NOON)
    assert found
    assert (found[0].place, found[1]["6"]) == (5, 2)
    say(handed, "6", 0)
    sitting.end(token=handed.token, stopped=False, at=NOON)
    assert Answers.objects.order_by("-version__number")[0].given["6"] == 0
    assert rules(Response.objects.get()) == {"item-6"}


def test_stopping_after_the_risk_item_is_for_review(handed: Handed):
    for item in ("1", "2", "3", "4", "5", "6"):
        say(handed, item, PLAIN[item])
    sitting.end(token=handed.token, stopped=True, at=NOON)
    assert rules(Response.objects.get()) == {"abandoned"}


def test_a_device_left_on_a_table_is_handed_in_when_its_time_is_over(cast: Cast, handed: Handed):
    say(handed, "1", 3)
    late = NOON + sitting.LASTS
    assert sitting.sitting_of(handed.token, at=late) is None
    with pytest.raises(Refused, match="give the device back"):
        sitting.answer(token=handed.token, item="2", value=1, at=late)
    assert sitting.close_left(by=clock_keeper(at=late), at=late) == 1
    assert rules(Response.objects.get()) == {"item-6-blank"}
    assert Sitting.objects.get().ended == "time-over"


def test_a_device_that_nobody_used_leaves_no_response(handed: Handed):
    assert sitting.hand_back(token=handed.token, code=CODE, at=NOON)
    assert not Response.objects.exists()


def test_only_the_code_gives_the_device_back_and_five_wrong_ones_end_that(handed: Handed):
    for _ in range(5):
        assert not sitting.hand_back(token=handed.token, code="4822", at=NOON)
    with pytest.raises(Refused, match="Too many wrong codes"):
        sitting.hand_back(token=handed.token, code=CODE, at=NOON)


def test_secrets_are_kept_nowhere(handed: Handed):
    row = Sitting.objects.get()
    assert handed.token not in str(vars(row))
    assert CODE not in str(vars(row))


def test_an_answer_that_is_none_is_refused_and_the_question_stays(handed: Handed):
    with pytest.raises(Refused) as refused:
        say(handed, "1", 9)
    assert "0 to 4" in refused.value.reasons["item-1"]
    assert not Response.objects.exists()


def test_a_device_is_not_handed_over_for_what_is_on_record(cast: Cast, treated: Episode, fill: Fill):
    fill(PLAIN)
    with pytest.raises(Refused, match="correct that one"):
        sitting.hand_over(episode=treated, sheet=sheet({}), code=CODE, by=cast.petra, at=NOON)
    with pytest.raises(Refused, match="for a clinician to rate"):
        sitting.hand_over(episode=treated, sheet=sheet({}, "honos"), code=CODE, by=cast.petra, at=NOON)


def test_whoever_holds_the_device_is_not_told_who_entered_it_meanwhile(handed: Handed, fill: Fill):
    fill(PLAIN)
    with pytest.raises(Refused) as refused:
        say(handed, "1", 2)
    assert str(refused.value) == "These questions are closed. Please give the device back."


def test_what_somebody_is_still_answering_is_not_corrected(cast: Cast, handed: Handed):
    say(handed, "1", 3)
    with pytest.raises(Refused, match="still answering"):
        answering.amend(response=Response.objects.get(), given=PLAIN, seen=1, why="No", by=cast.petra, at=NOON)


@pytest.mark.parametrize("code", ["", "123", "7777", "1234", "98765", "abcd", "1" * 13])
def test_a_weak_code_is_refused(cast: Cast, treated: Episode, code: str):
    with pytest.raises(Refused, match="4 to 12 digits"):
        sitting.hand_over(episode=treated, sheet=sheet({}), code=code, by=cast.petra, at=NOON)


def test_without_wording_nothing_is_answered_by_hand(cast: Cast, treated: Episode):
    with pytest.raises(Refused, match="by number from the paper form"):
        sitting.hand_over(episode=treated, sheet=sheet({}, "wemwbs"), code=CODE, by=cast.petra, at=NOON)
