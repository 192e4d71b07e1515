"""Whether scores, alerts and lists are what answers and entries amount to: for `throughcare check`."""

from collections.abc import Iterator

from django.db.models import QuerySet

from throughcare.episodes.checking import BATCH
from throughcare.instruments import Instrument
from throughcare.instruments.library import Unsealed
from throughcare.instruments.library import faults as faults_of_seals
from throughcare.responses.alert_tables import RaisedAlert
from throughcare.responses.answer_tables import Response, Score
from throughcare.responses.scoring import KEPT, instrument_of, rows_of
from throughcare.responses.setting import thresholds_of, values
from throughcare.responses.watching import as_set, of_answers
from throughcare.responses.words import ACKNOWLEDGED, BEGUN, CLOSED, ESCALATED


def faults() -> Iterator[str]:
    """A sentence for each fault; none when all is as it must be."""
    yield from map(str, faults_of_seals())
    found = Response.objects.select_related("episode").prefetch_related("scores", "alerts", "versions__answers")
    for response in found.order_by("pk").iterator(chunk_size=BATCH):
        yield from _of_response(response)
    alerts = RaisedAlert.objects.prefetch_related("entries", "open_for").order_by("pk")
    for alert in alerts.iterator(chunk_size=BATCH):
        yield from _of_alert(alert)


def _of_response(response: Response) -> Iterator[str]:
    name = f"{response.episode.reference}: {response}"
    try:
        measured = instrument_of(response)
    except Unsealed:
        return  # The file itself is named above.
    except KeyError:
        yield f"{name} was answered in edition {response.edition}, which ships no longer: nothing can be scored."
        return
    if measured.hash != response.digest:
        yield f"{name} was answered in edition {response.edition}, and the file of that edition was changed since."
    versions = sorted(response.versions.all(), key=lambda one: one.number)
    finished = [one for one in versions if one.kind != BEGUN]
    wanted = rows_of(response, measured, finished[-1].answers.given) if finished else []
    if _sorted(response.scores.all()) != _sorted(wanted):
        yield f"{name}: the scores kept are not those of its answers."
    raised = {alert.rule for alert in response.alerts.all()}
    yield from (f"{name}: an answer asks for an alert by rule {rule}, and none was raised." for rule in
                sorted(_asked(response, measured) - raised))  # fmt: skip


def _asked(response: Response, measured: Instrument) -> set[str]:
    """The rules that some version matches by the file: a local value holds only for what was saved under it."""
    local = values(thresholds_of(response.episode.service_id, response.instrument))
    strict = as_set(measured, local)
    both = (measured, strict)
    return {rule for version in response.versions.all() for rule in set.intersection(
        *({one.rule for one in of_answers(each, version.answers.given, finished=version.kind != BEGUN,
                                          stopped_at=version.stopped_at)} for each in both))}  # fmt: skip


def _of_alert(alert: RaisedAlert) -> Iterator[str]:
    entries = list(alert.entries.all())
    kinds = {entry.kind for entry in entries}
    lines = {line.organisation_id for line in alert.open_for.all()}
    told = {entry.told_id for entry in entries if entry.kind == ESCALATED}
    want = set() if CLOSED in kinds else {alert.organisation_id, *told}
    if lines != want:
        yield f"Alert {alert.pk} is on {len(lines)} lists, and its entries say {len(want)}."
    if any((line.acknowledged_at is not None) != (ACKNOWLEDGED in kinds) for line in alert.open_for.all()):
        yield f"Alert {alert.pk} is kept as {'not ' if ACKNOWLEDGED in kinds else ''}acknowledged, against its entries."


def _sorted(rows: "QuerySet[Score] | list[Score]") -> list[tuple[str, ...]]:
    return sorted(tuple(str(getattr(row, column)) for column in KEPT) for row in rows)
