"""What the pages of caseloads ask: each list in one question, of rows that are kept and never of the facts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from throughcare.access.seeing import WHENEVER, WHOEVER, seen_by
from throughcare.caseload.models import Arrangement, Case, CaseMode, Discussed, Supervision
from throughcare.caseload.weighing import Weights
from throughcare.caseload.words import RISKS
from throughcare.episodes.due import name_where_seen
from throughcare.episodes.history import blueprint_of, run_by
from throughcare.episodes.models import Service, Task
from throughcare.organisations.acting import asked_by
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question, among
from throughcare.organisations.spans import holds_on
from throughcare.people.models import Alert
from throughcare.plans.models import Plan

# Of an episode and its service, what a line shows.
SHOWN = (
    "person_id", "lead_id", "therapist_id", "last_contact_on", "review_due_on", "episode__reference", "episode__stage",
    "episode__stage_since", "episode__blueprint_id", "episode__service__title", "episode__service__starts",
    "episode__service__in_force",
)  # fmt: skip
UNALLOCATED, LOGGED = 10, 50


@dataclass(frozen=True, slots=True)
class Line:
    """A case as its clinician sees it. What may not be seen is None: how somebody is treated, their plan."""

    episode: str
    person: int
    name: str
    service: str
    stage: str
    stage_since: date
    points: int
    mode: str | None
    alert: bool
    due_on: date | None
    rule: str
    local: bool
    review_due_on: date | None
    last_contact_on: date | None
    plan: Mapping[str, Any] | None
    lead: int | None
    therapist: int | None

    def is_of(self, number: int) -> bool:
        """Whether somebody leads or treats here."""
        return number in (self.lead, self.therapist)

    def overdue(self, day: date) -> int:
        """Days by which the review is overdue; nought where it is not, or none is due."""
        return max((day - self.review_due_on).days, 0) if self.review_due_on else 0


@dataclass(frozen=True, slots=True)
class Sum:
    """What a clinician's cases come to."""

    people: int = 0
    points: int = 0
    overdue: int = 0

    def and_(self, other: "Sum") -> "Sum":
        return Sum(self.people + other.people, self.points + other.points, self.overdue + other.overdue)


def _seen() -> QuerySet[Case]:
    """The cases of one's organisation, each with how somebody is treated and whether there is an alert, if shown."""
    mine = seen_by(Case, staff=WHOEVER, as_of=WHENEVER).filter(organisation=WHOEVER.organisation_id)
    modes = seen_by(CaseMode, staff=WHOEVER, as_of=WHENEVER).filter(episode=OuterRef("episode"))
    alerts = seen_by(Alert, staff=WHOEVER, as_of=WHENEVER).filter(person=OuterRef("person"), kind__in=RISKS)
    # A day that is said when the question is asked, not when it is written.
    live = alerts.filter(holds_on(Given("day")))  # type: ignore[arg-type]
    return mine.annotate(mode=Subquery(modes.values("mode")[:1]), alert=Exists(live))


def _lines(whose: Q, *, most: int | None = None) -> QuerySet[Case]:
    mine: dict[str, Any] = {"staff": WHOEVER, "as_of": WHENEVER}
    tasks = seen_by(Task, **mine).filter(episode=OuterRef("episode"), organisation=OuterRef("organisation"))
    plans = seen_by(Plan, **mine).filter(episode=OuterRef("episode"), changes__gt=0)
    agreement = JSONObject(agreed="agreed", unasked="unasked")
    found = _seen().filter(whose).select_related("episode__service").only(*SHOWN)
    with_all = found.annotate(
        task=Subquery(tasks.values(told=JSONObject(standard="standard", due_on="due_on"))[:1]),
        plan=Subquery(plans.values(told=agreement)[:1]),
        name=name_where_seen(),
    )
    return with_all.order_by(F("review_due_on").asc(nulls_last=True), "pk")[:most]


OF_THESE = Q(among("lead_id", "whose")) | Q(among("therapist_id", "whose"))
CASES = Question(partial(_lines, OF_THESE))
NOBODYS = Question(partial(_lines, Q(lead=None), most=UNALLOCATED))


def lines(asker: StaffRole, whose: Collection[int], weights: Weights, *, day: date, at: datetime) -> list[Line]:
    """The cases that any of these lead or treat, those whose review is due first. One query."""
    rows = CASES.ask(**asked_by(asker, as_of=at), whose=sorted(whose), day=day)
    return [_line(row, weights) for row in rows]


def unallocated(asker: StaffRole, weights: Weights, *, day: date, at: datetime) -> list[Line]:
    """The first cases that nobody of the team leads. One query."""
    return [_line(row, weights) for row in NOBODYS.ask(**asked_by(asker, as_of=at), day=day)]


def _line(row: Case, weights: Weights) -> Line:
    episode, said, blueprint = row.episode, vars(row), blueprint_of(row.episode)
    task = said["task"] or {"standard": "", "due_on": None}
    standard = blueprint.standard.get(task["standard"])
    seen = {"mode": said["mode"], "alert": said["alert"]}
    return Line(
        episode=episode.reference,
        person=row.person_id,
        name=said["name"] or episode.reference,
        service=str(episode.service),
        stage=blueprint.pathway.stage[episode.stage].title,
        stage_since=episode.stage_since,
        points=weights.of_case(episode.service_id, blueprint, stage=episode.stage, **seen),
        due_on=date.fromisoformat(task["due_on"]) if task["due_on"] else None,
        rule=standard.title if standard else "",
        local=bool(standard and standard.force == "local"),
        review_due_on=row.review_due_on,
        last_contact_on=row.last_contact_on,
        plan=said["plan"],
        lead=row.lead_id,
        therapist=row.therapist_id,
        **seen,
    )


def _counts() -> QuerySet[Case, Any]:
    """How many cases there are of each kind, so that a sum takes as many rows as kinds and not as people."""
    kinds = ("lead", "therapist", "mode", "alert", "episode__stage", "episode__blueprint_id", "episode__service")
    where: dict[str, Any] = {"starts": F("episode__service__starts"), "in_force": F("episode__service__in_force")}
    overdue = Count("pk", filter=Q(review_due_on__lt=Given("day")))
    counted: QuerySet[Case, Any] = _seen().values(*kinds, **where).annotate(people=Count("pk"), overdue=overdue)
    return counted.order_by()


COUNTS = Question(_counts)


def sums(asker: StaffRole, weights: Weights, *, day: date, at: datetime) -> dict[int | None, Sum]:
    """Clinician -> what their cases come to; None -> those that nobody leads. One query.

    Whom one leads and another treats is on both caseloads.
    """
    found: dict[int | None, Sum] = {}
    for row in COUNTS.ask(**asked_by(asker, as_of=at), day=day):
        service = Service(pk=row["episode__service"], starts=row["starts"], in_force=row["in_force"])
        blueprint = run_by(service, digest=row["episode__blueprint_id"])
        each = weights.of_case(
            row["episode__service"], blueprint, stage=row["episode__stage"], mode=row["mode"], alert=row["alert"]
        )
        one = Sum(row["people"], row["people"] * each, row["overdue"])
        for whose in {row["lead"], row["therapist"] or row["lead"]}:
            found[whose] = found.get(whose, Sum()).and_(one)
    return found


# What of a supervision its own people may read: the policies say the same.
OURS = Q(supervisee=Given("staff")) | Q(supervisor=Given("staff")) | Q(lead=Given("staff"))


def _logged() -> QuerySet[Supervision]:
    """The newest supervisions of whoever asks, each with what was agreed of people whose notes they may read."""
    theirs = seen_by(Discussed, staff=WHOEVER, as_of=WHENEVER).filter(supervision=OuterRef("pk")).order_by("pk")
    said = JSONObject(reference="episode__reference", agreed="agreed", person="person_id", name="name")
    cases = ArraySubquery(theirs.annotate(name=name_where_seen()).values(told=said))
    rows = Supervision.objects.filter(OURS).select_related("supervisee__staff", "supervisor__staff", "lead__staff")
    return rows.annotate(discussed=cases).order_by("-on", "-pk")[:LOGGED]


LOG: Question[Supervision] = Question(_logged)


def log_of(asker: StaffRole, *, at: datetime) -> list[Supervision]:
    return LOG.ask(**asked_by(asker, as_of=at))


def arrangements(asker: StaffRole, *, day: date) -> QuerySet[Arrangement]:
    """Those in force that name whoever asks, the most urgent first."""
    mine = Q(supervisee=asker) | Q(supervisor=asker) | Q(lead=asker)
    found = Arrangement.objects.filter(holds_on(day), mine)
    return found.select_related("supervisee__staff", "supervisor__staff", "lead__staff").order_by("due_on", "pk")


def discussable(arrangement: Arrangement, asker: StaffRole, *, at: datetime) -> list[tuple[int, str]]:
    """The open cases of whoever is supervised, by episode, as far as whoever asks sees them: by name. One query."""
    cases = seen_by(Case, staff=asker, as_of=at).filter(organisation=asker.organisation_id)
    theirs = cases.filter(Q(lead=arrangement.supervisee_id) | Q(therapist=arrangement.supervisee_id))
    rows = theirs.select_related("episode", "person").order_by("pk")
    return sorted(((row.episode_id, f"{row.person} ({row.episode})") for row in rows), key=lambda one: one[1])
