"""Looking whether the hash chain still holds: the whole of it, what is new since the last look, or a slice of the old.

A stretch of some seals at a time, so that what is kept in memory does not grow with the record.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from throughcare.audit.models import Seal, Verification
from throughcare.audit.sealing import FIRST_ROOT, entries_of, root_over

STRETCH = 20
# Of faults without number the first are kept, and said to be the first.
MOST = 100

# Entries are sealed nearly in their order: one that was written in a long transaction comes some seals later. One
# statement tells it, which sees one moment, so that an entry being sealed meanwhile is never taken for one left out.
LEFT_OUT = """
    SELECT its.id FROM audit_entry AS its
    WHERE its.id > %(after)s AND its.id <= coalesce(%(until)s::bigint, its.id)
    AND NOT EXISTS (SELECT FROM audit_unsealed AS waits WHERE waits.entry_id = its.id)
    AND its.id NOT IN (
        SELECT unnest(near.entries) FROM audit_seal AS near
        WHERE near.number > %(first)s AND near.number <= coalesce(%(last)s::bigint, near.number))
    ORDER BY its.id LIMIT %(most)s
"""
IN_NO_SEAL = """
    SELECT its.id FROM audit_entry AS its WHERE its.id = ANY (%(ids)s)
    AND NOT EXISTS (SELECT FROM audit_unsealed AS waits WHERE waits.entry_id = its.id)
    EXCEPT SELECT unnest(entries) FROM audit_seal ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Behind which seal a look goes on: its number, its root, and the greatest number of an entry up to there."""

    seal: int = 0
    root: str = FIRST_ROOT
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """A part of the chain that was looked at, and where the next begins. Each fault is a sentence.

    `broken` are the seals at fault and `astray` the entries that no seal covers and none waits for, by number.
    """

    place: Place
    seals: int = 0
    entries: int = 0
    faults: tuple[str, ...] = ()
    broken: tuple[int, ...] = ()
    astray: tuple[int, ...] = ()

    def __add__(self, later: "Looked") -> "Looked":
        return Looked(
            later.place,
            self.seals + later.seals,
            self.entries + later.entries,
            self.faults + later.faults,
            self.broken + later.broken,
            self.astray + later.astray,
        )


def walk(behind: Place, *, until: int | None = None) -> Iterator[Looked]:
    """Each stretch of the chain behind a place, up to a seal, or to the end with all that is not sealed yet."""
    while True:
        seals = Seal.objects.filter(number__gt=behind.seal).order_by("number")
        found = list((seals if until is None else seals.filter(number__lte=until))[:STRETCH])
        ends = len(found) < STRETCH
        looked = _seals(behind, found)
        if found or until is None:
            yield looked + _left_out(behind, looked.place, to_the_end=ends and until is None)
        if ends:
            return
        behind = looked.place


def broken_links(behind: Place = Place()) -> Iterator[str]:
    """A sentence for each fault in the chain: a changed or missing entry, a missing seal, an entry left out."""
    for looked in walk(behind):
        yield from looked.faults


def kept_place(verified: Verification | None) -> Place:
    """Up to where the chain was looked at; its beginning, if nobody has looked."""
    if verified is None or verified.seal is None or not verified.root:
        return Place()
    return Place(verified.seal, verified.root, verified.entry)


def anchor_faults(kept: Place) -> Iterator[str]:
    """A chain cut short, or written anew from some seal on, follows from itself and not from what was kept of it."""
    if kept.seal and not Seal.objects.filter(number=kept.seal, root=kept.root).exists():
        yield f"Seal {kept.seal} of the audit chain is not there as it was when it was last looked at."


def behind_seal(number: int) -> Place:
    """The place at which a look at this seal begins."""
    before = Seal.objects.filter(number__lt=number).order_by("-number").first()
    return _place_at(before, Place()) if before else Place()


def again(seals: Iterable[int], entries: Iterable[int]) -> Looked:
    """What was found at fault before, looked at once more: all of it that still is."""
    faults, broken = [], []
    for number in seals:
        seal = Seal.objects.filter(number=number).first()
        said = list(_faults(seal, behind_seal(number))) if seal else [f"The audit chain lacks seal {number}."]
        faults += said
        broken += [number] if said else []
    astray = _in_no_seal(list(entries))
    return Looked(Place(), faults=(*faults, *_say_left_out(astray)), broken=tuple(broken), astray=tuple(astray))


def _seals(behind: Place, seals: Iterable[Seal]) -> Looked:
    looked = Looked(behind)
    for seal in seals:
        said = tuple(_faults(seal, looked.place))
        broken = (seal.number,) if said else ()
        looked += Looked(_place_at(seal, looked.place), 1, len(seal.entries), said, broken)
    return looked


def _place_at(seal: Seal, before: Place) -> Place:
    return Place(seal.number, seal.root, max((before.entry, *seal.entries)))


def _faults(seal: Seal, behind: Place) -> Iterator[str]:
    if seal.number != behind.seal + 1:
        yield f"The audit chain lacks seal {behind.seal + 1}: the next one found is {seal.number}."
    if seal.previous != behind.root:
        yield f"Seal {seal.number} of the audit chain does not follow the seal before it."
    if root_over(seal.previous, entries_of(seal.entries)) != seal.root:
        yield f"Seal {seal.number} of the audit chain does not match its {len(seal.entries)} entries."


def _left_out(behind: Place, upto: Place, *, to_the_end: bool) -> Looked:
    asked = {"after": behind.entry, "first": behind.seal - STRETCH, "most": MOST}
    ends = {"until": None, "last": None} if to_the_end else {"until": upto.entry, "last": upto.seal + STRETCH}
    with connection.cursor() as cursor:
        cursor.execute(LEFT_OUT, {**asked, **ends})
        astray = _in_no_seal([number for (number,) in cursor.fetchall()])
    return Looked(upto, faults=tuple(_say_left_out(astray)), astray=tuple(astray))


def _in_no_seal(entries: list[int]) -> list[int]:
    """Of these, those that no seal covers however far away. Seldom asked: it reads what every seal covers."""
    if not entries:
        return []
    with connection.cursor() as cursor:
        cursor.execute(IN_NO_SEAL, {"ids": entries})
        return [number for (number,) in cursor.fetchall()]


def _say_left_out(astray: list[int]) -> Iterator[str]:
    if len(astray) == 1:
        yield f"Audit entry {astray[0]} is neither sealed nor waiting to be."
    elif astray:
        count = f"{MOST} or more" if len(astray) >= MOST else len(astray)
        yield f"{count} audit entries are neither sealed nor waiting to be, the first of them entry {astray[0]}."
