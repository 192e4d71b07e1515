"""A summary as a value: what one reader, or one receiver, is shown of a version."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from throughcare.pathways import from_instant, spell_day
from throughcare.plans.models import Summary, SummarySection, SummarySending
from throughcare.plans.words import CARE_PLAN, HEADINGS, HOW, PLAIN
from throughcare.sharing import CATEGORIES

MARK = (
    "The headings follow those of the Professional Record Standards Body as recalled: unconfirmed. "
    "Software gives prompts, never clinical decisions."
)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Letter:
    """`left_out` says that parts are not in this copy, and why; `about` is empty of a name where that is not shown."""

    title: str
    reference: str
    version: str
    about: str
    changed: str
    in_short: str
    sections: tuple[Section, ...]
    signed: str
    left_out: str
    sent_to: tuple[str, ...] = ()
    mark: str = MARK


def letter(
    summary: Summary,
    sections: Sequence[SummarySection],
    *,
    reference: str,
    about: str,
    only: Collection[str] | None = None,
    sendings: Iterable[SummarySending] = (),
) -> Letter:
    """What a reader sees of a version, with to whom it went; `only` are the categories of one receiver of a copy."""
    shown = [one for one in sections if one.key != PLAIN and (only is None or one.category in only)]
    whole = only is None or CARE_PLAN in only
    return Letter(
        title="Summary of treatment",
        reference=reference,
        version=str(summary.number),
        about=about,
        changed=summary.changed,
        in_short=summary.in_short if whole else "Not part of this copy.",
        sections=tuple(Section(HEADINGS[one.key].title, one.says) for one in shown),
        signed=signed(summary),
        left_out=_left_out(only),
        sent_to=tuple(_sent(one) for one in sendings if one.summary_id == summary.pk),
    )


def _sent(sending: SummarySending) -> str:
    """To whom, how and when: not on which basis, which is the log's."""
    how = HOW[sending.how][0].lower() + HOW[sending.how][1:]
    return f"{sending.organisation}: {how}, {spell_day(from_instant(sending.at).on)}"


def signed(summary: Summary) -> str:
    return f"{summary.by.staff}, {summary.by.organisation}, {spell_day(from_instant(summary.at).on)}"


def _left_out(only: Collection[str] | None) -> str:
    if only is None:
        return ""
    titles = ", ".join(CATEGORIES[category] for category in only)
    return f"This copy holds: {titles}. It may leave out other parts of the summary."
