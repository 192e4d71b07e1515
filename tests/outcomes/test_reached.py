"""What a scheme came to: the sample of Swaleside counted again, what is not known said, and nothing of a few people."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.outcomes.told import AFTERWARDS, YEAR, many, one, scheme
from throughcare.indicators.acknowledged import Raised
from throughcare.meanings import OutcomeMeaning
from throughcare.outcomes import Block, Mentor, Reached, reached, rows, withheld
from throughcare.outcomes.blocks import ON_RECORD, SELF_REPORTED
from throughcare.outcomes.harm import begun, change
from throughcare.sharing.small import SMALLEST

E = OutcomeMeaning


def counted(*given, **beside) -> Reached:
    return reached(scheme(*given, **beside), YEAR, as_of=AFTERWARDS)


def found(told: Reached, key: str, source: str = "") -> Block:
    (only,) = [one for one in told.blocks if (one.key, one.source) == (key, source)]
    return only


def test_the_sample_of_sixty_at_swaleside_is_counted_as_its_report_has_it():
    """63% had self-harmed, 24% of the sample did so at present, 57% of whom stopped or reduced it: The Atlas of Shared
    Learning. The report rounds; here 38 of 60, 14 of 60 and 8 of 14."""
    told = counted(many(
        (22, {"self_reported": ("never", "never")}),
        (24, {"self_reported": ("before", "before")}),
        (5, {"self_reported": ("now", "stopped")}),
        (3, {"self_reported": ("now", "reduced")}),
        (6, {"self_reported": ("now", "now")}),
    ))  # fmt: skip
    ever = found(told, "self-harm-ever", SELF_REPORTED)
    assert (told.people, ever.cells, ever.unknown) == (60, {"Never": 22, "At some time": 38}, 0)
    assert found(told, "self-harm-at-first", SELF_REPORTED).cells == {"Never": 22, "In the past": 24, "Now": 14}
    became = found(told, "self-harm-change", SELF_REPORTED)
    assert became.cells == {"Stopped": 5, "Less": 3, "The same": 6, "More": 0}
    share = became.share("Stopped")
    # Wilson: Newcombe 1998, method 3.
    assert share is not None
    assert (round(share.value, 3), round(share.low, 3), round(share.high, 3)) == (0.357, 0.163, 0.612)


def test_what_people_say_and_what_is_on_record_are_never_added_up():
    told = counted(many((6, {"self_reported": ("now",), "recorded": ("never",)})))
    assert found(told, "self-harm-at-first", SELF_REPORTED).cells["Now"] == 6
    assert found(told, "self-harm-at-first", ON_RECORD).cells == {"Never": 6, "In the past": 0, "Now": 0}


def test_whoever_was_not_asked_is_counted_as_not_known():
    told = counted(many((4, {}), (3, {"self_reported": ("now",)})))
    block = found(told, "self-harm-at-first", SELF_REPORTED)
    assert (block.known, block.unknown, block.everybody) == (3, 4, 7)
    assert found(told, "self-harm-change", SELF_REPORTED).unknown == 3


CHANGES = [
    (("now",), None, "asked once: nothing is known of a change"),
    (("stopped",), "Stopped", "said against the start, also where it is the only answer"),
    (("now", "now"), "The same", ""),
    (("now", "reduced", "now"), "The same", "the last answer counts"),
    (("now", "before"), "Stopped", ""),
    (("now", "increased"), "More", ""),
    (("now", "never"), None, "contradicts the first"),
]


@pytest.mark.parametrize(("said", "became", "why"), CHANGES, ids=[" ".join(said) for said, *_ in CHANGES])
def test_change_is_between_the_first_answer_and_the_last(said: tuple[str, ...], became: str | None, why: str):
    assert change(said) == became, why


@pytest.mark.parametrize(
    ("said", "became"),
    [(("never",), None), (("never", "never"), "Not begun"), (("before", "now"), "Begun since"),
     (("never", "stopped"), None)],
)  # fmt: skip
def test_self_harm_that_began_since_is_counted_as_well(said: tuple[str, ...], became: str | None):
    assert begun(said) == became


def test_thoughts_of_suicide_and_attempts_on_record_stand_apart():
    told = counted(many(
        (30, {"suicide_12_months": ("thoughts",), "suicide_since": ("stopped",), "attempts_recorded": ("0",)}),
        (17, {"suicide_12_months": ("attempt",), "suicide_since": ("same",), "attempts_recorded": ("2", "1", "0")}),
        (13, {"suicide_12_months": ("none",)}),
    ))  # fmt: skip
    at_first = found(told, "suicide-at-first", SELF_REPORTED)
    assert at_first.cells == {"Neither": 13, "Thoughts": 30, "An attempt": 17}
    assert found(told, "suicide-change", SELF_REPORTED).cells["Stopped"] == 30
    on_record = found(told, "attempts-at-first", ON_RECORD)
    assert (on_record.cells, on_record.unknown) == ({"None": 30, "One or more": 17}, 13)
    assert found(told, "attempts-later", ON_RECORD).cells == {"None": 17, "One or more": 0}


def test_work_taking_part_family_and_how_support_ended():
    told = counted([
        one(1, work=("none", "part-time", "full-time"), engagement=("more",), family=("more",), ended="goals-met"),
        one(2, work=("none",), engagement=("same", "less"), ended="became-mentor"),
        one(3),
    ])  # fmt: skip
    work = found(told, "work-from-none")
    assert (work.cells, work.unknown) == ({"None": 0, "Part-time": 0, "Full-time": 1}, 1)
    assert found(told, "taking-part").cells == {"More": 1, "The same": 0, "Less": 1}
    assert found(told, "family").unknown == 2
    ended = found(told, "ended")
    assert {cell: number for cell, number in ended.cells.items() if number} == {
        "What they wanted is reached": 1, "Became a mentor": 1,
    }  # fmt: skip


def test_one_person_who_was_supported_twice_is_one_person():
    told = counted([one(1, self_reported=("now",)), one(1, self_reported=("stopped",), episode=20)])
    assert told.people == 1
    assert found(told, "self-harm-change", SELF_REPORTED).cells["Stopped"] == 1


def test_turnover_is_a_share_of_the_mean_number_active():
    """Ten were active all year; an eleventh for the second half of it, and left for work."""
    ten = [Mentor(number, ((date(2024, 1, 1), None),), None, None) for number in range(10)]
    half = Mentor(10, ((date(2025, 9, 30), date(2026, 3, 31)),), date(2026, 3, 31), E.TO_WORK)
    away = Mentor(11, ((date(2024, 1, 1), date(2026, 1, 1)),), None, None)
    before = Mentor(12, ((date(2024, 1, 1), date(2025, 3, 1)),), date(2025, 3, 1), E.RELEASED)
    told = counted([], [*ten, half, away, before]).turnover
    assert told is not None
    assert (told.mentors, told.began, told.left) == (12, 1, 1)
    assert round(told.mean, 2) == 11.25
    assert told.share == pytest.approx(1 / told.mean)
    assert {cell: number for cell, number in told.ways.cells.items() if number} == {
        "Active at the end": 10, "Suspended, or on the way back, at the end": 1, "Left for work or education": 1,
    }  # fmt: skip
    # Garwood: one event, 0.0253 to 5.5716.
    assert told.a_year is not None
    assert (round(told.a_year.low * told.mean, 3), round(told.a_year.high * told.mean, 3)) == (0.025, 5.575)


def test_contacts_hours_and_worries_in_time():
    worries = [
        Raised(AFTERWARDS.replace(month=3, minute=0), 15, AFTERWARDS.replace(month=3, minute=m)) for m in (5, 20)
    ]
    told = counted([one(1, contacts=3), one(2, contacts=1)], [], worries)
    assert told.met is not None
    assert told.worries is not None
    assert (told.met.contacts, told.met.hours, told.met.people) == (4, 2.0, 2)
    assert (told.worries.k, told.worries.n) == (1, 2)


@pytest.mark.parametrize(("people", "told"), [(10, (10, 10)), (4, None), (0, (10, 10))])
def test_worries_are_told_to_others_unless_they_are_about_a_few_people(people: int, told: tuple[int, int] | None):
    """About nobody who is known by name there is no person to count."""
    at = AFTERWARDS.replace(month=3, minute=0)
    worries = [Raised(at, 15, at, person=1 + number % people if people else 0) for number in range(10)]
    found = withheld(counted(many((20, {})), [], worries)).worries
    assert (found and (found.k, found.n)) == told


ANSWERS = st.lists(st.sampled_from(["never", "before", "now", "reduced", "stopped", "increased"]), max_size=3).map(
    tuple
)
SAID = st.fixed_dictionaries({
    "self_reported": ANSWERS, "recorded": ANSWERS,
    "work": st.lists(st.sampled_from(["none", "part-time", "full-time"]), max_size=2).map(tuple),
})  # fmt: skip


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 20), SAID), max_size=6))
def test_what_leaves_the_scheme_is_never_of_a_few_people(groups):
    told = withheld(counted(many(*groups)))
    for block in told.blocks:
        numbers = [number for number in (*block.cells.values(), block.unknown) if number]
        assert min(numbers) >= SMALLEST
        assert sum(map(bool, block.cells.values())) > 1
    at_first = {one.source: one for one in told.blocks if one.key == "self-harm-at-first"}
    for block in told.blocks:
        if block.key == "self-harm-ever" and block.source in at_first:
            rest = at_first[block.source]
            assert block.cells["At some time"] == rest.cells["In the past"] + rest.cells["Now"]


def test_a_block_that_is_not_told_is_named():
    told = withheld(counted(many((20, {"self_reported": ("never",)}), (2, {"self_reported": ("now",)}))))
    assert [one.key for one in told.blocks] == []
    assert ("self-harm-at-first", SELF_REPORTED) in told.withheld
    assert any(row["figure"] == "self-harm-at-first" and row["k"] is None for row in rows(told))


def test_rows_have_the_same_columns_throughout():
    told = counted(
        [one(1, contacts=2, self_reported=("now",), ended="moved")], [Mentor(1, ((YEAR.first, None),), None, None)]
    )
    (columns,) = {tuple(row) for row in rows(told)}
    assert columns[:4] == ("figure", "title", "source", "of")
    assert {"people", "hours", "mentors-active", "worries", "ended", "self-harm-change"} <= {
        row["figure"] for row in rows(told)
    }
