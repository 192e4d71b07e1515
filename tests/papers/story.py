"""Two transfers from the first request to the return: Alex serves a sentence, Rory is on remand."""

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from tests.cast import LONG_AGO, MONDAY, Cast, live_at
from tests.episodes.conftest import day, evening, request_for
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode
from throughcare.episodes.reading import account, episode_seen
from throughcare.organisations.models import StaffRole
from throughcare.papers.facts import Facts
from throughcare.pathways import Moment
from throughcare.people.models import Person

RORY = "TC-RRR-222"
# How each is held, for a version of the service that asks it; what is not asked is not kept.
HELD = {"section-47": "sentenced", "section-48": "crown-court-remand"}


@dataclass
class Story:
    """One person's transfer; `says` is what is typed wherever somebody may type."""

    cast: Cast
    person: Person
    section: str
    says: str = "Hears voices and does not sleep"
    episode: Episode = field(init=False)

    @property
    def rowan(self) -> int:
        return self.cast.places["Rowan Unit"].pk

    def take(self, step: str, *, by: StaffRole, on: Moment, **facts: Any) -> "Story":
        said = {name.strip("_").replace("_", "-"): value for name, value in facts.items()}
        self.episode = actions.take_step(
            episode=self.episode, step=step, facts=said, happened=on, by=by, at=evening(on)
        )
        return self

    def begun(self) -> "Story":
        """On Monday 2 March Nadia asks for the first report and names Rowan Unit."""
        facts = {**request_for(self.cast), "section": self.section, "held-as": HELD[self.section], "why": self.says}
        self.episode = referring.refer(
            person=self.person, service=self.cast.transfer, facts=facts, begin="initial-request-for-medical-report",
            happened=day(2), by=self.cast.nadia, at=evening(day(2)),
        )  # fmt: skip
        return self

    def assessed(self) -> "Story":
        cast, says = self.cast, self.says
        report = {"finding": "met", "gmc": "7654321", "disorder": says, "treatment": says, "urgent_need": "yes"}
        self.take(
            "first-medical-report",
            by=cast.nadia,
            on=day(9),
            doctor=says[:60],
            approved="no",
            **{**report, "gmc": "1234567"},
        )
        self.take("access-assessment-done", by=cast.harun, on=day(11), result="accepted", level="medium", reasons=says)
        self.take("bed-accepted", by=cast.harun, on=day(12), ward="Ash")
        return self.take(
            "second-medical-report", by=cast.harun, on=day(13), doctor="Dr Ilori", approved="yes", **report
        )

    def applied(self) -> "Story":
        cast = self.cast
        for paper in ("sentence-or-remand-papers", "index-offence", "security-information"):
            more = {"offence": self.says[:200], "security": self.says}
            self.take(
                "application-paper-brought", by=cast.piotr, on=day(13), paper=paper, where=self.says[:200], **more
            )
        self.take("application-paper-brought", by=cast.nadia, on=day(13), paper="request-form")
        self.take("bed-offered-date", by=cast.harun, on=day(14), date="2026-03-20")
        return self.take("application-to-mhcs", by=cast.nadia, on=day(16), reference="A/17")

    def moved(self) -> "Story":
        cast = self.cast
        self.take("transfer-direction-given", by=cast.maya, on=day(17), section=self.section, restricted="yes",
                  secure_hospital=self.rowan, warrant="W/99")  # fmt: skip
        self.take("escort-booked", by=cast.piotr, on=day(18), date="2026-03-20", by_=self.says[:200])
        self.take("left-prison", by=cast.piotr, on=day(20), acct_sent="yes", handover="yes", medicines_sent="no")
        return self.take(
            "received-into-hospital", by=cast.harun, on=day(20), ward="Ash", prison=cast.places["HMP Eastmoor"].pk
        )

    def returning(self) -> "Story":
        cast = self.cast
        self.take("things-received", by=cast.harun, on=day(20), papers="received", medicines="not-received")
        self.take("rc-notifies-no-longer-requires", by=cast.harun, on=day(22), ground="no-longer-requires",
                  why=self.says, release_date_passed="no",
                  minutes_to_prison="yes")  # fmt: skip
        return self.take("prison-agrees-remission", by=cast.piotr, on=day(23), prison=cast.places["HMP Eastmoor"].pk,
                         why=self.says[:200], governor="yes")  # fmt: skip

    def whole(self) -> "Story":
        return self.begun().assessed().applied().moved().returning()

    def read_by(self, staff: StaffRole) -> Facts:
        on = day(24)
        found = episode_seen(self.episode.reference, staff=staff, as_of=evening(on))
        assert found is not None
        return Facts(account(found, staff=staff, as_of=evening(on)))


def sentenced(cast: Cast, **said: str) -> Story:
    return Story(cast, cast.people["alex"], "section-47", **said)


def remanded(cast: Cast, **said: str) -> Story:
    """Rory Quinn lives at Eastmoor as Alex does, and has not been tried."""
    rory = live_at(cast, "HMP Eastmoor", "Rory", "Quinn", reference=RORY)
    stamp: dict[str, Any] = {"recorded_at": MONDAY, "recorded_by": cast.nadia}
    rory.legal_statuses.create(kind="sentence", code="remand", category="sentence-and-dates", from_on=LONG_AGO, **stamp)
    assert rory.birth_date == date(1990, 5, 14)
    return Story(cast, rory, "section-48", **said)


STORIES = {"sentenced": sentenced, "remanded": remanded}


def text_of(printed: bytes) -> str:
    """A PDF in one line, as a reader finds it."""
    pages = PdfReader(BytesIO(printed)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).replace("\u200b", "").split())
