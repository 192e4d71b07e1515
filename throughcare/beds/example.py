"""Wards and beds for the invented hospitals of an example world, with those who are and were in them, and some offers.

A hospital's register says how many beds of which level it has and whom it takes; what it does not say is drawn. Stays
are written from the facts of each transfer, as if a bed had been named whenever somebody was received.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from random import Random

from throughcare.beds import offering, wards, withholding
from throughcare.beds.following import Bedside, bedside, follow, gives_beds
from throughcare.beds.keeping import free_beds
from throughcare.beds.models import Bed, Stay, Wait, Ward, WardVersion, Withholding
from throughcare.blueprints.course import course
from throughcare.episodes.history import blueprint_of, recorded, starting_parties
from throughcare.episodes.models import Episode, Involvement
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.organisations.refusals import Refused
from throughcare.organisations.spans import meets
from throughcare.pathways import from_instant
from throughcare.people.lives import london_day
from throughcare.placing.deciding import HOSPITAL
from throughcare.placing.lists import LEVELS, MEETS, MEN, OUT_BECAUSE, WOMEN

SEED = 20261126
MOST_OFFERS = 6
CRITERIA = {
    "high": "People who would be a grave and immediate danger to the public if they left hospital.",
    "medium": "People whose risk to others cannot be met in low security, and who can be treated on this ward.",
    "low": "People who need a locked ward for some time, and whose risk of absconding is not high.",
    "picu": "People in an acute phase, for days or a few weeks. No admission for risk alone.",
}


def furnish(*, at: datetime) -> None:
    """For every secure hospital that has wards and clinicians: beds, stays, some of them withheld, a few offers."""
    rng = Random(SEED)
    keepers: dict[int, StaffRole] = {}
    clinicians = StaffRole.objects.filter(role=wards.WRITES).in_force(as_of=london_day(at)).order_by("-pk")
    for role in clinicians.select_related("organisation"):
        keepers[role.organisation_id] = role
    hospitals = Organisation.objects.filter(kind="secure-hospital", pk__in=keepers).order_by("pk")
    opened = at - timedelta(days=900)
    for hospital in hospitals:
        for unit in Unit.objects.filter(organisation=hospital, kind="ward", closed=False).order_by("pk"):
            _ward(unit, hospital, keepers[hospital.pk], opened, rng)
    _stays(at, keepers, rng)
    _withhold_some(at, keepers, rng)
    for ward in Ward.objects.select_related("unit"):
        # Most wards confirm every morning; some have forgotten.
        looked = at - timedelta(hours=rng.choice((1, 2, 3, 3, 5, 8, 30, 77)))
        wards.confirm(ward=ward, by=keepers[ward.unit.organisation_id], at=looked)
    _offer_some(at, keepers)


def _ward(unit: Unit, hospital: Organisation, keeper: StaffRole, opened: datetime, rng: Random) -> None:
    register = hospital.register
    level = next((level for level, kind in LEVELS.items() if unit.name.startswith(kind.title)), "other")
    sexes = [WOMEN if one == "women" else MEN for one in register.get("takes", ["men"])]
    version = WardVersion(
        level=level,
        specialties=["mental-illness", *rng.sample(["personality-disorder", "rehabilitation"], rng.randint(0, 2))],
        sexes=sexes,
        collaborative=f"{hospital.region} collaborative (invented)",
        meets=sorted(rng.sample(list(MEETS), rng.randint(2, 4))),
        criteria=CRITERIA.get(level, "Ask the ward."),
    )
    ward = wards.open_ward(unit=unit, version=version, by=keeper, at=opened)
    names = [f"Bed {number}" for number in range(1, 1 + int(register.get("beds by level", {}).get(level, 12)))]
    for first in range(0, len(names), wards.MOST_BEDS):
        wards.add_beds(ward=ward, names=names[first : first + wards.MOST_BEDS], by=keeper, at=opened)


def _stays(at: datetime, keepers: Mapping[int, StaffRole], rng: Random) -> None:
    """Whoever was received is in a bed of that hospital, any that is free."""
    beds, free_from = _beds_by_hospital(rng), defaultdict[int, date](lambda: date.min)
    for episode, there, hospital in sorted(_receptions(), key=lambda one: (one[1].received_on, one[0].pk)):
        assert there.received_on is not None
        bed = next((bed for bed in beds.get(hospital, ()) if free_from[bed.pk] <= there.received_on), None)
        elsewhere = Stay.objects.filter(meets(there.received_on, there.left_on), person=episode.person_id)
        if bed is not None and not elsewhere.exists():
            free_from[bed.pk] = there.left_on or date.max
            _stay(episode, there, bed, keepers[hospital], at)


def _stay(episode: Episode, there: Bedside, bed: Bed, keeper: StaffRole, at: datetime) -> None:
    assert there.received_on is not None
    Stay.objects.create(
        person_id=episode.person_id, episode=episode, bed=bed, from_on=there.received_on, ready_on=there.ready_on,
        until_on=there.left_on, left_for=there.left_for, by=keeper, at=at,
    )  # fmt: skip
    # The days lost, and what is kept of the bed.
    bound, as_of = starting_parties(episode), from_instant(at)
    follow(episode, None, course(blueprint_of(episode), recorded(episode), as_of=as_of, bound=bound), at)


def _beds_by_hospital(rng: Random) -> dict[int, list[Bed]]:
    found: dict[int, list[Bed]] = defaultdict(list)
    for bed in Bed.objects.select_related("ward__unit").order_by("pk"):
        found[bed.ward.unit.organisation_id].append(bed)
    for beds in found.values():
        rng.shuffle(beds)
    return found


def _receptions() -> Iterator[tuple[Episode, Bedside, int]]:
    """Transfers in which somebody was received, with what the facts say of it and the hospital."""
    transfers = Episode.objects.select_related("service", "person").order_by("pk")
    played = dict(Involvement.objects.filter(party=HOSPITAL).order_by("since").values_list("episode", "organisation"))
    for episode in transfers:
        blueprint = blueprint_of(episode)
        there = bedside(blueprint, recorded(episode)) if gives_beds(blueprint) else Bedside()
        if there.received_on and episode.pk in played:
            yield episode, there, played[episode.pk]


def _withhold_some(at: datetime, keepers: Mapping[int, StaffRole], rng: Random) -> None:
    """One free bed in twelve is out of service, as far as a ward has that many."""
    day = london_day(at)
    for bed in free_beds(at).select_related("ward__unit").order_by("pk"):
        if rng.randint(1, 12) == 1:
            since = day - timedelta(days=rng.randint(0, 20))
            out = Withholding(
                bed=bed, kind="out", reason=rng.choice(list(OUT_BECAUSE)), from_on=since,
                expected_on=day + timedelta(days=rng.randint(0, 14)),
            )  # fmt: skip
            withholding.withhold(withholding=out, by=keepers[bed.ward.unit.organisation_id], at=at)


def _offer_some(at: datetime, keepers: Mapping[int, StaffRole]) -> None:
    """Some who wait are offered a bed of the hospital that was asked; on every other offer it decides too."""
    offered = 0
    for wait in Wait.objects.filter(open=True).select_related("episode").order_by("since"):
        part = Involvement.objects.filter(episode=wait.episode, party=HOSPITAL, until=None).first()
        keeper = keepers.get(part.organisation_id) if part else None
        if keeper is None or offered == MOST_OFFERS:
            continue
        bed = free_beds(at).filter(ward__unit__organisation=keeper.organisation_id).order_by("pk").first()
        if bed is not None and _offer(wait.episode, bed, keeper, decide=bool(offered % 2), at=at):
            offered += 1


def _offer(episode: Episode, bed: Bed, keeper: StaffRole, *, decide: bool, at: datetime) -> bool:
    try:
        made = offering.offer(episode=episode, bed=bed, by=keeper, at=at)
    except Refused:
        return False
    if decide:
        offering.agree(offer=made, who="The consultant", by=keeper, at=at)
    return True
