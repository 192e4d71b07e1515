"""Who opens which of these pages, and what an address of theirs means: out of scope is 404, like absent."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from throughcare.access.seeing import seen_by
from throughcare.acct.reading import of_person
from throughcare.episodes.reading import Account
from throughcare.organisations.models import StaffRole
from throughcare.peers.models import Match, Mentee, Mentor, Scheme, Wish
from throughcare.peers.reading import account_of
from throughcare.peers.schemes import schemes_of
from throughcare.peers.suggesting import with_all, with_wants
from throughcare.peers.words import COORDINATOR
from throughcare.people.models import Person
from throughcare.web.asking import Request

# Coordinators; and the prison, whose governor and security decide on mentors.
OPENS = frozenset({COORDINATOR, "OPS", "POM"})
M = TypeVar("M", bound=Model)


def for_coordinators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pages of those who match; others are told that they are not theirs."""

    @wraps(view)
    def answer(request: Request, *parts: Any, **named: Any) -> HttpResponse:
        if request.staff.role != COORDINATOR:
            raise PermissionDenied
        return view(request, *parts, **named)

    return answer


def schemes(staff: StaffRole) -> QuerySet[Scheme]:
    """Those that one's own organisation runs, or that are at one's own place."""
    if staff.role not in OPENS:
        raise PermissionDenied
    return schemes_of(staff)


def of_mine(model: type[M], request: Request) -> QuerySet[M]:
    """The rows of these schemes that whoever asks may see."""
    found = seen_by(model, staff=request.staff, as_of=request.now)
    return found.filter(scheme__in=schemes(request.staff))


def find_scheme(request: Request, number: int) -> Scheme:
    return get_object_or_404(schemes(request.staff), pk=number)


def find_mentor(request: Request, number: int) -> Mentor:
    """With what is judged of them (`offered`), and who they are: one question."""
    return get_object_or_404(with_all(_whose(of_mine(Mentor, request), request), at=request.now), pk=number)


def find_mentee(request: Request, number: int) -> Mentee:
    """With their newest `wish`, what is judged of them (`candidates`), and who they are: one question."""
    said = seen_by(Wish, staff=request.staff, as_of=request.now).filter(mentee=OuterRef("pk")).order_by("-pk")
    newest = Subquery(said.values(told=JSONObject(prefers="prefers", hours="hours"))[:1])
    found = with_wants(_whose(of_mine(Mentee, request), request), at=request.now)
    return get_object_or_404(found.annotate(wish=newest), pk=number)


def _whose(rows: QuerySet[M], request: Request) -> QuerySet[M]:
    """Those of whom one may see who they are, with that, and with their `acct` (`acct.reading.told`)."""
    people = seen_by(Person, staff=request.staff, as_of=request.now)
    with_acct = {"acct": of_person("person_id", staff=request.staff, as_of=request.now)}
    seen: QuerySet[M] = rows.filter(person__in=people.values("pk")).annotate(**with_acct)
    return seen.select_related("person", "scheme__support", "scheme__mentors", "scheme__place")


def find_match(request: Request, number: int) -> Match:
    """A live match of which one may see both."""
    found = get_object_or_404(seen_by(Match, staff=request.staff, as_of=request.now), pk=number, ended_at=None)
    found.mentor, found.mentee = find_mentor(request, found.mentor_id), find_mentee(request, found.mentee_id)
    return found


def account(request: Request, kept: Mentor | Mentee) -> Account:
    """How the episode behind a row stands."""
    found = account_of(kept, kept.person, staff=request.staff, as_of=request.now)
    if found is None:
        raise Http404
    return found
