"""The papers of an episode: what there is and what is missing, each as a page and as a PDF, and that it was sent."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.access.seeing import seen_by
from throughcare.audit import actions as audit
from throughcare.episodes.reading import Account
from throughcare.papers import notices
from throughcare.papers.facts import Facts
from throughcare.papers.forms import NoticesForm, SentForm
from throughcare.papers.kinds import Kind, begun, notice_paper, paper, there_are
from throughcare.papers.printing import printed
from throughcare.papers.value import Paper
from throughcare.people.kinds import IDENTIFIERS
from throughcare.people.models import Identifier
from throughcare.web.asked_forms import choices_of
from throughcare.web.asking import Request
from throughcare.web.beside import Beside
from throughcare.web.episodes import note_seen, read
from throughcare.web.forms import see, sent, show
from throughcare.web.step_forms import about, find_step, is_mine, theirs

# The numbers by which prison and hospital know somebody.
NUMBERS = ("nomis", "nhs-number")


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper on the list: what it lacks, and whose it is to bring, while there is none."""

    key: str
    title: str
    begun: bool
    missing: tuple[str, ...]
    whose: str


def beside(account: Account) -> Beside | None:
    """The line on an episode's page: only where its service has papers."""
    return (
        Beside("papers", "Papers", "Each as a page and as a PDF, with what is missing.")
        if there_are(Facts(account))
        else None
    )


def papers(request: Request, reference: str) -> HttpResponse:
    facts = found(request, reference)
    listed = [_listed(request, facts, key, kind) for key, kind in there_are(facts).items()]
    given = {**about(facts.account), "papers": listed, "sent": notices.sent(facts), "spelled": notices.spelled}
    given["sends"] = _sends(facts)
    return render(request, "papers/papers.html", given)


def _listed(request: Request, facts: Facts, key: str, kind: Kind) -> Listed:
    made = paper(facts, key, at=request.now)
    return Listed(key, kind.title, begun(facts, kind), made.missing, facts.whose(*kind.whose))


def one_paper(request: Request, reference: str, key: str) -> HttpResponse:
    facts = to_print(request, reference)
    made = _paper(request, facts, key)
    return render(request, "papers/paper.html", {**about(facts.account), "paper": made, "key": key})


def paper_pdf(request: Request, reference: str, key: str) -> HttpResponse:
    facts = to_print(request, reference)
    return file_of(request, facts, printed(_paper(request, facts, key), at=request.now), key)


def paper_sent(request: Request, reference: str, key: str) -> HttpResponse:
    """That a paper was sent: the way to the log of disclosures."""
    facts = to_print(request, reference)
    made = _paper(request, facts, key)
    form = SentForm(sent(request), paper=made, person_id=facts.account.episode.person_id)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("papers", reference, done="paper-sent")
    return show(request, "papers/paper_sent.html", form, {**about(facts.account), "paper": made, "key": key})


def send_notices(request: Request, reference: str) -> HttpResponse:
    """To all who are to be told, in one step."""
    facts = found(request, reference)
    step = find_step(facts.account, facts.step(notices.SENT))
    form = _notices_form(request, facts)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("papers", reference, done="notices-sent")
    if not is_mine(facts.account, step):
        given = {**about(facts.account), "step": step, "whose": theirs(facts.account, step)}
        return render(request, "episodes/not_yours.html", given, status=403)
    given = {**about(facts.account), "date": notices.spelled(notices.requested_on(facts)), "says": notices.SAYS}
    return show(request, "papers/send_notices.html", form, {**given, "asked": facts.last(notices.REQUEST)})


def _notices_form(request: Request, facts: Facts) -> NoticesForm:
    told, step = facts.account, find_step(facts.account, facts.step(notices.SENT))
    asked = facts.asked(notices.SENT, "organisation")
    groups = choices_of(told, step)(asked) if asked else ()
    kinds = list(notices.titles(facts).items())
    return NoticesForm(sent(request), told=told, offered=notices.offered(facts), kinds=kinds, groups=groups)


def notice(request: Request, reference: str, number: int) -> HttpResponse:
    facts = to_print(request, reference)
    made = notice_paper(facts, _notice(facts, number), at=request.now)
    return render(request, "papers/paper.html", {**about(facts.account), "paper": made, "key": "", "number": number})


def notice_pdf(request: Request, reference: str, number: int) -> HttpResponse:
    facts = to_print(request, reference)
    made = notice_paper(facts, _notice(facts, number), at=request.now)
    return file_of(request, facts, printed(made, at=request.now), f"notice-{number}")


def found(request: Request, reference: str) -> Facts:
    """The facts as whoever asks may read them; 404 out of scope, and where the service has no papers."""
    told = read(request, reference)
    if not there_are(Facts(told)):
        raise Http404
    note_seen(request, told)
    return Facts(told)


def to_print(request: Request, reference: str) -> Facts:
    """The same, with the numbers that a paper names the person by."""
    facts = found(request, reference)
    mine = seen_by(Identifier, staff=request.staff, as_of=request.now).filter(person=facts.account.episode.person_id)
    known = {row.kind: row.value for row in mine.filter(kind__in=NUMBERS).order_by("pk")}
    return replace(facts, numbers=tuple((IDENTIFIERS[kind].title, known.get(kind, "")) for kind in NUMBERS))


def _paper(request: Request, facts: Facts, key: str) -> Paper:
    if key not in there_are(facts):
        raise Http404
    return paper(facts, key, at=request.now)


def _notice(facts: Facts, number: int) -> notices.Notice:
    """The notice that a fact says was sent; 404 without it, or once it was struck out."""
    made = next((one for one in notices.sent(facts) if one.fact.number == number), None)
    if made is None:
        raise Http404
    return made


def _sends(facts: Facts) -> bool:
    """Whether notices are for the reader's organisation to send."""
    step = facts.step(notices.SENT)
    return bool(step) and is_mine(facts.account, find_step(facts.account, step))


def file_of(request: Request, facts: Facts, content: bytes, what: str) -> HttpResponse:
    """A PDF that leaves: noted, and named by the episode and never by the person."""
    episode = facts.account.episode
    detail: dict[str, Any] = {"paper": what}
    audit.record(
        by=request.staff,
        at=request.now,
        did="took-paper",
        person_id=episode.person_id,
        episode_id=episode.pk,
        detail=detail,
    )
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{episode.reference}-{what}.pdf"'
    return answer
