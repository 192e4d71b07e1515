"""A clinician confirms, for their own organisation, what is recalled of one version of an instrument.

Until then it is shown there as unconfirmed, and everywhere else for as long as nobody confirms it there. What was
confirmed is known by the hash of the file, so that another file has to be confirmed anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import JSONObject

from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.instruments import Instrument
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import spell_day
from throughcare.people.lives import london_day
from throughcare.responses.local_tables import FactsConfirmed, FactsWithdrawn

# Those who may say of a cut-off or a key that it is right: an administrator holds no form and no manual.
MAY_CONFIRM = frozenset({"PMH", "CMHT", "SH"})
NOT_YOURS = "It is for a clinician of the organisation to confirm what is recalled."

# What a page says of a confirmation, for a question that asks for more at once.
SAID = JSONObject(
    pk="pk", digest="digest", at="at", against="against", by=F("by__staff__display_name"),
    organisation=F("organisation__name"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sure:
    """That what is recalled of the file `digest` was confirmed: by whom, for which organisation, when, against what."""

    pk: int
    digest: str
    at: datetime
    against: str
    by: str
    organisation: str


@verb
def confirm(*, measured: Instrument, digest: str, against: str, by: StaffRole, at: datetime) -> FactsConfirmed:
    """Confirm all that is unconfirmed of an instrument; `digest` is that of the file whose facts were looked at.

    Raises Refused: against, or "" where there is nothing to confirm, it was done, or the file is another one now.
    """
    refuse_strangers(by)
    refuse_if({"": f"Nothing of {measured.title} is unconfirmed."} if not measured.unconfirmed else {})
    if digest != measured.hash:
        raise Refused({"": f"The file of {measured.title} has changed since you opened this. Look at it again."})
    if held := sures(by.organisation_id).get(measured.hash):
        raise Refused({"": f"{held.by} has confirmed this, on {spell_day(london_day(held.at))}."})
    said = line(against, field="against", missing="Say what you held it against, such as the form or its manual.")
    earlier = FactsConfirmed.objects.filter(organisation=by.organisation, digest=digest).count()
    made = FactsConfirmed.objects.create(
        organisation=by.organisation, instrument=measured.id, edition=measured.version, digest=digest,
        number=earlier + 1, against=said, by=by, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, did="confirmed-facts", detail={"instrument": measured.id, "digest": digest})
    return made


@verb
def withdraw(*, held: FactsConfirmed, why: str, by: StaffRole, at: datetime) -> FactsWithdrawn:
    """Take a confirmation of one's own organisation back: what it was of is unconfirmed there again. Raises Refused."""
    refuse_strangers(by)
    if held.organisation_id != by.organisation_id:
        raise Refused({"": "This was confirmed for another organisation."})
    if FactsWithdrawn.objects.filter(confirmed=held).exists():
        raise Refused({"": "It is withdrawn already."})
    said = line(why, field="why", missing="Say why.")
    audit.record(by=by, at=at, did="withdrew-facts", detail={"instrument": held.instrument, "digest": held.digest})
    return FactsWithdrawn.objects.create(confirmed=held, why=said, by=by, at=at)


def sures(organisation: int) -> dict[str, Sure]:
    """Hash of a file -> what stands confirmed of it in an organisation. One question."""
    stands = FactsConfirmed.objects.filter(organisation=organisation, withdrawal=None).order_by("number")
    return by_file(stands.values_list(SAID, flat=True))


def by_file(rows: Iterable[Mapping[str, Any]]) -> dict[str, Sure]:
    """The same, of rows as `SAID` tells them."""
    return {row["digest"]: Sure(**{**row, "at": datetime.fromisoformat(row["at"])}) for row in rows}


def refuse_strangers(by: StaffRole) -> None:
    """Raises Refused for a role that confirms nothing."""
    if by.role not in MAY_CONFIRM:
        raise Refused({"": NOT_YOURS})
