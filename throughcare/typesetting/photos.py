"""A photo drawn anew: only its pixels are kept, in a file of our own. What else the sent file held is gone.

Typst decodes and encodes it, with the decoders that it has for the pictures of a paper; no other library is needed.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass

import typst

# In pixels. What a camera of today makes is smaller once it fits the megabyte that a form may send.
MOST_WIDE, MOST_IN_ALL = 6000, 16_000_000
WIDTH = 480
JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# Segments of a JPEG that say its size.
SIZED = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
LAYOUT = b"""#set page(width: 480pt, height: auto, margin: 0pt)
#image(bytes(json(bytes(sys.inputs.photo))), width: 480pt, format: sys.inputs.kind, alt: "-")
"""


@dataclass(frozen=True, slots=True)
class Photo:
    """A PNG of `width` by `height` pixels."""

    png: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a file cannot be taken, in one sentence."""

    says: str


NO_PHOTO = Unfit("This is not a photo that can be read: send a JPEG or a PNG file.")
TOO_LARGE = Unfit(
    f"This photo is larger than {MOST_WIDE:,} pixels to a side or {MOST_IN_ALL // 1_000_000} million in all."
)


def redrawn(sent: bytes) -> Photo | Unfit:
    """The photo as a PNG 480 pixels wide, judged by its content and not by its name."""
    kind = next((kind for kind, (begins, _) in KINDS.items() if sent.startswith(begins)), None)
    size = KINDS[kind][1](sent) if kind else None
    if kind is None or size is None or not all(size):
        return NO_PHOTO
    if max(size) > MOST_WIDE or size[0] * size[1] > MOST_IN_ALL or not 0.2 < size[0] / size[1] < 5:
        return TOO_LARGE
    try:
        given = {"photo": str(list(sent)), "kind": kind}
        drawn = typst.compile(LAYOUT, format="png", ppi=72, sys_inputs=given, ignore_system_fonts=True)
    except typst.TypstError:
        return NO_PHOTO
    assert isinstance(drawn, bytes)
    return Photo(drawn, *struct.unpack(">II", drawn[16:24]))


def _size_of_png(sent: bytes) -> tuple[int, int] | None:
    if len(sent) < 33 or sent[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", sent[16:24])
    return width, height


def _size_of_jpeg(sent: bytes) -> tuple[int, int] | None:
    """From the frame's header, behind whatever other segments there are."""
    at = 2
    while at + 9 <= len(sent) and sent[at] == 0xFF:
        marker, length = sent[at + 1], int.from_bytes(sent[at + 2 : at + 4])
        if marker in SIZED:
            height, width = struct.unpack(">HH", sent[at + 5 : at + 9])
            return width, height
        if length < 2:
            return None
        at += 2 + length
    return None


KINDS: dict[str, tuple[bytes, Callable[[bytes], tuple[int, int] | None]]] = {
    "jpg": (JPEG, _size_of_jpeg),
    "png": (PNG, _size_of_png),
}
