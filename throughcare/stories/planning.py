"""The whole world as a plan: who there is, which services run, and every deed in the order of recording."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from throughcare.pathways import LONDON
from throughcare.stories.chance import stream, weighted
from throughcare.stories.deeds import Deed
from throughcare.stories.lives import Life, ordinary
from throughcare.stories.mentoring import MENTORS, SUPPORT, mentor_story, supported_story, ways
from throughcare.stories.places import Prison, land
from throughcare.stories.plots import World, daycare_story, new_life, stuck_story, transfer_story
from throughcare.stories.posts import posts
from throughcare.stories.scales import Scale
from throughcare.stories.stuck import HOLDS

SEED = 2100
# Blocks of numbers, so that one kind of story can grow without renumbering another.
DAYCARE, TRANSFERS, STUCK, LOOKED_INTO, MENTORING, SUPPORTED, OTHERS = 0, 3000, 5000, 6000, 7000, 8000, 10000
BLOCK = 1000
REFERRED_TWICE = 0.09
NOT_INDICATED = 0.07
# So many are referred to each day care in the last two days, so that there is somebody to triage.
FRESH = 6
# Which of the stuck are at the first prison: one in so many, beginning with somebody whom nobody holds.
STUCK_AT_FIRST_PRISON, FROM = 4, 2


@dataclass(frozen=True)
class ServicePlan:
    """A blueprint run at a prison. `parties` are keys of places."""

    key: str
    title: str
    blueprint: str
    organisation: str
    parties: Mapping[str, str]
    capacity: int | None = None


@dataclass(frozen=True)
class Plan:
    """`deeds` are in the order of recording, all before the last day begins."""

    world: World
    services: Sequence[ServicePlan]
    deeds: Sequence[Deed]
    people: int


def plan(scale: Scale, *, ends_on: date, seed: int = SEED) -> Plan:
    """Everything that happens in a world of this scale up to a day, from a seed: the same again for the same two."""
    begins_on = ends_on - timedelta(days=scale.days)
    ground = land(prisons=scale.prisons, hospitals=scale.hospitals)
    everybody = posts(ground, seed=seed, ends_on=ends_on, days=scale.days)
    world = World(ground, everybody, begins_on, ends_on, seed)
    stories = list(_stories(world, scale))
    lives = [*stories, *_others(world, scale.people - len(stories))]
    end = datetime.combine(ends_on, time(0), tzinfo=LONDON).astimezone(UTC)
    deeds = [deed for life in lives for deed in life.diary.deeds if deed.at < end]
    return Plan(
        world=world,
        services=tuple(_services(world)),
        deeds=sorted(deeds, key=lambda deed: deed.at),
        people=sum(deed.verb == "create" for deed in deeds),
    )


def _stories(world: World, scale: Scale) -> Iterator[Life]:
    yield from _daycare(world, scale)
    yield from _transfers(world, scale)
    yield from _stuck(world, scale)
    yield from _mentoring(world, scale)


def _mentoring(world: World, scale: Scale) -> Iterator[Life]:
    """A scheme at each prison that has one: as many mentors as one scheme grew to for 250 people, fewer for fewer."""
    for name, supported in scale.supported.items():
        prison = world.land.prisons[name]
        for index, way in enumerate(ways(supported)):
            yield mentor_story(world, new_life(world, f"mentor-{name.lower()}-{index}", MENTORING + index, prison), way)
        for index in range(supported):
            key = f"supported-{name.lower()}-{index}"
            yield supported_story(world, new_life(world, key, SUPPORTED + index, prison))


def _daycare(world: World, scale: Scale) -> Iterator[Life]:
    for block, (name, referrals) in enumerate(scale.daycare.items()):
        twice = round(referrals * REFERRED_TWICE)
        once = referrals - twice
        for index in range(once):
            key = f"daycare-{name.lower()}-{index}"
            number = DAYCARE + block * BLOCK + index
            fresh = once - index <= FRESH
            yield daycare_story(world, key, number, world.land.prisons[name], twice=index < twice, fresh=fresh)


def _transfers(world: World, scale: Scale) -> Iterator[Life]:
    for index in range(scale.transfers):
        key = f"transfer-{index}"
        yield transfer_story(world, key, TRANSFERS + index, _some_prison(world, key))
    for index in range(round(scale.transfers * NOT_INDICATED)):
        key = f"looked-into-{index}"
        yield transfer_story(world, key, LOOKED_INTO + index, _some_prison(world, key), course="not-indicated")


def _stuck(world: World, scale: Scale) -> Iterator[Life]:
    """For each reason; some at the first prison with day care, which is where newcomers look."""
    first = next(name for name in scale.daycare)
    for index, reason in enumerate(reason for reason in HOLDS for _ in range(scale.stuck)):
        key = f"stuck-{reason}-{index}"
        prison = world.land.prisons[first] if index % STUCK_AT_FIRST_PRISON == FROM else _some_prison(world, key)
        yield stuck_story(world, key, STUCK + index, prison, reason=reason)


def _others(world: World, number: int) -> Iterator[Life]:
    for index in range(number):
        key = f"life-{index}"
        life = new_life(world, key, OTHERS + index, _some_prison(world, key))
        ordinary(life)
        yield life


def _some_prison(world: World, key: str) -> Prison:
    """A prison, each as likely as it is large."""
    prisons = world.land.prisons
    rng = stream(world.seed, key, "where")
    return prisons[weighted(rng, {name: prison.residents for name, prison in prisons.items()})]


def _services(world: World) -> Iterator[ServicePlan]:
    for name, prison in world.land.prisons.items():
        region = world.land.regions[prison.region]
        office = stream(world.seed, prison.key, "office").choice(region.probation_units)
        parties = {
            "prison-mental-health": prison.health,
            "prison": prison.key,
            "case-manager": region.case_management,
            "mhcs": world.land.mhcs,
            "commissioner": region.commissioner,
            "offender-manager": office,
        }
        title = f"Transfer to hospital from {prison.title}"
        yield ServicePlan(f"{prison.key}/transfer", title, "hospital-transfer", prison.health, parties)
        if prison.mentors:
            parties = {"scheme": prison.mentors, "prison": prison.key, "mental-health": prison.health}
            for kind, title in ((MENTORS, "peer mentors"), (SUPPORT, "support by peer mentors")):
                yield ServicePlan(f"{prison.key}/{kind}", f"{name} {title}", kind, prison.mentors, parties)
        if prison.daycare:
            parties = {"daycare": prison.daycare, "prison": prison.key}
            title = f"{name} day-care psychology"
            yield ServicePlan(f"{prison.key}/daycare", title, "daycare", prison.daycare, parties, capacity=45)
