"""The page for the person: what it says, in words that a child of ten can read."""

import re

import pytest

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.papers.story import STORIES, sentenced, text_of
from tests.typesetting.test_typesetting import png
from throughcare.organisations.refusals import Refused
from throughcare.papers import plain
from throughcare.papers.keeping import NewPhoto, keep_words, newest, versions, words_for
from throughcare.papers.models import HospitalWords
from throughcare.papers.plain import told
from throughcare.papers.printing import printed_plain
from throughcare.typesetting import Photo, redrawn

NOW = evening(day(24))
WORDS = {
    "place": "It is a small house with a garden.",
    "people": "You will meet a nurse first.",
    "different": "Your door has a key that you keep.",
    "things": "You can keep your clothes.",
}


def kept(cast: Cast, *, ward: str = "", photo: NewPhoto | None = None, **said: str) -> HospitalWords:
    return keep_words(
        words={**WORDS, **said}, ward=ward, photo=photo, without_photo=False, by=cast.harun, at=evening(day(1))
    )


def a_photo() -> NewPhoto:
    photo = redrawn(png(600, 400))
    assert isinstance(photo, Photo)
    return NewPhoto(photo, "A house with a red door")


def answers(cast: Cast, who: str, *, moved: bool = False) -> dict[str, str]:
    story = STORIES[who](cast).begun()
    story = story.assessed().applied().moved() if moved else story
    page = told(story.read_by(cast.nadia), words_for(str(story.rowan), "Ash"))
    return {one.asks: " ".join(one.says) for one in page.questions}


def test_before_anything_is_known_it_says_so(cast: Cast):
    says = answers(cast, "sentenced")
    assert says["Where am I going?"] == f"You are going to Rowan Unit. {plain.PLACE_UNWRITTEN}"
    assert says["When?"].startswith("We do not know the day yet.")
    assert "The hospital has not told us this yet." in says["Who will I meet?"]


def test_it_says_where_when_whom_and_what_is_different_in_the_hospital_s_words(cast: Cast):
    kept(cast)
    kept(cast, ward="Ash", place="Ash is a quiet ward.")
    says = answers(cast, "sentenced", moved=True)
    assert says["Where am I going?"] == "You are at Rowan Unit, Ash now. Ash is a quiet ward."
    assert says["When?"] == "You came here on Friday 20 March 2026."
    assert says["What is different there?"] == WORDS["different"]
    assert says["What happens to my things?"].endswith("You can keep your clothes.")
    assert "advocate" in says["What if I do not agree?"]


def test_what_becomes_of_a_sentence_is_not_what_becomes_of_a_trial(cast: Cast):
    asks = "What happens to my sentence or my court case?"
    assert "Your sentence goes on" in answers(cast, "sentenced")[asks]
    assert "Your court case goes on" in answers(cast, "remanded")[asks]


def test_what_was_planned_stands_beside_what_happened(cast: Cast):
    page = told(sentenced(cast).begun().assessed().read_by(cast.nadia), None)
    rows = {one.what: (one.planned, one.happened) for one in page.steps}
    assert rows["The first doctor writes a report"] == ("By Monday 16 March 2026", "Monday 9 March 2026")
    assert rows["You are in hospital"] == ("By Monday 30 March 2026", "Not yet")
    assert rows["A second doctor writes a report"] == ("No day was set", "Friday 13 March 2026")


def test_on_paper_it_has_the_photo_and_its_words_and_is_for_one_person(cast: Cast):
    words = kept(cast, photo=a_photo())
    facts = sentenced(cast).begun().read_by(cast.nadia)
    written = printed_plain(told(facts, words), words.photo, at=NOW)
    text = text_of(written)
    assert "This page is for Alex Marlow." in text
    assert "It is a small house with a garden." in text
    assert b"/Image" in written
    without = printed_plain(told(facts, words), None, at=NOW)
    assert len(without) < len(written)


HOSTILE = ['#panic("x") *bold* $', "<script>alert(1)</script>", "Llanfair" * 40, "שלום", "Well \U0001f600"]


@pytest.mark.parametrize("says", HOSTILE)
def test_whatever_a_hospital_writes_stays_text(cast: Cast, says: str):
    words = kept(cast, **dict.fromkeys(WORDS, says))
    text = text_of(printed_plain(told(sentenced(cast).begun().read_by(cast.nadia), words), None, at=NOW))
    shown = "[grinning face]" if "\U0001f600" in says else says if says.isascii() else "Your move"
    assert shown.replace(" ", "") in text.replace(" ", "")


def sentences() -> list[str]:
    fixed = [plain.ASK, plain.SOMEWHERE, plain.NO_DAY, plain.SAME_DAY, plain.THINGS, plain.UNWRITTEN, plain.MARK]
    fixed += [plain.PLACE_UNWRITTEN, plain.GONE_BY.format("Monday 2 March")]
    fixed += [*plain.DISAGREE, *plain.NO_SENTENCE, *(one for many in plain.SENTENCE.values() for one in many)]
    return [one for text in fixed for one in re.findall(r"[^.]+\.", text)]


def test_its_words_are_for_a_reading_age_of_nine_to_eleven():
    """Flesch and Kincaid's grade, of which 4 to 6 is a reading age of nine to eleven; syllables are counted roughly."""
    words = [word for one in sentences() for word in re.findall(r"[A-Za-z']+", one)]
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e")))) for word in words)
    grade = 0.39 * len(words) / len(sentences()) + 11.8 * syllables / len(words) - 15.59
    assert grade < 5
    assert max(len(one.split()) for one in sentences()) <= 16


def test_a_hospital_s_words_are_kept_by_its_clinicians_and_every_version_stays(cast: Cast):
    first = kept(cast, photo=a_photo())
    second = kept(cast, place="We have a new garden.")
    assert second.photo_id == first.photo_id, "a photo stays until it is taken away or changed"
    assert [one.pk for one in newest(cast.harun.organisation_id)] == [second.pk]
    assert versions(cast.harun.organisation_id).count() == 2
    for who in (cast.nadia, cast.ada, cast.gwen):
        with pytest.raises(Refused, match="kept by its clinicians"):
            keep_words(words=WORDS, ward="", photo=None, without_photo=False, by=who, at=NOW)


def test_another_hospital_s_words_are_not_shown(cast: Cast):
    keep_words(words=WORDS, ward="", photo=None, without_photo=False, by=cast.alice, at=NOW)
    assert words_for(str(cast.places["Rowan Unit"].pk), "") is None
    assert words_for("", "") is None


WRONG = {
    "nothing about the people": ({"people": " "}, "Say something here."),
    "far too long": ({"place": "x" * 401}, "use at most 400"),
    "text that turns round": ({"things": "x\u202ey"}, "cannot be seen"),
}


@pytest.mark.parametrize("case", WRONG)
def test_words_that_cannot_be_shown_are_refused(cast: Cast, case: str):
    said, why = WRONG[case]
    with pytest.raises(Refused, match=why):
        kept(cast, **said)
    assert not HospitalWords.objects.exists()


def test_a_photo_without_words_for_it_is_refused(cast: Cast):
    with pytest.raises(Refused, match="Say what is on the photo"):
        kept(cast, photo=NewPhoto(a_photo().photo, " "))
