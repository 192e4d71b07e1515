"""The addresses of these pages: below the episode they are about, and those of hospitals and of the person's own."""

from django.urls import URLPattern, path, register_converter

from throughcare.papers import hospital_pages, pages, person_pages
from throughcare.papers.forms import HospitalForm, NoticesForm, SentForm
from throughcare.papers.keeping import KEEPS
from throughcare.papers.kinds import PAPERS
from throughcare.sharing.roles import THE_PERSON
from throughcare.web.beside import BESIDE
from throughcare.web.errors import only_shows
from throughcare.web.navigation import AT_ONCE, NAVIGATION, ONLY_FOR, OPEN_TO_THE_PERSON
from throughcare.web.unrecorded import FORM_OF

# A form that cannot be taken at all is shown once more in words, and web cannot know of these.
FORM_OF.update(send_notices=NoticesForm, paper_sent=SentForm, keep_hospital_words=HospitalForm)
BESIDE.append(pages.beside)
NAVIGATION.update(hospital_words="Our hospital", own_move="My move")
AT_ONCE.add("own_move")
ONLY_FOR.update(hospital_words=frozenset({KEEPS}), own_move=frozenset({THE_PERSON}))
OPEN_TO_THE_PERSON.update({"own_move", "own_move_pdf", "hospital_photo"})


class Key:
    """A paper by its word."""

    regex = "|".join(PAPERS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Key, "paper")

OF_EPISODE = "episodes/<reference:reference>/papers"

urlpatterns: list[URLPattern] = [
    path(OF_EPISODE, only_shows(pages.papers), name="papers"),
    path(f"{OF_EPISODE}/notices", pages.send_notices, name="send_notices"),
    path(f"{OF_EPISODE}/notices/<int:number>", only_shows(pages.notice), name="notice"),
    path(f"{OF_EPISODE}/notices/<int:number>/file.pdf", only_shows(pages.notice_pdf), name="notice_pdf"),
    path(f"{OF_EPISODE}/for-the-person", only_shows(person_pages.for_the_person), name="for_the_person"),
    path(
        f"{OF_EPISODE}/for-the-person/file.pdf", only_shows(person_pages.for_the_person_pdf), name="for_the_person_pdf"
    ),
    path(f"{OF_EPISODE}/<paper:key>", only_shows(pages.one_paper), name="one_paper"),
    path(f"{OF_EPISODE}/<paper:key>/file.pdf", only_shows(pages.paper_pdf), name="paper_pdf"),
    path(f"{OF_EPISODE}/<paper:key>/sent", pages.paper_sent, name="paper_sent"),
    path("own/move", only_shows(person_pages.own_move), name="own_move"),
    path("own/move/file.pdf", only_shows(person_pages.own_move_pdf), name="own_move_pdf"),
    path("hospital", only_shows(hospital_pages.hospital_words), name="hospital_words"),
    path("hospital/words", hospital_pages.keep_hospital_words, name="keep_hospital_words"),
    path("hospital/photos/<int:number>", only_shows(hospital_pages.hospital_photo), name="hospital_photo"),
]
