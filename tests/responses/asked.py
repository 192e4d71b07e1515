"""Something of everything about questionnaires, put on record past every rule, for those who look at all pages."""

from datetime import timedelta
from typing import Any

from throughcare.episodes.models import Episode
from throughcare.instruments import instrument
from throughcare.organisations.models import StaffRole
from throughcare.responses.models import (
    AlertDetail,
    AlertEntry,
    AlertThreshold,
    Answers,
    FactsConfirmed,
    FactsWithdrawn,
    NotAnswered,
    RaisedAlert,
    Response,
    Score,
    SiteText,
    SiteTextWithdrawal,
    Version,
    Watch,
)
from throughcare.responses.raising import line_of

CORE = instrument("core-10")


def an_alert(episode: Episode, *, by: StaffRole) -> RaisedAlert:
    """A response with one answer, and the alert that it raised on the list of whoever entered it."""
    at = episode.created_at + timedelta(days=1)
    about: dict[str, Any] = {"person_id": episode.person_id, "by": by, "at": at}
    response = Response.objects.create(
        **about, episode=episode, instrument=CORE.id, edition=CORE.version, digest=CORE.hash, occasion="between",
        rater="self", filled="alone", entered="staff", completed_on=at.date(),
    )  # fmt: skip
    version = Version.objects.create(**about, response=response, number=1, kind="done")
    Answers.objects.create(version=version, person_id=episode.person_id, given={**dict.fromkeys(CORE.item), "6": 2})
    Score.objects.create(response=response, person_id=episode.person_id, scale="total", refused="Too many blanks")
    alert = RaisedAlert.objects.create(
        **about, response=response, version=1, instrument=CORE.id, rule="item-6", ruled_by=CORE.version, kind="alert",
        category="self-harm-risk", completed_on=at.date(), organisation=by.organisation, team="x", out_of_hours="x",
        within=60,
    )  # fmt: skip
    AlertDetail.objects.create(
        alert=alert, person_id=episode.person_id, item="6", value=2, says="x", confirmed=True
    )  # fmt: skip
    line_of(alert).save()
    return alert


def all_of_questionnaires(episode: Episode, *, by: StaffRole) -> None:
    """The same, corrected and acted on; why another was not answered; and what the service and the site have set."""
    alert = an_alert(episode, by=by)
    about: dict[str, Any] = {"person_id": episode.person_id, "by": by, "at": alert.at}
    amended = Version.objects.create(**about, response=alert.response, number=2, kind="amended", why="x")
    Answers.objects.create(version=amended, person_id=episode.person_id, given={**dict.fromkeys(CORE.item), "6": 1})
    AlertEntry.objects.create(**about, alert=alert, category=alert.category, kind="acted", action="passed-to", says="x")
    NotAnswered.objects.create(
        **about, episode=episode, instrument=CORE.id, occasion="start", outcome="refused", on=alert.at.date(), says="x"
    )
    said: dict[str, Any] = {"owner": "x", "why": "x", "by": by, "at": alert.at, "service": episode.service}
    AlertThreshold.objects.create(**said, instrument=CORE.id, rule="item-6", value=1)
    Watch.objects.create(**said, team="x", out_of_hours="x", alert_minutes=60, review_minutes=60)
    for number in (1, 2):
        brought = SiteText.objects.create(
            organisation=by.organisation, instrument="wemwbs", edition="2026.1", digest="0" * 64, number=number,
            texts={"1": "x"}, licence_holder="x", licence_reference="x", by=by, at=alert.at,
        )  # fmt: skip
        if number == 1:
            SiteTextWithdrawal.objects.create(site_text=brought, why="x", by=by, at=alert.at)
        confirmed = FactsConfirmed.objects.create(
            organisation=by.organisation, instrument=CORE.id, edition=CORE.version, digest=CORE.hash, number=number,
            against="x", by=by, at=alert.at,
        )  # fmt: skip
        if number == 1:
            FactsWithdrawn.objects.create(confirmed=confirmed, why="x", by=by, at=alert.at)
