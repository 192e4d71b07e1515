"""ACCTs as whoever asks may see them: of one person in a word, one document, those of an establishment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat, JSONObject, Trim, Upper

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.acct.models import STANDS, AcctEntry, AcctStanding
from throughcare.acct.reckoning import Stands, State, state_of
from throughcare.acct.words import ENDED, OPEN, POST_CLOSURE, WITHDRAWN, WRITES
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.pathways.moments import spell_day, spell_instant
from throughcare.people.lives import london_day
from throughcare.people.models import Person, Placement

MOST = 200
ENTRY = ("kind", "happened_at", "number", "opened_as", "next_at", "observation", "health_attended", "until_on", "says",
         "at")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One ACCT of somebody, in words for one who sees it: `reads` says whether all of it is theirs to read."""

    key: int
    place: str
    stands: Stands
    state: State
    reads: bool

    @property
    def is_open(self) -> bool:
        return self.state.word == OPEN

    @property
    def is_over(self) -> bool:
        return self.state.word not in {OPEN, POST_CLOSURE}

    @property
    def is_overdue(self) -> bool:
        return bool(self.state.overdue)

    @property
    def called(self) -> str:
        """What a link to it is called. A summary names no number."""
        return f"ACCT {self.stands.number}".strip() if self.reads else "An ACCT"

    @property
    def in_short(self) -> str:
        """What follows its name in a line. To whoever sees a summary it says whether and since when, and no more."""
        first = SUMMED_UP[self.state.word](self.stands)
        if not self.reads or self.state.word != OPEN:
            return first
        owed = [f"{one.says} {'was ' if one in self.state.overdue else ''}due {spell_instant(one.due_at)}"
                for one in self.state.owed]  # fmt: skip
        return ", ".join([first, *owed])

    @property
    def says(self) -> str:
        """The same to staff: what is overdue here may be done, and not mirrored yet."""
        return f"{self.in_short}{LATE if self.reads and self.is_overdue else ''}"


LATE = ". This is overdue here: look at the ACCT itself"


def _day(at: datetime | None) -> str:
    return spell_day(london_day(at)) if at else "a day that is not known"


def _post_closure(its: Stands) -> str:
    until = spell_day(its.until_on) if its.until_on else "a day that is not known"
    return f"closed on {_day(its.closed_at)}, post-closure until {until}"


# State -> what is said of an ACCT, after what it is called.
SUMMED_UP: Mapping[str, Callable[[Stands], str]] = {
    OPEN: lambda its: f"open since {_day(its.opened_at)}",
    POST_CLOSURE: _post_closure,
    ENDED: lambda its: f"ended on {_day(its.ended_at)}",
    WITHDRAWN: lambda _: "taken back: it was recorded in error",
}


def of_person(person: str, *, staff: StaffRole = WHOEVER, as_of: datetime = WHENEVER) -> Subquery:
    """For the question by which somebody is found: their ACCT that is open or in post-closure, the open one first.

    `person` is the column that says who they are. `told` puts what it brings into words.
    """
    mine = seen_by(AcctStanding, staff=staff, as_of=as_of).filter(person=OuterRef(person), due_at__isnull=False)
    first = mine.order_by(F("closed_at").desc(nulls_first=True), "-opened_at", "-pk")
    return Subquery(with_reads(first, staff=staff, as_of=as_of).values(json=IN_JSON)[:1])


IN_JSON = JSONObject(**{name: name for name in STANDS}, key="pk", called="place__name", reads="reads")


def with_reads(rows: QuerySet[AcctStanding], *, staff: StaffRole, as_of: datetime) -> QuerySet[AcctStanding]:
    """The same, each with whether whoever asks reads what its document says, and not only that there is one."""
    entries = seen_by(AcctEntry, staff=staff, as_of=as_of).filter(acct=OuterRef("pk"))
    return rows.annotate(reads=Exists(entries))


def told(row: Mapping[str, Any] | None, *, as_of: datetime) -> Told | None:
    """What `of_person` brought, in words; None where there is none to see."""
    if row is None:
        return None
    read = {name: _read(name, row[name]) for name in STANDS}
    stands = Stands(**read)
    return Told(row["key"], row["called"], stands, state_of(stands, as_of=as_of), row["reads"])


def told_of(row: AcctStanding, *, as_of: datetime) -> Told:
    """The same of a row that was read `with_reads` and its place."""
    stands = row.stands
    return Told(row.pk, row.place.name, stands, state_of(stands, as_of=as_of), vars(row)["reads"])


def _read(name: str, value: Any) -> Any:
    if value is None or name in {"number", "taken_back"}:
        return value
    return date.fromisoformat(value) if name == "until_on" else datetime.fromisoformat(value)


def acct_seen(key: int, *, staff: StaffRole, as_of: datetime) -> AcctStanding | None:
    """One ACCT with whose it is and, for whoever reads self-harm risk, its entries. One question."""
    found = ONE.ask(**asked_by(staff, as_of=as_of), key=key)
    return found[0] if found else None


def accts_here(*, staff: StaffRole, as_of: datetime) -> list[AcctStanding]:
    """Those open or in post-closure at one's establishment, whatever is due first. One question."""
    return HERE.ask(**asked_by(staff, as_of=as_of), prison=prison_of(staff)) if may_write(staff.role) else []


def accts_of(person: Person, *, staff: StaffRole, as_of: datetime) -> list[AcctStanding]:
    """Every one of somebody that whoever asks may see, open ones first."""
    return OF_ONE.ask(**asked_by(staff, as_of=as_of), person=person.pk)


def accts_numbered(number: str, *, staff: StaffRole, as_of: datetime) -> list[AcctStanding]:
    """Those of a number that whoever asks may see: prisons number theirs each for itself."""
    return NUMBERED.ask(**asked_by(staff, as_of=as_of), number=number.upper()) if number else []


def may_write(role: str) -> bool:
    return role in WRITES


def prison_of(staff: StaffRole) -> int:
    """The establishment in which somebody works: that of their team, where they work in one."""
    here = staff.organisation
    return here.parent_id if here.kind != "prison" and here.parent_id is not None else here.pk


def _seen() -> QuerySet[AcctStanding]:
    rows = seen_by(AcctStanding, staff=WHOEVER, as_of=WHENEVER).select_related("place").defer("place__register")
    return with_reads(rows, staff=WHOEVER, as_of=WHENEVER)


def _named(rows: QuerySet[AcctStanding]) -> QuerySet[AcctStanding]:
    """With who they are and where they live now, as far as whoever asks may see that."""
    people = seen_by(Person, staff=WHOEVER, as_of=WHENEVER).filter(pk=OuterRef("person_id"))
    return rows.annotate(
        name=Subquery(people.values(name=Trim(Concat("given_names", Value(" "), "family_name")))[:1]),
        reference=Subquery(people.values("reference")[:1]),
        lives_at=lives_now(),
    )


def lives_now() -> Subquery:
    """Where whom a row is about lives now, by wing and place, as far as whoever asks may see that."""
    now = seen_by(Placement, staff=WHOEVER, as_of=WHENEVER).filter(person=OuterRef("person_id"), until_on=None)
    where = Concat("unit__name", Value(", "), "organisation__name", output_field=CharField())
    # Concat takes what is null for nothing.
    return Subquery(now.values(where=Case(When(unit=None, then="organisation__name"), default=where))[:1])


def _one() -> QuerySet[AcctStanding]:
    who = Concat("by__staff__display_name", Value(", "), "by__organisation__name")
    said = JSONObject(key="pk", corrects="corrects_id", who=who, **{name: name for name in ENTRY})
    entries = seen_by(AcctEntry, staff=WHOEVER, as_of=WHENEVER).filter(acct=OuterRef("pk"))
    every = ArraySubquery(entries.order_by("happened_at", "pk").values(json=said))
    # Joined with `Acct`, of which a summary shows no row, it would be lost to whoever may know that there is one.
    return _named(_seen()).filter(pk=Given("key")).annotate(entries=every)


def _at_prison() -> Q:
    """Whose ACCT was opened at an establishment, or who lives there now: it goes with them when they move.

    Two arms, each by an index of its own: with OR between them every open ACCT of the country would be judged.
    """
    due = AcctStanding._default_manager.filter(due_at__isnull=False).order_by().values("pk")
    here = Placement._default_manager.filter(organisation=Given("prison"), until_on=None)
    return Q(pk__in=due.filter(place=Given("prison")).union(due.filter(person__in=here.values("person"))))


def _here() -> QuerySet[AcctStanding]:
    return _named(_seen()).filter(_at_prison()).order_by("due_at", "pk")[: MOST + 1]


def _of_one() -> QuerySet[AcctStanding]:
    return _seen().filter(person=Given("person")).order_by("taken_back", F("due_at").asc(nulls_last=True), "-opened_at")


def _numbered() -> QuerySet[AcctStanding]:
    same = _seen().filter(taken_back=False).annotate(upper=Upper("number")).filter(upper=Given("number"))
    return same.order_by("-opened_at", "pk")[:MOST]


def _overdue() -> QuerySet[AcctStanding, Any]:
    """How many documents at one's establishment owe something by now; no row if none does."""
    rows = seen_by(AcctStanding, staff=WHOEVER, as_of=WHENEVER).filter(_at_prison(), due_at__lte=WHENEVER)
    return rows.values("taken_back").order_by().annotate(overdue=Count("pk"))


ONE, HERE, OF_ONE, OVERDUE = Question(_one), Question(_here), Question(_of_one), Question(_overdue)
NUMBERED = Question(_numbered)
