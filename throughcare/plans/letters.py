"""All that there is of the summary of an episode as one member of staff may read it: versions, sendings, a draft.

One query whatever was written. What it brings are rows as their tables hold them, with who wrote them by name.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef
from django.db.models.functions import JSONObject

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.episodes.models import Episode
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import Organisation, Staff, StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.plans.keeping import live
from throughcare.plans.models import (
    DraftSection,
    Summary,
    SummaryDraft,
    SummaryReceipt,
    SummarySection,
    SummarySending,
)

Row = Mapping[str, Any]
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Letters:
    """The versions newest first, their sections by the key of the version, sendings of the newest version first.

    `last` is the last draft there was, whatever became of it, and `drafted` what it says.
    """

    versions: Sequence[Summary] = ()
    sections: Mapping[int, Sequence[SummarySection]] = field(default_factory=dict)
    sendings: Sequence[SummarySending] = ()
    last: SummaryDraft | None = None
    drafted: Mapping[str, str] = field(default_factory=dict)

    @property
    def newest(self) -> Summary | None:
        return self.versions[0] if self.versions else None

    @property
    def draft(self) -> SummaryDraft | None:
        """The draft of the next version, while it is neither signed nor given up."""
        return live(self.last, 1 + (self.newest.number if self.newest else 0))

    def says(self, version: Summary) -> Sequence[SummarySection]:
        """The sections of a version that may be read, in the order of the headings."""
        return self.sections.get(version.pk, ())


def letters_of(episode_id: int, *, staff: StaffRole, as_of: datetime) -> Letters:
    """One query."""
    for told in LETTERS.ask(**asked_by(staff, as_of=as_of), episode=episode_id):
        return letters_in(told)
    return Letters()


def letters_in(told: Row) -> Letters:
    """What a row says that was asked for `columns`."""
    versions = {one["row"]["id"]: _signed(Summary, one) for one in told["summaries"]}
    sections = {one["row"]["id"]: _sections(one["says"]) for one in told["summaries"]}
    sendings = [_sending(one, versions) for one in told["sendings"] if one["row"]["summary_id"] in versions]
    sendings.sort(key=lambda one: (-one.summary.number, one.organisation.name))
    drafts = [(_signed(SummaryDraft, one), one["says"]) for one in told["drafts"]]
    last, says = drafts[0] if drafts else (None, [])
    return Letters([*versions.values()], sections, sendings, last, {one["key"]: one["says"] for one in says})


def columns() -> dict[str, ArraySubquery]:
    """What an episode is asked for beside its own columns."""
    its = seen_by(Summary, staff=WHOEVER, as_of=WHENEVER).filter(episode=OuterRef("pk")).order_by("-number")
    went = seen_by(SummarySending, staff=WHOEVER, as_of=WHENEVER).filter(summary__episode=OuterRef("pk"))
    drafts = seen_by(SummaryDraft, staff=WHOEVER, as_of=WHENEVER).filter(episode=OuterRef("pk")).order_by("-number")
    came = seen_by(SummaryReceipt, staff=WHOEVER, as_of=WHENEVER).filter(sending=OuterRef("pk"))
    more = {"organisation": "organisation__name", "receipts": ArraySubquery(came.values(json=_row(SummaryReceipt)))}
    return {
        "summaries": ArraySubquery(its.values(json=_row(Summary, says=_says(SummarySection, "summary")))),
        "sendings": ArraySubquery(went.values(json=_row(SummarySending, **more))),
        "drafts": ArraySubquery(drafts.values(json=_row(SummaryDraft, says=_says(DraftSection, "draft")))[:1]),
    }


def with_letters(more: Callable[[], Mapping[str, Any]] = dict) -> Question[Row]:
    """What asks of an episode for all of its summary, and for more in the same query."""

    def written() -> Any:
        mine, wanted = seen_by(Episode, staff=WHOEVER, as_of=WHENEVER), {**columns(), **more()}
        return mine.filter(pk=Given("episode")).annotate(**wanted).values(*wanted)

    return Question(written)


def _row(table: type[Model], **more: Any) -> JSONObject:
    who = {"staff": "by__staff__display_name", "place": "by__organisation__name", "place_id": "by__organisation_id"}
    return JSONObject(row=JSONObject(**{name: name for name in _names(table)}), **who, **more)


def _says(table: type[Model], of: str) -> ArraySubquery:
    its = seen_by(table, staff=WHOEVER, as_of=WHENEVER).filter(**{of: OuterRef("pk")}).order_by("pk")
    return ArraySubquery(its.values(json=JSONObject(**{name: name for name in _names(table)})))


def _names(table: type[Model]) -> list[str]:
    return [column.attname for column in table._meta.concrete_fields]


def _made(table: type[M], row: Row, **more: Any) -> M:
    kept = {column.attname: column for column in table._meta.concrete_fields}
    return table(**{name: kept[name].to_python(value) for name, value in row.items()}, **more)


def _signed(table: type[M], told: Row) -> M:
    """A row with who wrote it, by name and place."""
    place = Organisation(pk=told["place_id"], name=told["place"])
    by = StaffRole(pk=told["row"]["by_id"], staff=Staff(display_name=told["staff"]), organisation=place)
    return _made(table, {name: value for name, value in told["row"].items() if name != "by_id"}, by=by)


def _sections(rows: Iterable[Row]) -> list[SummarySection]:
    return [_made(SummarySection, row) for row in rows]


def _sending(told: Row, versions: Mapping[int, Summary]) -> SummarySending:
    made = _signed(SummarySending, told)
    made.organisation = Organisation(pk=made.organisation_id, name=told["organisation"])
    made.summary = versions[made.summary_id]
    receipt = next((_signed(SummaryReceipt, one) for one in told["receipts"]), None)
    SummarySending._meta.get_field("receipt").set_cached_value(made, receipt)
    return made


LETTERS = with_letters()
