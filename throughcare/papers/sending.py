"""The verbs of papers: notices go to all recipients at once, and what else was sent is logged as disclosed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from throughcare.access.disclosing import disclose
from throughcare.access.models import Disclosure
from throughcare.access.seeing import levels_of_record
from throughcare.episodes import actions
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode
from throughcare.episodes.reading import account, episode_seen
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.papers.facts import Facts
from throughcare.papers.notices import AUTHORITY, BASIS, SENT, Recipient, authority_of, requested_on, spelled
from throughcare.papers.value import Paper
from throughcare.pathways import Moment
from throughcare.sharing import IDENTITY, PURPOSES_OF, STAGES
from throughcare.sharing.levels import reaches

SENT_BY = {"mail": "By secure mail", "paper": "On paper"}


@dataclass(frozen=True, slots=True)
class Sending:
    """When and how something went out."""

    happened: Moment
    form: str


@verb
def send_notices(
    *, episode: Episode, to: Sequence[Recipient], sending: Sending, seen: int, by: StaffRole, at: datetime
) -> Episode:
    """Record a notice to each recipient, and log each as disclosed. `seen` is as in `episodes.actions.take_step`.

    Raises Refused, with nothing recorded, where one of them cannot be.
    """
    if not to:
        raise Refused({"to": "Choose at least one recipient."})
    date = _date_of_request(episode, by=by, at=at)
    for number, one in enumerate(to):
        said = {"recipient": one.kind, "request-date": date, "organisation": one.organisation or None}
        if one.kind == AUTHORITY:
            said["authority"] = authority_of(one.named)
        step = blueprint_of(episode).that_means(SENT)
        episode = actions.take_step(
            episode=episode, step=step, facts=said, happened=sending.happened, by=by, at=at,
            seen=None if number else seen,
        )  # fmt: skip
        _log_notice(episode, one, date, sending, by=by, at=at)
    return episode


def _date_of_request(episode: Episode, *, by: StaffRole, at: datetime) -> str:
    found = episode_seen(episode.reference, staff=by, as_of=at)
    date = requested_on(Facts(account(found, staff=by, as_of=at))) if found else ""
    if not date:
        raise Refused({"": "No request for a medical report is on record yet, so there is nothing to give notice of."})
    return date


def _log_notice(episode: Episode, to: Recipient, date: str, sending: Sending, *, by: StaffRole, at: datetime) -> None:
    row = Disclosure(
        person_id=episode.person_id,
        to=to.says[:200],
        organisation_id=int(to.organisation) if to.organisation else None,
        categories=[IDENTITY, STAGES],
        purpose=PURPOSES_OF[by.role][0],
        basis=BASIS,
        form=sending.form,
        says=f"Notice of a referral: request of {spelled(date)}",
    )
    disclose(disclosure=row, by=by, at=at)


@verb
def log_sent(
    *, paper: Paper, to: str, basis: str, form: str, person_id: int, by: StaffRole, at: datetime
) -> Disclosure:
    """Log that a paper was sent. What the sender sees only a summary of is not named: they could not disclose it.

    Raises Refused as `disclose` does.
    """
    levels = levels_of_record(person_id=person_id, staff=by, as_of=at)
    row = Disclosure(
        person_id=person_id,
        to=to,
        categories=[category for category in paper.categories if reaches(levels.get(category), "read")],
        purpose=PURPOSES_OF[by.role][0],
        basis=basis,
        form=form,
        says=paper.title,
    )
    return disclose(disclosure=row, by=by, at=at)
