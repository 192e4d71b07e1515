"""Paper takes whatever anybody typed, and of a photo keeps nothing but what is seen on it."""

import struct
import unicodedata
import zlib
from datetime import UTC, datetime
from io import BytesIO

import pytest
import typst
from pypdf import PdfReader

from throughcare.typesetting import Photo, Unfit, pdf, redrawn
from throughcare.typesetting.paper import FRAME
from throughcare.typesetting.showing import ASSIGNED, SHOWN, showable

NOON = datetime(2026, 3, 24, 12, tzinfo=UTC)
LAYOUT = b"""#let v = values()
#show: sheet.with("A paper", "EP-AAA-222")
= #text("A paper")
#lines(v.says)
"""


def printed(says: str) -> str:
    read = PdfReader(BytesIO(pdf(LAYOUT, {"says": says}, at=NOON)))
    return "\n".join(page.extract_text() for page in read.pages)


TOLD = {
    "a sign": ("Well \U0001f600 today", "Well [grinning face] today"),
    "letters of a script that is not there": ("見る", "[2 letters that this paper cannot show]"),
    "a heart with its selector": ("Love \u2764\ufe0f", "Love [heavy black heart]"),
    "a bell": ("a\x07b", "a[1 letter that this paper cannot show]b"),
    "names of Europe": ("Zoë Wiśniewska Δημήτρης Иван", "Zoë Wiśniewska Δημήτρης Иван"),
    "markup of Typst": ('#panic() *x* $y$ "] \\', '#panic() *x* $y$ "] \\'),
}


@pytest.mark.parametrize("case", TOLD)
def test_what_cannot_be_shown_is_named_and_never_left_blank(case: str):
    says, told = TOLD[case]
    assert told in " ".join(printed(says).split())


@pytest.mark.parametrize("says", ["שלום", "مرحبا", "नमस्ते", "a\u0301\u0302\u0303", "\u0915\u094d\u0937\u0301", "\u0301"])
def test_any_script_makes_a_paper(says: str):
    assert pdf(LAYOUT, {"says": says}, at=NOON).startswith(b"%PDF-")


def test_a_long_word_is_broken_and_keeps_its_letters():
    whole = printed("Llanfair" * 400)
    assert whole.replace("\u200b", "").replace("\n", "").count("Llanfair") == 400
    assert len(whole.splitlines()) > 20, "it would leave the paper"


def test_every_letter_that_is_said_to_have_a_shape_has_one():
    letters = [chr(one) for first, last in SHOWN for one in range(first, last + 1)]
    assigned = [one for one in letters if unicodedata.category(one)[0] in ASSIGNED]
    said = "\n".join(one for one in assigned if showable(one) == one)
    layout = LAYOUT.replace(b"#lines(v.says)", b"#lines(v.says) #strong(lines(v.says))")
    written = typst.compile(
        FRAME + layout,
        sys_inputs={"values": _json(said)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    assert isinstance(written, bytes)


def _json(says: str) -> str:
    escaped = "".join(f"\\u{ord(one):04x}" for one in says)
    return f'{{"says": "{escaped}"}}'


def test_the_paper_is_tagged_has_a_language_and_a_title():
    read = PdfReader(BytesIO(pdf(LAYOUT, {"says": "x"}, at=NOON)))
    root = read.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert read.metadata is not None
    assert read.metadata.title == "A paper"


def png(width: int, height: int, *, beside: bytes = b"") -> bytes:
    rows = b"".join(b"\0" + b"\x10\x80\x40" * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    said = chunk(b"tEXt", b"Comment\0" + beside) if beside else b""
    pixels = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + said + pixels + chunk(b"IEND", b"")


def test_of_a_photo_only_the_pixels_are_kept():
    photo = redrawn(png(1200, 800, beside=b"taken at 54.9 N by Harun") + b"<script>alert(1)</script>")
    assert isinstance(photo, Photo)
    assert (photo.width, photo.height) == (480, 320)
    assert photo.png.startswith(b"\x89PNG")
    assert b"Harun" not in photo.png
    assert b"script" not in photo.png


UNFIT = {
    "nothing": b"",
    "a drawing that may hold scripts": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "a page that begins like a photo": b"\xff\xd8\xff\xe0<html><script>alert(1)</script>",
    "half a photo": png(600, 400)[:200],
    "a photo of nothing": png(0, 10),
    "a bomb": png(9000, 10),
    "a strip": png(3000, 10),
    "a GIF": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
}


@pytest.mark.parametrize("case", UNFIT)
def test_what_is_no_photo_is_refused_in_words(case: str):
    found = redrawn(UNFIT[case])
    assert isinstance(found, Unfit)
    assert found.says.endswith(".")
