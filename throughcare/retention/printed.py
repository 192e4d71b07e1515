"""What has been kept for its period, as it is printed."""

from collections.abc import Iterator, Sequence
from datetime import date

from throughcare.retention.due import DryRun
from throughcare.retention.rules import undecided


def kept_as_text(found: Sequence[DryRun], today: date) -> Iterator[str]:
    yield f"What would be due on {today}, rule by rule. Nothing is deleted."
    for one in found:
        rule, due, held = one.rule, one.due, one.held
        yield f"{rule.title}: {rule.kept} ({rule.source}; {rule.mark}). {rule.note}".rstrip()
        yield f"  Due: {due.rows} rows of {due.people} people. On hold: {held.rows} rows of {held.people} people."
        for some, word in ((due, "due"), (held, "on hold")):
            yield from (f"  {reference} {word}: {why}" for reference, why in some.named)
            if some.people > len(some.named):
                yield f"  and {some.people - len(some.named)} more {word}"
    yield f"Never listed, because no period is known: {', '.join(undecided())}."
