"""The log of disclosures: what was sent to whom, why, and on what basis."""

from datetime import datetime

from django.db.models import CharField, F, Func, QuerySet

from throughcare.access.models import FOR, Disclosure
from throughcare.access.seeing import may_read
from throughcare.access.words import titles, unknown
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import faults, refuse_if
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES

A_PAGE = 50
LINES = {"to": 200, "basis": 400, "says": 400}


@verb
def disclose(*, disclosure: Disclosure, by: StaffRole, at: datetime) -> Disclosure:
    """Log that something of a record was disclosed, as a row not yet saved.

    Raises Refused: to, basis, says, categories, purpose, form.
    """
    read = {name: read_line(getattr(disclosure, name), most=most) for name, most in LINES.items()}
    refuse_if(faults(**read) | _impossible(disclosure, by=by, at=at))
    for name, line in read.items():
        setattr(disclosure, name, line)
    disclosure.by, disclosure.at = by, at
    disclosure.save(force_insert=True)
    detail = {"disclosure": disclosure.pk, "to": disclosure.to, "categories": disclosure.categories}
    audit.record(by=by, at=at, did="disclosed", person_id=disclosure.person_id, ground=disclosure.form, detail=detail)
    return disclosure


def disclosures_of(person: Person) -> QuerySet[Disclosure]:
    """What was disclosed of somebody, whoever did it, newest first. The policy shows it to who may see the person."""
    return Disclosure.objects.filter(person=person).select_related("by__staff", "by__organisation", "agreement")


def disclosed_by(organisation: Organisation, *, before: int | None = None) -> QuerySet[Disclosure]:
    """What an organisation disclosed, newest first, each with the `reference` of the person; from a number on."""
    theirs = Disclosure.objects.filter(by__organisation=organisation)
    reference = Func(F("person_id"), function="access_reference", output_field=CharField())
    older = theirs if before is None else theirs.filter(pk__lt=before)
    return older.annotate(reference=reference).select_related("by__staff", "agreement").order_by("-pk")


def _impossible(disclosure: Disclosure, *, by: StaffRole, at: datetime) -> dict[str, str]:
    unread = [
        category
        for category in disclosure.categories
        if category in CATEGORIES and not may_read(category, person_id=disclosure.person_id, staff=by, as_of=at)
    ]
    wrong = {
        "to": "" if disclosure.to.strip() else "Say to whom.",
        "basis": "" if disclosure.basis.strip() else "Say on which basis in law.",
        "categories": unknown(disclosure.categories, CATEGORIES)
        if disclosure.categories
        else "Say what was disclosed.",
        "purpose": unknown([disclosure.purpose], FOR),
        "form": unknown([disclosure.form], Disclosure.FORMS),
    }
    if unread:
        wrong["categories"] = f"You may not read this yourself: {titles(unread)}."
    return {field: says for field, says in wrong.items() if says}
