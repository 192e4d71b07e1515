"""When something happened: London days, and instants where the time is known."""

from datetime import UTC, date, datetime

import pytest

from throughcare.pathways import Moment, from_instant, parse_moment, spell_day

# text, London day, instant
READ = [
    ("2026-03-02", date(2026, 3, 2), None),
    (" 2026-03-02 14:30 ", date(2026, 3, 2), datetime(2026, 3, 2, 14, 30, tzinfo=UTC)),
    ("2026-07-02 14:30", date(2026, 7, 2), datetime(2026, 7, 2, 13, 30, tzinfo=UTC)),
    ("2026-07-01T23:30:00+00:00", date(2026, 7, 2), datetime(2026, 7, 1, 23, 30, tzinfo=UTC)),
]


@pytest.mark.parametrize(("text", "on", "at"), READ)
def test_a_date_or_a_time_is_read_as_londons(text: str, on: date, at: datetime | None) -> None:
    assert parse_moment(text) == Moment(on, at)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-02-30",
        "02/03/2026",
        "2026-03-02 25:00",
        "2026-3-2",
        "x" * 500,
        "2026-W10-1",
        "20260302",
        "2026-03-02T1430",
        "2026-03-02\u00a014:30",
        "\uff12026-03-02",
    ],
)
def test_what_is_no_date_is_told_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date: write it as 2026-03-02 or 2026-03-02 14:30"):
        parse_moment(text)


@pytest.mark.parametrize(
    "text", ["0001-01-01", "1899-12-31", "9999-12-31", "9999-12-31 23:59", "0001-01-01T00:00+14:00"]
)
def test_a_year_beyond_all_lives_is_a_slip_of_the_pen(text: str) -> None:
    with pytest.raises(ValueError, match="use a year from 1900 to 2199"):
        parse_moment(text)


@pytest.mark.parametrize("text", ["2026-03-29 01:00", "2026-03-29T01:59:59"])
def test_an_hour_over_which_the_clocks_go_forward_never_was(text: str) -> None:
    with pytest.raises(ValueError, match="never was: the clocks went forward over it"):
        parse_moment(text)


def test_an_hour_that_came_twice_is_the_first_unless_its_zone_is_said() -> None:
    assert parse_moment("2026-10-25 01:30").at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert parse_moment("2026-10-25T01:30:00+00:00").at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_instant_must_know_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        from_instant(datetime(2026, 3, 2, 14, 30))  # noqa: DTZ001


# earlier, later, whether the second is certainly after the first
ORDER = [
    ("2026-03-02", "2026-03-03", True),
    ("2026-03-02", "2026-03-02", False),
    ("2026-03-02 10:00", "2026-03-02 10:01", True),
    ("2026-03-02 10:00", "2026-03-02", False),
    ("2026-03-02", "2026-03-02 23:59", False),
]


@pytest.mark.parametrize(("earlier", "later", "after"), ORDER)
def test_a_day_is_never_late_by_hours_nobody_recorded(earlier: str, later: str, *, after: bool) -> None:
    assert parse_moment(later).is_after(parse_moment(earlier)) is after
    assert not parse_moment(earlier).is_after(parse_moment(later))


def test_a_day_is_spelt_as_people_say_it() -> None:
    assert spell_day(date(2026, 3, 2)) == "Monday 2 March 2026"
