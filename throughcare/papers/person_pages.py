"""The page for the person: staff print it for them, and signed in they open it themselves."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.episodes.history import adopted
from throughcare.episodes.models import Episode
from throughcare.episodes.reading import account, episode_seen
from throughcare.meanings import StepMeaning
from throughcare.papers.facts import Facts
from throughcare.papers.keeping import words_for
from throughcare.papers.models import HospitalPhoto, HospitalWords
from throughcare.papers.pages import file_of, found
from throughcare.papers.plain import MARK, hospital_of, told, ward_of
from throughcare.papers.printing import printed_plain
from throughcare.sharing.roles import THE_PERSON
from throughcare.web.asking import Request

# So many of their newest episodes are looked through for one that moves them.
MOST = 50


def for_the_person(request: Request, reference: str) -> HttpResponse:
    facts = found(request, reference)
    return _page(request, facts, mine=False)


def for_the_person_pdf(request: Request, reference: str) -> HttpResponse:
    return _pdf(request, found(request, reference))


def own_move(request: Request) -> HttpResponse:
    """Their own: of the newest transfer that they see, or that there is none. Staff have no move of their own."""
    facts = _own(request)
    return _page(request, facts, mine=True) if facts else render(request, "papers/no_move.html")


def own_move_pdf(request: Request) -> HttpResponse:
    facts = _own(request)
    if facts is None:
        raise Http404
    return _pdf(request, facts)


def _own(request: Request) -> Facts | None:
    if request.staff.role != THE_PERSON:
        raise Http404
    mine = seen_by(Episode, staff=request.staff, as_of=request.now).order_by("-created_at", "-pk")
    newest = mine.values_list("reference", "blueprint")[:MOST]
    reference = next((one for one, version in newest if _moves(version)), None)
    seen = episode_seen(reference, staff=request.staff, as_of=request.now) if reference else None
    if seen is None:
        return None
    audit.record(by=request.staff, at=request.now, did="saw-own-record", person_id=seen.person_id, episode_id=seen.pk)
    return Facts(account(seen, staff=request.staff, as_of=request.now))


def _moves(digest: str) -> bool:
    """Whether a version of a blueprint brings people to hospital."""
    return bool(adopted(digest, starts={}, in_force={}).that_means(StepMeaning.RECEIVED))


def _words(facts: Facts) -> HospitalWords | None:
    return words_for(hospital_of(facts), ward_of(facts))


def _page(request: Request, facts: Facts, *, mine: bool) -> HttpResponse:
    words = _words(facts)
    given = {"told": told(facts, words), "photo": words.photo if words else None, "mine": mine, "mark": MARK}
    return render(request, "papers/for_the_person.html", {**given, "episode": facts.account.episode})


def _pdf(request: Request, facts: Facts) -> HttpResponse:
    words = _words(facts)
    photo: HospitalPhoto | None = words.photo if words else None
    return file_of(request, facts, printed_plain(told(facts, words), photo, at=request.now), "for-the-person")
