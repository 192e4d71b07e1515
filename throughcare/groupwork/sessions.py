"""The pages of sessions: the calendar, booking with what stands against it first, the register, those of an episode."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.care import booking
from throughcare.care.lines import Line
from throughcare.care.models import Alone, Attendance, Room, Session
from throughcare.care.reading import colleagues, programmes_of, rooms_of, with_made_up
from throughcare.episodes.models import Episode
from throughcare.episodes.reading import Account
from throughcare.groupwork import forms, seeing
from throughcare.groupwork.gates import TREAT, find_episode, refuse_others, whose_pages
from throughcare.groupwork.groups import answer, latest
from throughcare.groupwork.of_session import find_session, people_of
from throughcare.groupwork.register_form import ALL_THERE, RegisterForm
from throughcare.meanings import StepMeaning
from throughcare.pathways.moments import LONDON
from throughcare.sessions.words import BY_US, ENGAGED, REASONS, REGIME
from throughcare.web.asking import Request
from throughcare.web.beside import Beside
from throughcare.web.forms import see, sent, show
from throughcare.web.person import number as as_key
from throughcare.web.words import london_day

A_WEEK = timedelta(days=7)
MOST_LISTED = 200


def calendar(request: Request) -> HttpResponse:
    """The sessions of one's service in a week, or those to come as a list; of a room, wing or somebody where asked."""
    refuse_others(request)
    asked, today = request.GET, london_day(request.now)
    monday, as_list = week_of(asked.get("week", ""), today), asked.get("view") == "list"
    chosen = {name: as_key(asked.get(name, "")) for name in FILTERS}
    found = list(found_between(request, monday, as_list=as_list, chosen=chosen))
    shown = found[:MOST_LISTED] if as_list else found
    given = {
        "more": len(found) > len(shown),
        "days": by_day(shown, [] if as_list else [monday + timedelta(days=n) for n in range(7)]),
        "monday": monday,
        "as_list": as_list,
        "asked": chosen,
        **offered(request, today),
        "beside": (monday - A_WEEK, monday + A_WEEK),
        **whose_pages(request),
    }
    audit.record(by=request.staff, at=request.now, did="saw-calendar", detail={"sessions": [one.pk for one in shown]})
    return render(request, "groupwork/calendar.html", given)


def offered(request: Request, today: date) -> dict[str, Any]:
    """By what the calendar may be narrowed."""
    rooms, there = rooms_of(request.staff.organisation), colleagues(request.staff, as_of=today)
    return {
        "rooms": [(one.pk, one.name) for one in rooms],
        "wings": wings(rooms),
        "colleagues": [(one.staff_id, str(one.staff)) for one in there],
    }


def wings(rooms: list[Room]) -> list[tuple[int | None, str]]:
    """The wings on which rooms lie, by name."""
    return sorted({(one.unit_id, one.unit.name) for one in rooms if one.unit}, key=lambda one: one[1])


# What the address may ask for -> what it means of a session.
FILTERS = {"room": "room", "wing": "room__unit", "who": "facilitations__staff"}


def found_between(request: Request, monday: date, *, as_list: bool, chosen: dict[str, int | None]) -> QuerySet[Session]:
    """The sessions of a week; as a list, those from its Monday on, and one more than are shown."""
    first = datetime.combine(monday, time(), tzinfo=LONDON)
    found = seeing.sessions(request).filter(starts_at__gte=first).order_by("starts_at", "pk")
    said = {FILTERS[name]: key for name, key in chosen.items() if key}
    return found.filter(**said)[: MOST_LISTED + 1] if as_list else found.filter(starts_at__lt=first + A_WEEK, **said)


def week_of(typed: str, today: date) -> date:
    """The Monday of the week that an address names; of today's, where it names none."""
    try:
        on = date.fromisoformat(typed)
    except ValueError:
        on = today
    on = on if 2000 <= on.year < 2200 else today
    return on - timedelta(days=on.weekday())


def by_day(found: list[Session], days: list[date]) -> dict[date, list[Session]]:
    rows: dict[date, list[Session]] = {day: [] for day in days}
    for one in found:
        rows.setdefault(london_day(one.starts_at), []).append(one)
    return {day: ones for day, ones in rows.items() if ones or day.weekday() < 5}


def open_group(request: Request) -> HttpResponse:
    refuse_others(request)
    version = latest(request, request.GET.get("programme", ""))
    form = forms.GroupForm(sent(request), version, {"places": version.largest})
    offer(request, form)
    if "look" not in request.POST and form.carry_out_once(by=request.staff, at=request.now):
        return see("group", form.outcome.pk, done="group-opened") if form.outcome else see("groups")
    found = booking.against_group(form.planned()) if looked(request, form) else []
    against = [(one.starts_at, one.number, each) for one, each in found]
    return plan(request, form, against, over=str(version.programme), back="groups")


def book_session(request: Request, reference: str) -> HttpResponse:
    """With one person; `instead` in the address is what was said of a session that was cancelled for them."""
    found = find_episode(request, reference)
    form = forms.SingleForm(sent(request), found)
    offer(request, form)
    form.instead_of = lost_one(request, found, request.GET.get("instead", ""))
    if "look" not in request.POST and form.carry_out_once(by=request.staff, at=request.now):
        return see("episode_sessions", reference, done="session-booked")
    against = []
    if looked(request, form):
        one = form.planned()
        ends = one.starts_at + timedelta(minutes=one.minutes)
        each = booking.against_one(
            episode=found, room=one.room, givers=one.givers, starts_at=one.starts_at, ends_at=ends
        )  # fmt: skip
        against = [(one.starts_at, None, each)]
    return plan(request, form, against, over=reference, back="episode_sessions", parts=[reference])


def offer(request: Request, form: forms.PlanForm) -> None:
    form.offer(rooms_of(request.staff.organisation), colleagues(request.staff, as_of=london_day(request.now)))


def lost_one(request: Request, episode: Episode, typed: str) -> Attendance | None:
    lines = seen_by(Attendance, staff=request.staff, as_of=request.now).filter(episode=episode, status=BY_US)
    return get_object_or_404(lines, pk=as_key(typed)) if typed else None


def looked(request: Request, form: forms.PlanForm) -> bool:
    """Whether what stands against it is to be shown: on asking for it, and where it was refused."""
    return request.method == "POST" and (form.is_valid() or form.refused is not None)


def plan(
    request: Request, form: Any, against: list[Any], *, over: str, back: str, parts: list[str] | None = None
) -> HttpResponse:
    hard = any(one.hard for _, _, each in against for one in each)
    given = {"against": against, "hard": hard, "over": over, "back": back, "parts": parts or []}
    response = show(request, "groupwork/plan.html", form, given)
    if "look" in request.POST and not form.errors:
        response.status_code = 200
    return response


def register(request: Request, number: int) -> HttpResponse:
    """Who was there: all of them on one page, which is sent as a whole."""
    refuse_others(request)
    session = find_session(request, number)
    people, newest = people_of(session, request), vars(session)["saved"]
    rows = [(row, seeing.called(row), seeing.last_lines(row).get(session.pk)) for row in people]
    asked = [(row.episode_id, name, line or everybody(request.GET)) for row, name, line in rows]
    form = RegisterForm(sent(request), session, asked, seen=newest["number"] if newest else 0)
    if form.carry_out(partial(form.record, by=request.staff, at=request.now)):
        return see("register", number, done="register-saved")
    shown = sorted(row.person_id for row in people)
    audit.record(by=request.staff, at=request.now, did="saw-register", detail={"session": number, "people": shown})
    given = {
        "session": session,
        "rows": rows,
        "saved": with_moments(newest) if newest else None,
        "open": session.starts_at <= request.now and session.cancelled_at is None,
        "moved": [with_moments(one) for one in vars(session)["moved"]],
    }
    return show(request, "groupwork/register.html", form, {**given, **LISTS})


MOMENTS = frozenset({"at", "starts_at", "ends_at"})


def with_moments(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a column of JSON says, with its moments as such."""
    read: dict[str, Any] = {
        name: with_moments(value) if isinstance(value, Mapping) else value for name, value in said.items()
    }
    return read | {name: datetime.fromisoformat(read[name]) for name in MOMENTS & read.keys()}


LISTS = {"regime": {key: REASONS[key].title for key in REGIME}, "reasons": REASONS, "engaged": ENGAGED}


def everybody(asked: QueryDict) -> Line:
    """What the page holds of everybody when it is opened: there, or lost to what the address names."""
    word = asked.get("all", "")
    return Line(word) if word in REGIME else ALL_THERE


def cancel_session(request: Request, number: int) -> HttpResponse:
    refuse_others(request)
    session = find_session(request, number)
    form = forms.CancelForm(sent(request), session)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("register", number, done="session-cancelled")
    return answer(request, form, booking.spelled(session.starts_at), "register", number)


def beside(account: Account) -> Beside | None:
    """The line on the page of an episode that leads to its sessions."""
    treated = account.blueprint.that_means(StepMeaning.SESSION_HELD)
    ours = account.episode.service.organisation_id == account.reader.organisation_id
    if not treated or not ours or account.reader.role not in TREAT:
        return None
    return Beside("episode_sessions", "Sessions and groups", "What is booked, what was lost, and where they wait")


def episode_sessions(request: Request, reference: str) -> HttpResponse:
    found = find_episode(request, reference)
    seen = partial(seen_by, staff=request.staff, as_of=request.now)
    alone = seen(Alone).filter(episode=found).select_related("session__room")
    lines = with_made_up(seen(Attendance)).filter(episode=found).select_related("session__cohort")
    newest: dict[int, Attendance] = {}
    for line in lines.order_by("-session__starts_at", "-pk"):
        newest.setdefault(line.session_id, line)
    given = {
        "episode": found,
        "alone": list(alone.order_by("-session__starts_at")),
        "lines": list(newest.values()),
        "groups": seeing.of_episode(request, found.pk),
        "reasons": REASONS,
    }
    return render(request, "groupwork/episode_sessions.html", given)


def put_on_list(request: Request, reference: str) -> HttpResponse:
    found = find_episode(request, reference)
    offered = list(programmes_of(request.staff).filter(retired=False))
    form = forms.WaitForm(sent(request), found, offered)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("episode_sessions", reference, done="waits-for-group")
    return answer(request, form, reference, "episode_sessions", reference, about=str(found.person))
