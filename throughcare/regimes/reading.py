"""What pages list of a place: its wings, the hours of its week, the days on which it is closed. One question each."""

from datetime import date

from django.db.models import QuerySet

from throughcare.care.models import ClosedDay, Regime
from throughcare.organisations.models import Unit


def wings_of(place_id: int) -> list[Unit]:
    """The units of a place that have hours of their own."""
    return list(Unit.objects.filter(organisation=place_id, closed=False).order_by("name"))


def regimes_of(place_id: int) -> list[Regime]:
    """What was said last of a place's week, and of each of its wings'."""
    rows = Regime.objects.filter(place=place_id).order_by("unit_id", "-pk").distinct("unit_id")
    return list(rows.select_related("by__staff"))


def closed_days_of(place_id: int) -> QuerySet[ClosedDay]:
    """Every time that somebody said a day of a place is closed."""
    return ClosedDay.objects.filter(place=place_id, closed=True).select_related("place")


def closed_to_come(place_id: int, *, since: date) -> list[ClosedDay]:
    """The days on which a place is closed, as was said last of each."""
    rows = ClosedDay.objects.filter(place=place_id, on__gte=since).order_by("on", "-pk").distinct("on")
    return [one for one in rows.select_related("by__staff") if one.closed]
