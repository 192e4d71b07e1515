"""Many scores: who is paired, what Talking Therapies and the NHS for young people count."""

from datetime import date

import pytest

from throughcare.instruments import instrument
from throughcare.instruments.outcomes import (
    Course,
    Measured,
    Pairs,
    Record,
    meaningful_change,
    paired,
    talking_therapies,
)

# CORE-10 of three people on the first of June, August and October (after the reports of CamCOPS, tests/core10_tests.py)
JUNE, AUGUST, OCTOBER = date(2018, 6, 1), date(2018, 8, 1), date(2018, 10, 1)


def records(**scores: dict[date, int]) -> list[Record]:
    return [Record(person, on, score) for person, held in scores.items() for on, score in held.items()]


def test_first_and_last_of_everybody_are_paired() -> None:
    every = records(ann={JUNE: 8, OCTOBER: 2}, ben={JUNE: 6, OCTOBER: 3}, cyd={JUNE: 4, OCTOBER: 4})
    assert paired(every) == Pairs(3, 3, 6.0, 3.0, 3.0)


def test_whoever_has_one_record_is_counted_first_and_never_in_a_change() -> None:
    every = records(ann={JUNE: 8}, ben={JUNE: 6, OCTOBER: 3}, cyd={JUNE: 4, OCTOBER: 3})
    assert paired(every) == Pairs(3, 2, 6.0, 3.0, 2.0)


def test_records_after_the_last_day_are_not_looked_at() -> None:
    every = records(
        ann={OCTOBER: 2, JUNE: 8, AUGUST: 4}, ben={JUNE: 6, AUGUST: 4, OCTOBER: 3}, cyd={JUNE: 4, AUGUST: 4, OCTOBER: 4}
    )
    assert paired(every, until=date(2018, 9, 1)) == Pairs(3, 3, 6.0, 4.0, 2.0)


def test_nobody_has_no_mean() -> None:
    assert paired([]) == Pairs(0, 0, None, None, None)


# PHQ-9 and GAD-7 first, last: case at start, recovered, improved, deteriorated, recovered reliably
COURSES = [
    ((15, 12), (9, 7), (True, True, True, False, True)),
    ((10, 7), (9, 7), (True, True, False, False, False)),
    ((15, 12), (9, 8), (True, False, True, False, False)),
    ((9, 7), (3, 7), (False, None, True, False, None)),
    ((15, 8), (9, 12), (True, False, False, False, False)),
    ((9, 8), (9, 12), (True, False, False, True, False)),
    ((15, 12), (10, 9), (True, False, False, False, False)),
    ((15, 12), (10, 8), (True, False, True, False, False)),
]


@pytest.mark.parametrize(("first", "last", "told"), COURSES)
def test_a_course_of_talking_therapies(first: tuple[int, int], last: tuple[int, int], told: tuple[bool, ...]) -> None:
    tools = ("phq-9", "gad-7")
    found = talking_therapies(
        first=dict(zip(tools, first, strict=True)),
        last=dict(zip(tools, last, strict=True)),
        contacts=2,
        discharged=True,
    )
    assert found == Course(True, True, *told)


@pytest.mark.parametrize(
    ("contacts", "discharged", "last", "completed", "both"),
    [
        (1, True, {"phq-9": 1, "gad-7": 1}, False, True),
        (2, False, {"phq-9": 1, "gad-7": 1}, False, True),
        (2, True, {"phq-9": 1}, True, False),
    ],
)
def test_who_is_not_counted(contacts: int, discharged: bool, last: dict, completed: bool, both: bool) -> None:  # type: ignore[type-arg]  # noqa: FBT001
    first = {"phq-9": 20, "gad-7": 20}
    found = talking_therapies(first=first, last=last, contacts=contacts, discharged=discharged)
    assert found == Course(completed, both, None, None, None, None, None)


def test_trauma_has_an_anxiety_measure_of_its_own() -> None:
    first, last = {"phq-9": 5, "pcl-5": 32}, {"phq-9": 5, "pcl-5": 22}
    found = talking_therapies(first=first, last=last, contacts=5, discharged=True, anxiety="pcl-5")
    assert (found.case_at_start, found.recovered, found.recovered_reliably) == (True, True, True)


def measured(rater: str, id_: str, first: float, last: float | None) -> Measured:
    return Measured(rater, instrument(id_), first, last)


# what was measured by whom, and what it amounts to
CHANGES = [
    ([measured("self", "core-10", 20, 15), measured("self", "phq-9", 10, 10)], {"self": "improvement"}),
    ([measured("self", "core-10", 20, 16)], {"self": "no change"}),
    ([measured("self", "core-10", 20, 10), measured("self", "phq-9", 10, 16)], {"self": "deterioration"}),
    ([measured("self", "reqol-10", 20, 25), measured("clinician", "honos", 10, 18)],
     {"self": "improvement", "clinician": "deterioration"}),
    ([measured("self", "itq", 30, 10)], {"self": None}),
    ([measured("self", "itq", 30, 10), measured("self", "phq-9", 10, 4)], {"self": "improvement"}),
    ([measured("self", "phq-9", 10, None)], {"self": None}),
    ([measured("self", "wemwbs", 40, 48)], {"self": "no change"}),
    ([measured("self", "wemwbs", 40, 49)], {"self": "improvement"}),
    ([measured("self", "gbo", 3, 6)], {"self": "improvement"}),
]  # fmt: skip


@pytest.mark.parametrize(("every", "told"), CHANGES)
def test_meaningful_change_over_several_instruments(every: list[Measured], told: dict[str, str | None]) -> None:
    assert meaningful_change(every, contacts=2) == told
    assert meaningful_change(every, contacts=1) == dict.fromkeys(told)
