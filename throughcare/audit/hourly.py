"""What the worker looks at once an hour: all that is new, a slice of the old, and whatever was at fault before.

The slices follow one another, so that a changed entry is found within a week wherever it lies; the work of an hour
grows with the record and is a small part of it.
"""

from functools import reduce
from math import ceil
from operator import add

from throughcare.audit.models import Seal, Verification
from throughcare.audit.verifying import MOST, Looked, Place, again, anchor_faults, behind_seal, kept_place, walk

# Local defaults, unconfirmed: within how many hours every old seal is looked at again, and how many at least at a time.
EVERY_SEAL_WITHIN, LEAST = 7 * 24, 50


def look(before: Verification | None) -> Verification:
    """What was found, not saved yet. It goes on from what was kept of the look before."""
    kept = kept_place(before)
    anchor = tuple(anchor_faults(kept))
    new = reduce(add, walk(kept), Looked(kept))
    begins, ends = slice_after(before)
    old = reduce(add, walk(behind_seal(begins), until=ends), Looked(Place())) if ends else Looked(Place())
    known = again(before.broken, before.astray) if before else Looked(Place())
    every = new + old + known
    # While what was kept is not there, nothing behind it counts as looked at: the fault is said until it is mended.
    upto = kept if anchor else new.place
    sealed = Seal.objects.filter(number=upto.seal).values_list("sealed_at", flat=True).first()
    return Verification(
        seal=upto.seal or None,
        sealed_until=sealed or (before.sealed_until if before else None),
        root=upto.root if upto.seal else "",
        entry=upto.entry,
        entries=every.entries,
        again_from=begins if ends else None,
        again_until=ends or None,
        faults=_first(dict.fromkeys(anchor + every.faults)),
        broken=list(dict.fromkeys(every.broken))[:MOST],
        astray=list(dict.fromkeys(every.astray))[:MOST],
    )


def slice_after(before: Verification | None) -> tuple[int, int]:
    """The first and the last old seal whose turn it is; zeros while none is old."""
    old = kept_place(before).seal
    if before is None or not old:
        return 0, 0
    begins = (before.again_until or 0) + 1
    if begins > old:
        begins = 1
    return begins, min(old, begins + max(LEAST, ceil(old / EVERY_SEAL_WITHIN)) - 1)


def _first(faults: dict[str, None]) -> list[str]:
    more = len(faults) - MOST
    return [*list(faults)[:MOST], *([f"{more} more faults were found."] if more > 0 else [])]
