"""Whether what is kept of plans and sendings is what their facts amount to: for `throughcare check`."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef

from throughcare.plans.changing import kept_of
from throughcare.plans.models import Plan, Summary, SummaryReceipt, SummarySending


def faults() -> Iterator[str]:
    """A sentence for each fault found; none when all is as it must be."""
    for plan in Plan.objects.select_related("episode__service").order_by("pk").iterator():
        for name, value in kept_of(plan).items():
            if vars(plan)[name] != value:
                kept = vars(plan)[name]
                yield f"The plan of {plan.episode.reference} keeps {name} {kept!r}; its facts say {value!r}."
    corrected = Summary.objects.filter(episode=OuterRef("summary__episode"), number__gt=OuterRef("summary__number"))
    received = SummaryReceipt.objects.filter(sending=OuterRef("pk"))
    rows = SummarySending.objects.annotate(over=Exists(received) | Exists(corrected)).filter(over=F("waiting"))
    for row in rows.select_related("summary__episode", "organisation").order_by("pk"):
        about = f"The summary of {row.summary.episode.reference} sent to {row.organisation}"
        yield f"{about} waits for {'a' if row.waiting else 'no'} receipt, and facts say otherwise."
