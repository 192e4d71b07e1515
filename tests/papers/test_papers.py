"""Every paper of two transfers, as those who take part read it; and what nobody recorded."""

import pytest

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.papers.story import STORIES, sentenced, text_of
from throughcare.papers.facts import NOT_RECORDED, Facts
from throughcare.papers.kinds import PAPERS, paper
from throughcare.papers.printing import printed
from throughcare.papers.value import How, Paper

NOW = evening(day(24))


def of(facts: Facts, key: str) -> Paper:
    return paper(facts, key, at=NOW)


def said(made: Paper, label: str) -> str:
    return next(line.says for line in made.lines if line.label == label)


@pytest.mark.parametrize("key", PAPERS)
@pytest.mark.parametrize("who", STORIES)
def test_every_paper_of_a_transfer_is_printed_with_all_that_it_says(cast: Cast, who: str, key: str):
    story = STORIES[who](cast).whole()
    made = of(story.read_by(cast.harun), key)
    text = "".join(text_of(printed(made, at=NOW)).split())
    for line in (*made.about, *made.lines):
        if not line.missing:
            assert "".join(line.says.split()) in text
    assert story.person.full_name.replace(" ", "") in text
    assert "".join(made.title.split()) in text


@pytest.mark.parametrize("key", PAPERS)
def test_before_anything_is_recorded_a_paper_says_so_line_by_line(cast: Cast, key: str):
    made = of(sentenced(cast).begun().read_by(cast.nadia), key)
    lines = [line for section in made.sections for line in section.lines]
    assert lines
    # How they are held is asked when they are referred, and known from then on.
    lines = [line for line in lines if line.label != "How the person is held"]
    assert {line.how for line in lines} <= {How.NOT_RECORDED, How.NOT_SHOWN}
    assert all(line.says for line in made.lines)
    assert "Not recorded" in text_of(printed(made, at=NOW))


def test_what_was_not_answered_is_no_no(cast: Cast):
    made = of(sentenced(cast).whole().read_by(cast.harun), "move")
    receipts = {section.title: [line.says for line in section.lines] for section in made.sections[2:]}
    signed = "Harun Aziz, Rowan Unit, Friday 20 March 2026"
    assert receipts["Clinical hand-over papers"] == ["Yes", f"Received: {signed}"]
    assert receipts["Medicines"] == ["No", f"Not received: {signed}"]
    assert receipts["Property"] == [NOT_RECORDED, NOT_RECORDED]


def test_the_last_word_on_an_item_counts(cast: Cast):
    story = sentenced(cast).begun().assessed().applied().moved()
    for on, word in ((20, "not-received"), (21, "received")):
        story.take("things-received", by=cast.harun, on=day(on), property=word)
    made = of(story.read_by(cast.harun), "move")
    assert said_of(made, "Property") == "Received: Harun Aziz, Rowan Unit, Saturday 21 March 2026"


def said_of(made: Paper, title: str) -> str:
    return next(section.lines[1].says for section in made.sections if section.title == title)


WANTED = {
    "First medical report": "Eastmoor mental health team or Rowan Unit",
    "Second medical report": "Eastmoor mental health team or Rowan Unit",
    "At least one doctor approved under section 12": "Eastmoor mental health team or Rowan Unit",
    "Request form": "Eastmoor mental health team",
    "Sentence or remand papers": "HMP Eastmoor",
    "Index offence": "HMP Eastmoor",
    "Security information": "HMP Eastmoor",
    "Named bed": "Rowan Unit",
    "Date of admission": "Rowan Unit",
}


def test_of_an_empty_pack_everything_is_missing_and_it_says_whose_it_is_to_bring(cast: Cast):
    made = of(sentenced(cast).begun().read_by(cast.nadia), "application")
    assert {one.title: one.whose for one in made.wanted} == WANTED
    assert all(one.there.missing for one in made.wanted)


def test_of_a_whole_pack_nothing_is_missing(cast: Cast):
    made = of(sentenced(cast).begun().assessed().applied().read_by(cast.nadia), "application")
    assert [one.title for one in made.wanted if one.there.missing] == []
    there = {one.title: one.there.says for one in made.wanted}
    assert there["Date of admission"] == "Friday 20 March 2026"
    assert there["Index offence"].startswith("Piotr Zeller, HMP Eastmoor, Friday 13 March 2026. ")
    assert there["At least one doctor approved under section 12"] == "Yes"


def test_two_doctors_of_whom_neither_is_approved_make_no_pack(cast: Cast):
    story = sentenced(cast).begun()
    no = {"finding": "met", "approved": "no"}
    story.take("first-medical-report", by=cast.nadia, on=day(9), doctor="Dr Iqbal", **no)
    story.take("second-medical-report", by=cast.harun, on=day(13), doctor="Dr Ilori", **no)
    made = of(story.read_by(cast.nadia), "application")
    assert next(one.there.says for one in made.wanted if "section 12" in one.title) == "No"


def test_what_the_application_says_that_it_holds_counts_as_there_and_says_so(cast: Cast):
    story = sentenced(cast).begun().assessed()
    story.take("application-to-mhcs", by=cast.nadia, on=day(16), holds=["index-offence"])
    made = of(story.read_by(cast.nadia), "application")
    there = {one.title: one.there.says for one in made.wanted}
    assert there["Index offence"] == "In the application of Monday 16 March 2026, as it says"
    assert there["Security information"] == NOT_RECORDED


def test_a_warrant_says_its_last_day(cast: Cast):
    made = of(sentenced(cast).begun().assessed().applied().moved().read_by(cast.nadia), "warrant")
    assert said(made, "Last day") == "Monday 30 March 2026"
    assert said(made, "Reference of the warrant") == "W/99"


def test_the_form_for_the_return_asks_what_the_casework_section_asks(cast: Cast):
    made = of(sentenced(cast).whole().read_by(cast.harun), "remission")
    assert said(made, "Release date passed") == "No"
    assert said(made, "How the person is held") == "Serving a sentence"
    assert said(made, "Sent to the Crown Court since") == NOT_RECORDED
    assert said(made, "Ground") == "No longer requires treatment"
    assert said(made, "Meeting held on") == NOT_RECORDED
    assert said(made, "If no section 117 meeting was held, why") == NOT_RECORDED
    assert said(made, "Agreed with the Governor's authority") == "Yes"
    assert said(made, "Which prison") == "HMP Eastmoor"


READERS = {
    "harun": (True, True),
    "nadia": (True, True),
    "piotr": (False, True),
    "maya": (False, True),
}


@pytest.mark.parametrize("who", READERS)
def test_a_paper_shows_what_its_reader_may_see_and_prints_no_more(cast: Cast, who: str):
    story = sentenced(cast, says="Unmistakable words").whole()
    clinical, named = READERS[who]
    made = of(story.read_by(cast.staff[who]), "first-report")
    text = text_of(printed(made, at=NOW))
    assert ("Unmistakable words" in text) == clinical
    assert ("Alex Marlow" in text) == named
    if not clinical:
        assert f"Not shown to {cast.staff[who].organisation}: Diagnosis and medication" in text


def test_whether_there_is_anything_behind_what_is_not_shown_is_not_told(cast: Cast):
    """An officer reads the same before and after the doctor has written."""
    before = of(sentenced(cast).begun().read_by(cast.piotr), "first-report")
    hidden = [line for line in before.lines if line.how is How.NOT_SHOWN]
    assert [line.label for line in hidden]


HOSTILE = {
    "markup of Typst": '#panic("x") *bold* _thin_ $x^2$ = Heading @ref `code` "] \\',
    "a script": '<script>alert(1)</script><img src="//example.org/x" onerror=alert(1)>',
    "a template": "{{ 7 * 7 }}{% include 'layout.html' %}",
    "a very long word": "Llanfairpwllgwyngyll" * 9,
    "letters from right to left": "שלום Alex مرحبا",
    "an emoji": "Feels \U0001f600 today",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_whatever_is_typed_stays_text_on_every_paper(cast: Cast, case: str):
    says = HOSTILE[case]
    facts = sentenced(cast, says=says).whole().read_by(cast.harun)
    latin = says.isascii()
    for key in PAPERS:
        text = text_of(printed(of(facts, key), at=NOW))
        assert "Alex Marlow" in text
        if latin and key == "first-report":
            assert "".join(says.split()) in "".join(text.split())
    if case == "an emoji":
        assert "[grinning face]" in text_of(printed(of(facts, "first-report"), at=NOW))
