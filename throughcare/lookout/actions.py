"""Going through what is new of the audit record, and acknowledging what that found."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet

from throughcare.access.breaking import GUARDIAN
from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.lookout.models import Acknowledgement, Finding, Round
from throughcare.lookout.rules import RULES, Found, Window
from throughcare.organisations.acting import CHECKER, RECORDER, by_service, serving, verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused

# The first round goes back so far; each looks once more at the end of the one before, for what was still being written.
FIRST, AGAIN = timedelta(days=1), timedelta(minutes=15)


def go_round(*, at: datetime) -> Round:
    """Look at what is new since the last round, and keep what the rules find, each thing once."""
    before = Round.objects.first()
    window = Window(since=before.until - AGAIN if before else at - FIRST, until=at)
    # It reads as the service that looks and writes with the pen of the product; nobody acts.
    with serving(CHECKER):
        found = [_finding(rule, one, at=at) for rule in RULES for one in RULES[rule].find(window)]
    return _keep(found, window, at=at)


@by_service(RECORDER)
def _keep(found: list[Finding], window: Window, *, at: datetime) -> Round:
    known = set(Finding.objects.filter(key__in={one.key for one in found}).values_list("rule", "key"))
    new = [one for one in found if (one.rule, one.key) not in known]
    Finding.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    return Round.objects.create(at=at, since=window.since, until=window.until, found=len(new))


def _finding(rule: str, one: Found, *, at: datetime) -> Finding:
    return Finding(
        rule=rule,
        key=one.key,
        at=at,
        organisation_id=one.organisation,
        by_id=one.by,
        person_id=one.person,
        reference=one.reference,
        emergency_id=one.what if rule == "not-reviewed" else None,
        happened_at=one.happened_at,
        count=one.count,
    )


def to_look_at(organisation: Organisation) -> QuerySet[Finding]:
    """What nobody has acknowledged yet, the newest first."""
    return of_organisation(organisation).filter(acknowledged=None)


def of_organisation(organisation: Organisation) -> QuerySet[Finding]:
    found = Finding.objects.filter(organisation=organisation)
    return found.select_related("by__staff", "acknowledged__by__staff").order_by("-pk")


@verb
def acknowledge(*, finding: Finding, says: str, by: StaffRole, at: datetime) -> Acknowledgement:
    """Record that the Guardian looked, and why that is the end of it or what follows. Raises Refused: says."""
    row = Finding.objects.select_related("by").get(pk=finding.pk)
    for why in _why_not(row, by=by):
        raise Refused({"": why})
    reason = line(says, field="says", missing="Say what you found, or what follows.")
    made = Acknowledgement.objects.create(finding=row, person_id=row.person_id, by=by, says=reason, at=at)
    detail = {"finding": row.pk, "rule": row.rule}
    audit.record(by=by, at=at, did="acknowledged-finding", person_id=row.person_id, detail=detail)
    return made


def _why_not(finding: Finding, *, by: StaffRole) -> Iterator[str]:
    if by.role != GUARDIAN or by.organisation_id != finding.organisation_id:
        yield "It is for the Caldicott Guardian of the organisation to acknowledge this."
    if by.staff_id == finding.by.staff_id:
        yield "Nobody acknowledges what was found of themselves."
    if Acknowledgement.objects.filter(finding=finding).exists():
        yield "This has been acknowledged already."
