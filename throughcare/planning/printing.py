"""Plans and summaries as PDF: the same values as on the page, set by layouts of this room."""

from dataclasses import asdict
from datetime import datetime
from importlib import resources

from django.http import HttpResponse

from throughcare import typesetting
from throughcare.audit import actions as audit
from throughcare.episodes.models import Episode
from throughcare.planning.plain import Told
from throughcare.planning.summary_value import Letter
from throughcare.web.asking import Request

LAYOUTS = resources.files("throughcare.planning").joinpath("paper")
PLAIN, SUMMARY = (LAYOUTS.joinpath(f"{name}.typ").read_bytes() for name in ("plain", "summary"))


def printed_plain(told: Told, *, at: datetime) -> bytes:
    """For the person, in large letters, black and white."""
    return typesetting.pdf(PLAIN, asdict(told), at=at)


def printed_summary(letter: Letter, *, at: datetime) -> bytes:
    return typesetting.pdf(SUMMARY, asdict(letter), at=at)


def file_of(request: Request, episode: Episode, content: bytes, what: str) -> HttpResponse:
    """A PDF that leaves: noted, and named by the episode and never by the person."""
    audit.record(
        by=request.staff, at=request.now, did="took-paper", person_id=episode.person_id, episode_id=episode.pk,
        detail={"paper": what},
    )  # fmt: skip
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{episode.reference}-{what}.pdf"'
    return answer
