"""Those who look after mentors: whom first and why, where mentors come from and go to, and what they take along."""

from django.http import HttpResponse
from django.shortcuts import render

from throughcare.audit import actions as audit
from throughcare.cover import welfare
from throughcare.cover.certificate import certificate
from throughcare.cover.models import Mentoring
from throughcare.cover.progress import progress
from throughcare.cover.words import COORDINATOR, MARK
from throughcare.rosters import gates
from throughcare.rosters.printing import printed, said
from throughcare.rota.carrying import OVER, in_words
from throughcare.web.asking import Request
from throughcare.web.words import london_day


def mentor_welfare(request: Request) -> HttpResponse:
    """The mentors of the prison, those first who need it most, each with what they carry."""
    place = gates.place_of_those_looked_after(request)
    found = welfare.looked_after(request.staff, place.pk, at=request.now)
    audit.record(
        by=request.staff, at=request.now, did="saw-mentors", detail={"people": sorted({one.person for one in found})}
    )
    given = {
        "mentors": found,
        "late": welfare.late(found),
        "place": place,
        "over": OVER,
        "in_words": in_words,
        "mark": MARK,
        "keeps": request.staff.role == COORDINATOR,
    }
    return render(request, "rosters/welfare.html", given)


def mentor_progress(request: Request) -> HttpResponse:
    """Where mentors come from and go to: figures of one's own scheme."""
    scheme = gates.scheme(request)
    told = progress(scheme, as_of=london_day(request.now))
    audit.record(by=request.staff, at=request.now, did="saw-mentors-progress", detail={"scheme": scheme.pk})
    return render(request, "rosters/progress.html", {"told": told, "scheme": scheme})


def certificate_of_mentor(request: Request, number: int) -> HttpResponse:
    mentor = gates.find_mentor(request, number)
    _note(request, mentor, "saw-certificate")
    made = certificate(mentor, at=request.now)
    return render(
        request, "rosters/certificate_of_mentor.html", {"certificate": made, "said": said(made), "mentor": mentor}
    )


def certificate_of_mentor_pdf(request: Request, number: int) -> HttpResponse:
    mentor = gates.find_mentor(request, number)
    _note(request, mentor, "printed-certificate")
    answer = HttpResponse(printed(certificate(mentor, at=request.now), at=request.now), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="mentor-certificate.pdf"'
    return answer


def _note(request: Request, mentor: Mentoring, did: str) -> None:
    audit.record(
        by=request.staff, at=request.now, did=did, person_id=mentor.person_id, episode_id=mentor.episode_id,
        detail={"mentor": mentor.pk},
    )  # fmt: skip
