"""Releasing a copy: once everything was looked at it is written out, logged as a disclosure, and stays as it is."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from throughcare.access.models import Disclosure
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.own.account_forms import BASIS
from throughcare.own.document import Document, Section, page, pdf
from throughcare.own.models import Copy, Ending, Opinion, Release
from throughcare.own.redacting import EXEMPTIONS, HEALTH, Outcome
from throughcare.own.reviewing import Judged, judged, opinion_on, refuse_unless_reviewer
from throughcare.sharing import CATEGORIES, Purpose
from throughcare.telling.phrases import count
from throughcare.web.words import day


@verb
def release(*, copy: Copy, by: StaffRole, at: datetime) -> Release:
    """Write the copy out and log that it was disclosed. Raises Refused while anything stands in the way."""
    gathering = refuse_unless_reviewer(copy, by=by)
    found = judged(copy, gathering)
    if missing := obstacle(found, opinion_on(copy, gathering)):
        raise Refused({"": missing})
    Ending.objects.create(copy=copy, person_id=copy.person_id, outcome="released", by=by, at=at)
    written = document(copy, found, at=at)
    shown, printed = page(written), pdf(written, at=at)
    given = [one for one in found if one.ruling.outcome is Outcome.RELEASE]
    made = Release.objects.create(
        copy=copy,
        person_id=copy.person_id,
        page=shown,
        pdf=printed,
        digest=sha256(shown.encode() + printed).hexdigest(),
        released=len(given),
        withheld=len(found) - len(given),
        by=by,
        at=at,
    )
    _log(copy, {one.item.category for one in given}, by=by, at=at)
    return made


def obstacle(found: Sequence[Judged], opinion: Opinion | None) -> str:
    """Why a copy cannot be released yet, in one sentence; empty when nothing stands in the way."""
    looking = sum(one.to_look_at for one in found)
    if looking:
        return f"{count(looking, 'item is', 'items are')} still to be looked at."
    health = any(one.item.category in HEALTH and one.ruling.outcome is Outcome.RELEASE for one in found)
    if health and opinion is None:
        return "A health professional has yet to say whether anything in it would do serious harm."
    return "" if any(one.ruling.outcome is Outcome.RELEASE for one in found) else "Nothing in it is released."


def document(copy: Copy, found: Sequence[Judged], *, at: datetime) -> Document:
    """What is released, category by category, and of what is withheld as much as gives nothing away."""
    given = [one.item for one in found if one.ruling.outcome is Outcome.RELEASE]
    sections = [
        Section(title, tuple((item.title, item.says) for item in given if item.category == category))
        for category, title in CATEGORIES.items()
    ]
    reasons = Counter(one.ruling.reason for one in found if one.ruling.outcome is Outcome.WITHHOLD)
    return Document(
        organisation=str(copy.organisation),
        reference=copy.reference,
        asked_by=copy.asked_by,
        received=day(copy.received_on),
        released=day(at),
        sections=tuple(section for section in sections if section.items),
        left_out=tuple(
            f"{EXEMPTIONS[reason].says}: {count(number, 'item', 'items')}."
            for reason, number in sorted(reasons.items())
            if EXEMPTIONS[reason].told
        ),
    )


def _log(copy: Copy, categories: set[str], *, by: StaffRole, at: datetime) -> None:
    """Written here and not by `disclose`: a Guardian reads none of it in the record, and it was judged item by item."""
    ordered = [category for category in CATEGORIES if category in categories]
    to = "The person themselves" if copy.asker == "person" else copy.asked_by
    row = Disclosure.objects.create(
        person_id=copy.person_id, to=to, categories=ordered, purpose=Purpose.SUBJECT_ACCESS, basis=BASIS,
        form="export", says="A copy of their record", by=by, at=at,
    )  # fmt: skip
    detail = {"disclosure": row.pk, "to": to, "categories": ordered}
    audit.record(by=by, at=at, did="disclosed", person_id=copy.person_id, ground="export", detail=detail)
