"""Invented worries for an example world, of people whom mentors support: two answered, one sent up, one open."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from uuid import NAMESPACE_URL, uuid5

from throughcare.access.seeing import may_write
from throughcare.acct import mirroring
from throughcare.acct.example import mirror_some
from throughcare.acct.mirroring import Said
from throughcare.acct.words import ASSESSED, OPENED, SELF_HARM
from throughcare.episodes.history import answers, blueprint_of
from throughcare.episodes.models import Episode, Service
from throughcare.meanings import StepMeaning
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.models import StaffRole
from throughcare.worries import answering, escalating, raising
from throughcare.worries.models import Worry
from throughcare.worries.setting import schemes
from throughcare.worries.shifts import MINUTE
from throughcare.worries.whom import Tapped
from throughcare.worries.words import ANSWERS

# For keys of the invented taps, so that a world loaded twice has the same.
WORLD = uuid5(NAMESPACE_URL, "throughcare:worries")
MENTOR = "PM"
NUMBER = "E-114/26"

Deed = Callable[[Worry, StaffRole, datetime], object]


@dataclass(frozen=True, slots=True)
class Become:
    """How long ago a worry was raised, and what was done about it after how many minutes."""

    ago: timedelta
    deeds: Sequence[tuple[int, Deed]] = ()


def _acknowledge(worry: Worry, by: StaffRole, at: datetime) -> None:
    answering.acknowledge(worry=worry, by=by, at=at)


def _talk(worry: Worry, by: StaffRole, at: datetime) -> None:
    answering.act(worry=worry, action="talked", acct="", says="Spoke with him for half an hour", by=by, at=at)


def _open_acct(worry: Worry, by: StaffRole, at: datetime) -> None:
    """An ACCT was opened; where whoever answered may write it, they mirror it under the same number."""
    answering.act(worry=worry, action="acct-opened", acct=NUMBER, says="", by=by, at=at)
    person = worry.person
    if person and may_write(SELF_HARM, person_id=person.pk, staff=by, as_of=at):
        acct = mirroring.begin(person=person, said=Said(OPENED, at, NUMBER, "officer"), by=by, at=at)
        mirroring.add(acct=acct, said=Said(ASSESSED, at + 4 * MINUTE), by=by, at=at + 5 * MINUTE)


def _close(worry: Worry, by: StaffRole, at: datetime) -> None:
    answering.close(worry=worry, says="A plan is agreed with him", by=by, at=at)


# One answered, one missed and sent up before somebody came, one that nobody has taken yet, one of this minute.
HISTORIES = (
    Become(timedelta(days=2), ((6, _acknowledge), (25, _talk), (90, _close))),
    Become(timedelta(days=1), ((22, _acknowledge), (40, _open_acct), (45, _close))),
    Become(timedelta(minutes=40)),
    Become(timedelta(minutes=2)),
)


def raise_some(*, at: datetime) -> int:
    """Raise worries about the first people whom a mentor supports in each scheme; how many there are.

    One leads to an ACCT, beside which others of these prisons are mirrored.
    """
    made = 0
    for service in schemes():
        taps = zip(_supported(service), HISTORIES, strict=False)
        made += sum(_pass_on(service, tapped, become, at) for tapped, become in taps)
    escalating.escalate_all(by=clock_keeper(at=at), at=at)
    mirror_some(at=at)
    return made


def _supported(service: Service) -> Iterator[Tapped]:
    """Those in a stage from which a worry is raised, each with their mentor."""
    found = Episode.objects.filter(service=service, closed_on=None).select_related("service__organisation", "person")
    for episode in islice(found.order_by("pk").iterator(), 200):
        blueprint = blueprint_of(episode)
        step = blueprint.pathway.step[blueprint.that_means(StepMeaning.WORRY_RAISED)]
        mentor = _mentor_of(episode, blueprint.that_means(StepMeaning.MATCHED))
        if episode.stage in step.sources and mentor is not None:
            yield Tapped(mentor, episode)


def _mentor_of(episode: Episode, matched: str) -> Episode | None:
    last = episode.events.filter(step=matched).prefetch_related("details").order_by("-number").first()
    reference = answers(last).get("mentor", "") if last else ""
    return Episode.objects.select_related("person", "service").filter(reference=reference).first()


def _pass_on(service: Service, tapped: Tapped, become: Become, at: datetime) -> int:
    accounts = StaffRole.objects.filter(organisation=service.organisation_id, role=MENTOR).order_by("pk")
    mentor, since = accounts.first(), at - become.ago
    staff = _staff_of(service)
    if mentor is None or staff is None or tapped.mentee is None:
        return 0
    key = uuid5(WORLD, tapped.mentee.reference)
    worry = raising.tap(tapped=tapped, key=key, by=mentor, at=since).worry
    for after, deed in become.deeds:
        when = since + after * MINUTE
        escalating.escalate_all(by=clock_keeper(at=when), at=when)
        deed(worry, staff, when)
    return 1


def _staff_of(service: Service) -> StaffRole | None:
    """Somebody of the prison who answers, or of the scheme where it says no prison."""
    playing = [one.organisation_id for one in service.parties.select_related("organisation")]
    found = StaffRole.objects.filter(organisation__in=[*playing, service.organisation_id], role__in=ANSWERS)
    return found.order_by("-organisation__kind", "pk").first()
