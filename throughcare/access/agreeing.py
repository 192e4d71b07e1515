"""Information-sharing agreements: put on record, ended, and shared under."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet

from throughcare.access.consenting import last_answer
from throughcare.access.disclosing import disclose
from throughcare.access.models import FOR, Agreement, AgreementParty, Disclosure, Grant
from throughcare.access.seeing import may_read
from throughcare.access.words import titles, unknown
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Refused, faults, refuse_if
from throughcare.pathways.moments import LONDON, spell_day
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, LEVELS, Consent, Ground

# Local default: so long before its day an agreement is said to be due for review.
WARN_BEFORE = timedelta(days=28)
# What is typed of an agreement, and how long it may be.
LINES = {"title": 200, "lawful_basis": 400}


@verb
def record_agreement(
    *, agreement: Agreement, parties: Sequence[Organisation], by: StaffRole, at: datetime
) -> Agreement:
    """Puts an agreement on record, as a row not yet saved.

    Raises Refused: title, lawful_basis, purposes, shares, review_on, parties.
    """
    read = {name: read_line(getattr(agreement, name), most=most) for name, most in LINES.items()}
    refuse_if(faults(**read) | _impossible(agreement, parties, by=by))
    for name, line in read.items():
        setattr(agreement, name, line)
    agreement.recorded_by, agreement.recorded_at = by, at
    agreement.save(force_insert=True)
    AgreementParty.objects.bulk_create(AgreementParty(agreement=agreement, organisation=party) for party in parties)
    audit.record(by=by, at=at, did="recorded-agreement", detail={"agreement": agreement.pk})
    return agreement


@verb
def end_agreement(*, agreement: Agreement, on: date, by: StaffRole, at: datetime) -> Agreement:
    """Ends an agreement; what is shared under it ends with that day. Raises Refused: on, or "" for others."""
    row = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if not row.parties.filter(organisation=by.organisation_id).exists():
        raise Refused({"": f"{by.organisation} is no party to this agreement: it is for its parties to end it."})
    if row.ended_on is not None:
        raise Refused({"on": f"This agreement ended on {spell_day(row.ended_on)}."})
    if not row.signed_on <= on <= at.astimezone(LONDON).date():
        raise Refused({"on": "Choose a day since it was signed, and not one still to come."})
    row.ended_on = on
    row.save(update_fields=["ended_on"])
    Grant.objects.live(as_of=at).filter(ground=Ground.AGREEMENT, source_id=row.pk).update(ends_at=at)
    audit.record(by=by, at=at, did="ended-agreement", detail={"agreement": row.pk})
    return row


@dataclass(frozen=True, slots=True)
class Sharing:
    """What is to be opened to whom, for what, under which agreement; `until` of None is as long as it holds."""

    agreement: Agreement
    person: Person
    to: Organisation
    purpose: str
    categories: tuple[str, ...]
    until: datetime | None = None


@verb
def share(*, sharing: Sharing, by: StaffRole, at: datetime) -> list[Grant]:
    """Open categories of a person's record to another party of an agreement. It goes into the log of disclosures.

    Raises Refused: agreement, to, purpose, categories.
    """
    # Whoever ends the agreement at this moment waits here, or has ended it already.
    sharing = replace(sharing, agreement=Agreement.objects.select_for_update().get(pk=sharing.agreement.pk))
    refuse_if(_uncovered(sharing, by=by, at=at))
    refuse_if(_not_theirs(sharing, by=by, at=at))
    made = Grant.objects.bulk_create(_opened(sharing, at=at))
    agreement = sharing.agreement
    disclosure = Disclosure(
        person=sharing.person,
        to=sharing.to.name,
        organisation=sharing.to,
        categories=list(sharing.categories),
        purpose=sharing.purpose,
        basis=f"{agreement.title}: {agreement.lawful_basis}"[:400],
        agreement=agreement,
        form="record",
    )
    disclose(disclosure=disclosure, by=by, at=at)
    return made


def covering(organisation: Organisation, *, as_of: date) -> QuerySet[Agreement]:
    """The agreements that an organisation may share under today."""
    mine = Agreement.objects.filter(parties__organisation=organisation, ended_on__isnull=True)
    return mine.filter(signed_on__lte=as_of, review_on__gt=as_of)


def partners(organisation: Organisation, *, as_of: date) -> QuerySet[AgreementParty, Any]:
    """The keys of those with whom an organisation may share today, and its own."""
    return AgreementParty.objects.filter(agreement__in=covering(organisation, as_of=as_of)).values("organisation")


def due_for_review(organisation: Organisation, *, as_of: date) -> QuerySet[Agreement]:
    """Those that lapse within four weeks or have lapsed: nothing new is shared under them until they are renewed."""
    mine = Agreement.objects.filter(parties__organisation=organisation, ended_on__isnull=True)
    return mine.filter(review_on__lte=as_of + WARN_BEFORE)


def of_party(organisation: Organisation) -> QuerySet[Agreement]:
    """Every agreement that an organisation signed, with its parties, whether it holds or not. Two questions."""
    mine = Agreement.objects.filter(parties__organisation=organisation)
    return mine.prefetch_related("parties__organisation").order_by("review_on", "pk")


def covered(agreement: Agreement, *, organisation: Organisation, as_of: datetime) -> int:
    """Of how many people something is open to this organisation under it; who they are is not for a page to list."""
    live = Grant.objects.live(as_of=as_of).filter(organisation=organisation, ground=Ground.AGREEMENT)
    return live.filter(source_id=agreement.pk).values("person").distinct().count()


def _impossible(agreement: Agreement, parties: Sequence[Organisation], *, by: StaffRole) -> dict[str, str]:
    wrong = {
        "title": "" if agreement.title.strip() else "Give the agreement a title.",
        "lawful_basis": "" if agreement.lawful_basis.strip() else "Say on which basis in law this is shared.",
        "purposes": unknown(agreement.purposes, FOR) or ("" if agreement.purposes else "Say what it is shared for."),
        "shares": unknown(agreement.shares, CATEGORIES) or unknown(agreement.shares.values(), LEVELS),
        "review_on": "" if agreement.review_on > agreement.signed_on else "It is reviewed after it is signed.",
        "parties": "" if len({party.pk for party in parties}) > 1 else "An agreement has at least two parties.",
    }
    if not agreement.shares:
        wrong["shares"] = "Say what is shared."
    if by.organisation_id not in {party.pk for party in parties}:
        wrong["parties"] = f"{by.organisation} is no party to this agreement: one of its parties puts it on record."
    return {field: says for field, says in wrong.items() if says}


def _opened(sharing: Sharing, *, at: datetime) -> Iterator[Grant]:
    for category in sharing.categories:
        yield Grant(
            person=sharing.person,
            organisation=sharing.to,
            categories=[category],
            level=sharing.agreement.shares[category],
            ground=Ground.AGREEMENT,
            purpose=sharing.purpose,
            source_id=sharing.agreement.pk,
            starts_at=at,
            ends_at=sharing.until,
        )


def _uncovered(sharing: Sharing, *, by: StaffRole, at: datetime) -> dict[str, str]:
    """What the agreement does not cover, by field."""
    agreement, to = sharing.agreement, sharing.to
    if stopped := _stopped(agreement, at=at):
        return {"agreement": stopped}
    parties = set(agreement.parties.values_list("organisation", flat=True))
    if by.organisation_id not in parties:
        return {"agreement": f"{by.organisation} is no party to this agreement."}
    wrong = {
        "to": "" if to.pk in parties - {by.organisation_id} else f"{to} is no other party to this agreement.",
        "purpose": "" if sharing.purpose in agreement.purposes else "This agreement is for other purposes.",
        "categories": _beyond(agreement, sharing.categories),
    }
    return {field: says for field, says in wrong.items() if says}


def _stopped(agreement: Agreement, *, at: datetime) -> str:
    """Why nothing new is shared under an agreement; empty while something may be."""
    if agreement.ended_on is not None:
        return f"This agreement ended on {spell_day(agreement.ended_on)}."
    if agreement.review_on > at.astimezone(LONDON).date():
        return ""
    says = f"This agreement was due for review on {spell_day(agreement.review_on)}: nothing new is shared under it."
    return f"{says} The Caldicott Guardians of its parties renew it."


def _beyond(agreement: Agreement, categories: Collection[str]) -> str:
    if not categories:
        return "Choose what to share."
    beyond = [category for category in categories if category not in agreement.shares]
    return f"This agreement does not cover: {titles(beyond)}." if beyond else ""


def _not_theirs(sharing: Sharing, *, by: StaffRole, at: datetime) -> dict[str, str]:
    """What whoever shares cannot pass on: what they may not read themselves, or what the person has not agreed to."""
    unread = [c for c in sharing.categories if not may_read(c, person_id=sharing.person.pk, staff=by, as_of=at)]
    if unread:
        return {"categories": f"You may not read this yourself: {titles(unread)}."}
    if not sharing.agreement.rests_on_consent:
        return {}
    said = partial(last_answer, sharing.person, sharing.to, purpose=sharing.purpose, as_of=at)
    silent = [category for category in sharing.categories if said(category=category) is not Consent.GIVEN]
    if silent:
        says = f"This agreement rests on consent, which this person has not given: {titles(silent)}."
        return {"categories": f"{says} Ask them, and record what they say."}
    return {}
