"""The alerts that wait for whoever acts: on their first page, as a list, and one by one."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.asking.alert_forms import DEEDS
from throughcare.asking.sureness import sureness
from throughcare.audit import actions as audit
from throughcare.episodes.models import Service
from throughcare.instruments import instrument
from throughcare.instruments.parts import About
from throughcare.organisations.acting import asked_by
from throughcare.responses.alert_tables import CATEGORIES
from throughcare.responses.models import OpenAlert, RaisedAlert
from throughcare.responses.reading import MOST_OPEN, WAITING, alert_seen, open_alerts
from throughcare.responses.setting import MAY_SET
from throughcare.responses.words import ABOUT, ACKNOWLEDGED, ACTED, ACTIONS, CLOSED, ENTRIES, KINDS, REVIEW
from throughcare.sharing import rights_of
from throughcare.telling.phrases import count
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.notices import Counted, Notice, Rows

# What whoever only has to act is told, by what the alert is about, whatever the answer was. It passes on, and rates
# nothing. "" is of alerts that were raised before it was kept what they are about.
TO_DO = {
    About.SELF_HARM: "A question about self-harm or suicide was answered in a way that asks for somebody to see them "
    "now. See them, or make sure that somebody does, and consider an ACCT.",
    About.TO_OTHERS: "An answer, or what a clinician rated, speaks of harm to others. Tell the wing, and think of who "
    "lives and works beside them. It does not say that they may harm themselves.",
    About.SAFEGUARDING: "An answer, or what a clinician rated, says that they may not be safe from others. Tell the "
    "wing, see them alone, and see that they are safe where they live.",
    About.WITHDRAWAL: "The score speaks of dependence on alcohol or drugs. Look for signs of withdrawal today.",
    About.HOW_THEY_ARE: "How they are asks for a look: talk with them about it.",
    About.DETERIORATION: "They are reliably worse than at first: talk with them, and look at the plan again.",
    "": "A question about self-harm, suicide or safety was answered in a way that asks for somebody to see them.",
}
TO_LOOK_AT = {
    About.SELF_HARM: "Answers about self-harm or suicide ask for a look: nobody knows that it is all right.",
    About.TO_OTHERS: "An answer about harm to others asks for a look: nobody knows that it is all right.",
    About.SAFEGUARDING: "Answers about their safety ask for a look: nobody knows that they are safe where they live.",
    "": "Answers about self-harm or how somebody is ask for a look: nobody knows that it is all right.",
}


def to_do(alert: RaisedAlert) -> str:
    """What whoever is told of an alert is asked to do."""
    return TO_LOOK_AT.get(alert.about, TO_DO[alert.about]) if alert.kind == REVIEW else TO_DO[alert.about]


def sees_alerts(role: str) -> bool:
    """Whether a role may see any alert at all, so that of the others nothing is asked."""
    seen = {category for name, list_ in rights_of(role).items() if name.startswith("sees") for category in list_}
    return bool(CATEGORIES.keys() & seen)


def _of_alerts(request: Request) -> Mapping[str, Any] | None:
    return asked_by(request.staff, as_of=request.now) if sees_alerts(request.staff.role) else None


def _told(_: Request, rows: Rows) -> Iterator[Notice]:
    """The line on the first page, before everything else that waits."""
    for row in rows:
        waiting = count(row["waiting"], "alert", "alerts")
        yield Notice("alerts", f"{waiting} from questionnaires that nobody has acknowledged", late=row["late"] > 0)


COUNTED = Counted(WAITING, _of_alerts, _told)


def alerts(request: Request) -> HttpResponse:
    found = open_alerts(staff=request.staff, as_of=request.now) if sees_alerts(request.staff.role) else []
    shown = found[:MOST_OPEN]
    people = sorted({one.person_id for one in shown})
    audit.record(by=request.staff, at=request.now, did="saw-alerts", detail={"people": people})
    given: dict[str, Any] = {
        "services": list(_own_services(request)),
        "found": shown,
        "more": len(found) > MOST_OPEN,
        "kinds": KINDS,
        "abouts": ABOUT,
        "late": _late(shown, request.now),
    }
    return render(request, "asking/alerts.html", given)


def _own_services(request: Request) -> QuerySet[Service]:
    """Those whose alerts whoever asks may set."""
    mine = Service.objects.filter(organisation=request.staff.organisation_id).order_by("pk")
    return mine if request.staff.role in MAY_SET else mine.none()


def _late(found: list[OpenAlert], now: datetime) -> set[int]:
    return {one.pk for one in found if one.acknowledged_at is None and one.due_at <= now}


def alert(request: Request, number: int) -> HttpResponse:
    found = found_alert(request, number)
    given = {"ruled_by": _file_of(found), **sureness(request)} if vars(found)["details"] else {}
    return render(request, "asking/alert.html", {**about(request, found), **given})


def alert_deed(request: Request, number: int, deed: str) -> HttpResponse:
    """Acknowledge, act, close: each a form of its own, for the organisations that the alert is for."""
    found = found_alert(request, number)
    form = DEEDS[deed](sent(request), found)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("alert", number, done=form.done)
    if not vars(found)["listed"] and not form.is_bound:
        raise Http404
    return show(request, "asking/alert_deed.html", form, about(request, found))


def found_alert(request: Request, number: int) -> RaisedAlert:
    """The alert, for those who may see it; 404 for everybody else. Whoever is shown it has seen it."""
    found = alert_seen(number, staff=request.staff, as_of=request.now)
    if found is None:
        raise Http404
    audit.record(by=request.staff, at=request.now, did="saw-alert", person_id=found.person_id, detail={"alert": number})
    return found


def _file_of(found: RaisedAlert) -> str:
    """The hash of the file whose rule raised it, or nothing where that edition ships no longer."""
    try:
        return instrument(found.instrument, found.ruled_by.split()[0]).hash
    except KeyError:
        return ""


def about(request: Request, found: RaisedAlert) -> dict[str, Any]:
    told = vars(found)
    became = [{**one, "at": datetime.fromisoformat(one["at"])} for one in told["became"]]
    kinds = {one["kind"] for one in became}
    return {
        "alert": found,
        "name": told["name"],
        "episode": told["episode"],
        "detail": next(iter(told["details"]), None),
        "became": became,
        "to_do": to_do(found),
        "due_at": found.due_at,
        "overdue": ACKNOWLEDGED not in kinds and found.due_at <= request.now,
        "may": [deed for deed, there in _possible(kinds).items() if there and told["listed"]],
        "kinds": KINDS,
        "abouts": ABOUT,
        "entries": ENTRIES,
        "actions": ACTIONS,
        "deeds": DEEDS,
    }


def _possible(kinds: set[str]) -> dict[str, bool]:
    still_open = CLOSED not in kinds
    return {
        "acknowledge": still_open and ACKNOWLEDGED not in kinds,
        "act": still_open,
        "close": still_open and ACTED in kinds,
    }
