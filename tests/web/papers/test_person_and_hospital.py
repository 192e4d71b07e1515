"""The page for the person, opened by themselves; and what a hospital says of itself, with a photo."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.own.asked import linked
from tests.papers.story import remanded, sentenced, text_of
from tests.papers.test_plain import WORDS, a_photo, kept
from tests.typesetting.test_typesetting import png
from tests.web.conftest import SignIn
from tests.web.pages import words
from throughcare.audit.models import Entry
from throughcare.papers.models import HospitalPhoto, HospitalWords

SAID = {**WORDS, "ward": "", "alt": ""}


def send(browser: Client, photo: bytes | None = None, **said: Any) -> Any:
    sent = {"photo": SimpleUploadedFile("../../Alex Marlow.png.html", photo, "text/html")} if photo else {}
    return browser.post("/hospital/words", {**SAID, **said, **sent})


def test_the_person_opens_their_own_move_and_nobody_else_s(as_: SignIn, cast: Cast):
    linked(cast)
    remanded(cast).begun()
    alex = as_("alex")
    assert "There is no move to hospital on your record." in words(alex.get("/own/move"))
    assert alex.get("/own/move/file.pdf").status_code == 404
    story = sentenced(cast).begun().assessed()
    kept(cast, photo=a_photo())
    page = alex.get("/own/move")
    assert "This page is for Alex Marlow." in words(page)
    assert "It is a small house with a garden." in words(page)
    assert 'alt="A house with a red door"' in page.content.decode()
    assert alex.get(f"/hospital/photos/{HospitalPhoto.objects.get().pk}").status_code == 200
    file = alex.get("/own/move/file.pdf")
    assert "This page is for Alex Marlow." in text_of(file.content)
    assert Entry.objects.filter(did="saw-own-record", episode_id=story.episode.pk).exists()
    for rest in ("", "/for-the-person", "/first-report", "/first-report/file.pdf", "/notices"):
        assert alex.get(f"/episodes/{story.episode.reference}/papers{rest}").status_code == 404


def test_the_person_s_menu_leads_there_and_nobody_else_s_does(as_: SignIn, cast: Cast):
    linked(cast)
    assert 'href="/own/move"' in as_("alex").get("/own").content.decode()
    assert 'href="/own/move"' not in as_("nadia").get("/today").content.decode()
    sentenced(cast).begun()
    for rest in ("", "/file.pdf"):
        assert as_("nadia").get(f"/own/move{rest}").status_code == 404


def test_a_hospital_keeps_its_words_and_a_photo_that_is_drawn_anew(as_: SignIn, cast: Cast):
    harun = as_("harun")
    answer = send(harun, png(900, 600, beside=b"taken at 54.9 N"), alt="A red door")
    assert answer.status_code == 303
    photo = HospitalPhoto.objects.get()
    assert b"54.9" not in bytes(photo.png)
    page = harun.get("/hospital")
    assert "It is a small house with a garden." in words(page)
    assert f'src="/hospital/photos/{photo.pk}"' in page.content.decode()
    served = harun.get(f"/hospital/photos/{photo.pk}")
    assert served.content == bytes(photo.png)
    assert (served["Content-Type"], served["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert served["Content-Disposition"] == f'inline; filename="hospital-photo-{photo.pk}.png"'
    assert Entry.objects.filter(did="kept-hospital-words", by=cast.harun).exists()


def test_a_new_version_keeps_the_photo_until_it_is_taken_away(as_: SignIn, cast: Cast):
    harun = as_("harun")
    send(harun, png(900, 600), alt="A red door")
    send(harun, place="We have a new garden.")
    assert HospitalWords.objects.latest("pk").photo == HospitalPhoto.objects.get()
    send(harun, without_photo="on")
    assert HospitalWords.objects.latest("pk").photo is None
    page = words(harun.get("/hospital"))
    assert "There is no photo." in page
    assert page.count("It is a small house with a garden.") == 3, "what counts, and the first and last version"
    assert "We have a new garden." in page


UNFIT = {
    "a page": (b"<html><script>alert(1)</script></html>", "This is not a photo that can be read"),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "This is not a photo"),
    "half a photo": (png(900, 600)[:150], "This is not a photo that can be read"),
    "a bomb": (png(7000, 20), "This photo is larger than 6,000 pixels"),
    "too many bytes": (png(10, 10) + b"x" * 900_001, "larger than 900 KB"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_what_is_no_photo_is_refused_and_what_was_typed_stays(as_: SignIn, cast: Cast, case: str):
    photo, why = UNFIT[case]
    answer = send(as_("harun"), photo, alt="A red door")
    assert (answer.status_code, why in words(answer)) == (422, True)
    assert WORDS["place"] in words(answer)
    assert not HospitalWords.objects.exists()


def test_a_photo_needs_words_for_whoever_does_not_see_it(as_: SignIn, cast: Cast):
    answer = send(as_("harun"), png(900, 600))
    assert (answer.status_code, "Say what is on the photo." in words(answer)) == (422, True)
    assert not HospitalPhoto.objects.exists()


def test_more_than_a_megabyte_is_refused_before_it_is_read(as_: SignIn, cast: Cast):
    answer = send(as_("harun"), png(10, 10) + b"x" * 2_000_000, alt="A red door")
    assert answer.status_code == 413


@pytest.mark.parametrize("who", ["nadia", "piotr", "gwen", "ada", "maya"])
def test_only_a_hospital_s_clinicians_keep_its_words(as_: SignIn, cast: Cast, who: str):
    assert as_(who).get("/hospital").status_code == 403
    assert send(as_(who)).status_code == 403
    assert 'href="/hospital"' not in as_(who).get("/today").content.decode()


def test_one_hospital_does_not_see_another_s_page_of_its_own(as_: SignIn, cast: Cast):
    kept(cast)
    assert "It is a small house" not in words(as_("alice").get("/hospital"))
    assert as_("alice").get("/hospital/photos/1").status_code == 404
