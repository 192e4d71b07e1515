"""What a copy of a record holds of instruments: every version of the answers, scores, what was not answered, alerts.

What was answered is apart from what it came to, as it is for staff. Items are in words only where these ship: a site's
licence to show a wording says nothing of giving it away.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from throughcare.access.seeing import seen_by
from throughcare.copies import Found, hands_over, leaves_out
from throughcare.instruments import Instrument
from throughcare.instruments.absent import at_hand
from throughcare.organisations.models import StaffRole
from throughcare.pathways.moments import spell_instant
from throughcare.people.models import Person
from throughcare.responses.models import (
    CLINICAL,
    CONTENT,
    AlertDetail,
    AlertEntry,
    Answers,
    NotAnswered,
    OpenAlert,
    RaisedAlert,
    Response,
    Score,
    Sitting,
    Version,
)
from throughcare.responses.reading import occasion_in_words
from throughcare.telling.phrases import short_day

M = TypeVar("M", bound=Model)


@hands_over(Response, Version, Score, Answers, NotAnswered, Sitting)
def handed_over(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    mine = partial(_theirs, person=person, staff=staff, as_of=as_of)
    versions, scores = _by("response_id", mine(Version)), _by("response_id", mine(Score))
    answers = {one.version_id: one for one in mine(Answers)}
    for one in mine(Response):
        title = f"{at_hand(one.instrument, one.edition).title}, filled in on {short_day(one.completed_on)}"
        its = versions[one.pk]
        yield _response(one, title, its, scores[one.pk])
        if said := [*_answered(one, its, answers)]:
            yield Found(CONTENT, f"{title}: what you answered", "\n".join(said))
    for missing in mine(NotAnswered):
        title = f"{at_hand(missing.instrument).title} was due and not answered, {short_day(missing.on)}"
        yield Found(CLINICAL, title, _lines([missing.get_outcome_display(), missing.says]), bool(missing.says))
    for sitting in mine(Sitting):
        title = f"{at_hand(sitting.instrument, sitting.edition).title} given to you on a device"
        yield Found(CLINICAL, f"{title}, {spell_instant(sitting.at)}", sitting.get_ended_display())


@hands_over(RaisedAlert, AlertDetail, AlertEntry)
def alerts_handed_over(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    """What answers raised, and what became of it: the answer behind it is apart, as it is for staff."""
    mine = partial(_theirs, person=person, staff=staff, as_of=as_of)
    details, entries = _by("alert_id", mine(AlertDetail)), _by("alert_id", mine(AlertEntry))
    for alert in mine(RaisedAlert).select_related("organisation"):
        name = at_hand(alert.instrument).title
        title = f"Raised by your answers to {name} of {short_day(alert.completed_on)}, {spell_instant(alert.at)}"
        became = [f"{spell_instant(one.at)}: {_entry(one)}" for one in entries[alert.pk]]
        said = [f"{alert.get_kind_display()}: {alert.organisation}", *became]
        yield Found(alert.category, title, "\n".join(said), any(one.says for one in entries[alert.pk]))
        for detail in details[alert.pk]:
            yield Found(CONTENT, f"{title}: the answer behind it", f"Item or scale {detail.item}. {detail.says}")


def _theirs(model: type[M], *, person: Person, staff: StaffRole, as_of: datetime) -> QuerySet[M]:
    return seen_by(model, staff=staff, as_of=as_of).filter(person=person).order_by("pk")


def _by(column: str, rows: Iterable[M]) -> dict[int, list[M]]:
    found: dict[int, list[M]] = defaultdict(list)
    key = attrgetter(column)
    for row in rows:
        found[key(row)].append(row)
    return found


def _response(one: Response, title: str, versions: Iterable[Version], scores: Sequence[Score]) -> Found:
    corrected = [f"Corrected on {spell_instant(its.at)}: {its.why}" for its in versions if its.why]
    how = [occasion_in_words(one.occasion, one.nth), one.get_entered_display(), one.get_filled_display()]
    measured = at_hand(one.instrument, one.edition, scales=[its.scale for its in scores])
    said = [". ".join(how), *(_score(measured, score) for score in scores), *corrected]
    return Found(CLINICAL, title, _lines(said), bool(corrected))


def _score(measured: Instrument, score: Score) -> str:
    scale = measured.scale[score.scale].title
    value = f"{score.value:g}" if score.value is not None else score.label or score.refused
    return f"{scale}: {value}{f' ({score.band})' if score.band else ''}"


def _answered(one: Response, versions: Sequence[Version], answers: dict[int, Answers]) -> Iterator[str]:
    """Version by version, item by item."""
    items: dict[str, Any] = max((answers[its.pk].given for its in versions if its.pk in answers), key=len, default={})
    measured = at_hand(one.instrument, one.edition, items=items)
    for version in versions:
        if version.pk in answers:
            yield f"{version.get_kind_display()}, {spell_instant(version.at)}"
            yield from (_item(measured, number, value) for number, value in answers[version.pk].given.items())


def _item(measured: Instrument, number: str, value: Any) -> str:
    item = measured.item[number]
    words = dict(item.choices or ()).get(value, "")
    answer = "left blank" if value is None else f"{value} {words}".rstrip()
    return f"{number}. {item.text or 'as on the form'}: {answer}"


def _entry(one: AlertEntry) -> str:
    return ". ".join(filter(None, [one.get_kind_display(), one.get_action_display(), one.says]))


def _lines(said: Iterable[str]) -> str:
    return "\n".join(filter(None, said))


leaves_out("It lists alerts that are handed over", OpenAlert)
