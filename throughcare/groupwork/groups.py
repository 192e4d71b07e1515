"""The pages of programmes and groups: the list, one group with its members and whoever waits."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from statistics import median_low
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.care.keeping import TREATS, apart_as_seen, place_of
from throughcare.care.models import Cohort, Membership, Programme, ProgrammeVersion, Session, Wait
from throughcare.care.reading import MOST_GROUPS, cohorts_of, programmes_kept, programmes_of, versions_of, with_waited
from throughcare.care.waiting import line_of
from throughcare.groupwork import forms, seeing
from throughcare.groupwork.activity_forms import DescribeActivityForm, OpenActivityForm
from throughcare.groupwork.gates import find_cohort, refuse_others, whose_pages
from throughcare.regimes.reading import wings_of
from throughcare.sessions.ordering import APART, RULE
from throughcare.sessions.words import COMMITMENTS, ENGAGED, FITS, INTENSITIES, NEEDS, NOT_YET, REASONS
from throughcare.telling.phrases import count
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.person import number as as_key
from throughcare.web.words import london_day

A_YEAR = timedelta(days=365)


def groups(request: Request) -> HttpResponse:
    """The programmes of one's service, each with its groups that are to come, run or have ended lately."""
    refuse_others(request)
    mine = request.staff
    given = {
        "programmes": [(one, waited(one)) for one in with_waited(programmes_of(mine), since=request.now - A_YEAR)],
        "versions": {one.pk: one for one in versions_of(mine)},
        "cohorts": list(cohorts_of(mine)[:MOST_GROUPS]),
        "day": london_day(request.now),
        "intensities": INTENSITIES,
        **whose_pages(request),
    }
    audit.record(by=request.staff, at=request.now, did="saw-groups")
    return render(request, "groupwork/groups.html", given)


def waited(programme: Programme) -> str:
    """How long those waited who got a place in the last year: the median, and of how many."""
    days = [one.days for one in vars(programme)["waited"]]
    if not days:
        return "Nobody got a place in the last year."
    people, half = count(len(days), "person", "people"), count(median_low(days), "day", "days")
    return f"{people} got a place in the last year; half of them waited {half} or less."


def group(request: Request, number: int) -> HttpResponse:
    """One group: who is in it, who could be offered a place, its sessions, and who was there."""
    refuse_others(request)
    cohort, sessions = of_one_group(request, number)
    members = list(seeing.members(request, cohort.pk))
    waits = sorted(seeing.waits(request, cohort.version.programme_id), key=line_of)
    live = [one for one in members if one.ended_at is None]
    given = {
        "cohort": cohort,
        "sessions": sessions,
        "held": [one for one in sessions if vars(one)["saved"]],
        "members": [(one, seeing.last_lines(one)) for one in members],
        **apart_here(live, waits),
        "free": cohort.places - len(live),
        **led(request, sessions),
        **WORDS,
    }
    people = sorted({one.person_id for one in [*members, *waits]})
    audit.record(by=request.staff, at=request.now, did="saw-group", detail={"group": cohort.pk, "people": people})
    return render(request, "groupwork/group.html", given)


def led(request: Request, sessions: list[Session]) -> dict[str, Any]:
    """Of a group of a mentor scheme, the mentors who help to lead it, each with what they have on while it meets."""
    helpers = vars(sessions[0]).get("helpers", ())
    told = [{**one, "at": datetime.fromisoformat(one["at"]), "misses": _misses(one, sessions)} for one in helpers]
    return {**whose_pages(request), "helpers": told}


def _misses(helper: dict[str, Any], sessions: list[Session]) -> list[tuple[Session, str, int]]:
    """The sessions at whose time a mentor has to be elsewhere: where, and the number of what was said."""
    return [
        (session, COMMITMENTS[one["kind"]].title, one["number"])
        for session in sessions
        for one in helper["has_on"]
        if session.cancelled_at is None and session.starts_at < datetime.fromisoformat(one["ends_at"])
        and session.ends_at > datetime.fromisoformat(one["starts_at"])
    ]  # fmt: skip


def of_one_group(request: Request, number: int) -> tuple[Cohort, list[Session]]:
    """The group, which always has sessions, read with them; 404 where there is none of one's own."""
    with_group = seeing.sessions(request).select_related("cohort__version__programme", "cohort__place", "cohort__room")
    sessions = list(seeing.with_helpers(with_group.filter(cohort=number), request, number))
    cohort = sessions[0].cohort if sessions else None
    if cohort is None:
        raise Http404
    return cohort, sessions


def apart_here(live: list[Membership], waits: list[Wait]) -> dict[str, Any]:
    """Those who wait and are offered no place here, each with whether somebody who is there keeps them out; and those
    who are there `together` although they must not meet.
    """
    inside, offered = {one.person_id for one in live}, {one.wait_id for one in live}
    pairs = apart_as_seen({*inside, *(one.person_id for one in waits)})
    barred = {person for pair in pairs for person in pair if inside & set(pair) - {person}}
    return {
        "waits": [(one, one.person_id in barred) for one in waits if one.pk not in offered],
        "together": barred & inside,
    }


WORDS: dict[str, Any] = {
    "rule": [*RULE.values(), APART],
    "needs": NEEDS,
    "fits": FITS,
    "reasons": REASONS,
    "engaged": ENGAGED,
    "not_yet": NOT_YET,
}


def offer_place(request: Request, number: int, wait: int) -> HttpResponse:
    cohort = find_cohort(request, number)
    row = get_object_or_404(seeing.waits(request, cohort.version.programme_id), pk=wait)
    form = forms.OfferForm(sent(request), row)
    form.cohort = cohort
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("group", number, done="place-offered")
    against = seeing.clashes(request, cohort, row)
    name = seeing.called(row)
    return answer(request, form, str(cohort), "group", number, about=name, against=against)


def about_member(asks: Callable[..., Any], done: str) -> Callable[..., HttpResponse]:
    """The page on which something is said of one place in a group."""

    def said(request: Request, number: int) -> HttpResponse:
        refuse_others(request)
        seen = seen_by(Membership, staff=request.staff, as_of=request.now).select_related("cohort", "person")
        row = get_object_or_404(seen, pk=number, cohort__version__programme__in=programmes_kept(request.staff))
        form = asks(sent(request), row)
        if form.carry_out_once(by=request.staff, at=request.now):
            return see("group", row.cohort_id, done=done)
        return answer(request, form, str(row.cohort), "group", row.cohort_id, about=str(row.person))

    return said


def about_wait(asks: Callable[..., Any], done: str) -> Callable[..., HttpResponse]:
    """The page on which something is said of one who waits."""

    def said(request: Request, number: int) -> HttpResponse:
        refuse_others(request)
        row = get_object_or_404(seeing.waits_kept(request), pk=number)
        form, reference, mentee = asks(sent(request), row), *whose(row)
        page, part = ("mentee_groups", mentee) if mentee else ("episode_sessions", reference)
        if form.carry_out_once(by=request.staff, at=request.now):
            return see(page, part, done=done)
        return answer(request, form, reference or "Groups", page, part, about=str(row.person))

    return said


def whose(row: Wait) -> tuple[str, int | None]:
    """The reference of the episode, and the number of the mentee, as far as whoever asks is told either."""
    return vars(row)["reference"] or "", vars(row).get("mentee")


# Url name -> the page.
ABOUT_MEMBERS = {
    "accept_place": about_member(forms.AcceptForm, "place-accepted"),
    "decline_place": about_member(forms.DeclineForm, "place-declined"),
    "leave_group": about_member(forms.LeaveForm, "group-left"),
}
ABOUT_WAITS = {
    "say_need_and_fit": about_wait(forms.NeedForm, "need-and-fit"),
    "stop_waiting": about_wait(forms.StopForm, "waits-no-longer"),
}


def add_programme(request: Request) -> HttpResponse:
    refuse_others(request)
    asks = forms.OpenProgrammeForm if request.staff.role == TREATS else OpenActivityForm
    form = asks(sent(request), request.staff.organisation)
    return about_nobody(request, form, done="programme-kept")


def describe_programme(request: Request, number: int) -> HttpResponse:
    refuse_others(request)
    programme = get_object_or_404(programmes_of(request.staff), pk=number)
    asks = forms.DescribeForm if request.staff.role == TREATS else DescribeActivityForm
    form = asks(sent(request), programme, asks.said(programme.versions.first()))
    return about_nobody(request, form, done="programme-kept", about=programme.title)


def retire_programme(request: Request, number: int) -> HttpResponse:
    refuse_others(request)
    programme = get_object_or_404(programmes_of(request.staff), pk=number, retired=False)
    form = forms.RetireForm(sent(request), programme)
    return about_nobody(request, form, done="programme-kept", about=programme.title)


def add_room(request: Request) -> HttpResponse:
    refuse_others(request)
    place = place_of(request.staff.organisation)
    return about_nobody(request, forms.RoomForm(sent(request), place, wings_of(place.pk)), done="room-added")


def about_nobody(request: Request, form: forms.AboutForm, *, done: str, about: str = "") -> HttpResponse:
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("groups", done=done)
    return answer(request, form, "Groups", "groups", about=about)


def answer(
    request: Request,
    form: Any,
    over: str,
    back: str,
    *parts: str | int,
    about: str = "",
    against: Sequence[seeing.Clash] = (),
) -> HttpResponse:
    given = {"over": over, "back": back, "parts": parts, "about": about, "against": against}
    return show(request, "groupwork/answer.html", form, given)


def latest(request: Request, programme: str) -> ProgrammeVersion:
    """The version that counts of a programme of one's service, as an address names it; 404 for any other."""
    every = versions_of(request.staff).filter(programme__retired=False)
    found = every.filter(programme=int(programme)).first() if as_key(programme) else None
    if found is None:
        raise Http404
    return found
