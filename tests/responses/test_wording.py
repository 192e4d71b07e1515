"""Wording that a licensed site brings for an instrument whose text may not ship."""

import json

import pytest

from tests.cast import Cast
from tests.responses.conftest import NOON
from throughcare.instruments import instrument
from throughcare.organisations.refusals import Refused
from throughcare.responses import wording
from throughcare.responses.models import SiteText

WEMWBS = instrument("wemwbs")
TEXTS = {number: f"Invented wording {number}" for number in WEMWBS.item}
LICENCE = {"holder": "Eastmoor psychology", "reference": "REG-1 of 2026"}
FILES = {
    "texts.json": json.dumps(TEXTS),
    "texts.toml": "[text]\n" + "\n".join(f'{number} = "{said}"' for number, said in TEXTS.items()),
    "texts.csv": "item,wording\n" + "\n".join(f"{number},{said}" for number, said in TEXTS.items()),
}


def bring(cast: Cast, file: str = "texts.json", content: str | None = None) -> SiteText:
    sent = (FILES[file] if content is None else content).encode()
    return wording.bring(measured=WEMWBS, file=file, content=sent, by=cast.petra, at=NOON, **LICENCE)


@pytest.mark.parametrize("file", sorted(FILES))
def test_each_kind_of_file_is_read(cast: Cast, file: str):
    bring(cast, file)
    assert wording.texts_of(WEMWBS, cast.petra.organisation_id) == TEXTS


def test_it_is_for_one_organisation_and_can_be_withdrawn(cast: Cast):
    bring(cast)
    again = bring(cast)
    assert again.number == 2
    assert wording.texts_of(WEMWBS, cast.nadia.organisation_id) == {}
    for held in SiteText.objects.order_by("pk"):
        wording.withdraw(wording=held, why="The licence ended", by=cast.petra, at=NOON)
    assert wording.texts_of(WEMWBS, cast.petra.organisation_id) == {}
    with pytest.raises(Refused, match="already"):
        wording.withdraw(wording=again, why="Again", by=cast.petra, at=NOON)


def test_what_ships_needs_nobody_s_wording(cast: Cast):
    assert wording.texts_of(instrument("core-10"), cast.petra.organisation_id)["6"] == "I made plans to end my life"


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("texts.json", "[1]", "must name each item"),
        ("texts.json", "{", "cannot be read"),
        ("texts.json", '{"1": "One"}', "Item 2 has no wording"),
        ("texts.csv", "1", "needs an item and its wording"),
        ("texts.pdf", "x", "use a file ending in"),
        ("texts.json", " " * 200_001, "larger than"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(cast: Cast, file: str, content: str, words: str):
    with pytest.raises(Refused, match=words):
        bring(cast, file, content)


def test_a_file_of_a_spreadsheet_is_read_or_refused_in_words(cast: Cast):
    said = {"measured": WEMWBS, "by": cast.petra, "at": NOON, **LICENCE}
    for content in (b"1,caf\xe9\n", "1,Eins\n".encode("utf-16"), b"PK\x03\x04\xa6"):
        with pytest.raises(Refused, match="cannot be read: it is no text in UTF-8; from a spreadsheet, save it as CSV"):
            wording.bring(file="texts.csv", content=content, **said)
    assert (
        wording.bring(file="texts.csv", content=FILES["texts.csv"].replace("\n", "\r").encode(), **said).texts == TEXTS
    )


def test_a_licence_is_named_and_an_officer_brings_none(cast: Cast):
    with pytest.raises(Refused, match="Name who holds"):
        wording.bring(
            measured=WEMWBS, file="a.json", content=b"{}", holder="", reference="x", by=cast.petra, at=NOON
        )  # fmt: skip
    with pytest.raises(Refused, match="Clinicians and administrators"):
        wording.bring(measured=WEMWBS, file="a.json", content=b"{}", by=cast.owen, at=NOON, **LICENCE)
