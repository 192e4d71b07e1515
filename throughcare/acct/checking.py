"""Whether how ACCTs stand is what their entries amount to: for `throughcare check`."""

from collections.abc import Iterator

from throughcare.acct.mirroring import in_force, kept_of
from throughcare.acct.models import Acct
from throughcare.acct.reckoning import impossible
from throughcare.acct.words import OPENED

BATCH = 500


def faults() -> Iterator[str]:
    """A sentence for each fault; none when all is as it must be."""
    found = Acct.objects.prefetch_related("entries").select_related("standing").order_by("pk")
    for acct in found.iterator(chunk_size=BATCH):
        entries = in_force(acct.entries.all())
        wanted = {**kept_of(entries), "person_id": acct.person_id, "place_id": acct.place_id}
        if any(vars(acct.standing)[name] != value for name, value in wanted.items()):
            yield f"ACCT {acct.pk} is kept as standing otherwise than its entries say."
        if any(one.person_id != acct.person_id for one in acct.entries.all()):
            yield f"An entry of ACCT {acct.pk} is kept as somebody else's."
        facts = [one.fact for one in entries]
        if any(one.kind == OPENED for one in facts) and (wrong := impossible(facts)):
            yield f"The entries of ACCT {acct.pk} cannot all be true: {wrong}"
