"""What becomes of an alert: somebody acknowledges it, acts, closes it; and where nobody does, others are told."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db.models import QuerySet

from throughcare.access.words import line, refuse_unknown
from throughcare.access.writing import expect_writer
from throughcare.audit import actions as audit
from throughcare.blueprints.course import course
from throughcare.episodes.history import blueprint_of, recorded, starting_parties
from throughcare.episodes.recording import lock
from throughcare.organisations.acting import CLOCK_KEEPER, serving, verb
from throughcare.organisations.in_turn import in_turn
from throughcare.organisations.keeper import refuse_staff
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways import from_instant, spell_day
from throughcare.people.lives import london_day
from throughcare.responses.alert_tables import AlertEntry, OpenAlert, RaisedAlert
from throughcare.responses.answer_tables import TO_OTHERS
from throughcare.responses.setting import told_next, watch_of
from throughcare.responses.words import ACKNOWLEDGED, ACTED, ACTIONS, CLOSED, ESCALATED, NEEDS_WORDS

AT_ONCE = 500
# Who may say what became of an alert: whoever writes in its part of the record. In that of risk to others neither the
# team nor the wing writes, and both must be able to act: who writes of incidents does.
ANSWERED_BY = {TO_OTHERS: "incidents"}


@verb
def acknowledge(*, alert: RaisedAlert, by: StaffRole, at: datetime) -> RaisedAlert:
    """Say that somebody has it in hand. Said again by anybody, it stays as it was first said."""
    held = _theirs(alert, by=by, at=at)
    if not _entries(held, ACKNOWLEDGED).exists():
        _append(held, ACKNOWLEDGED, by=by, at=at)
        OpenAlert.objects.filter(alert=held).update(acknowledged_at=at, escalates_at=None)
    return held


@verb
def act(*, alert: RaisedAlert, action: str, says: str, by: StaffRole, at: datetime) -> RaisedAlert:
    """Record what was done; whoever acts has acknowledged it. Raises Refused: action, says."""
    held = acknowledge(alert=alert, by=by, at=at)
    refuse_unknown("action", action, ACTIONS)
    missing = "Say to whom, or which plan covers it." if action in NEEDS_WORDS else ""
    _append(held, ACTED, action=action, says=line(says, field="says", missing=missing), by=by, at=at)
    return held


@verb
def close(*, alert: RaisedAlert, says: str, by: StaffRole, at: datetime) -> RaisedAlert:
    """Close an alert on which somebody acted. It stays on record. Raises Refused: says, or "" where nobody acted."""
    held = _theirs(alert, by=by, at=at)
    if not _entries(held, ACTED).exists():
        raise Refused({"": "Record first what was done. An alert is not closed before somebody has acted on it."})
    why = line(says, field="says", missing="Say why it can be closed.")
    _append(held, CLOSED, says=why, by=by, at=at)
    OpenAlert.objects.filter(alert=held).delete()
    return held


def escalate_all(*, by: StaffRole, at: datetime) -> int:
    """Tell the next ones of every alert that nobody acknowledged in time; how many were told. Only time does it."""
    refuse_staff(by)
    return sum(in_turn(partial(_escalate, by=by, at=at), _due(at=at)))


def _due(*, at: datetime) -> Iterator[int]:
    with serving(CLOCK_KEEPER):
        due = OpenAlert.objects.filter(escalates_at__lte=at).order_by("escalates_at", "pk")
        found = list(due.values_list("alert", flat=True)[:AT_ONCE])
    yield from found


@verb
def _escalate(key: int, *, by: StaffRole, at: datetime) -> int:
    """The next organisation that reads of such alerts is told; when there is none left, the clock rests, overdue."""
    alert = _locked(key)
    own = OpenAlert.objects.filter(alert=alert, escalates_at__lte=at).first()
    if own is None:
        return 0
    told = set(OpenAlert.objects.filter(alert=alert).values_list("organisation", flat=True))
    left = [one for one in _chain(alert, at=at) if one not in told]
    if not left:
        own.escalates_at = None
        own.save(update_fields=["escalates_at"])
        return 0
    first, *others = left
    _append(alert, ESCALATED, told_id=first, by=by, at=at)
    about = {"alert": alert, "person_id": alert.person_id, "category": alert.category}
    OpenAlert.objects.create(
        **about, organisation_id=first, raised_at=alert.at, due_at=own.due_at, escalated_at=at, acknowledged_at=None
    )
    own.escalated_at = at
    own.escalates_at = at + timedelta(minutes=alert.within) if others else None
    own.save(update_fields=["escalated_at", "escalates_at"])
    return 1


def _chain(alert: RaisedAlert, *, at: datetime) -> list[int]:
    """The organisations to tell, in order: those that play the parties of the service's watch now."""
    episode = alert.response.episode
    blueprint = blueprint_of(episode)
    now = course(blueprint, recorded(episode), as_of=from_instant(at), bound=starting_parties(episode))
    bound, sees = now.state.bound, told_next(blueprint, alert.category)
    then = watch_of(episode.service, blueprint).then
    return list(dict.fromkeys(int(bound[party]) for party in then if party in bound and party in sees))


def _theirs(alert: RaisedAlert, *, by: StaffRole, at: datetime) -> RaisedAlert:
    """The open alert, to oneself, where it is on the list of whoever acts. Raises Refused."""
    expect_writer(ANSWERED_BY.get(alert.category, alert.category), person_id=alert.person_id, by=by, at=at)
    held = _locked(alert.pk)
    if closed := _entries(held, CLOSED).first():
        raise Refused({"": f"This alert was closed on {spell_day(london_day(closed.at))}."})
    if not OpenAlert.objects.filter(alert=held, organisation=by.organisation_id).exists():
        raise Refused({"": f"This alert is for {held.organisation}; your organisation was not told of it."})
    return held


def _locked(key: int) -> RaisedAlert:
    """The alert, under the lock of its episode: an alert itself can be changed by nobody, and so not be locked."""
    found = RaisedAlert.objects.select_related(
        "organisation", "response__episode__service", "response__episode__person"
    )
    alert = found.get(pk=key)
    lock(alert.response.episode_id)
    return alert


def _entries(alert: RaisedAlert, kind: str) -> QuerySet[AlertEntry]:
    return AlertEntry.objects.filter(alert=alert, kind=kind)


def _append(alert: RaisedAlert, kind: str, *, by: StaffRole, at: datetime, **said: object) -> None:
    about = {"alert": alert, "person_id": alert.person_id, "category": alert.category}
    AlertEntry.objects.create(**about, kind=kind, by=by, at=at, **said)
    detail = {"alert": alert.pk}
    audit.record(by=by, at=at, did=f"{kind}-alert", person_id=alert.person_id, detail=detail)
