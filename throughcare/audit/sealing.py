"""The hash chain over the audit record, and its verification."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC

from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce

from throughcare.audit.models import Entry, Seal, Unsealed, Verification

FIRST_ROOT = "0" * 64


def digest(entry: Entry) -> bytes:
    """SHA-256 of everything the entry says, written in one canonical way."""
    said = [
        entry.pk,
        entry.at.astimezone(UTC).isoformat(),
        entry.by_id,
        entry.did,
        entry.person_id,
        entry.episode_id,
        entry.ground,
        entry.detail,
    ]
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).digest()


def root_over(previous: str, entries: Iterable[Entry]) -> str:
    """The root of a batch, in hexadecimal."""
    chain = hashlib.sha256(bytes.fromhex(previous))
    for entry in entries:
        chain.update(digest(entry))
    return chain.hexdigest()


def broken_links() -> Iterator[str]:
    """A sentence for each fault in the chain: a changed or missing entry, a missing seal, an entry left out."""
    previous, number, sealed = FIRST_ROOT, 0, 0
    for seal in Seal.objects.order_by("number").iterator(chunk_size=100):
        number += 1
        entries = list(Entry.objects.filter(id__in=seal.entries).order_by("id"))
        sealed += len(seal.entries)
        if seal.number != number:
            yield f"The audit chain lacks seal {number}: the next one found is {seal.number}."
            number = seal.number
        if seal.previous != previous:
            yield f"Seal {seal.number} of the audit chain does not follow the seal before it."
        if root_over(seal.previous, entries) != seal.root:
            yield f"Seal {seal.number} of the audit chain does not match its {len(seal.entries)} entries."
        previous = seal.root
    uncovered = Entry.objects.count() - sealed - Unsealed.objects.count()
    if uncovered:
        yield f"{abs(uncovered)} audit entries are neither sealed nor waiting to be."


def last_verified() -> Verification | None:
    """The newest look at the chain, with `waiting`: how many entries no seal covers yet. One question."""
    waiting = Unsealed.objects.order_by().values(everything=Value(1)).annotate(count=Count("pk")).values("count")
    counted = Coalesce(Subquery(waiting, output_field=IntegerField()), 0)
    return Verification.objects.annotate(waiting=counted).first()
