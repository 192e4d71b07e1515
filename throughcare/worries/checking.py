"""Whether lists and what mentors were told are what taps and entries amount to: for `throughcare check`."""

from collections.abc import Iterator

from throughcare.episodes.checking import BATCH
from throughcare.responses.words import ACKNOWLEDGED, CLOSED, ESCALATED
from throughcare.worries.answering import person_of
from throughcare.worries.models import Worry
from throughcare.worries.words import PASSED_ON, SEEN, TOLD_BY_ENTRY

# Column of a line -> the entry that it says the instant of.
OF_ENTRY = {"acknowledged_at": ACKNOWLEDGED, "seen_at": SEEN, "closed_at": CLOSED}


def faults() -> Iterator[str]:
    """A sentence for each fault; none when all is as it must be."""
    found = Worry.objects.prefetch_related("taps", "entries", "lines", "told_to_mentors").order_by("pk")
    for worry in found.iterator(chunk_size=BATCH):
        yield from _of_lines(worry)
        yield from _of_mentors(worry)


def _of_lines(worry: Worry) -> Iterator[str]:
    lines, entries = list(worry.lines.all()), list(worry.entries.all())
    if not lines:
        yield f"Worry {worry.pk} is on nobody's list."
    for column, kind in OF_ENTRY.items():
        wanted = next((one.at for one in entries if one.kind == kind), None)
        if any(vars(line)[column] != wanted for line in lines):
            yield f"Worry {worry.pk} stands on a list as {kind}, or not, against its entries."
    told = {(one.told_id, one.told_as) for one in entries if one.kind == ESCALATED}
    if told != {(one.organisation_id, one.title) for one in lines if one.told and (one.rung or one.from_at > worry.at)}:
        yield f"Worry {worry.pk} is kept as sent up to others than its entries say."
    if {one.person_id for one in lines} - {person_of(worry)}:
        yield f"Worry {worry.pk} stands on a list as about somebody else."


def _of_mentors(worry: Worry) -> Iterator[str]:
    kinds = {TOLD_BY_ENTRY[one.kind] for one in worry.entries.all() if one.kind in TOLD_BY_ENTRY}
    told: dict[int, set[str]] = {}
    for one in worry.told_to_mentors.all():
        told.setdefault(one.episode_id, set()).add(one.word)
    mentors = {one.mentor_id for one in worry.taps.all() if one.mentor_id}
    if mentors != told.keys() or any(words - {PASSED_ON} - kinds for words in told.values()):
        yield f"Mentors were told otherwise of worry {worry.pk} than what became of it."
