"""Worries as staff read them who were told, and as a mentor hears of them; a fixed number of questions each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat, JSONObject, Upper

from throughcare.access.granting import SEEING_AFTERWARDS
from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.acct.models import AcctStanding
from throughcare.acct.reading import IN_JSON, lives_now, with_reads
from throughcare.episodes.due import name_where_seen
from throughcare.episodes.models import Episode
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.people.models import Person
from throughcare.responses.words import CLOSED
from throughcare.sharing import rights_of
from throughcare.worries.models import SELF_HARM, Heard, MentorTold, NamedWorry, Tap, Worry, WorryEntry, WorryLine
from throughcare.worries.words import ACCT, ANSWERS, TOLD_TO_MENTORS

MOST_OPEN = 100
# A worry has a line for each who is told: an organisation is told at once, and again as the duty manager's.
MOST_LINES = 4 * MOST_OPEN
# What a mentor hears of stays on their screen for so long.
HEARD_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class OpenWorry:
    """A worry on one's own list. `sent_up` are those whom it was sent up to since, each with when."""

    line: WorryLine
    sent_up: Sequence[tuple[str, datetime]]

    @property
    def number(self) -> int:
        return self.line.worry_id

    def minutes(self, as_of: datetime) -> int:
        """Whole minutes since it was raised."""
        return int((as_of - self.line.raised_at).total_seconds() // 60)

    def is_late(self, as_of: datetime) -> bool:
        return self.line.acknowledged_at is None and self.line.due_at <= as_of

    def is_unseen_too_long(self, as_of: datetime) -> bool:
        return self.line.seen_at is None and self.line.seen_by <= as_of


def may_answer(role: str) -> bool:
    """Whether a role answers worries at all, so that of the others nothing is asked."""
    return role in ANSWERS


def open_worries(*, staff: StaffRole, as_of: datetime) -> list[OpenWorry]:
    """Those on the list of whoever asks, newest first. One question of one table, whatever there is."""
    if not may_answer(staff.role):
        return []
    return joined(OPEN.ask(organisation=staff.organisation_id, as_of=as_of))


def joined(lines: Iterable[WorryLine]) -> list[OpenWorry]:
    """Lines of one worry beside each other as one; the others say to whom it was sent up."""
    by_worry: dict[int, list[WorryLine]] = {}
    for line in lines:
        by_worry.setdefault(line.worry_id, []).append(line)
    return [
        OpenWorry(each[0], tuple((one.title, one.from_at) for one in each if one.rung)) for each in by_worry.values()
    ]


def worry_seen(key: int, *, staff: StaffRole, as_of: datetime) -> WorryLine | None:
    """One worry whose organisation was told, with all that came of it; None for everybody else.

    `name`, `reference` and `record` are there for those who may see who it is, `heard` for those who read self-harm
    risk, `accts` are the mirrors of its ACCTs that whoever asks may see (`acct.reading.told`).
    """
    if not may_answer(staff.role):
        return None
    found = ONE.ask(**asked_by(staff, as_of=as_of), role=staff.role, key=key, until=as_of - SEEING_AFTERWARDS)
    if not found:
        return None
    if SELF_HARM not in rights_of(staff.role)["reads"]:
        vars(found[0])["heard"] = []
    return found[0]


def worries_of_acct(number: str, *, staff: StaffRole, as_of: datetime) -> list[OpenWorry]:
    """Worries told to whoever asks that led to an ACCT of this number, or were looked at in it, newest first.

    Closed ones for as long as others see what they saw. Prisons number their ACCTs each for itself.
    """
    if not may_answer(staff.role) or not number:
        return []
    given = {"organisation": staff.organisation_id, "as_of": as_of, "until": as_of - SEEING_AFTERWARDS}
    return joined(OF_ACCT.ask(**given, acct=number.upper()))


def worries_about(person: Person, *, staff: StaffRole, as_of: datetime) -> list[Worry]:
    """The worries about somebody that whoever asks was told of or has a grant to see, newest first. One question.

    Of each `closed_at` says since when it is closed, `told` whether its page is theirs to open, `numbers` its ACCTs.
    """
    given = {**asked_by(staff, as_of=as_of), "until": as_of - SEEING_AFTERWARDS}
    return ABOUT.ask(**given, person=person.pk)


def told_to_mentor(*, staff: StaffRole, as_of: datetime, mentor: Episode | None = None) -> list[MentorTold]:
    """What a mentor hears of the worries they passed on in the last days: the last word of each, newest first.

    For the account that tapped; with `mentor` also of that mentor's slips. `says` of each is what stands on the screen.
    """
    mine = Q(staff=staff) if mentor is None else Q(staff=staff) | Q(episode=mentor)
    found = MentorTold.objects.filter(mine, raised_at__gt=as_of - HEARD_FOR, at__lte=as_of)
    last = sorted(found.order_by("worry_id", "-pk").distinct("worry_id"), key=lambda one: one.raised_at, reverse=True)
    for one in last:
        vars(one)["says"] = TOLD_TO_MENTORS[one.word]
    return last


def _told(**more: Any) -> QuerySet[WorryLine]:
    return WorryLine.objects.filter(organisation=WHOEVER.organisation_id, from_at__lte=WHENEVER, **more)


def _open() -> QuerySet[WorryLine]:
    return _told(closed_at=None).order_by("-raised_at", "-worry_id", "rung", "pk")[:MOST_LINES]


def _waiting() -> QuerySet[WorryLine, Any]:
    """How many worries on the list of whoever asks nobody has acknowledged, are late, were sent up; no row if none."""
    counted = _told(closed_at=None, acknowledged_at=None).values("organisation").order_by()
    return counted.annotate(
        waiting=Count("worry", distinct=True),
        late=Count("worry", distinct=True, filter=Q(due_at__lte=WHENEVER)),
        sent_up=Count("worry", distinct=True, filter=Q(rung__gt=0)),
    )


def _one() -> QuerySet[WorryLine]:
    """The first line by which the organisation was told; a closed worry for as long as others see what they saw."""
    of_it = {"worry": OuterRef("worry")}
    who = Concat("by__staff__display_name", Value(", "), "by__organisation__name", output_field=CharField())
    said = {name: name for name in ("kind", "action", "acct", "says", "told_as", "at")}
    entry = JSONObject(**said, told=F("told__name"), who=who)
    tap = JSONObject(how="how", slip="slip", at="at", folded_because="folded_because", who="by__staff__display_name")
    heard = JSONObject(says="says", at="at", who=who)
    return (
        _told(worry=Given("key"))
        .filter(Q(closed_at=None) | Q(closed_at__gt=Given("until")))
        .select_related("worry__service__organisation", "worry__unit", "worry__place")
        .annotate(
            name=name_where_seen(),
            lives_now=lives_now(),
            accts=ArraySubquery(_accts()),
            record=Subquery(_people().values("reference")[:1]),
            reference=Subquery(_episodes().values("reference")[:1]),
            became=ArraySubquery(WorryEntry.objects.filter(**of_it).order_by("at", "pk").values(json=entry)),
            taps=ArraySubquery(Tap.objects.filter(**of_it).order_by("number").values(json=tap)),
            heard=ArraySubquery(Heard.objects.filter(**of_it).order_by("at", "pk").values(json=heard)),
        )
        .order_by("rung", "pk")[:1]
    )


def _accts() -> QuerySet[AcctStanding, Any]:
    """The mirrors that have the number of a worry, in the prison where the worry was."""
    numbers = WorryEntry.objects.filter(worry=OuterRef(OuterRef("worry")), kind=ACCT).values(number=Upper("acct"))
    mine = seen_by(AcctStanding, staff=WHOEVER, as_of=WHENEVER).filter(place=OuterRef("worry__place"), taken_back=False)
    same = mine.annotate(upper=Upper("number")).filter(upper__in=numbers)
    return with_reads(same, staff=WHOEVER, as_of=WHENEVER).values(json=IN_JSON)


def _people() -> QuerySet[Person]:
    return seen_by(Person, staff=WHOEVER, as_of=WHENEVER).filter(pk=OuterRef("person"))


def _of_acct() -> QuerySet[WorryLine]:
    numbers = WorryEntry.objects.annotate(number=Upper("acct")).filter(kind=ACCT, number=Given("acct"))
    seen = _told().filter(Q(closed_at=None) | Q(closed_at__gt=Given("until")))
    of_it = seen.filter(Exists(numbers.filter(worry=OuterRef("worry"))))
    return of_it.order_by("-raised_at", "-worry_id", "rung", "pk")[:MOST_LINES]


def _about() -> QuerySet[Worry]:
    mine = partial(seen_by, staff=WHOEVER, as_of=WHENEVER)
    lines = _told().filter(Q(closed_at=None) | Q(closed_at__gt=Given("until")))
    whose = (
        Q(pk__in=mine(Worry).filter(person=Given("person")).values("pk"))
        | Q(pk__in=mine(NamedWorry).filter(person=Given("person")).values("worry"))
        | Q(pk__in=lines.filter(person=Given("person")).values("worry"))
    )
    entries = WorryEntry.objects.filter(worry=OuterRef("pk"))
    return Worry.objects.filter(whose).annotate(
        closed_at=Subquery(entries.filter(kind=CLOSED).values("at")[:1]),
        numbers=ArraySubquery(entries.filter(kind=ACCT).values("acct").distinct().order_by("acct")),
        told=Exists(lines.filter(worry=OuterRef("pk"))),
    )[:MOST_OPEN]


def _episodes() -> QuerySet[Episode]:
    mine = seen_by(Episode, staff=WHOEVER, as_of=WHENEVER)
    return mine.filter(person=OuterRef("person"), service=OuterRef("worry__service")).order_by("-created_at")


OPEN, WAITING, ONE, OF_ACCT = Question(_open), Question(_waiting), Question(_one), Question(_of_acct)
ABOUT = Question(_about)
