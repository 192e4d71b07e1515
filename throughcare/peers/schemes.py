"""Verbs of a scheme itself: opening it, its local values, what a mentor takes, what somebody wishes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from throughcare.access.words import line, refuse_unknown
from throughcare.audit import actions as audit
from throughcare.episodes.history import run_by
from throughcare.episodes.models import Episode, Service
from throughcare.episodes.recording import lock, stands
from throughcare.matching import HOURS, NEEDS
from throughcare.organisations.acting import verb
from throughcare.organisations.keeper import is_the_product
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.peers.keeping import is_of_mentors, is_of_support, keep_mentee, keep_mentor, limit_of
from throughcare.peers.models import Mentee, Mentor, Profile, Scheme, SchemeValues, Wish
from throughcare.peers.words import (
    A_CONTACT_LASTS,
    A_MENTOR_SUPPORTS,
    COORDINATOR,
    LONGEST,
    MOST_DAYS,
    MOST_EVER,
    MOST_PEOPLE,
    PREFERS,
    USUAL_DAYS,
    USUAL_MINUTES,
)

MOST_LANGUAGES = 12


@dataclass(frozen=True, slots=True)
class Values:
    """What is local: people a mentor supports at most, usual minutes of a contact, days to log one within."""

    most: int = MOST_PEOPLE
    minutes: int = USUAL_MINUTES
    days: int = USUAL_DAYS


@dataclass(frozen=True, slots=True)
class Takes:
    """What a mentor says of themselves: `most` is their own limit, None where they leave it to the scheme."""

    languages: Sequence[str] = ()
    needs: Collection[str] = field(default_factory=frozenset)
    hours: Collection[str] = field(default_factory=frozenset)
    most: int | None = None


def coordinates(scheme: Scheme, by: StaffRole) -> bool:
    return by.role == COORDINATOR and by.organisation_id == scheme.support.organisation_id


def schemes_of(staff: StaffRole) -> QuerySet[Scheme]:
    """Those that a coordinator's own organisation runs; for others, those at their own place."""
    rows = Scheme.objects.select_related("support__organisation", "mentors", "place").order_by("pk")
    if staff.role == COORDINATOR:
        return rows.filter(support__organisation=staff.organisation_id)
    return rows.filter(place=staff.organisation_id)


def refuse_unless_theirs(scheme: Scheme, by: StaffRole) -> None:
    if not coordinates(scheme, by):
        raise Refused({"": "Only the coordinators of the scheme itself do this."})


@verb
def open_scheme(
    *, support: Service, mentors: Service, place: Organisation, values: Values, by: StaffRole, at: datetime
) -> Scheme:
    """Say that two services are one scheme at a prison. What is in their episodes already is kept from now on.

    Raises Refused: support, mentors, place, most, minutes, days, or "".
    """
    made = Scheme(support=support, mentors=mentors, place=place, by=by, at=at)
    if not (coordinates(made, by) or is_the_product(by)):
        raise Refused({"": "Only a coordinator of the organisation that runs the service opens its scheme."})
    refuse_if(_impossible(support, mentors, place) | _impossible_values(values))
    made.save(force_insert=True)
    _values(made, values, by=by, at=at)
    for service, keep in ((mentors, keep_mentor), (support, keep_mentee)):
        for episode in Episode.objects.filter(service=service).exclude(stage="").order_by("pk"):
            locked = lock(episode.pk)
            keep(locked, stands(locked, at=at).course, made)
    audit.record(by=by, at=at, did="opened-mentor-scheme", detail={"scheme": made.pk})
    return made


def _impossible(support: Service, mentors: Service, place: Organisation) -> dict[str, str]:
    wrong = {}
    if not is_of_support(run_by(support, digest=support.blueprint_id)):
        wrong["support"] = "Nobody is matched with a mentor in this service."
    if not is_of_mentors(run_by(mentors, digest=mentors.blueprint_id)):
        wrong["mentors"] = "Nobody becomes a mentor in this service."
    if mentors.organisation_id != support.organisation_id:
        wrong["mentors"] = "Both services of a scheme are run by one organisation."
    if place.kind != "prison":
        wrong["place"] = f"{place} is no prison."
    for name, service in (("support", support), ("mentors", mentors)):
        if Scheme.objects.filter(**{name: service}).exists():
            wrong[name] = f"{service} is in a scheme already."
    return wrong


def _impossible_values(values: Values) -> dict[str, str]:
    wrong = {}
    if not 1 <= values.most <= MOST_EVER:
        wrong["most"] = A_MENTOR_SUPPORTS
    if not 1 <= values.minutes <= LONGEST:
        wrong["minutes"] = A_CONTACT_LASTS
    if not 0 <= values.days <= MOST_DAYS:
        wrong["days"] = f"A contact is logged within {MOST_DAYS} days at most."
    return wrong


def _values(scheme: Scheme, values: Values, *, by: StaffRole, at: datetime) -> SchemeValues:
    said = {"most": values.most, "minutes": values.minutes, "days": values.days}
    return SchemeValues.objects.create(scheme=scheme, by=by, at=at, **said)


@verb
def set_values(*, scheme: Scheme, values: Values, by: StaffRole, at: datetime) -> SchemeValues:
    """Local values from now on. Nobody loses a mentor by a lower limit: it holds for whoever comes next.

    Raises Refused: most, minutes, days, or "".
    """
    refuse_unless_theirs(scheme, by)
    refuse_if(_impossible_values(values))
    made = _values(scheme, values, by=by, at=at)
    for mentor in Mentor.objects.select_for_update().filter(scheme=scheme, open=True).order_by("pk"):
        Mentor.objects.filter(pk=mentor.pk).update(most=limit_of(mentor))
    audit.record(by=by, at=at, did="set-scheme-values", detail={"scheme": scheme.pk, "most": values.most})
    return made


@verb
def set_profile(*, mentor: Mentor, takes: Takes, by: StaffRole, at: datetime) -> Profile:
    """What a mentor takes and when, from now on. Raises Refused: languages, needs, hours, most, or ""."""
    held = Mentor.objects.select_for_update(of=("self",)).select_related("scheme__support").get(pk=mentor.pk)
    refuse_unless_theirs(held.scheme, by)
    languages = [line(one, field="languages", most=60) for one in takes.languages]
    if len(languages) > MOST_LANGUAGES:
        raise Refused({"languages": f"Name at most {MOST_LANGUAGES} languages."})
    for name, said, known in (("needs", takes.needs, NEEDS), ("hours", takes.hours, HOURS)):
        for word in said:
            refuse_unknown(name, word, known)
    if takes.most is not None and not 1 <= takes.most <= MOST_EVER:
        raise Refused({"most": A_MENTOR_SUPPORTS})
    made = Profile.objects.create(
        mentor=held, person_id=held.person_id, languages=[one for one in languages if one], most=takes.most,
        needs=[one for one in NEEDS if one in takes.needs], hours=[one for one in HOURS if one in takes.hours],
        by=by, at=at,
    )  # fmt: skip
    Mentor.objects.filter(pk=held.pk).update(most=limit_of(held))
    audit.record(by=by, at=at, did="set-mentor-profile", person_id=held.person_id, episode_id=held.episode_id)
    return made


@verb
def set_wish(*, mentee: Mentee, hours: Collection[str], prefers: str, by: StaffRole, at: datetime) -> Wish:
    """When and how somebody would like to meet a mentor, from now on. Raises Refused: hours, prefers, or ""."""
    refuse_unless_theirs(mentee.scheme, by)
    for word in hours:
        refuse_unknown("hours", word, HOURS)
    refuse_unknown("prefers", prefers, PREFERS)
    made = Wish.objects.create(
        mentee=mentee, person_id=mentee.person_id, hours=[one for one in HOURS if one in hours], prefers=prefers,
        by=by, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, did="set-mentee-wish", person_id=mentee.person_id, episode_id=mentee.episode_id)
    return made
