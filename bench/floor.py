"""What any page of the product must do at least, written as plainly as Django allows.

Who asks (session, account, role), one transaction in which the database is told so, fifteen rows through the same
door, one audit entry, HTML.
"""

from pathlib import Path

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, now
from jinja2 import Environment, FileSystemLoader

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.episodes.models import Task
from throughcare.organisations.acting import act

ROWS = 15
PAGE = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("floor.html")


@transaction.atomic
def floor(request: HttpRequest) -> HttpResponse:
    at = now()
    staff = request.user.roles.in_force(as_of=localdate(at)).select_related("organisation").get()
    act(staff=staff, as_of=at)
    tasks = seen_by(Task, staff=staff, as_of=at).filter(organisation=staff.organisation_id)
    rows = list(tasks.select_related("person", "episode__service").order_by("due_on", "id")[:ROWS])
    audit.record(by=staff, at=at, did="saw-floor", detail={"people": [row.person_id for row in rows]})
    answer = HttpResponse(PAGE.render(staff=staff, rows=rows))
    answer.headers["Content-Length"] = str(len(answer.content))
    return answer
