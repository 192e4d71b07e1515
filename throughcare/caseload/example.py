"""Caseloads of an example world: hours, who is away and who covers, and a few weeks of supervision."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from throughcare.caseload import covering, supervising, weighing
from throughcare.caseload.members import clinicians
from throughcare.caseload.models import Arrangement, Case, Supervision
from throughcare.episodes.models import Service
from throughcare.organisations.models import StaffRole
from throughcare.people.lives import london_day

SEED = 20261128
HOURS = (Decimal("15"), Decimal("22.5"), Decimal("30"))
AGREED = (
    "To keep two hours on Fridays free for notes.",
    "To bring the recordings of the next two sessions.",
    "To plan the holidays before the group ends.",
)
ABOUT = "To ask about sleep at each session, and to bring this case again in four weeks."
TEAMS = 6


def share_out(*, at: datetime) -> int:
    """For the first teams that have cases: how many supervisions are in the log by it."""
    rng = Random(SEED)
    with_cases = Service.objects.filter(organisation__in=Case.objects.values("organisation")).order_by("pk")
    teams = dict.fromkeys(with_cases.values_list("organisation", flat=True))
    for organisation in list(teams)[:TEAMS]:
        team = list(clinicians(organisation, as_of=london_day(at))[:6])
        if len(team) > 1:
            _team(team, rng, at=at)
    return Supervision.objects.count()


def _team(team: Sequence[StaffRole], rng: Random, *, at: datetime) -> None:
    """The first leads the others, who are supervised by the one before; the last is away, and the first covers."""
    first, today = team[0], london_day(at)
    for whose in team:
        weighing.set_hours(whose=whose, hours=rng.choice(HOURS), by=first, at=at)
    for supervisor, supervisee in pairwise(team):
        arranged = supervising.arrange(
            supervisee=supervisee, supervisor=supervisor, lead=first, every_days=14, by=supervisee,
            at=at - timedelta(days=60),
        )  # fmt: skip
        _log(arranged, supervisor, rng, at=at)
    covering.record_absence(
        whose=team[-1], covered_by=first, from_on=today - timedelta(days=2), back_on=today + timedelta(days=5),
        why="planned", by=first, at=at,
    )  # fmt: skip


def _log(arranged: Arrangement, by: StaffRole, rng: Random, *, at: datetime) -> None:
    """Every fortnight or so; about one case, where whoever is supervised has any."""
    case = Case.objects.filter(lead=arranged.supervisee).order_by("pk").first()
    for weeks in (8, 6, 4, rng.choice((1, 3))):
        cases = {case.episode_id: ABOUT} if case and weeks == 4 else {}
        on, minutes = london_day(at) - timedelta(weeks=weeks), rng.choice((45, 60, 60))
        held = supervising.Held(on, minutes, rng.choice(("case-management", "clinical")), rng.choice(AGREED), cases)
        supervising.log_supervision(arrangement=arranged, held=held, by=by, at=at)
