"""Which facts still count, and in which order they happened."""

from hypothesis import given
from hypothesis import strategies as st

from tests.facts import history
from throughcare.pathways import Event, Moment, parse_moment, places, standing


def order(text: str) -> list[int]:
    return [event.number for event in standing(history(text))]


def test_facts_stand_in_the_order_in_which_they_happened() -> None:
    assert order("2026-03-05 b\n2026-03-02 a\n2026-03-09 c") == [2, 1, 3]


def test_facts_of_one_day_stand_in_the_order_of_recording() -> None:
    assert order("2026-03-02 a\n2026-03-02 b\n2026-03-02 c") == [1, 2, 3]


def test_times_of_one_day_are_told_apart() -> None:
    assert order("2026-03-02T15:00 b\n2026-03-02T09:00 a") == [2, 1]


def test_a_fact_of_a_day_follows_what_was_recorded_before_it() -> None:
    assert order("2026-03-02T15:00 b\n2026-03-02 then\n2026-03-02T09:00 a") == [3, 1, 2]


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    assert order("2026-03-02 a\n2026-03-02 b\n2026-03-02 a corrects=1") == [3, 2]


def test_a_correction_may_itself_be_corrected() -> None:
    corrected = "2026-03-02 a\n2026-03-02 b\n2026-03-02 a corrects=1\n2026-03-02 a corrects=3"
    assert order(corrected) == [4, 2]
    assert places(history(corrected)) == {1: 1, 2: 2, 3: 1, 4: 1}


def test_what_was_recorded_in_error_gives_way_to_nothing() -> None:
    assert order("2026-03-02 a\n2026-03-03 b\n2026-03-09 recorded-in-error corrects=1") == [2]


DAYS = st.integers(1, 28).map(lambda day: Moment(parse_moment(f"2026-03-{day:02}").on))


@given(days=st.lists(DAYS, unique_by=lambda moment: moment.on, max_size=12), shuffled=st.randoms())
def test_facts_of_distinct_days_may_be_recorded_in_any_order(days: list[Moment], shuffled: "st.random.Random") -> None:  # type: ignore[name-defined]
    recorded = [*days]
    shuffled.shuffle(recorded)
    as_recorded = [Event(number, "a", when) for number, when in enumerate(recorded, start=1)]
    assert [event.when for event in standing(as_recorded)] == sorted(days, key=lambda moment: moment.on)


@given(days=st.lists(DAYS, min_size=1, max_size=12), which=st.data())
def test_correcting_a_fact_by_the_same_fact_changes_nothing(days: list[Moment], which: st.DataObject) -> None:
    events = [Event(number, f"step-{number}", when) for number, when in enumerate(days, start=1)]
    wrong = which.draw(st.sampled_from(events))
    again = Event(len(events) + 1, wrong.step, wrong.when, corrects=wrong.number)
    assert [event.step for event in standing([*events, again])] == [event.step for event in standing(events)]
