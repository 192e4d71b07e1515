"""A mentor scheme of an example world: opened where there are its two services, and its people matched by the verbs."""

from collections.abc import Iterator
from datetime import datetime

from throughcare.episodes.history import run_by
from throughcare.episodes.models import Service
from throughcare.organisations.keeper import operator
from throughcare.organisations.models import StaffRole
from throughcare.peers import contacts, pairing, schemes
from throughcare.peers.contacts import Met
from throughcare.peers.keeping import is_of_mentors, is_of_support
from throughcare.peers.models import Match, Mentee, Mentor, Scheme
from throughcare.peers.suggesting import candidates
from throughcare.peers.words import CONTACTS, COORDINATOR
from throughcare.people.lives import london_day

# So many still wait, as somebody always does.
STILL_WAIT = 8
NO_AIM = "To feel a little better"


def pair_up(*, at: datetime) -> int:
    """How many are matched by it. Of every two one has met their mentor already."""
    made = 0
    for scheme in open_all(at=at):
        by = coordinator(scheme, at=at)
        waiting = Mentee.objects.filter(scheme=scheme, waits=True).select_related("scheme__support", "person")
        for mentee in list(waiting.order_by("stage_since", "pk"))[:-STILL_WAIT] if by else ():
            made += _pair(mentee, meets=made % 2 == 0, by=by, at=at) if by else 0
    return made


def open_all(*, at: datetime) -> Iterator[Scheme]:
    """The schemes of every organisation that runs both services at a prison, opened where they are not yet."""
    for support in Service.objects.filter(closed_on=None).select_related("organisation__parent").order_by("pk"):
        if not is_of_support(run_by(support, digest=support.blueprint_id)):
            continue
        others = Service.objects.filter(organisation=support.organisation_id, closed_on=None).order_by("pk")
        mentors = next((one for one in others if is_of_mentors(run_by(one, digest=one.blueprint_id))), None)
        place, found = support.organisation.parent, Scheme.objects.filter(support=support).first()
        if found is None and mentors and place and place.kind == "prison":
            found = schemes.open_scheme(
                support=support, mentors=mentors, place=place, values=schemes.Values(), by=operator(at=at), at=at
            )
        if found is not None:
            yield found


def coordinator(scheme: Scheme, *, at: datetime) -> StaffRole | None:
    roles = StaffRole.objects.filter(organisation=scheme.support.organisation_id, role=COORDINATOR)
    return roles.in_force(as_of=london_day(at)).select_related("staff", "organisation").order_by("pk").first()


def _pair(mentee: Mentee, *, meets: bool, by: StaffRole, at: datetime) -> int:
    best = next((one for one in candidates(mentee, Mentor.objects.all(), at=at) if one.fit.possible), None)
    if best is None:
        return 0
    aim = mentee.aim.strip()[:400] or NO_AIM
    made: Match = pairing.match(mentor=best.mentor, mentee=mentee, aim=aim, by=by, at=at)
    if meets:
        kind = list(CONTACTS)[made.pk % len(CONTACTS)]
        contacts.log_contact(match=made, met=Met(london_day(at), 30, kind), by=by, at=at)
    return 1
