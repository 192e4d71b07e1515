"""What hospitals say of themselves: found for a ward, and kept anew by those who work there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault, Refused, refuse_if, sound
from throughcare.papers.models import LONGEST, HospitalPhoto, HospitalWords
from throughcare.typesetting import Photo

# The role that keeps them: a clinician of the hospital.
KEEPS = "SH"
WORDS = ("place", "people", "different", "things")


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo to be shown from now on, with what is on it for those who do not see it."""

    photo: Photo
    alt: str


def words_for(organisation: str, ward: str) -> HospitalWords | None:
    """The newest words of a ward of this hospital (a primary key as text), else those of the hospital. One query."""
    if not organisation:
        return None
    rows = HospitalWords.objects.filter(organisation=int(organisation)).select_related("photo").defer("photo__png")
    of_ward = list(rows.filter(ward__in={ward.strip(), ""}).order_by("-id")[:200])
    return next((row for row in of_ward if row.ward == ward.strip()), None) or next(iter(of_ward), None)


def versions(organisation_id: int) -> QuerySet[HospitalWords]:
    """Every version of all wards of a hospital, newest first."""
    rows = HospitalWords.objects.filter(organisation=organisation_id).select_related("photo", "by__staff")
    return rows.defer("photo__png").order_by("-id")


def newest(organisation_id: int) -> list[HospitalWords]:
    """What counts now, by ward, the hospital's own first."""
    rows = versions(organisation_id).order_by("ward", "-id").distinct("ward")
    return list(rows)


@verb
def keep_words(
    *, words: Mapping[str, str], ward: str, photo: NewPhoto | None, without_photo: bool, by: StaffRole, at: datetime
) -> HospitalWords:
    """Append a version. The photo stays unless there is a new one, or it is taken away.

    Raises Refused: ward, place, people, different, things, alt; with "" for whoever does not work there.
    """
    if by.role != KEEPS:
        raise Refused({"": "What a hospital says of itself is kept by its clinicians."})
    read = sound(
        {**{name: read_line(words.get(name, ""), most=LONGEST) for name in WORDS}, "ward": read_line(ward, most=80)}
    )
    refuse_if({name: "Say something here." for name in WORDS if not read[name]})
    shown = _photo(photo, read["ward"], by=by, at=at)
    if shown is None and not without_photo:
        before = versions(by.organisation_id).filter(ward=read["ward"]).first()
        shown = before.photo if before else None
    made = HospitalWords.objects.create(organisation=by.organisation, by=by, at=at, photo=shown, **read)
    audit.record(by=by, at=at, did="kept-hospital-words", detail={"words": made.pk, "ward": made.ward})
    return made


def _photo(new: NewPhoto | None, ward: str, *, by: StaffRole, at: datetime) -> HospitalPhoto | None:
    if new is None:
        return None
    alt = read_line(new.alt, most=200)
    if isinstance(alt, Fault) or not alt:
        raise Refused({"alt": alt.reason if isinstance(alt, Fault) else "Say what is on the photo."})
    drawn = {"png": new.photo.png, "width": new.photo.width, "height": new.photo.height}
    return HospitalPhoto.objects.create(organisation=by.organisation, ward=ward, alt=alt, by=by, at=at, **drawn)


def photos() -> QuerySet[HospitalPhoto]:
    return HospitalPhoto.objects.all()
