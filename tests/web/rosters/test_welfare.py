"""Those who look after mentors: whom first, what a mentor takes along on page and paper, and figures."""

import pytest

from tests.cover.conftest import Eastmoor, on
from tests.web.conftest import SignIn
from tests.web.pages import words
from throughcare.audit.models import Entry
from throughcare.cover.models import Mentoring

TOGETHER, OTHERS = ("mina", "nadia", "petra"), ("owen", "piotr", "harun", "gwen", "ada")


def number(scheme: Eastmoor, given: str = "Robin") -> int:
    return Mentoring.objects.get(episode=scheme.of(given)).pk


def test_support_workers_and_clinicians_look_after_mentors_together(as_: SignIn, scheme: Eastmoor):
    for who in TOGETHER:
        told = words(as_(who).get("/cover/mentors"))
        assert "Supervision was due on Monday 2 March 2026, 22 days ago." in told
        assert "Something is late for 2 mentors." in told
    assert {as_(who).get("/cover/mentors").status_code for who in OTHERS} == {403}


def test_a_page_names_nobody_of_those_whom_mentors_support(as_: SignIn, scheme: Eastmoor):
    scheme.supported("Blake", "TC-BLC-222", "Robin")
    scheme.takes("Blake", "contact-held", when=on(23), minutes="45", kind="one-to-one")
    told = words(as_("mina").get("/cover/mentors"))
    assert "1 contact in 45 minutes" in told
    assert "Blake" not in told


def test_a_certificate_says_what_was_learned_and_done_and_names_nobody_else(as_: SignIn, scheme: Eastmoor):
    told = words(as_("nadia").get(f"/cover/mentors/{number(scheme)}/certificate"))
    assert "Peer mentor certificate" in told
    assert "Speaking with people" in told or "How to speak with people" in told
    assert "Active as a mentor for 1 whole month" in told
    assert "Since 16 February 2026" in told
    inside = told.partition("Peer mentor certificate Robin")[2]
    assert not [name for name in ("Mina", "Hart", "Lane", "C wing") if name in inside]
    assert Entry.objects.filter(did="saw-certificate").count() == 1


def test_a_certificate_is_a_tagged_pdf(as_: SignIn, scheme: Eastmoor):
    answer = as_("mina").get(f"/cover/mentors/{number(scheme)}/certificate/file.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"/MarkInfo" in answer.content
    assert Entry.objects.filter(did="printed-certificate").count() == 1


@pytest.mark.parametrize("page", ["certificate", "certificate/file.pdf"])
def test_a_certificate_elsewhere_is_not_there(as_: SignIn, scheme: Eastmoor, page: str):
    there, absent = (as_("sam").get(f"/cover/mentors/{key}/{page}").status_code for key in (number(scheme), 987654))
    assert there == absent == 404
    assert as_("owen").get(f"/cover/mentors/{number(scheme)}/{page}").status_code == 403


def test_figures_of_a_few_people_are_not_told(as_: SignIn, scheme: Eastmoor):
    told = words(as_("mina").get("/cover/mentors/progress"))
    assert "Mentors who left of people who were mentors in that year Not told, of 0 Not told" in told
    assert "from 1 January 2025 until 1 January 2026" in told
