"""What people answer when they are asked whether somebody may see something of them."""

from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.db.models import Q, QuerySet

from throughcare.access.models import FOR, Agreement, Consent, Grant
from throughcare.access.seeing import may_read, seen_by
from throughcare.access.words import titles, unknown
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Refused, faults, refuse_if
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, IDENTITY, Ground
from throughcare.sharing import Consent as Answer

# What consent opens is read; nobody writes in a record on consent alone.
OPENS = "read"
ENDS_WHAT_RESTS_ON_IT = (Answer.REFUSED, Answer.WITHDRAWN)


@verb
def record_answer(*, consent: Consent, categories: Collection[str], by: StaffRole, at: datetime) -> list[Consent]:
    """Record what a person said about one organisation and purpose, for each category, as a row not yet saved.

    A yes opens what it names; a no, or a yes taken back, closes it at once. Raises Refused: categories, purpose,
    state, how, says, at, or "" where whoever asks may not see the person.
    """
    says = read_line(consent.says, most=400)
    refuse_if(faults(says=says) | _impossible(consent, categories, by=by, at=at))
    consent.says, consent.recorded_by, consent.recorded_at = str(says), by, at
    made = [_answer(consent, category) for category in categories]
    Consent.objects.bulk_create(made)
    for row in made:
        if row.state in ENDS_WHAT_RESTS_ON_IT:
            _close(row, at=at)
    Grant.objects.bulk_create(_opened(row, at=at) for row in made if row.state == Answer.GIVEN)
    detail = {"organisation": consent.organisation_id, "categories": list(categories), "state": consent.state}
    audit.record(by=by, at=at, did="recorded-consent", person_id=consent.person_id, detail=detail)
    return made


def last_answer(
    person: Person, organisation: Organisation, category: str, purpose: str, *, as_of: datetime
) -> Answer | None:
    """What the person said last; a day on which nobody could ask them changes nothing of it."""
    said = Consent.objects.filter(
        person=person, organisation=organisation, category=category, purpose=purpose, at__lte=as_of
    )
    last = said.exclude(state=Answer.COULD_NOT_BE_ASKED).order_by("-at", "-pk").first()
    return Answer(last.state) if last else None


def answers_of(person: Person, *, staff: StaffRole, as_of: datetime) -> QuerySet[Consent]:
    """What a person said, newest first, as far as whoever asks may see: of what they see, and to their organisation."""
    seen = seen_by(Consent, staff=staff, as_of=as_of).filter(person=person)
    theirs = Consent.objects.filter(person=person, organisation=staff.organisation_id)
    both = Consent.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=theirs.values("pk")))
    return both.select_related("organisation", "recorded_by__staff").order_by("-at", "-pk")


def _answer(consent: Consent, category: str) -> Consent:
    copied = ("person", "organisation", "purpose", "state", "how", "says", "at", "recorded_by", "recorded_at")
    return Consent(category=category, **{name: getattr(consent, name) for name in copied})


def _opened(row: Consent, *, at: datetime) -> Grant:
    return Grant(
        person=row.person,
        organisation=row.organisation,
        categories=[row.category],
        level=OPENS,
        ground=Ground.CONSENT,
        purpose=row.purpose,
        source_id=row.pk,
        starts_at=max(row.at, at),
    )


def _close(row: Consent, *, at: datetime) -> None:
    """End the grants of that consent, and those of agreements that share nothing without it."""
    live = Grant.objects.live(as_of=at).of(row.category)
    same = live.filter(person=row.person, organisation=row.organisation, purpose=row.purpose)
    same.filter(ground=Ground.CONSENT).update(ends_at=at)
    resting = Agreement.objects.filter(rests_on_consent=True).values("pk")
    same.filter(ground=Ground.AGREEMENT, source_id__in=resting).update(ends_at=at)


def _impossible(consent: Consent, categories: Collection[str], *, by: StaffRole, at: datetime) -> dict[str, str]:
    if not may_read(IDENTITY, person_id=consent.person_id, staff=by, as_of=at):
        raise Refused({"": "You may not see this person, so you cannot record what they said."})
    wrong = {
        "categories": unknown(categories, CATEGORIES) if categories else "Choose what they were asked about.",
        "purpose": unknown([consent.purpose], FOR),
        "state": unknown([consent.state], list(Answer)),
        "how": unknown([consent.how], Consent.HOW),
        "at": "They cannot have said it in the future." if consent.at > at else "",
    }
    if consent.state == Answer.COULD_NOT_BE_ASKED and not consent.says.strip():
        wrong["says"] = "Say why they could not be asked."
    if consent.state == Answer.WITHDRAWN and not any(wrong.values()):
        wrong["state"] = _nothing_to_withdraw(consent, categories, at=at)
    return {field: says for field, says in wrong.items() if says}


def _nothing_to_withdraw(consent: Consent, categories: Collection[str], *, at: datetime) -> str:
    asked = partial(last_answer, consent.person, consent.organisation, purpose=consent.purpose, as_of=at)
    never = [category for category in categories if asked(category=category) is not Answer.GIVEN]
    return f"They have given no consent to withdraw: {titles(never)}." if never else ""
