"""One session and those whom it is for, as the page of its register reads them: two questions, each written once."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.care.keeping import KEPT_BY
from throughcare.care.models import Alone, Membership, Session
from throughcare.care.reading import with_changes
from throughcare.care.registers import WHICHEVER, roll, values_of
from throughcare.groupwork import seeing
from throughcare.organisations.acting import asked_by
from throughcare.organisations.questions import Given, Question
from throughcare.web.asking import Request


def _session() -> QuerySet[Session]:
    return with_changes(seeing.sessions_seen(WHOEVER, WHENEVER).filter(pk=cast(int, Given("session"))))


def _members() -> QuerySet[Any]:
    seen = seen_by(Membership, staff=WHOEVER, as_of=WHENEVER).filter(roll(WHICHEVER))
    return _of_this(seen)


def _alone() -> QuerySet[Any]:
    return _of_this(seen_by(Alone, staff=WHOEVER, as_of=WHENEVER).filter(session=WHICHEVER.pk))


def _of_this(rows: QuerySet[Any]) -> QuerySet[Any]:
    return seeing.lines_seen(rows, WHOEVER, WHENEVER, session_id=WHICHEVER.pk).order_by("name", "pk")


SESSION, MEMBERS, ALONE = Question(_session), Question(_members), Question(_alone)


def find_session(request: Request, number: int) -> Session:
    """A session of one's own service that one keeps; 404 for any other."""
    for found in SESSION.ask(**_asker(request), session=number):
        if found.kind in KEPT_BY[request.staff.role]:
            return found
    raise Http404


def people_of(session: Session, request: Request) -> list[Any]:
    """Those whom a session is for, and those of whom its register says something, as far as they may be seen."""
    of_whom = ALONE if session.cohort_id is None else MEMBERS
    return of_whom.ask(**_asker(request), **values_of(session))


def _asker(request: Request) -> dict[str, Any]:
    return asked_by(request.staff, as_of=request.now)
