"""The copy as it is given: whatever anybody typed is read as they typed it, by browsers and on paper."""

from io import BytesIO

import pytest
from lxml import html
from pypdf import PdfReader

from tests.cast import Cast
from tests.own.asked import TODAY, gathered, items, note
from tests.own.test_copies import decide, opinion
from throughcare.own.document import Document, Section, page, pdf
from throughcare.own.models import Release
from throughcare.own.releasing import release

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "an image that calls out": '"><img src=//example.org/x onerror=alert(1)>',
    "a template": "{{ 7 * 7 }}{% include 'layout.html' %}",
    "a file, to Typst": '#read("/etc/passwd")',
    "a package, to Typst": '#import "@preview/cetz:0.1.0"',
    "markup, to Typst": "*bold* _thin_ $x^2$ = Heading @ref `code`",
    "an end of a string": 'he said "no"] #panic() \\ [',
    "a formula, to a spreadsheet": "=HYPERLINK(1)",
    "letters of many kinds": "Zoë Wiśniewski-O'Neil",
}


def written(says: str) -> Document:
    return Document(
        organisation="Eastmoor mental health team",
        reference="TC-AAA-222",
        asked_by=says,
        received="Friday 20 March 2026",
        released="Tuesday 24 March 2026",
        sections=(Section("Clinical assessment and notes", ((says, f"{says}\n{says}"),)),),
        left_out=("It is about somebody else: 2 items.",),
    )


def text_of(printed: bytes) -> str:
    return " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(printed)).pages).split())


@pytest.mark.parametrize("case", HOSTILE)
def test_what_somebody_typed_does_nothing_in_a_browser(case: str):
    shown = html.document_fromstring(page(written(HOSTILE[case])))
    assert shown.xpath("//script | //img | //iframe | //link | //*[@onerror] | //a") == []
    assert HOSTILE[case] in shown.xpath("//h3")[0].text_content()
    assert shown.xpath("//p")[-2].text_content()


@pytest.mark.parametrize("case", HOSTILE)
def test_what_somebody_typed_does_nothing_on_paper(case: str):
    printed = text_of(pdf(written(HOSTILE[case]), at=TODAY))
    assert "".join(HOSTILE[case].split()) in "".join(printed.split())
    assert "root:" not in printed


def test_the_file_for_paper_is_tagged_has_a_language_and_a_title():
    printed = pdf(written("A quiet room"), at=TODAY)
    assert printed.startswith(b"%PDF-")
    read = PdfReader(BytesIO(printed))
    root = read.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert read.metadata is not None
    assert read.metadata.title == "A copy of your record"


def test_the_page_loads_nothing_and_says_so_to_the_browser():
    shown = html.document_fromstring(page(written("A quiet room")))
    policy = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert shown.xpath("//@src | //@href") == []


def released(cast: Cast, *, withheld_for: str) -> Release:
    note(cast, "A quiet room, not beside Tony")
    made = gathered(cast)
    opinion(cast, made, harm=True)
    decide(cast, items(made, outcome="look")[0], "withhold", withheld_for)
    return release(copy=made, by=cast.gwen, at=TODAY)


@pytest.mark.parametrize("reason", ["third-party", "confidence"])
def test_what_is_left_out_is_counted_where_that_gives_nothing_away(cast: Cast, reason: str):
    done = released(cast, withheld_for=reason)
    for text in (done.page, text_of(bytes(done.pdf))):
        assert "Tony" not in text
        assert ": 1 item." in text
        assert "Alex Marlow" in text
        assert "It covers what Eastmoor mental health team holds and may see." in " ".join(text.split())


@pytest.mark.parametrize("reason", ["security", "victim", "serious-harm"])
def test_what_would_give_something_away_is_not_said_to_be_left_out(cast: Cast, reason: str):
    done = released(cast, withheld_for=reason)
    for text in (done.page, text_of(bytes(done.pdf))):
        assert "Tony" not in text
        assert "1 item" not in text
        assert "We are not always allowed to say that there is any." in " ".join(text.split())
