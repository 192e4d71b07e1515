"""How units decide on like cases: counted over all transfers, shown with small numbers left out, and nobody in it."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from throughcare.audit import actions as audit
from throughcare.episodes.history import steps_that_mean
from throughcare.episodes.models import Event, EventDetail
from throughcare.organisations.acting import by_service
from throughcare.pathways import RECORDED_IN_ERROR
from throughcare.providers.decisions import CATEGORIES, MEANINGS, Fact, decisions, whole_quarters
from throughcare.providers.kinds import COMPARERS, LEVELS
from throughcare.providers.suppressing import Group, groups
from throughcare.sharing.small import SMALLEST
from throughcare.web.asking import Request
from throughcare.web.words import london_day

COMPARER = "comparer"
# Local default: how far back decisions are counted, in calendar quarters.
QUARTERS = 12

# The traits by which cases are told apart, in their order: what each says is its word on the page.
LIKE: Sequence[dict[str, str]] = (
    {**{level: f"{title} security" for level, title in LEVELS.items()}, "picu": LEVELS["picu"], "other": "Other level"},
    {"section-47": "section 47", "section-48": "section 48"},
    {"1": "men", "2": "women"},
    {"young": "under 25", "adult": "25 to 49", "older": "50 and over"},
    {"acct": "with ACCT", "none": "without ACCT"},
)
UNKNOWN = ("level not recorded", "section not recorded", "sex not recorded", "age not recorded", "ACCT not recorded")


def consistency(request: Request) -> HttpResponse:
    if request.staff.role not in COMPARERS:
        raise PermissionDenied
    since, until = whole_quarters(london_day(request.now), how_many=QUARTERS)
    found = [(in_words(one.like), one) for one in compared(since=since, until=until)]
    audit.record(by=request.staff, at=request.now, did="saw-consistency")
    given = {"groups": found, "since": since, "until": until, "smallest": SMALLEST}
    return render(request, "providers/consistency.html", given)


@by_service(COMPARER)
def compared(*, since: date, until: date) -> list[Group]:
    """The table and nothing else: what it is counted from does not leave this function."""
    return groups(decisions(facts(), since=since, until=until), depth=len(LIKE))


def facts() -> list[Fact]:
    """What has been asked and decided in transfers, as far as it is counted."""
    means = steps_that_mean(MEANINGS)
    return [
        Fact(
            episode=event.episode_id,
            number=event.number,
            step=means.get(event.step, event.step),
            unit=event.organisation.name,
            on=event.happened_on,
            sex=event.person.sex,
            born_on=event.person.birth_date,
            answers=event.facts | {name: said for one in vars(event)["said"] for name, said in one.items()},
            corrects=event.corrects,
        )
        for event in _events(means)
    ]


def _events(steps: Iterable[str]) -> QuerySet[Event]:
    events = Event.objects.filter(step__in=[*steps, RECORDED_IN_ERROR]).order_by("episode_id", "number")
    details = EventDetail.objects.filter(event=OuterRef("pk"), category__in=CATEGORIES)
    events = events.annotate(said=ArraySubquery(details.values("facts")))
    return events.select_related("organisation", "person").only(
        "episode_id", "number", "step", "happened_on", "facts", "corrects", "organisation__name",
        "person__sex", "person__birth_date",
    )  # fmt: skip


def in_words(like: Sequence[str]) -> str:
    """A group of like cases as its heading has it."""
    said = [words.get(value, unknown) for words, value, unknown in zip(LIKE, like, UNKNOWN, strict=False)]
    return ", ".join(said) or "All cases"
