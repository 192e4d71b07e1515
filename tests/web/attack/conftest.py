"""Jamie at Westfell, with one of everything on record: nobody of the cast but Sam may know that there is a Jamie."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker

from tests.acct.asked import an_acct
from tests.caseload.story import Shared, colleague, shared
from tests.cast import LONG_AGO, Cast, live_at
from tests.cover.story import Covered, covered
from tests.episodes.conftest import REFERRAL, day, evening
from tests.kept import Kept, keep
from tests.plans.story import one_of_everything
from tests.responses.asked import an_alert
from tests.web.attack.groups import Groups, all_of_groups
from tests.web.conftest import TODAY
from tests.worries.asked import a_worry
from throughcare.access import breaking
from throughcare.access.models import Emergency
from throughcare.acct.models import Acct
from throughcare.episodes import referring
from throughcare.episodes.models import Episode, Service
from throughcare.estimates.models import RiskEstimate
from throughcare.lookout.models import Finding
from throughcare.organisations.keeper import operator
from throughcare.organisations.models import StaffRole
from throughcare.own import copying, gathering
from throughcare.own.models import Copy
from throughcare.people.models import Alert, Characteristic, Identifier, LegalStatus, Need, Person
from throughcare.people.numbers import Number
from throughcare.plans.models import SummarySending
from throughcare.responses.models import RaisedAlert
from throughcare.worries.models import Worry


@dataclass
class Hidden:
    """What the cast may not know of. `make` puts it on record: before that it is absent.

    It takes longer to make than most attacks on it: `rest` is what the first making left.
    """

    cast: Cast
    service: Service
    colleague: StaffRole
    person: Person | None = None
    episode: Episode | None = None
    emergency: Emergency | None = None
    copy: Copy | None = None
    finding: Finding | None = None
    sending: SummarySending | None = None
    alert: RaisedAlert | None = None
    work: Shared | None = None
    groups: Groups | None = None
    worry: Worry | None = None
    acct: Acct | None = None
    cover: Covered | None = None
    rest: Kept | None = None

    @property
    def numbers(self) -> dict[str, int]:
        """Part of an address -> the number in it of what is hidden. The first that fits counts."""
        assert self.emergency
        assert self.copy
        assert self.sending
        assert self.alert
        assert self.work
        assert self.groups
        assert self.worry
        assert self.acct
        assert self.cover
        return {
            "guardian/": self.emergency.pk,
            "copies/": self.copy.pk,
            "alerts/<int:number>": self.alert.pk,
            "questionnaires/<int:number>": self.alert.response_id,
            "/summary/sent/": self.sending.pk,
            "caseload/staff/": self.cast.sam.pk,
            "caseload/weights/": self.service.pk,
            "caseload/away/": self.work.absence.pk,
            "caseload/supervision/": self.work.arrangement.pk,
            "services/<int:number>": self.service.pk,
            "fair-access/<int:number>": self.service.pk,
            "worries/<int:number>": self.worry.pk,
            "acct/<int:number>": self.acct.pk,
            # Read where an entry is named beside its ACCT.
            "entries/<int:row>": self.acct.entries.latest("pk").pk,
            "cover/turns/": self.cover.duty.pk,
            "cover/weekly/": self.cover.weekly.pk,
            "cover/mentors/": self.cover.mentoring.pk,
            "cover/wanted/": self.cover.unit.pk,
            **self.groups.numbers,
        }

    def make(self) -> "Hidden":
        if self.rest is None:
            return self.make_anew()
        vars(self).update({**vars(self.rest.lay_out()), "cast": self.cast})
        return self

    def make_anew(self) -> "Hidden":
        cast = self.cast
        self.person = live_at(cast, "HMP Westfell", "Jamie", "Hollis", reference="TC-WWW-222")
        stamp: dict[str, Any] = {"person": self.person, "recorded_at": evening(day(2)), "recorded_by": cast.sam}
        Identifier.objects.create(kind="nomis", value="A1234BC", source="reception", **stamp)
        Identifier.objects.create(kind="nhs-number", value="9434765919", source="letter", **stamp)
        Need.objects.create(kind="language", category="protected-characteristics", says="x", from_on=LONG_AGO, **stamp)
        Characteristic.objects.create(kind="religion", code="I", source="person", from_on=LONG_AGO, **stamp)
        LegalStatus.objects.create(
            kind="mental-health-act", code="17", category="mha-status", from_on=LONG_AGO, **stamp
        )
        Alert.objects.create(
            kind="self-harm", category="self-harm-risk", says="x", from_on=LONG_AGO, review_on=date(2027, 1, 1), **stamp
        )
        RiskEstimate.objects.create(
            person=self.person, organisation=cast.sam.organisation, by=cast.sam, at=TODAY, worked_out_on=TODAY.date(),
            model="lds", version="x", figures={"plain": "x", "notes": [], "meaning": "x", "care": "x", "missing": []},
        )  # fmt: skip
        self.episode = referring.refer(
            person=self.person, service=self.service, facts=REFERRAL, happened=day(2), by=cast.sam, at=evening(day(2))
        )
        self.emergency = breaking.break_glass(
            number=Number("nomis", "A1234BC", "The cell card"), birth_date=self.person.birth_date,
            reason="risk-to-life", says="A ligature", by=cast.sam, at=TODAY - timedelta(days=2),
        )  # fmt: skip
        asked = Copy(
            person=self.person, asker="person", asked_by="Jamie Hollis", identified="known", received_on=day(20).on
        )
        self.copy = copying.ask(copy=asked, by=cast.sam, at=TODAY)
        copying.extend(copy=self.copy, until_on=date(2026, 5, 20), says="x", by=cast.sam, at=TODAY)
        gathering.prepare(copy=self.copy, by=cast.sam, at=TODAY)
        prison = self.cast.places["HMP Westfell"].pk
        self.sending = one_of_everything(self.episode, to=prison, by=cast.sam, at=evening(day(20)))
        # Sam is away later on, and is booked before that is said.
        self.groups = all_of_groups(self.episode, place=cast.places["HMP Westfell"], by=cast.sam, at=evening(day(20)))
        self.work = shared(self.episode, other=self.colleague, by=cast.sam, at=evening(day(20)))
        westfell = self.cast.places["HMP Westfell"]
        self.cover = covered(self.episode, place=westfell, by=cast.sam, at=evening(day(20)))
        self.finding = Finding.objects.create(
            rule="no-part", key="hidden", at=TODAY, organisation=cast.sam.organisation, by=cast.sam,
            person=self.person, reference=self.person.reference, happened_at=TODAY,
        )  # fmt: skip
        self.alert = an_alert(self.episode, by=cast.sam)
        self.worry = a_worry(self.episode, by=cast.sam)
        self.acct = an_acct(self.person, by=cast.sam, at=evening(day(20)))
        return self


def begun(cast: Cast) -> Hidden:
    """Day care at Westfell, which everybody may know of."""
    place, by = cast.places["Westfell mental health team"], operator(at=evening(day(1)))
    service = Service(
        title="Day care, Westfell",
        blueprint=referring.adopt(slug="daycare", by=by, at=evening(day(1))),
        organisation=place,
        opened_on=LONG_AGO,
    )
    parties = {"daycare": place, "prison": cast.places["HMP Westfell"]}
    made = referring.open_service(service=service, parties=parties, by=by, at=evening(day(1)))
    return Hidden(cast, made, colleague(cast.sam))


@pytest.fixture(scope="session")
def kept_hidden(kept_cast: Kept, django_db_blocker: DjangoDbBlocker) -> tuple[Kept, Kept]:
    """What is added to the cast for `begun`, and then by `make`."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast: Cast = kept_cast.lay_out()
        first = keep(lambda: begun(cast))
        rest = keep(first.lay_out().make_anew)
        transaction.set_rollback(True)
    return first, rest


@pytest.fixture
def hidden(cast: Cast, kept_hidden: tuple[Kept, Kept]) -> Hidden:
    first, rest = kept_hidden
    found: Hidden = first.lay_out()
    found.cast, found.rest = cast, rest
    return found


def patterns(within: Any = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the project as Django resolves it: its name, and how it is written."""
    for one in (within or get_resolver()).url_patterns:
        written = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, written)
        else:
            assert isinstance(one, URLPattern)
            yield str(one.name), written
