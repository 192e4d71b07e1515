"""A mentor's page and that of somebody who asked: where they stand, which gate comes next, and why not yet."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.acct import reading as accts
from throughcare.audit import actions as audit
from throughcare.episodes.reading import Account
from throughcare.matching import HOURS, NEEDS, free_today
from throughcare.meanings import StepMeaning
from throughcare.mentoring import gates
from throughcare.mentoring.boards import NOT_SHOWN, named
from throughcare.mentoring.forms import AccountForm, ProfileForm, WishForm
from throughcare.peers.models import Contact, Match, Mentee, Mentor, MentorAccount, Profile, Wish
from throughcare.peers.suggesting import candidates, offered
from throughcare.peers.words import CONTACTS, COORDINATOR, ENDED, PREFERS
from throughcare.telling.possible import possible
from throughcare.web.asked_forms import StepForm
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day

MOST_CONTACTS = 20
MENTORS, MENTEES = "mentor", "mentee"
# Kind of person -> how one is found; a match is made on its own page.
FOUND: Mapping[str, Callable[[Request, int], Mentor | Mentee]] = {
    MENTORS: gates.find_mentor,
    MENTEES: gates.find_mentee,
}


def mentor(request: Request, number: int) -> HttpResponse:
    found = gates.find_mentor(request, number)
    told = gates.account(request, found)
    _note(request, "saw-mentor", found)
    judged = offered(found)
    mine = request.staff.role == COORDINATOR
    given = {
        **standing(told),
        "mentor": found,
        "acct": acct_of(found, request),
        "judged": judged,
        "stops": free_today(judged, as_of=london_day(request.now)),
        "account": seen_by(MentorAccount, staff=request.staff, as_of=request.now)
        .filter(mentor=found, ended_at=None)
        .first(),
        "matches": matches(request, seen_matches(request).filter(mentor=found)) if mine else [],
        "coordinates": mine,
        "needs": in_words(NEEDS, judged.needs),
        "hours": in_words(HOURS, judged.hours),
        "languages": sorted(judged.languages),
    }
    return render(request, "mentoring/mentor.html", given)


def acct_of(found: Mentor | Mentee, request: Request) -> accts.Told | None:
    """Their ACCT that is open or in post-closure, as far as whoever asks may know of it. It came with the row."""
    return accts.told(vars(found)["acct"], as_of=request.now)


def in_words(table: Mapping[str, str], chosen: Collection[str]) -> list[str]:
    return [title for word, title in table.items() if word in chosen]


# What is done on pages of its own, with more than a step asks: matches, contacts, worries.
ELSEWHERE = (
    StepMeaning.MATCHED,
    StepMeaning.UNMATCHED,
    StepMeaning.CONTACT_HELD,
    StepMeaning.GROUP_ATTENDED,
    StepMeaning.WORRY_RAISED,
    StepMeaning.WORRY_ANSWERED,
)


def standing(told: Account) -> dict[str, Any]:
    """What can come next: ours, what ends it, others', and what has to wait, each with its reasons in words."""
    elsewhere = set(told.blueprint.meaning(*ELSEWHERE))
    steps = [one for one in possible(told.course, str(told.reader.organisation_id)) if one.step not in elsewhere]
    ready = [one for one in steps if one.mine and not one.reasons]
    due = [
        (run, told.blueprint.standard[run.standard].title) for run in told.course.clocks if run.due and not run.stopped
    ]
    return {
        "ready": [one for one in ready if not one.ends],
        "ends": [one for one in ready if one.ends],
        "not_yet": [one for one in steps if one.reasons],
        "others": [one for one in steps if not one.mine and not one.reasons],
        "due": sorted(((run.due.on, title, run.late_by > 0) for run, title in due if run.due), key=lambda one: one[0]),
        "outcome": told.blueprint.outcome_titles.get(told.course.state.outcome or "", ""),
        "parties": {key: party.title for key, party in told.blueprint.pathway.party.items()},
    }


def mentee(request: Request, number: int) -> HttpResponse:
    """Somebody who asked: while they wait, the mentors who fit, each with what speaks for and against."""
    found = gates.find_mentee(request, number)
    told = gates.account(request, found)
    _note(request, "saw-mentee", found)
    ranked = candidates(found, named(gates.of_mine(Mentor, request), request), at=request.now) if found.waits else []
    wish = vars(found)["wish"] or {}
    so_far = matches(request, with_contacts(seen_matches(request).filter(mentee=found), request))
    given = {
        **standing(told),
        "mentee": found,
        "acct": acct_of(found, request),
        "need": NEEDS.get(found.need, found.need),
        "prefers": PREFERS[wish.get("prefers", "")],
        "hours": in_words(HOURS, wish.get("hours", ())),
        "candidates": [(one, vars(one.mentor)["name"] or NOT_SHOWN) for one in ranked],
        "matches": so_far,
        "contacts": contacts(so_far),
        "kinds": CONTACTS,
        "ended": ENDED,
    }
    return render(request, "mentoring/mentee.html", given)


Named = list[tuple[Match, str, str]]


def seen_matches(request: Request) -> QuerySet[Match]:
    return seen_by(Match, staff=request.staff, as_of=request.now)


def matches(request: Request, rows: QuerySet[Match]) -> Named:
    """Matches, live ones first, each with the names of both."""
    rows = named(rows, request, mentor_name="mentor__person", mentee_name="person")
    found = list(rows.select_related("mentor", "mentee").order_by(F("ended_at").desc(nulls_first=True), "-at"))
    said = [(one, vars(one)["mentor_name"], vars(one)["mentee_name"]) for one in found]
    return [(one, mentor or NOT_SHOWN, mentee or NOT_SHOWN) for one, mentor, mentee in said]


def with_contacts(rows: QuerySet[Match], request: Request) -> QuerySet[Match]:
    """Matches, each with when the two `met`, the last times first."""
    seen = seen_by(Contact, staff=request.staff, as_of=request.now).filter(match=OuterRef("pk"))
    told = JSONObject(pk="pk", on="on", minutes="minutes", kind="kind", way="way")
    with_them: QuerySet[Match] = rows.annotate(
        met=ArraySubquery(seen.order_by("-on", "-pk").values(told=told)[:MOST_CONTACTS])
    )
    return with_them


def contacts(so_far: Named) -> list[Contact]:
    """The last contacts of all these matches, the newest first."""
    every = (
        Contact(**{**one, "on": date.fromisoformat(one["on"])}) for match, _, _ in so_far for one in vars(match)["met"]
    )
    return sorted(every, key=lambda one: (one.on, one.pk), reverse=True)[:MOST_CONTACTS]


def newest(request: Request, model: Any, **whose: Any) -> Any:
    """What was said last; None where nothing was."""
    return seen_by(model, staff=request.staff, as_of=request.now).filter(**whose).order_by("-pk").first()


def _note(request: Request, did: str, found: Mentor | Mentee) -> None:
    audit.record(by=request.staff, at=request.now, did=did, person_id=found.person_id, episode_id=found.episode_id)


def scheme_step(request: Request, kind: str, number: int, step_id: str) -> HttpResponse:
    """A step of the blueprint, with the questions it asks; refused in words where a gate is still shut."""
    found = FOUND[kind](request, number)
    told = gates.account(request, found)
    taken = told.blueprint.pathway.step.get(step_id)
    if taken is None or not parties(told) & set(taken.by) or taken.id in told.blueprint.meaning(*ELSEWHERE):
        raise Http404
    form = StepForm(sent(request), told, taken, request.GET)
    if form.carry_out(partial(form.record, episode=told.episode, by=request.staff, at=request.now)):
        return see(kind, number, done="recorded")
    now = next((one for one in possible(told.course, str(request.staff.organisation_id)) if one.step == step_id), None)
    why_not = now.reasons if now else _other_stage(told, taken)
    given = {"kind": kind, "found": found, "step": taken, "acct": acct_of(found, request), "why_not": why_not}
    return show(request, "mentoring/scheme_step.html", form, given)


def parties(told: Account) -> set[str]:
    """What whoever acts plays in this episode."""
    mine = str(told.reader.organisation_id)
    return {party for party, bound in told.course.state.bound.items() if bound == mine}


def _other_stage(told: Account, taken: Any) -> Iterable[str]:
    stage = told.blueprint.pathway.stage.get(told.course.state.stage or "")
    return (f"'{taken.title}' is not something that happens in '{stage.title if stage else 'Asked for'}'.",)


@gates.for_coordinators
def mentor_profile(request: Request, number: int) -> HttpResponse:
    found = gates.find_mentor(request, number)
    form = ProfileForm(sent(request), found, newest(request, Profile, mentor=found))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("mentor", number, done="mentor-profile")
    return answer(request, form, "mentor", found)


@gates.for_coordinators
def mentee_wish(request: Request, number: int) -> HttpResponse:
    found = gates.find_mentee(request, number)
    form = WishForm(sent(request), found, newest(request, Wish, mentee=found))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("mentee", number, done="mentee-wish")
    return answer(request, form, "mentee", found)


@gates.for_coordinators
def mentor_account(request: Request, number: int, deed: str) -> HttpResponse:
    """Gives, renews or ends the account. What is given is shown this once, to be printed."""
    found = gates.find_mentor(request, number)
    form = AccountForm(sent(request), found, deed)
    if form.carry_out_once(by=request.staff, at=request.now):
        if deed == "end":
            return see("mentor", number, done="mentor-account-ended")
        given = {"mentor": found, "given": form.outcome, "host": request.get_host(), "form": form}
        return render(request, "mentoring/account_given.html", given)
    return show(request, "mentoring/mentor_account.html", form, {"mentor": found})


def answer(request: Request, form: Any, kind: str, found: Mentor | Mentee) -> HttpResponse:
    return show(request, "mentoring/answer.html", form, {"back": kind, "number": found.pk, "about": found.person})
