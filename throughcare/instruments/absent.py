"""What stands in for an instrument whose file cannot be used: its name, and why. What was answered stays readable.

Of a file that is not the one that was sealed nothing is believed: no title, no band, no threshold.
"""

from collections.abc import Iterable
from datetime import date

from throughcare.instruments.definition import Instrument
from throughcare.instruments.library import Unsealed, faults, instrument
from throughcare.instruments.parts import Fact, Item, Licence, Rater, Scale

NOTHING = Fact("", confirmed=False)
NEVER = date.max
TOTAL = "total"


def at_hand(
    id: str,  # noqa: A002 - the word of the file
    version: str | None = None,
    *,
    rater: str = Rater.SELF,
    scales: Iterable[str] = (),
    items: Iterable[str] = (),
) -> Instrument:
    """The instrument, or where its file cannot be used one that says so (`broken`), with the kept scales and items."""
    try:
        return instrument(id, version)
    except KeyError as unknown:
        why = unknown.says if isinstance(unknown, Unsealed) else str(unknown.args[0])
        return _stand_in(id, version or "", why, Rater(rater), tuple(scales), tuple(items))


def why_broken(ids: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each of some instruments whose newest file cannot be used."""
    return tuple(dict.fromkeys(one.broken for one in map(at_hand, ids) if one.broken))


def broken_files() -> tuple[str, ...]:
    """The same of every file that ships."""
    return tuple(f"{fault.says} {fault.do}" for fault in faults())


def _stand_in(
    id: str,  # noqa: A002
    version: str,
    why: str,
    rater: Rater,
    scales: tuple[str, ...],
    items: tuple[str, ...],
) -> Instrument:
    title = id.upper()
    return Instrument(
        id=id, title=title, version=version, hash="", rater=rater, recall="", asks="", note="",
        main_scale=TOTAL if TOTAL in scales or not scales else scales[0],
        items=tuple(_item(number) for number in items), scales=tuple(map(_scale, scales or (TOTAL,))),
        bands=(), cutoffs=(), changes=(), norms=(), alerts=(), skips=(), codes=(), recodings=(),
        licence=Licence("", confirmed=False, holder="not known", terms="", text_may_ship=False, status=""),
        keys=NOTHING, wording=NOTHING, missing="", sources=(), authored_by="", checked_by="", review_by=NEVER,
        broken=f"{title} cannot be used. {why}",
    )  # fmt: skip


def _scale(name: str) -> Scale:
    return Scale("", confirmed=False, id=name, title=name, items=(), method="sum", low=0, high=0, direction=0, needed=0)


def _item(number: str) -> Item:
    return Item(number, text=None, values=(), choices=None, reverse=False, required=False, scored=False)
