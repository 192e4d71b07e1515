"""Turns as a coordinator would write them on a board: `Mon 30 22:00-06:00`, in March 2026 where no other is named."""

from datetime import date, time

from throughcare.rota.turns import Turn, between, laid


def turn(day: int, hours: str, month: int = 3) -> Turn:
    """`turn(30, "22:00-06:00")` begins on 30 March 2026 and ends the morning after."""
    starts, ends = (time.fromisoformat(one) for one in hours.split("-"))
    return laid(date(2026, month, day), between(starts, ends))


def night(day: int, month: int = 3) -> Turn:
    return turn(day, "22:00-06:00", month)
