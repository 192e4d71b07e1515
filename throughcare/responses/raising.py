"""Raising alerts, in the transaction in which answers are saved: once for each response and rule, and for good."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from throughcare.audit import actions as audit
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode
from throughcare.instruments import Instrument
from throughcare.organisations.models import StaffRole
from throughcare.organisations.spans import holds_on
from throughcare.people.lives import london_day
from throughcare.people.models import Placement
from throughcare.responses.alert_tables import CATEGORY_OF, AlertDetail, OpenAlert, RaisedAlert
from throughcare.responses.answer_tables import Response, Score, Version
from throughcare.responses.scoring import instrument_of, keep
from throughcare.responses.setting import Watched, thresholds_of, values, watch_of
from throughcare.responses.watching import Raise, as_set, deteriorated, of_answers, of_scored
from throughcare.responses.words import BEGUN


@dataclass(frozen=True, slots=True)
class Saved:
    """A version that was just written, with all that rules are asked of. `episode` comes with its service."""

    episode: Episode
    response: Response
    version: Version
    given: Mapping[str, int | None]
    by: StaffRole
    at: datetime

    @property
    def finished(self) -> bool:
        return self.version.kind != BEGUN


def follow(saved: Saved) -> list[RaisedAlert]:
    """Raise what the answers ask for, then score them, then raise what the scores ask for."""
    thresholds = thresholds_of(saved.episode.service_id, saved.response.instrument)
    measured = as_set(instrument_of(saved.response), values(thresholds))
    asked = of_answers(measured, saved.given, finished=saved.finished, stopped_at=saved.version.stopped_at)
    made = _raise(saved, saved.response, asked, thresholds)
    if not saved.finished:
        return made
    rows = keep(saved.response, measured, saved.given)
    scores = {row.scale: row.value for row in rows if row.value is not None}
    made += _raise(saved, saved.response, of_scored(measured, scores), thresholds)
    for response, worse in _worse(saved, measured):
        made += _raise(saved, response, worse, thresholds)
    return made


def _worse(saved: Saved, measured: Instrument) -> Iterable[tuple[Response, tuple[Raise, ...]]]:
    """Every response whose main score is reliably worse than the first: one entered late may be the first."""
    for response, first, now in mains(saved.episode, measured):
        yield response, deteriorated(measured, first, now)


def mains(episode: Episode, measured: Instrument) -> list[tuple[Response, float, float]]:
    """Each response with a main score after the first of its edition over its goals, with that score and its own."""
    rows = Score.objects.filter(
        response__episode=episode, response__instrument=measured.id, scale=measured.main_scale, value__isnull=False
    ).select_related("response")
    firsts: dict[tuple[str, str], Score] = {}
    ordered = rows.order_by("response__completed_on", "response_id")
    pairs = [(row, firsts.setdefault((row.response.edition, row.over), row)) for row in ordered]
    return [(row.response, first.value or 0, row.value or 0) for row, first in pairs if row is not first]


def _raise(
    saved: Saved, response: Response, asked: Iterable[Raise], thresholds: Mapping[str, tuple[int, float]]
) -> list[RaisedAlert]:
    held = set(RaisedAlert.objects.filter(response=response).values_list("rule", flat=True))
    wanted = {one.rule: one for one in asked if one.rule not in held}
    if not wanted:
        return []
    where = _where(saved, response)
    return [_kept(saved, response, one, where, thresholds.get(one.rule)) for one in wanted.values()]


@dataclass(frozen=True, slots=True)
class Where:
    """Where the person lives now, and who watches over alerts of the service."""

    watch: Watched
    place: Placement | None


def _where(saved: Saved, response: Response) -> Where:
    place = Placement.objects.filter(holds_on(london_day(saved.at)), person=response.person_id).first()
    return Where(watch_of(saved.episode.service, blueprint_of(saved.episode)), place)


def _kept(saved: Saved, response: Response, one: Raise, where: Where, local: tuple[int, float] | None) -> RaisedAlert:
    edition, watch, place = response.edition, where.watch, where.place
    alert = RaisedAlert.objects.create(
        person_id=response.person_id, response=response, version=saved.version.number, kind=one.kind,
        instrument=response.instrument, rule=one.rule, ruled_by=f"{edition} set {local[0]}" if local else edition,
        completed_on=response.completed_on, about=one.about, category=CATEGORY_OF[one.about],
        within=watch.minutes(one.kind),
        organisation_id=saved.episode.holder_id or saved.episode.service.organisation_id,
        place_id=place.organisation_id if place else None, unit_id=place.unit_id if place else None,
        team=watch.team, out_of_hours=watch.out_of_hours, by=saved.by, at=saved.at,
    )  # fmt: skip
    AlertDetail.objects.create(
        alert=alert, person_id=alert.person_id, item=one.item, value=one.value, says=one.says[:400],
        confirmed=one.confirmed,
    )  # fmt: skip
    line_of(alert).save(force_insert=True)
    detail, episode = {"alert": alert.pk, "kind": alert.kind}, saved.episode.pk
    audit.record(
        by=saved.by, at=saved.at, did="raised-alert", person_id=alert.person_id, episode_id=episode, detail=detail
    )
    return alert


def line_of(alert: RaisedAlert) -> OpenAlert:
    """The line on the list of the organisation whose alert it is, as it is when it was raised; not yet saved."""
    due = alert.due_at
    return OpenAlert(
        alert=alert, person_id=alert.person_id, organisation_id=alert.organisation_id, category=alert.category,
        raised_at=alert.at, due_at=due, escalates_at=due,
    )  # fmt: skip
