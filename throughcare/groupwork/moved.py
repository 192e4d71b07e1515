"""The page on which a booked session is given another time, room or staff: what stands against it first."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse

from throughcare.care import moving
from throughcare.care.models import Session
from throughcare.care.moving import Moved
from throughcare.care.tables import LONGEST
from throughcare.groupwork import sessions
from throughcare.groupwork.forms import PlanForm, words
from throughcare.groupwork.gates import refuse_others
from throughcare.groupwork.of_session import find_session
from throughcare.organisations.models import StaffRole
from throughcare.pathways.moments import LONDON
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent


class MoveForm(PlanForm):
    title, button = "Change when, where or by whom it is held", "Book it so"
    follows = "What was booked before stays on record. Tell those who are to come: nobody is told by this."
    thing: Session
    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=LONGEST)
    why = words("Why", hint="Such as: the room is wanted for a hearing")
    field_order = ["when", "minutes", "room", "givers", "why"]

    def planned(self) -> Moved:
        said = self.cleaned_data
        return Moved(
            room=said["room"], starts_at=said["when"], minutes=said["minutes"], givers=said["givers"],
            why=said["why"], over=said["over"],
        )  # fmt: skip

    def record(self, *, by: StaffRole, at: datetime, **_said: Any) -> Session:
        return moving.move(session=self.thing, moved=self.planned(), by=by, at=at)


def move_session(request: Request, number: int) -> HttpResponse:
    refuse_others(request)
    session = find_session(request, number)
    form = MoveForm(sent(request), session, as_it_is(session))
    sessions.offer(request, form)
    if "look" not in request.POST and form.carry_out_once(by=request.staff, at=request.now):
        return see("register", number, done="session-moved")
    against = []
    if sessions.looked(request, form):
        planned = form.planned()
        against = [(planned.starts_at, None, moving.against_moved(session, planned))]
    over = f"{session.cohort}, session {session.number}" if session.cohort else "The session as it is booked"
    return sessions.plan(request, form, against, over=over, back="register", parts=[str(number)])


def as_it_is(session: Session) -> dict[str, Any]:
    """What the form holds when it is opened."""
    local = session.starts_at.astimezone(LONDON)
    return {
        "when": (str(local.day), str(local.month), str(local.year), f"{local:%H:%M}"),
        "minutes": session.minutes,
        "room": str(session.room_id),
        "givers": [str(key) for key in session.facilitations.values_list("role", flat=True)],
    }
