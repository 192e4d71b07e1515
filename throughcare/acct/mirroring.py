"""Writing the mirror of an ACCT: begin it, add what came to pass, correct an entry, take one back. It only grows.

Written by those whom the matrix lets write of self-harm risk. What the document says is taken as it says it, as long as
it can be true; what is late is shown as late.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from throughcare.access.words import line, refuse_unknown
from throughcare.access.writing import expect_writer
from throughcare.acct.models import STANDS, Acct, AcctEntry, AcctStanding
from throughcare.acct.numbers import OF_ANOTHER, is_of_another
from throughcare.acct.reckoning import Fact, impossible, owed_by, reckon
from throughcare.acct.words import CLOSED, OPENED, OPENERS, POST_REVIEWED, REOPENED, REVIEWED, SELF_HARM, TAKEN_BACK
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.organisations.spans import holds_on
from throughcare.pathways.moments import spell_day, spell_instant
from throughcare.people.dated import locked
from throughcare.people.lives import impossible_day, london_day
from throughcare.people.models import Person, Placement

PRISON = "prison"
MEANWHILE = "Somebody has corrected this entry meanwhile. Look at the ACCT again."
GONE = "What is here of this ACCT was taken back. Begin a new mirror of the ACCT that there is."


@dataclass(frozen=True, slots=True)
class Said:
    """What the document says of one thing. What does not belong to its kind stays as it is here."""

    kind: str
    happened_at: datetime
    number: str = ""
    opened_as: str = ""
    next_at: datetime | None = None
    observation: str = ""
    health_attended: bool | None = None
    until_on: date | None = None


@verb
def begin(*, person: Person, said: Said, by: StaffRole, at: datetime) -> Acct:
    """Mirror an ACCT that was opened, in the prison where the person lived then. Raises Refused by field.

    Refused where one of theirs is open already, and where its number is somebody else's.
    """
    expect_writer(SELF_HARM, person_id=person.pk, by=by, at=at)
    held = locked(person)
    acct = Acct(person=held, place=_prison(held, said.happened_at, by), by=by, at=at)
    entry = _entry(acct, replace(said, kind=OPENED), by=by, at=at)
    _refuse_impossible(acct, [entry.fact], entry, at=at)
    acct.save(force_insert=True)
    entry.acct = acct
    return _keep(acct, entry)


@verb
def add(*, acct: Acct, said: Said, by: StaffRole, at: datetime) -> Acct:
    """Add something that came to pass, whenever it did. Raises Refused by field where it cannot be true."""
    held = _held(acct, by=by, at=at)
    entry = _entry(held, said, by=by, at=at)
    _refuse_impossible(held, [*(one.fact for one in standing_entries(held)), entry.fact], entry, at=at)
    return _keep(held, entry)


@verb
def correct(*, entry: AcctEntry, said: Said, why: str, by: StaffRole, at: datetime) -> Acct:
    """Put what the document says in the place of what was recorded. Raises Refused by field: also `why`."""
    held = _held(entry.acct, by=by, at=at)
    others = _without(held, entry)
    made = _entry(held, replace(said, kind=entry.kind), by=by, at=at)
    made.corrects, made.says = entry, line(why, field="why", missing="Say what was wrong.")
    _refuse_impossible(held, [*(one.fact for one in others), made.fact], made, at=at)
    return _keep(held, made)


@verb
def take_back(*, entry: AcctEntry, why: str, by: StaffRole, at: datetime) -> Acct:
    """Take back what never came to pass. With its opening the whole mirror goes, and stays on record as taken back.

    Raises Refused: why, or "" where what is left could not be true without it.
    """
    held = _held(entry.acct, by=by, at=at)
    others = _without(held, entry)
    says = line(why, field="why", missing="Say why this never was.")
    wrong = impossible(one.fact for one in others) if entry.kind != OPENED else ""
    refuse_if({"": f"Without it the rest could not be true. {wrong}"} if wrong else {})
    made = AcctEntry(
        acct=held, person_id=held.person_id, kind=TAKEN_BACK, happened_at=at, corrects=entry, says=says, by=by, at=at
    )
    return _keep(held, made)


def standing_entries(acct: Acct) -> list[AcctEntry]:
    """Those that nothing was put in the place of."""
    return in_force(AcctEntry.objects.filter(acct=acct))


def in_force(entries: Iterable[AcctEntry]) -> list[AcctEntry]:
    found = list(entries)
    corrected = {one.corrects_id for one in found}
    return [one for one in found if one.pk not in corrected and one.kind != TAKEN_BACK]


def _held(acct: Acct, *, by: StaffRole, at: datetime) -> Acct:
    """The ACCT with its person, to oneself until the transaction ends. Raises Refused."""
    expect_writer(SELF_HARM, person_id=acct.person_id, by=by, at=at)
    held = Acct.objects.select_related("person", "place").get(pk=acct.pk)
    held.person = locked(held.person)
    if AcctStanding.objects.filter(acct=held, taken_back=True).exists():
        raise Refused({"": GONE})
    return held


def _without(acct: Acct, entry: AcctEntry) -> list[AcctEntry]:
    """The other entries that stand. Raises Refused where this one does not any more."""
    standing = standing_entries(acct)
    if entry.pk not in {one.pk for one in standing}:
        raise Refused({"": MEANWHILE})
    return [one for one in standing if one.pk != entry.pk]


def _entry(acct: Acct, said: Said, *, by: StaffRole, at: datetime) -> AcctEntry:
    """The row, not saved yet, with no more than belongs to its kind. Raises Refused by field."""
    made = AcctEntry(acct=acct, person_id=acct.person_id, kind=said.kind, happened_at=said.happened_at, by=by, at=at)
    if said.kind == OPENED:
        refuse_unknown("opened_as", said.opened_as, OPENERS)
        made.number = line(said.number, field="number", most=40, missing="Give the number of the ACCT.")
        made.opened_as = said.opened_as
    if said.kind in {REVIEWED, REOPENED}:
        made.next_at = _next(said)
    if said.kind == REVIEWED:
        says = "Health care at the review: say whether it was there."
        refuse_if({"health": says} if said.health_attended is None else {})
        made.observation = line(said.observation, field="observation", most=80)
        made.health_attended = said.health_attended
    if said.kind in {CLOSED, POST_REVIEWED}:
        made.until_on = _until(said)
    return made


def _next(said: Said) -> datetime:
    if said.next_at is None:
        raise Refused({"next": "Next review due: give the day on which it is due."})
    if said.next_at <= said.happened_at:
        held = spell_instant(said.happened_at)
        raise Refused({"next": f"Next review due: it must be after the review itself, {held}."})
    return said.next_at


def _until(said: Said) -> date | None:
    on = london_day(said.happened_at)
    if said.until_on is not None and said.until_on < on:
        raise Refused({"until": f"Post-closure until: it must not be before {spell_day(on)}."})
    return said.until_on


def _prison(person: Person, opened_at: datetime, by: StaffRole) -> Organisation:
    """Where they lived on that day; where nobody knows, the prison that whoever writes works at. Raises Refused."""
    lived = Placement.objects.filter(holds_on(london_day(opened_at)), person=person, organisation__kind=PRISON)
    placement = lived.select_related("organisation").first()
    here = [placement.organisation] if placement else [by.organisation, by.organisation.parent]
    found = next((one for one in here if one and one.kind == PRISON), None)
    if found is None:
        raise Refused({"happened": "Opened: they lived in no prison on that day, and an ACCT is a prison's document."})
    return found


def _refuse_impossible(acct: Acct, facts: list[Fact], entry: AcctEntry, *, at: datetime) -> None:
    """Raises Refused, naming the field, where the document cannot say this of them."""
    if entry.happened_at > at:
        raise Refused({"happened": f"When: {spell_instant(entry.happened_at)} has not come yet."})
    day = impossible_day(london_day(entry.happened_at), person=acct.person, at=at)
    refuse_if({"happened": f"When: {day}"} if day else {})
    wrong = impossible(facts)
    refuse_if({"happened": f"When: {wrong}"} if wrong else {})
    if entry.kind == OPENED:
        _refuse_number(acct, entry.number)
    if entry.kind in {OPENED, REOPENED}:
        _refuse_second(acct, facts, field="number" if entry.kind == OPENED else "")


def _refuse_number(acct: Acct, number: str) -> None:
    if is_of_another(number, place=acct.place_id, person=acct.person_id):
        raise Refused({"number": f"Number of the ACCT: {OF_ANOTHER}"})
    same = AcctStanding.objects.filter(place=acct.place_id, number__iexact=number, taken_back=False)
    if same.exclude(acct=acct.pk).exists():
        raise Refused({"number": "Number of the ACCT: an ACCT of theirs of this number is mirrored already."})


def _refuse_second(acct: Acct, facts: list[Fact], *, field: str) -> None:
    """Of one person one ACCT is open: a second document means that the first was closed, or is somebody else's."""
    others = AcctStanding.objects.filter(person=acct.person_id, closed_at=None, taken_back=False)
    other = others.exclude(acct=acct.pk).select_related("place").first()
    if other is not None and reckon(facts).closed_at is None:
        says = f"ACCT {other.number} of {other.place} is open here. Record first that it was closed."
        raise Refused({field: says})


def _keep(acct: Acct, entry: AcctEntry) -> Acct:
    """Append the entry and keep how the ACCT stands now."""
    entry.save(force_insert=True)
    try:
        with transaction.atomic():
            refresh(acct)
    except IntegrityError:
        # Somebody else gave the same number in the same moment: what is judged above holds for both now.
        raise Refused({"number": f"Number of the ACCT: {OF_ANOTHER}"}) from None
    detail = {"acct": acct.pk, "entry": entry.pk}
    audit.record(by=entry.by, at=entry.at, did=f"{entry.kind}-acct", person_id=acct.person_id, detail=detail)
    return acct


def refresh(acct: Acct) -> AcctStanding:
    """Keep how an ACCT stands after the entries that there are now."""
    kept = {"person_id": acct.person_id, "place_id": acct.place_id, **kept_of(standing_entries(acct))}
    return AcctStanding.objects.update_or_create(acct=acct, defaults=kept)[0]


def kept_of(entries: Iterable[AcctEntry]) -> dict[str, object]:
    """The columns of a standing, computed from entries that stand."""
    stands = reckon([one.fact for one in entries])
    owed = owed_by(stands)
    return {**{name: getattr(stands, name) for name in STANDS}, "due_at": owed[0].due_at if owed else None}
