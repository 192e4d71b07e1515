"""One person's story from chance: who they are, when it begins, and which course it takes."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from throughcare.stories.chance import drawn, happens, skewed, stream, weighted
from throughcare.stories.closings import close, not_indicated
from throughcare.stories.daycare import Case, referral, wait
from throughcare.stories.deeds import Diary
from throughcare.stories.hospital import admit, ending, stay
from throughcare.stories.identity import draw_identity
from throughcare.stories.lives import Life, arrive
from throughcare.stories.places import Hospital, Land, Prison
from throughcare.stories.posts import Posts
from throughcare.stories.stuck import asked_on, days_until_held, hold_up
from throughcare.stories.threads import Thread, working_day
from throughcare.stories.transfers import Transfer, begin, draw_days, travel
from throughcare.stories.treatment import leave, treat

APART_IS_REFERRED = 0.4
SENTENCED_SHARE = 0.62
SENTENCES = {"determinate": 70, "recall-standard": 12, "extended": 10, "life": 8}
NEEDS_HOSPITAL = {("treatment-ended", "to-hospital"), ("declined", "contraindicated")}


@dataclass(frozen=True)
class World:
    """What every story stands in: places, posts, the first and the last day, the seed."""

    land: Land
    posts: Posts
    begins_on: date
    ends_on: date
    seed: int

    @property
    def days(self) -> int:
        return (self.ends_on - self.begins_on).days


def new_life(world: World, key: str, number: int, prison: Prison) -> Life:
    """A person nobody has heard of yet. `number` is theirs alone."""
    rng = stream(world.seed, key)
    identity = draw_identity(stream(world.seed, key, "who"), number=number, sex=prison.sex, on=world.begins_on)
    return Life(key, identity, rng, Diary(key, rng), world.land, world.posts, world.begins_on, prison)


def _thread(world: World, life: Life, service: str, name: str) -> Thread:
    diary = Diary(life.key, life.rng, life.diary.deeds)
    return Thread(f"{life.key}/{name}", f"{life.prison.key}/{service}", diary, world.posts, life.rng)


def daycare_story(world: World, key: str, number: int, prison: Prison, *, twice: bool, fresh: bool) -> Life:
    """Somebody referred to day care: some for a second time when the first has come to an end, some days ago only."""
    life = new_life(world, key, number, prison)
    latest = world.days * (0.6 if twice else 1)
    on = working_day(world.begins_on + timedelta(days=10 + int((latest - 10) * life.rng.random() ** 0.9)))
    on = world.ends_on - timedelta(days=1 + number % 2) if fresh else on
    life.leaves_on = on + timedelta(days=skewed(life.rng, 600 if twice else 240, 0.75, least=20, most=2500))
    life.to_another = happens(life.rng, 0.3)
    wing = weighted(life.rng, {wing: APART_IS_REFERRED if wing in prison.apart else 1 for wing in prison.wings})
    arrive(life, on - timedelta(days=skewed(life.rng, 70, 0.9, least=8, most=1500)), wing=wing)
    case = _refer(world, life, "daycare", on)
    if twice and not case.gone_by(case.thread.today):
        again = case.thread.today + timedelta(days=life.rng.randint(15, 120))
        if not case.gone_by(again) and not _needs_hospital(case):
            case = _refer(world, life, "daycare-again", again, follows=case.thread.key)
    if _needs_hospital(case):
        _on_to_hospital(world, life, case.thread.today)
    else:
        leave(case)
    return life


def _refer(world: World, life: Life, name: str, on: date, *, follows: str = "") -> Case:
    thread = _thread(world, life, "daycare", name)
    case = Case(life, thread, life.rng, life.prison.daycare, life.wing in life.prison.apart)
    if referral(case, on, follows=follows) and wait(case):
        treat(case)
    return case


def _needs_hospital(case: Case) -> bool:
    """Whether day care ended because a hospital was needed."""
    last = [deed.says for deed in case.thread.diary.deeds if deed.episode == case.thread.key and deed.verb == "step"]
    return any((says["step"], says["facts"].get("outcome")) in NEEDS_HOSPITAL for says in last)


def _on_to_hospital(world: World, life: Life, on: date) -> None:
    hospital, level = _hospital(world, life.prison, life.rng)
    days, held_up = draw_days(life.rng, on)
    thread = _thread(world, life, "transfer", "transfer")
    transfer = Transfer(life, thread, life.rng, hospital, level, on, days, held_up)
    _go(transfer, "release-date" if life.sentenced else "court")


def transfer_story(world: World, key: str, number: int, prison: Prison, *, course: str = "") -> Life:
    """Somebody whose transfer was asked for at some time in the world, on one of the courses such things take."""
    life = new_life(world, key, number, prison)
    rng = life.rng
    on = working_day(world.begins_on + timedelta(days=rng.randint(8, world.days - 1)))
    course = course or drawn(rng, "course")
    _arrive_before(life, on, remand=course == "court")
    days, held_up = draw_days(rng, on)
    transfer = _transfer(world, life, on, days)
    transfer.held_up = held_up
    if course == "not-indicated":
        not_indicated(transfer)
    elif course != "admitted":
        life.leaves_on = days["assessed"] + timedelta(days=9) if course == "released" else life.leaves_on
        close(transfer, course)
    else:
        transfer.expires, transfer.queried = happens(rng, 0.09), happens(rng, 0.13)
        transfer.declined_first = happens(rng, 0.1)
        transfer.acknowledged = happens(rng, 0.85)
        _go(transfer, ending(transfer))
    return life


def _arrive_before(life: Life, on: date, *, remand: bool) -> None:
    sentenced = not remand and happens(life.rng, SENTENCED_SHARE)
    life.leaves_on = on + timedelta(days=skewed(life.rng, 620, 0.6, least=45, most=3000))
    sentence = weighted(life.rng, SENTENCES) if sentenced else "remand"
    arrive(life, on - timedelta(days=skewed(life.rng, 60, 1.0, least=4, most=1500)), sentence=sentence)


def _go(transfer: Transfer, end: str) -> None:
    begin(transfer)
    travel(transfer)
    admit(transfer, max(transfer.days["moved"], transfer.thread.today))
    stay(transfer, end)


def stuck_story(world: World, key: str, number: int, prison: Prison, *, reason: str) -> Life:
    """Somebody who waits on the last day for this reason."""
    life = new_life(world, key, number, prison)
    asked = asked_on(reason, life.rng, ends_on=world.ends_on)
    _arrive_before(life, asked, remand=reason == "court-date")
    life.leaves_on = date.max
    transfer = _transfer(world, life, asked, days_until_held(reason, life.rng, asked, ends_on=world.ends_on))
    hold_up(transfer, reason, ends_on=world.ends_on)
    return life


def _transfer(world: World, life: Life, on: date, days: dict[str, date]) -> Transfer:
    hospital, level = _hospital(world, life.prison, life.rng)
    return Transfer(life, _thread(world, life, "transfer", "transfer"), life.rng, hospital, level, on, days)


def _hospital(world: World, prison: Prison, rng: Random) -> tuple[Hospital, str]:
    """A hospital that takes people of this sex at the level needed, of the same region where chance will have it."""
    level = drawn(rng, "level", of=prison.group)
    every = [hospital for hospital in world.land.hospitals.values() if prison.sex in hospital.sexes]
    fitting = [hospital for hospital in every if level in hospital.levels] or every
    near = [hospital for hospital in fitting if hospital.region == prison.region]
    chosen = rng.choice(near if near and happens(rng, 0.65) else fitting)
    return chosen, level if level in chosen.levels else chosen.levels[0]
