"""What a hospital says of itself: its page, the form that keeps a new version, and the photo as it is served."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.papers.forms import HospitalForm
from throughcare.papers.keeping import KEEPS, newest, photos, versions
from throughcare.papers.models import HospitalWords
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show

MOST_VERSIONS = 50


def hospital_words(request: Request) -> HttpResponse:
    _for_keepers(request)
    place = request.staff.organisation_id
    given = {"newest": newest(place), "versions": versions(place)[:MOST_VERSIONS], "most": MOST_VERSIONS}
    return render(request, "papers/hospital_words.html", given)


def keep_hospital_words(request: Request) -> HttpResponse:
    """A new version, filled in with the one that counts now for the ward that is named in the address."""
    _for_keepers(request)
    ward = request.GET.get("ward", "")
    before: HospitalWords | None = versions(request.staff.organisation_id).filter(ward=ward).first()
    form = HospitalForm(sent(request), request.FILES, before=before)
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("hospital_words", done="hospital-words")
    return show(request, "papers/keep_hospital_words.html", form, {"before": before})


def hospital_photo(_: Request, number: int) -> HttpResponse:
    """A photo as it was drawn anew: of a place and of nobody, so whoever is signed in may see it."""
    photo = get_object_or_404(photos(), pk=number)
    answer = HttpResponse(bytes(photo.png), content_type="image/png")
    answer["Content-Disposition"] = f'inline; filename="hospital-photo-{photo.pk}.png"'
    # A version never changes, and no proxy may keep what only those signed in see.
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    return answer


def _for_keepers(request: Request) -> None:
    if request.staff.role != KEEPS:
        raise PermissionDenied
