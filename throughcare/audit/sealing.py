"""The hash chain over the audit record. Whether it still holds is looked at in `verifying`."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.db.models import Count, IntegerField, Subquery, Value
from django.db.models.functions import Coalesce

from throughcare.audit.models import Entry, Unsealed, Verification

FIRST_ROOT = "0" * 64
# What an entry says, in the order in which its digest has it.
SAID = ("id", "at", "by_id", "did", "person_id", "episode_id", "ground", "detail")
Said = tuple[Any, ...]


def entries_of(ids: Iterable[int]) -> list[Said]:
    """What these entries say, in ascending order; one that is not there is left out."""
    return list(Entry.objects.filter(id__in=ids).order_by("id").values_list(*SAID))


def digest(said: Said) -> bytes:
    """SHA-256 of everything an entry says (`SAID`), written in one canonical way."""
    number, at, *others = said
    text = json.dumps(
        [number, at.astimezone(UTC).isoformat(), *others], sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).digest()


def root_over(previous: str, entries: Iterable[Said]) -> str:
    """The root of a batch, in hexadecimal."""
    chain = hashlib.sha256(bytes.fromhex(previous))
    for entry in entries:
        chain.update(digest(entry))
    return chain.hexdigest()


def last_verified() -> Verification | None:
    """The newest look at the chain, with `waiting`: how many entries no seal covers yet. One question."""
    waiting = Unsealed.objects.order_by().values(everything=Value(1)).annotate(count=Count("pk")).values("count")
    counted = Coalesce(Subquery(waiting, output_field=IntegerField()), 0)
    return Verification.objects.annotate(waiting=counted).first()
