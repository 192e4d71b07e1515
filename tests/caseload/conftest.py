"""Petra's team at Eastmoor: Quinn and Rosa treat there as well, and Petra leads the psychology of the prison."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from tests.cast import LONG_AGO, Cast, live_at
from tests.episodes.conftest import REFERRAL, day, evening
from throughcare.caseload import covering, supervising
from throughcare.caseload.models import Absence, Arrangement, Case, Supervision
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode
from throughcare.organisations.models import Staff, StaffRole

NOW = evening(day(20))
LETTERS = "BCDEFGHJKMNPQRSTVWXYZ"
STEPS = ("referral-received", "accepted", "assessed", "pathway-started")


@dataclass
class Team:
    """The cast with two more clinicians, and short ways to what happens among them."""

    cast: Cast
    quinn: StaffRole
    rosa: StaffRole

    @property
    def petra(self) -> StaffRole:
        return self.cast.petra

    def somebody(
        self, number: int = 0, *, until: str = "pathway-started", by: StaffRole | None = None, **how: Any
    ) -> Episode:
        """Somebody referred on 2 March, with whom `by` (or Petra) has come as far as `until`."""
        letters = LETTERS[number // 20] + LETTERS[number % 20]
        person = live_at(self.cast, "HMP Eastmoor", "Blake", f"Archer {letters}", reference=f"TC-C{letters}-222")
        return self.treated(person, until=until, by=by, **how)

    def treated(
        self, person: Any, *, until: str = "pathway-started", by: StaffRole | None = None, **how: Any
    ) -> Episode:
        assert self.cast.daycare is not None
        made = referring.refer(
            person=person, service=self.cast.daycare, facts=REFERRAL, happened=day(2), by=self.cast.nadia,
            at=evening(day(2)),
        )  # fmt: skip
        started = {"pathway": "mood", "mode": "individual", **how}
        for step in STEPS[: STEPS.index(until) + 1 if until in STEPS else 0]:
            self.take(made, step, on=3, by=by, **(started if step == "pathway-started" else {}))
        return Episode.objects.get(pk=made.pk)

    def take(self, episode: Episode, step: str, *, on: int, by: StaffRole | None = None, **facts: Any) -> Episode:
        when = day(on)
        return actions.take_step(
            episode=episode, step=step, facts=facts, happened=when, by=by or self.petra, at=evening(when)
        )

    def away(self, whose: StaffRole, cover: StaffRole, *, first: int = 20, back: int = 30, **more: Any) -> Absence:
        said: dict[str, Any] = {"why": "planned", "by": self.petra, "at": NOW, **more}
        days = {"from_on": date(2026, 3, first), "back_on": date(2026, 3, back)}
        return covering.record_absence(whose=whose, covered_by=cover, **days, **said)

    def arranged(self, **more: Any) -> Arrangement:
        """Rosa supervises Quinn every fourteen days, and Petra leads them."""
        who: dict[str, Any] = {"supervisee": self.quinn, "supervisor": self.rosa, "lead": self.petra, "by": self.quinn}
        return supervising.arrange(**{**who, "every_days": 14, "at": evening(day(2)), **more})

    def held(self, arrangement: Arrangement, *, on: int = 18, **more: Any) -> Supervision:
        said: dict[str, Any] = {"minutes": 60, "kind": "clinical", "agreed": "To keep Fridays free", "cases": {}}
        who: dict[str, Any] = {name: more.pop(name, None) for name in ("by", "at")}
        held = supervising.Held(on=date(2026, 3, on), **{**said, **more})
        by, at = who["by"] or self.rosa, who["at"] or NOW
        return supervising.log_supervision(arrangement=arrangement, held=held, by=by, at=at)


def joined(cast: Cast) -> Team:
    place = cast.places["Eastmoor psychology"]
    for name, shown in {"quinn": "Quinn Adair", "rosa": "Rosa Lind"}.items():
        staff = Staff.objects.create(username=name, display_name=shown, password="!")
        cast.staff[name] = StaffRole.objects.create(staff=staff, organisation=place, role="PMH", from_on=LONG_AGO)
    return Team(cast, cast.staff["quinn"], cast.staff["rosa"])


@pytest.fixture
def team(cast: Cast) -> Team:
    return joined(cast)


def case_of(episode: Episode) -> Case:
    return Case.objects.get(episode=episode)
