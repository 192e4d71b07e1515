"""Responses and alerts as one member of staff may read them, a fixed number of questions whatever there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat, JSONObject

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.episodes.due import name_where_seen
from throughcare.episodes.reading import Account
from throughcare.instruments import Change, Instrument, instrument
from throughcare.instruments.changing import between
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.people.lives import london_day
from throughcare.responses.models import (
    Alert,
    AlertDetail,
    AlertEntry,
    Answers,
    NotAnswered,
    OpenAlert,
    Response,
    Score,
    Version,
)
from throughcare.responses.schedule import Standing, occasions, standing
from throughcare.responses.words import BEGUN, OCCASIONS


@dataclass(frozen=True)
class Read:
    """One response: its scores by scale, its versions (number, kind, why) and the alerts (pk, kind) that are seen."""

    row: Response
    scores: Mapping[str, Mapping[str, Any]]
    versions: Sequence[Mapping[str, Any]]
    alerts: Sequence[Mapping[str, Any]]

    @cached_property
    def instrument(self) -> Instrument:
        return instrument(self.row.instrument, self.row.edition)

    @property
    def finished(self) -> bool:
        return any(version["kind"] != BEGUN for version in self.versions)

    @property
    def main(self) -> Mapping[str, Any] | None:
        """The score on the main scale, or why there is none; None while somebody is still answering."""
        return self.scores.get(self.instrument.main_scale)

    @property
    def value(self) -> float | None:
        return self.main["value"] if self.main else None

    @property
    def late(self) -> int:
        """How many days after it was filled in it was entered."""
        return (london_day(self.row.at) - self.row.completed_on).days

    @property
    def occasion(self) -> str:
        return occasion_in_words(self.row.occasion, self.row.nth)


def occasion_in_words(occasion: str, nth: int | None) -> str:
    """`At the start`, `After 4 sessions`."""
    return OCCASIONS[occasion].replace("a number of", str(nth)) if nth else OCCASIONS[occasion]


def responses_of(account: Account, *, as_of: datetime) -> list[Read]:
    """Those of an episode by day, then in the order in which they were entered. One question."""
    rows = RESPONSES.ask(**asked_by(account.reader, as_of=as_of), episode=account.episode.pk)
    return [_read(row) for row in rows]


def came_due(account: Account, read: Sequence[Read], *, as_of: datetime, day: date) -> tuple[Standing, ...]:
    """What was due by a day and what became of it. One question."""
    kept = NOT_ANSWERED.ask(**asked_by(account.reader, as_of=as_of), episode=account.episode.pk)
    came = occasions(account.blueprint, account.course.facts, as_of=day, closed_on=account.episode.closed_on)
    done = {(one.row.instrument, one.row.occasion, one.row.nth): one.row.completed_on for one in read if one.finished}
    missing = {(row.instrument, row.occasion, row.nth): (row.outcome, row.on) for row in kept}
    return standing(came, answered=done, not_answered=missing)


def changes(read: Sequence[Read]) -> dict[int, Change]:
    """Response -> how its main score compares with the first of the same edition and over the same items."""
    found: dict[int, Change] = {}
    first: Read | None = None
    for one in read:
        if one.value is None or one.main is None:
            continue
        if first is None or first.main is None or first.value is None:
            first = one
        elif (first.row.edition, first.main["over"]) == (one.row.edition, one.main["over"]):
            found[one.row.pk] = between(one.instrument, first.value, one.value)
    return found


def answers_of(response: int, *, staff: StaffRole, as_of: datetime) -> dict[int, dict[str, int | None]]:
    """Version -> its answers, for whoever may read therapy content; empty for everybody else. One question."""
    return dict(ANSWERS.ask(**asked_by(staff, as_of=as_of), response=response))


def open_alerts(*, staff: StaffRole, as_of: datetime) -> list[OpenAlert]:
    """Those on the list of whoever asks, the one due first first; each with `name`, `reference` and what it shows."""
    return OPEN.ask(**asked_by(staff, as_of=as_of))


def alert_seen(key: int, *, staff: StaffRole, as_of: datetime) -> Alert | None:
    """One alert with `name`, `listed` (whether it is on one's own list), its entries, and `details` where they may be
    read.
    """
    return next(iter(ALERT.ask(**asked_by(staff, as_of=as_of), key=key)), None)


def _read(row: Response) -> Read:
    told = vars(row)
    scores = {score["scale"]: score for score in told["scored"]}
    versions = sorted(told["states"], key=lambda one: one["number"])
    return Read(row, scores, versions, told["raised"])


def _responses() -> QuerySet[Response]:
    mine = {model: seen_by(model, staff=WHOEVER, as_of=WHENEVER) for model in (Score, Version, Alert)}
    scores = mine[Score].filter(response=OuterRef("pk")).order_by("pk")
    states = mine[Version].filter(response=OuterRef("pk")).order_by("number")
    raised = mine[Alert].filter(response=OuterRef("pk")).order_by("pk")
    said = ("scale", "value", "band", "label", "refused", "incomplete", "over")
    return (
        seen_by(Response, staff=WHOEVER, as_of=WHENEVER)
        .filter(episode=Given("episode"))
        .select_related("by__staff")
        .annotate(
            scored=ArraySubquery(scores.values(json=JSONObject(**{name: name for name in said}))),
            states=ArraySubquery(states.values(json=JSONObject(number="number", kind="kind", why="why"))),
            raised=ArraySubquery(raised.values(json=JSONObject(pk="pk", kind="kind", rule="rule"))),
        )
        .order_by("completed_on", "pk")
    )


def _not_answered() -> QuerySet[NotAnswered]:
    return seen_by(NotAnswered, staff=WHOEVER, as_of=WHENEVER).filter(episode=Given("episode")).order_by("on", "pk")


def _answers() -> QuerySet[Answers, tuple[int, dict[str, int | None]]]:
    seen = seen_by(Answers, staff=WHOEVER, as_of=WHENEVER).filter(version__response=Given("response"))
    return seen.order_by("version__number").values_list("version__number", "given")


def _open() -> QuerySet[OpenAlert]:
    return (
        seen_by(OpenAlert, staff=WHOEVER, as_of=WHENEVER)
        .filter(organisation=WHOEVER.organisation_id)
        .select_related("alert__unit", "alert__place", "alert__organisation")
        .annotate(name=name_where_seen())
        .order_by("due_at", "pk")[: MOST_OPEN + 1]
    )


def _alert() -> QuerySet[Alert]:
    entries = seen_by(AlertEntry, staff=WHOEVER, as_of=WHENEVER).filter(alert=OuterRef("pk")).order_by("at", "pk")
    details = seen_by(AlertDetail, staff=WHOEVER, as_of=WHENEVER).filter(alert=OuterRef("pk"))
    listed = OpenAlert.objects.filter(alert=OuterRef("pk"), organisation=WHOEVER.organisation_id)
    episode = seen_by(Response, staff=WHOEVER, as_of=WHENEVER).filter(pk=OuterRef("response"))
    who = Concat("by__staff__display_name", Value(", "), "by__organisation__name", output_field=CharField())
    entry = {"kind": "kind", "action": "action", "says": "says", "at": "at", "told": F("told__name"), "who": who}
    detail = {name: name for name in ("item", "value", "says", "confirmed")}
    return (
        seen_by(Alert, staff=WHOEVER, as_of=WHENEVER)
        .filter(pk=Given("key"))
        .select_related("unit", "place", "organisation", "by__staff")
        .annotate(
            name=name_where_seen(),
            listed=Exists(listed),
            episode=Subquery(episode.values("episode__reference")[:1]),
            became=ArraySubquery(entries.values(json=JSONObject(**entry))),
            details=ArraySubquery(details.values(json=JSONObject(**detail))),
        )
    )


MOST_OPEN = 100
RESPONSES, NOT_ANSWERED, ANSWERS = Question(_responses), Question(_not_answered), Question(_answers)
OPEN, ALERT = Question(_open), Question(_alert)
