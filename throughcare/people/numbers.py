"""Adding the numbers a person is known by."""

from dataclasses import dataclass
from datetime import datetime

from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault, Refused, sound
from throughcare.people.identifiers import canonical
from throughcare.people.kinds import IDENTIFIERS
from throughcare.people.lives import london_day
from throughcare.people.models import Identifier, Person

# Who holds that record is not said: that alone would tell where somebody is or was.
WAYS_TO_THEM = (
    "With the date of birth you can see whose it is, and where they are. Without it, ask the Caldicott Guardian of "
    "your organisation, who can ask those who hold that record."
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as typed, and where it was read. `issuer` is whoever gave out a hospital or local number."""

    kind: str
    typed: str
    source: str
    issuer: Organisation | None = None
    verified: bool = False


class TriedInVain(Refused):
    """A number was tried that is nobody's, or is on another record. Somebody who goes on trying could learn whose."""


def read_number(number: Number, *, at: datetime) -> str | Fault:
    """The canonical value, or why it cannot be taken."""
    if number.kind not in IDENTIFIERS:
        return Fault(f"There is no kind of number called “{number.kind}”.")
    if not IDENTIFIERS[number.kind].national and number.issuer is None:
        return Fault("Say which organisation gave this number out.")
    return canonical(number.kind, number.typed, as_of=london_day(at))


@verb
def add_identifier(*, person: Person, number: Number, by: StaffRole, at: datetime) -> Identifier:
    """Adds a number to a record; one it has already comes back as it is, verified if it is so now.

    Raises Refused: the kind of the number, or source; TriedInVain for one on somebody else's record, of whom it tells
    nothing.
    """
    row = _as_row(number, at=at)
    row.person, row.recorded_at, row.recorded_by = person, at, by
    # Two people may add one number at the same moment, and whoever holds it may not be seen from here: the
    # constraint decides, and what comes back tells whose it is.
    Identifier.objects.bulk_create([row], ignore_conflicts=True)
    held = Identifier.objects.filter(person=person, kind=row.kind, value=row.value, issuer=row.issuer).first()
    if held is None:
        title = IDENTIFIERS[row.kind].title
        raise TriedInVain({row.kind: f"{title}: this is on another record. {WAYS_TO_THEM}"})
    if number.verified and not held.verified:
        held.verified = True
        held.save(update_fields=["verified"])
    audit.record(by=by, at=at, did="added-identifier", person_id=person.pk, detail={"kind": number.kind})
    return held


def _as_row(number: Number, *, at: datetime) -> Identifier:
    read = sound({number.kind: read_number(number, at=at), "source": read_line(number.source, most=120)})
    return Identifier(
        kind=number.kind,
        value=read[number.kind],
        issuer=None if IDENTIFIERS[number.kind].national else number.issuer,
        source=read["source"],
        verified=number.verified,
    )
