"""Who answers for a home area: rows and questions as tables, and what each answer says of the rows it is not."""

from datetime import date

import pytest

from throughcare.providers.answering import Question, Row, answer, miles_apart

NORTHSHIRE, WHITBECK, FENLAND = 1, 2, 3
NAMES = {"northshire": NORTHSHIRE, "whitbeck": WHITBECK, "fenland": FENLAND}
WHO = {"rowan": 11, "alder": 12, "greyhaven": 13, "northshire-commissioning": 14}

# area, who, level, specialty, sex, from, until; a dash stands for every one, or for no end.
ROWS = """
    northshire rowan                    medium -                   1 2024-04-01 -
    northshire alder                    medium mental-illness      2 2024-04-01 -
    northshire greyhaven                high   -                   - 2020-01-01 -
    northshire alder                    low    -                   - 2020-01-01 2026-04-01
    northshire rowan                    low    -                   - 2026-04-01 -
    northshire alder                    picu   -                   - 2020-01-01 2026-01-01
    whitbeck   alder                    medium personality-disorder 1 2025-04-01 -
"""
COMMISSIONERS = "northshire northshire-commissioning - - - 2020-01-01 -"


def rows(told: str, *, answers: str = "provider", first: int = 1) -> list[Row]:
    found = []
    for number, line in enumerate(filter(None, map(str.strip, told.splitlines())), start=first):
        area, who, *traits, since, until = line.split()
        level, specialty, sex = ("" if one == "-" else one for one in traits)
        found.append(
            Row(
                number=number,
                answers=answers,
                area=NAMES[area],
                level=level,
                specialty=specialty,
                sex=sex,
                organisation=WHO[who],
                from_on=date.fromisoformat(since),
                until_on=None if until == "-" else date.fromisoformat(until),
                source="Contract",
                approved_by="Director",
            )
        )
    return found


EVERY = [*rows(ROWS), *rows(COMMISSIONERS, answers="commissioner", first=8)]


def asked(
    level: str, specialty: str, sex: str, day: str, *lived: str, answers: str = "provider"
) -> tuple[str | None, int | None, dict[int, str]]:
    """Who it is, by which row, and of the rows near it why not."""
    question = Question(answers, [NAMES[one] for one in lived], level, specialty, sex, date.fromisoformat(day))
    found = answer(EVERY, question)
    names = {key: name for name, key in WHO.items()}
    return (
        names[found.row.organisation] if found.row else None,
        found.row.number if found.row else None,
        {one.row.number: one.because for one in found.nots},
    )


@pytest.mark.parametrize(
    ("lived", "level", "specialty", "sex", "day", "who", "row"),
    [
        (["northshire"], "medium", "mental-illness", "1", "2026-03-24", "rowan", 1),
        (["northshire"], "medium", "brain-injury", "1", "2026-03-24", "rowan", 1),
        (["northshire"], "medium", "mental-illness", "2", "2026-03-24", "alder", 2),
        (["northshire"], "high", "personality-disorder", "2", "2026-03-24", "greyhaven", 3),
        # The day before a row ends, and the day on which the next begins.
        (["northshire"], "low", "mental-illness", "1", "2026-03-31", "alder", 4),
        (["northshire"], "low", "mental-illness", "1", "2026-04-01", "rowan", 5),
        # Two rows would answer: the council's own goes first, and where it has none the commissioner's holds.
        (["whitbeck", "northshire"], "medium", "personality-disorder", "1", "2026-03-24", "alder", 7),
        (["whitbeck", "northshire"], "medium", "mental-illness", "1", "2026-03-24", "rowan", 1),
        (["whitbeck", "northshire"], "medium", "personality-disorder", "1", "2025-03-31", "rowan", 1),
        # Gaps: no row for women of that specialty, none since it ended, none before the first, none of that area.
        (["northshire"], "medium", "brain-injury", "2", "2026-03-24", None, None),
        (["northshire"], "picu", "mental-illness", "1", "2026-01-01", None, None),
        (["northshire"], "medium", "mental-illness", "1", "2024-03-31", None, None),
        (["fenland"], "medium", "mental-illness", "1", "2026-03-24", None, None),
        ([], "medium", "mental-illness", "1", "2026-03-24", None, None),
    ],
)
def test_the_home_area_level_specialty_sex_and_day_say_who_is_responsible(lived, level, specialty, sex, day, who, row):
    assert asked(level, specialty, sex, day, *lived)[:2] == (who, row)


@pytest.mark.parametrize(
    ("question", "number", "because"),
    [
        (("picu", "mental-illness", "1", "2026-01-01"), 6, "that row ended on Thursday 1 January 2026"),
        (("low", "mental-illness", "1", "2026-03-24"), 5, "that row begins on Wednesday 1 April 2026"),
        (("low", "mental-illness", "1", "2026-04-01"), 4, "that row ended on Wednesday 1 April 2026"),
        (("medium", "mental-illness", "1", "2026-03-24"), 2, "that row is for women alone"),
        (("medium", "mental-illness", "1", "2026-03-24"), 3, "that row is for high security alone"),
        (("medium", "brain-injury", "2", "2026-03-24"), 2, "that row is for mental illness alone"),
    ],
)
def test_an_answer_says_what_it_was_not_and_why(question, number, because):
    assert asked(*question, "northshire")[2][number] == because


def test_of_two_that_would_answer_the_farther_is_told_to_come_second():
    told = asked("medium", "personality-disorder", "1", "2026-03-24", "whitbeck", "northshire")[2]
    assert told[1] == "the row of the nearer area goes first"


def test_the_commissioner_is_asked_of_the_same_rows():
    assert asked("picu", "mental-illness", "1", "2026-03-24", "northshire", answers="commissioner")[:2] == (
        "northshire-commissioning",
        8,
    )


def test_a_row_of_which_two_things_speak_against_it_is_not_told():
    assert 2 not in asked("low", "mental-illness", "1", "2026-03-24", "northshire")[2]


def test_miles_are_those_of_the_straight_line():
    """Leeds to Durham is about 67 miles; a place is no miles from itself."""
    leeds, durham = (53.7997, -1.5492), (54.7761, -1.5733)
    assert miles_apart(leeds, durham) == 67
    assert miles_apart(leeds, leeds) == 0
