"""What a mentor does with their own rota, and what they take along: on their own screen, without typing."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, QueryDict

from throughcare.cover import own
from throughcare.organisations.models import StaffRole
from throughcare.rosters.forms import RotaForm
from throughcare.rosters.printing import printed
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show

MENTOR = "PM"


class CannotForm(RotaForm):
    title, button = "I cannot come", "Yes, I cannot come"
    follows = "Staff see at once that somebody else is needed. Nobody asks you here why."

    def __init__(self, data: QueryDict | None, number: int) -> None:
        super().__init__(data)
        self.number = number

    def record(self, *, by: StaffRole, at: datetime) -> Any:
        return own.cannot_come(number=self.number, by=by, at=at)

    def about(self, made: Any) -> int | None:
        return int(made.person_id)


def cannot_come(request: Request, number: int) -> HttpResponse:
    """A button that asks once more. Sent twice, it is done once."""
    _expect_mentor(request)
    form = CannotForm(sent(request), number)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("mentor_screen", done="cannot-come")
    turn = next((one for one in own.own_turns() if one.number == number), None)
    if turn is None:
        raise Http404
    return show(request, "rosters/cannot_come.html", form, {"turn": turn})


def own_certificate_pdf(request: Request) -> HttpResponse:
    """Their certificate with their whole name, as the record of the scheme stands: as the coordinator prints it."""
    _expect_mentor(request)
    made = own.own_certificate(by=request.staff, at=request.now)
    if made is None:
        raise Http404
    answer = HttpResponse(printed(made, at=request.now), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="mentor-certificate.pdf"'
    return answer


def _expect_mentor(request: Request) -> None:
    if request.staff.role != MENTOR:
        raise Http404
