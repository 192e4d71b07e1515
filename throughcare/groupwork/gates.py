"""Who opens which of these pages, and which group or session an address means."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.care.keeping import COORDINATES, GUARDS, KEPT_BY, TREATS
from throughcare.care.models import Cohort
from throughcare.care.reading import cohorts_of
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode
from throughcare.meanings import StepMeaning
from throughcare.peers.models import Mentee
from throughcare.people.models import Person
from throughcare.web.asking import Request

# Those who treat keep groups of treatment, coordinators those of their mentor scheme.
KEEP, TREAT, LOOK_AT_LOSSES = frozenset(KEPT_BY), frozenset({TREATS}), frozenset({TREATS, *GUARDS})
# Who says when a place has its regime, and where people have to be.
SAY_DAYS = LOOK_AT_LOSSES


def refuse_others(request: Request, roles: frozenset[str] = KEEP) -> None:
    """A page for these roles; others are told that it is not theirs."""
    if request.staff.role not in roles:
        raise PermissionDenied


def whose_pages(request: Request) -> dict[str, bool]:
    """What the ways between pages need to know: whether they are of those who treat, or of a mentor scheme."""
    return {"treats": request.staff.role == TREATS}


def find_cohort(request: Request, number: int) -> Cohort:
    """A group of one's own service; 404 for any other."""
    refuse_others(request)
    return get_object_or_404(cohorts_of(request.staff), pk=number)


def find_episode(request: Request, reference: str) -> Episode:
    """An episode of one's own service that is treated in sessions, as far as it may be seen; else 404."""
    refuse_others(request, TREAT)
    seen = seen_by(Episode, staff=request.staff, as_of=request.now).select_related("service__organisation", "person")
    found = get_object_or_404(seen, reference=reference, service__organisation=request.staff.organisation_id)
    if not blueprint_of(found).that_means(StepMeaning.SESSION_HELD):
        raise PermissionDenied
    audit.record(by=request.staff, at=request.now, did="saw-episode", person_id=found.person_id, episode_id=found.pk)
    return found


def find_mentee(request: Request, number: int) -> Mentee:
    """Somebody supported by one's own scheme; 404 for anybody else."""
    refuse_others(request, frozenset({COORDINATES}))
    seen = seen_by(Mentee, staff=request.staff, as_of=request.now).select_related("scheme__support")
    found = get_object_or_404(seen, pk=number, scheme__support__organisation=request.staff.organisation_id)
    people = seen_by(Person, staff=request.staff, as_of=request.now)
    found.person = get_object_or_404(people, pk=found.person_id)
    by, whose = request.staff, found.person_id
    audit.record(by=by, at=request.now, did="saw-groups-of-mentee", person_id=whose, episode_id=found.episode_id)
    return found
