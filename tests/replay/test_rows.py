"""A file of events, replayed: refused rows change nothing, and the rest still replays."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts import day
from throughcare.blueprints.library import load
from throughcare.replay.rows import MOST_ROWS, Unreadable, as_data, replay

HEADER = "happened_at,step,party,facts,corrects\n"


def replayed(
    rows: str, *, blueprint: str = "daycare", as_of: str = "2026-06-30", header: str = HEADER
) -> dict[str, Any]:
    content = (header + "\n".join(line.strip() for line in rows.strip().splitlines())).encode()
    return as_data(replay(load(blueprint), content, as_of=day(as_of)))


def test_a_referral_accepted_and_started() -> None:
    result = replayed(
        """
        2026-03-02,referral-received,,,
        2026-03-03,accepted,daycare,,
        2026-03-10,pathway-started,,"{""pathway"": ""MOOD""}",
        """,
        as_of="2026-04-30",
    )
    assert (result["stage"], result["accountable"], result["closed"]) == ("in-treatment", ["daycare"], False)
    assert result["outcome"] is None
    assert result["refused"] == []
    assert result["clocks"][3] == {
        "standard": "review",
        "state": "breached-open",
        "started_on": "2026-03-10",
        "due_on": "2026-04-21",
        "stopped_on": None,
        "days_used": 51,
        "shadow": False,
    }


def test_next_names_only_the_blueprints_own_steps_that_nothing_stands_against() -> None:
    result = replayed("2026-03-02,referral-received,,,")
    assert result["next"] == [
        {"step": "returned-for-information", "by": ["daycare"]},
        {"step": "accepted", "by": ["daycare"]},
        {"step": "declined", "by": ["daycare"]},
        {"step": "redirected", "by": ["daycare"]},
        {"step": "withdrawn", "by": ["referrer", "daycare"]},
        {"step": "safer-custody-note", "by": ["prison"]},
        {"step": "left-before-treatment", "by": ["daycare", "prison"]},
        {"step": "died", "by": ["daycare", "prison"]},
    ]


def test_nothing_at_all_may_only_begin() -> None:
    result = replayed("")
    assert (result["stage"], result["accountable"]) == (None, [])
    assert result["next"] == [{"step": "referral-received", "by": ["daycare"]}]


def test_an_outcome_recorded_on_the_way_is_the_one_the_episode_ends_with() -> None:
    result = replayed(
        """
        2026-03-02,referral-received,,,
        2026-03-03,accepted,,,
        2026-03-10,pathway-started,,,
        2026-04-01,treatment-ended,,"{""outcome"": ""DROPPED_OUT""}",
        2026-06-20,followed-up,,,
        """
    )
    assert (result["closed"], result["outcome"], result["accountable"]) == (True, "dropped-out", [])


def test_a_correction_names_a_row_and_keeps_the_rest() -> None:
    result = replayed(
        """
        2026-03-02,referral-received,,,
        2026-03-09,accepted,,,
        2026-03-03,accepted,,,2
        """
    )
    assert result["refused"] == []
    assert result["clocks"][0]["state"] == "met"


BEGUN = "2026-03-02,referral-received,,,\n"
REFUSED = [
    ("2026-03-03,dance,,,", "There is no step 'dance' in Day-care psychology service in a prison."),
    ("2026-03-03,,,,", "The row names no step."),
    ("2026-03-03,accepted,stranger,,", "There is no party 'stranger' in Day-care psychology service in a prison."),
    (
        "2026-03-03,accepted,prison,,",
        "'Accept' is for Day-care team to record, not for Prison (regime and safer custody).",
    ),
    ("2026-02-30,accepted,,,", "'2026-02-30' is not a date: write it as 2026-03-02 or 2026-03-02 14:30."),
    (",accepted,,,", "'' is not a date: write it as 2026-03-02 or 2026-03-02 14:30."),
    ("1066-10-14,accepted,,,", "'1066-10-14' is not a day that this record can hold: use a year from 1900 to 2199."),
    ("2026-07-01,accepted,,,", "Wednesday 1 July 2026 is in the future: record what has happened."),
    ("2026-03-03,accepted,,,,", "This row has 6 cells, and the first line has 5."),
    ("2026-03-03,accepted,,,,,", "This row has 7 cells, and the first line has 5."),
    (
        f"2026-03-03,{'x' * 9000},,,",
        f"There is no step '{'x' * 40}...' in Day-care psychology service in a prison.",
    ),
    ("2026-03-03,\x1b[2J,,,", "There is no step '\ufffd[2J' in Day-care psychology service in a prison."),
    ("2026-03-03,accepted,\0,,", "There is no party '\ufffd' in Day-care psychology service in a prison."),
    ("2026-03-29 01:30,accepted,,,", "'2026-03-29 01:30' never was: the clocks went forward over it."),
    ("2026-03-03", "This row has 1 cell, and the first line has 5."),
    ("2026-03-03,accepted,,null,", 'The facts must be a JSON object: write them as {"outcome": "completed"}.'),
    ("2026-03-03,accepted,,{not json,", 'The facts are not JSON: write them as {"outcome": "completed"}.'),
    ("2026-03-03,accepted,,[1],", 'The facts must be a JSON object: write them as {"outcome": "completed"}.'),
    (
        '2026-03-03,accepted,,"{""priority"": ""whenever""}",',
        "'whenever' is not a choice for 'How soon, after triage'. "
        "Choose one of: Routine, Urgent, Very urgent, Emergency.",
    ),
    ("2026-03-03,accepted,,,x", "'x' in 'corrects' is not the number of a row."),
    ("2026-03-03,accepted,,,-1", "'-1' in 'corrects' is not the number of a row."),
    ("2026-03-03,accepted,,,9", "Row 9 cannot be corrected: no earlier row of that number was recorded."),
    ("2026-03-03,accepted,,,2", "Row 2 cannot be corrected: no earlier row of that number was recorded."),
    ("2026-03-03,delay-recorded,,,", "'Record a delay' needs the reason."),
]


@pytest.mark.parametrize(("row", "says"), REFUSED)
def test_a_row_that_could_not_have_been_is_refused_with_its_reason(row: str, says: str) -> None:
    result = replayed(f"{BEGUN}{row}\n2026-03-04,accepted,,,")
    assert result["stage"] == "accepted"
    assert [(each["row"], each["reasons"][0]) for each in result["refused"]] == [(2, says)]


def test_a_refused_row_cannot_be_corrected() -> None:
    result = replayed(f"{BEGUN}2026-03-03,dance,,,\n2026-03-04,accepted,,,2")
    assert [each["row"] for each in result["refused"]] == [2, 3]
    assert result["stage"] == "referred"


def test_the_newest_run_of_each_clock_is_shown_and_shadows_are_marked() -> None:
    result = replayed(
        "2026-03-02,initial-request-for-medical-report,,,", blueprint="hospital-transfer", as_of="2026-03-24"
    )
    statutory = next(clock for clock in result["clocks"] if clock["standard"] == "tr-stat28")
    assert (statutory["shadow"], statutory["due_on"], statutory["days_used"]) == (True, "2026-03-29", 23)


HEADERS = [
    ("", "The first line must name the columns happened_at, step, party, facts, corrects; 'happened_at' is missing."),
    ("when,what\n", "'happened_at' is missing."),
    ("happened_at,step,note\n", "The first line names 'note'"),
    ("happened_at,step,step\n", "The first line names 'step'; the columns are"),
]


@pytest.mark.parametrize(("header", "says"), HEADERS)
def test_a_file_without_the_columns_is_told_which(header: str, says: str) -> None:
    with pytest.raises(Unreadable) as told:
        replayed("", header=header)
    assert says in str(told.value)


@pytest.mark.parametrize("header", ["happened_at,step\n", "\ufeffHappened_At, Step \n"])
def test_the_other_columns_may_be_left_out(header: str) -> None:
    assert replayed("2026-03-02,referral-received", header=header)["stage"] == "referred"


UNREADABLE = [
    (b"\xff\xfeh", "The file of events is not text in UTF-8: save it as CSV in UTF-8."),
    ((HEADER + "x" * 200_000).encode(), "Line 2 of the file of events is not CSV"),
    ((HEADER + BEGUN * (MOST_ROWS + 1)).encode(), "The file of events has 1,001 rows; the most is 1,000."),
]


@pytest.mark.parametrize(("content", "says"), UNREADABLE)
def test_a_file_that_is_no_such_file_is_told_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as told:
        replay(load("daycare"), content, as_of=day("2026-06-30"))
    assert str(told.value).startswith(says)


# A quotation mark left open takes the rows after it into one value: they would be lost without a word.
OPEN_QUOTES = [
    '2026-03-03,accepted,,"{open,\n2026-03-04,assessed,,,\n',
    '2026-03-03,accepted,,"{open,\n2026-03-04,assessed,,"{""risk"": ""low""}",\n',
    '2026-03-03,"accepted,,,\n2026-03-04,assessed,,,\n',
    '2026-03-03,accepted,,"{open,\r\n2026-03-04,assessed,,,\r\n',
]


@pytest.mark.parametrize("rows", OPEN_QUOTES)
def test_a_quotation_mark_left_open_is_told_and_no_row_is_lost_in_silence(rows: str) -> None:
    with pytest.raises(Unreadable) as told:
        replay(load("daycare"), f"{HEADER}{BEGUN}{rows}".encode(), as_of=day("2026-06-30"))
    assert str(told.value).startswith("Line 3 of the file of events: a value runs on over the next line")


def test_facts_may_be_written_over_several_lines() -> None:
    rows = '2026-03-03,accepted,,"{\n  ""priority"": ""urgent""\n}",\n2026-03-04,assessed,,,\n'
    result = as_data(replay(load("daycare"), f"{HEADER}{BEGUN}{rows}".encode(), as_of=day("2026-06-30")))
    assert (result["stage"], result["refused"]) == ("assessed", [])


@given(st.text(alphabet='2026-03,referral-received{}[]":\n\x00 corrects', max_size=120))
def test_no_row_raises_anything(rows: str) -> None:
    try:
        as_data(replay(load("daycare"), (HEADER + rows).encode(), as_of=day("2026-06-30")))
    except Unreadable as error:
        assert str(error).endswith(".")  # noqa: PT017


def test_cells_left_off_at_the_end_of_a_row_are_blank() -> None:
    result = replayed(f"{BEGUN}2026-03-03,accepted\n")
    assert (result["stage"], result["refused"]) == ("accepted", [])
