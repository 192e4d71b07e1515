"""Responses and alerts as one member of staff may read them, a fixed number of questions whatever there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat, JSONObject

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.episodes.due import name_where_seen
from throughcare.episodes.models import Episode
from throughcare.episodes.reading import Account
from throughcare.instruments import Change, Instrument
from throughcare.instruments.absent import at_hand
from throughcare.instruments.changing import between
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.people.lives import london_day
from throughcare.responses.confirming import SAID, Sure, by_file
from throughcare.responses.models import (
    AlertDetail,
    AlertEntry,
    Answers,
    FactsConfirmed,
    NotAnswered,
    OpenAlert,
    RaisedAlert,
    Response,
    Score,
    Version,
)
from throughcare.responses.schedule import Standing, occasions, standing
from throughcare.responses.words import BEGUN, OCCASIONS

# What of a response is read, as it is called in the table.
COLUMNS = (
    "id", "person_id", "episode_id", "instrument", "edition", "rater", "filled", "entered", "completed_on", "occasion",
    "nth", "at",
)  # fmt: skip


@dataclass(frozen=True)
class Read:
    """One response: its scores by scale, its versions (number, kind, why, given) and alerts (pk, kind) as seen.

    `given` of a version is what was answered, for those who may read it and where it was asked for.
    """

    row: Response
    entered_by: str
    scores: Mapping[str, Mapping[str, Any]]
    versions: Sequence[Mapping[str, Any]]
    alerts: Sequence[Mapping[str, Any]]

    @cached_property
    def instrument(self) -> Instrument:
        """The edition that was answered, or what stands in for it: what is kept is read with a broken file too."""
        items = max(self.given.values(), key=len, default={})
        return at_hand(self.row.instrument, self.row.edition, rater=self.row.rater, scales=self.scores, items=items)

    @property
    def finished(self) -> bool:
        return any(version["kind"] != BEGUN for version in self.versions)

    @property
    def given(self) -> dict[int, dict[str, int | None]]:
        """Version -> what was answered, where that may be read."""
        return {one["number"]: one["given"] for one in self.versions if one.get("given") is not None}

    @property
    def main(self) -> Mapping[str, Any] | None:
        """The score on the main scale, or why there is none; None while somebody answers, and with a broken file."""
        return None if self.instrument.broken else self.scores.get(self.instrument.main_scale)

    @property
    def value(self) -> float | None:
        return self.main["value"] if self.main else None

    @property
    def doubtful(self) -> bool:
        """Whether anything by which the main score came about, or is named, was recalled and not looked up."""
        return not self.instrument.sure_of(self.instrument.main_scale, self.main["band"] if self.main else "")

    @property
    def late(self) -> int:
        """How many days after it was filled in it was entered."""
        return (london_day(self.row.at) - self.row.completed_on).days

    @property
    def occasion(self) -> str:
        return occasion_in_words(self.row.occasion, self.row.nth)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was answered in an episode, by day, what was not, with when, and what of instruments is confirmed here."""

    read: Sequence[Read]
    not_answered: Mapping[tuple[str, str, int | None], tuple[str, date]]
    sures: Mapping[str, Sure]


def occasion_in_words(occasion: str, nth: int | None) -> str:
    """`At the start`, `After 4 sessions`."""
    return OCCASIONS[occasion].replace("a number of", str(nth)) if nth else OCCASIONS[occasion]


def asked_in(account: Account, *, as_of: datetime, answers: bool = False) -> Asked:
    """All of an episode that whoever reads may see; single answers only where they are asked for. One question."""
    question = WITH_ANSWERS if answers else WITHOUT
    rows = question.ask(**asked_by(account.reader, as_of=as_of), episode=account.episode.pk)
    return asked_from(rows[0] if rows else {name: [] for name in columns()})


def asked_from(told: Mapping[str, Any]) -> Asked:
    """What a row says that was asked for `columns`."""
    not_answered = {
        (one["instrument"], one["occasion"], one["nth"]): (one["outcome"], date.fromisoformat(one["on"]))
        for one in told["missing"]
    }
    return Asked([_read(one) for one in told["answered"]], not_answered, by_file(told["confirmed"]))


def came_due(account: Account, asked: Asked, *, day: date) -> tuple[Standing, ...]:
    """What was due by a day and what became of it."""
    came = occasions(account.blueprint, account.course.facts, as_of=day, closed_on=account.episode.closed_on)
    rows = (one.row for one in asked.read if one.finished)
    done = {(row.instrument, row.occasion, row.nth): row.completed_on for row in rows}
    return standing(came, answered=done, not_answered=asked.not_answered)


def changes(read: Sequence[Read]) -> dict[int, Change]:
    """Response -> how its main score compares with the first of the same edition and over the same items."""
    found: dict[int, Change] = {}
    firsts: dict[tuple[str, str], float] = {}
    for one in read:
        if one.value is None or one.main is None:
            continue
        alike = (one.row.edition, one.main["over"])
        if alike in firsts:
            found[one.row.pk] = between(one.instrument, firsts[alike], one.value)
        firsts.setdefault(alike, one.value)
    return found


def open_alerts(*, staff: StaffRole, as_of: datetime) -> list[OpenAlert]:
    """Those on the list of whoever asks, the one due first first; each with `name`, `reference` and what it shows."""
    return OPEN.ask(**asked_by(staff, as_of=as_of))


def alert_seen(key: int, *, staff: StaffRole, as_of: datetime) -> RaisedAlert | None:
    """One alert with `name`, `listed` (whether it is on one's own list), its entries, and `details` where they may be
    read.
    """
    return next(iter(ALERT.ask(**asked_by(staff, as_of=as_of), key=key)), None)


def _read(told: Mapping[str, Any]) -> Read:
    said = {name: told[name] for name in COLUMNS}
    said |= {"completed_on": date.fromisoformat(told["completed_on"]), "at": datetime.fromisoformat(told["at"])}
    scores = {score["scale"]: score for score in told["scored"]}
    return Read(Response(**said), told["entered_by"], scores, told["states"], told["raised"])


def columns(*, answers: bool = False) -> dict[str, ArraySubquery]:
    """What an episode is asked for beside its own columns."""
    mine = partial(seen_by, staff=WHOEVER, as_of=WHENEVER)
    answered = mine(Response).filter(episode=OuterRef("pk")).order_by("completed_on", "pk")
    missing = mine(NotAnswered).filter(episode=OuterRef("pk")).order_by("on", "pk")
    stands = FactsConfirmed.objects.filter(organisation=WHOEVER.organisation_id, withdrawal=None).order_by("number")
    why_not = JSONObject(**{name: name for name in ("instrument", "occasion", "nth", "outcome", "on")})
    return {
        "answered": ArraySubquery(answered.values(json=_response(answers=answers))),
        "missing": ArraySubquery(missing.values(json=why_not)),
        "confirmed": ArraySubquery(stands.values(json=SAID)),
    }


def _asked(*, answers: bool) -> Any:
    mine, asked = seen_by(Episode, staff=WHOEVER, as_of=WHENEVER), columns(answers=answers)
    return mine.filter(pk=Given("episode")).annotate(**asked).values(*asked)


def _response(*, answers: bool) -> JSONObject:
    mine = partial(seen_by, staff=WHOEVER, as_of=WHENEVER)
    scores = mine(Score).filter(response=OuterRef("pk")).order_by("pk")
    states = mine(Version).filter(response=OuterRef("pk")).order_by("number")
    raised = mine(RaisedAlert).filter(response=OuterRef("pk")).order_by("pk")
    said = ("scale", "value", "band", "label", "refused", "incomplete", "over")
    state: dict[str, Any] = {name: name for name in ("number", "kind", "why")}
    if answers:
        state["given"] = Subquery(mine(Answers).filter(version=OuterRef("pk")).values("given")[:1])
    return JSONObject(
        **{name: name for name in COLUMNS},
        entered_by="by__staff__display_name",
        scored=ArraySubquery(scores.values(json=JSONObject(**{name: name for name in said}))),
        states=ArraySubquery(states.values(json=JSONObject(**state))),
        raised=ArraySubquery(raised.values(json=JSONObject(pk="pk", kind="kind", about="about"))),
    )


def _open() -> QuerySet[OpenAlert]:
    return (
        seen_by(OpenAlert, staff=WHOEVER, as_of=WHENEVER)
        .filter(organisation=WHOEVER.organisation_id)
        .select_related("alert__unit", "alert__place", "alert__organisation")
        .annotate(name=name_where_seen())
        .order_by("due_at", "pk")[: MOST_OPEN + 1]
    )


def _waiting() -> QuerySet[OpenAlert, Any]:
    """How many alerts on the list of whoever asks nobody has acknowledged, and how many are late; no row if none."""
    mine = seen_by(OpenAlert, staff=WHOEVER, as_of=WHENEVER).filter(organisation=WHOEVER.organisation_id)
    counted = mine.filter(acknowledged_at=None).values("organisation").order_by()
    return counted.annotate(waiting=Count("pk"), late=Count("pk", filter=Q(due_at__lte=WHENEVER)))


def _alert() -> QuerySet[RaisedAlert]:
    entries = seen_by(AlertEntry, staff=WHOEVER, as_of=WHENEVER).filter(alert=OuterRef("pk")).order_by("at", "pk")
    details = seen_by(AlertDetail, staff=WHOEVER, as_of=WHENEVER).filter(alert=OuterRef("pk"))
    listed = OpenAlert.objects.filter(alert=OuterRef("pk"), organisation=WHOEVER.organisation_id)
    episode = seen_by(Response, staff=WHOEVER, as_of=WHENEVER).filter(pk=OuterRef("response"))
    who = Concat("by__staff__display_name", Value(", "), "by__organisation__name", output_field=CharField())
    entry = {"kind": "kind", "action": "action", "says": "says", "at": "at", "told": F("told__name"), "who": who}
    detail = {name: name for name in ("item", "value", "says", "confirmed")}
    return (
        seen_by(RaisedAlert, staff=WHOEVER, as_of=WHENEVER)
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
WITHOUT, WITH_ANSWERS = Question(partial(_asked, answers=False)), Question(partial(_asked, answers=True))
OPEN, WAITING, ALERT = Question(_open), Question(_waiting), Question(_alert)
