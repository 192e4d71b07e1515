"""Where people live and under which order: arrival, moves, release, death, with what else is known of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from throughcare.stories.chance import drawn, happens, skewed, weighted
from throughcare.stories.deeds import Diary
from throughcare.stories.identity import Identity
from throughcare.stories.places import Land, Prison
from throughcare.stories.posts import Posts, somebody
from throughcare.stories.wording import kinds, note

WITHOUT_END = frozenset({"remand", "convicted-unsentenced", "life", "ipp", "recall-standard", "extended", "civil"})
UNSENTENCED = frozenset({"remand", "convicted-unsentenced", "immigration", "civil"})
SINCE_THE_BEGINNING = timedelta(days=4)
ADULT = timedelta(days=18 * 366)


@dataclass
class Life:
    """A person of the world while their story is planned. `leaves_on` is when they leave their first prison."""

    key: str
    identity: Identity
    rng: Random
    diary: Diary
    land: Land
    posts: Posts
    begins_on: date
    prison: Prison
    wing: str = ""
    sentence: str = ""
    leaves_on: date = date.max
    to_another: bool = False

    @property
    def sentenced(self) -> bool:
        return self.sentence not in UNSENTENCED


def arrive(life: Life, on: date, *, wing: str = "", sentence: str = "") -> None:
    """Put the person on record at their prison, from the first day the world knows of at the latest."""
    on = max(on, life.identity.born + ADULT)
    life.wing = wing or life.rng.choice(life.prison.wings)
    life.sentence = sentence or drawn(life.rng, "held-under", of=life.prison.group)
    day = max(on, life.begins_on + timedelta(days=life.rng.randint(0, SINCE_THE_BEGINNING.days)))
    by = staff(life, life.prison.health, day)
    life.diary.write(day, "create", by, {"identity": life.identity, "listed": on < life.begins_on})
    life.diary.write(day, "move", by, {"place": life.prison.key, "unit": life.wing, "on": on})
    until = None if life.sentence in WITHOUT_END else life.leaves_on
    hold(life, day, "sentence", life.sentence, since=on, until=until)
    _notes(life, day)


def hold(life: Life, day: date, kind: str, code: str, *, since: date, until: date | None = None) -> None:
    """Record a legal status, by whoever acts where the person is."""
    until = None if until in (None, date.max) else until
    by = staff(life, life.prison.key, day, "POM")
    life.diary.write(day, "status", by, {"kind": kind, "code": code, "from": since, "until": until})


def sentence_passed(life: Life, on: date) -> None:
    """Whoever was on remand serves a sentence from now on."""
    on = max(on, life.diary.today)
    life.sentence = "determinate"
    hold(life, on, "sentence", life.sentence, since=on, until=max(life.leaves_on, on + timedelta(days=1)))


def move_to(life: Life, prison: Prison, on: date) -> None:
    life.prison, life.wing = prison, life.rng.choice(prison.wings)
    on = max(on, life.diary.today)
    live_at(life, staff(life, prison.health, on), prison.key, life.wing, on)


def change_wing(life: Life, on: date) -> None:
    life.wing = life.rng.choice([wing for wing in life.prison.wings if wing != life.wing])
    on = max(on, life.diary.today)
    live_at(life, staff(life, life.prison.health, on), life.prison.key, life.wing, on)


def live_at(life: Life, by: str, place: str, unit: str, on: date) -> None:
    """Record that the person lives in a unit of a place from a day."""
    life.diary.write(on, "move", by, {"place": place, "unit": unit, "on": on})


def release(life: Life, on: date, *, from_hospital: bool = False) -> None:
    """Record that the person is nowhere by order any more, and on licence if they served a sentence."""
    on = max(on, life.diary.today)
    by = staff(life, life.prison.key, on, "POM")
    if not from_hospital:
        life.diary.write(on, "leave", by, {"on": on})
    if life.sentence in WITHOUT_END:
        life.diary.write(on, "end-status", by, {"kind": "sentence", "on": on})
    if life.sentenced and happens(life.rng, 0.8):
        region = life.land.regions[life.prison.region]
        officer = staff(life, life.rng.choice(region.probation_units), on)
        code = "life-licence" if life.sentence == "life" else "standard-licence"
        until = None if life.sentence == "life" else on + timedelta(days=life.rng.randint(90, 365))
        says = {"kind": "licence", "code": code, "from": on, "until": until}
        life.diary.write(on, "status", officer, says)


def die(life: Life, on: date) -> None:
    on = max(on, life.diary.today)
    life.diary.write(on, "death", staff(life, life.prison.health, on), {"on": on})


def staff(life: Life, place: str, day: date, role: str = "") -> str:
    """Who writes about the person at a place on a day."""
    there = somebody(life.posts, place, on=max(day, life.diary.today), rng=life.rng, roles=(role,) if role else ())
    return there.username


def ordinary(life: Life) -> None:
    """A time in prison in which none of the services takes part."""
    begins = life.begins_on
    if happens(life.rng, 0.45):
        arrived = begins - timedelta(days=skewed(life.rng, 200, 0.9, least=3, most=4000))
    else:
        arrived = begins + timedelta(days=life.rng.randint(1, 720))
    here = max(arrived, life.identity.born + ADULT, begins + timedelta(days=8))
    life.leaves_on = here + timedelta(days=skewed(life.rng, 260, 0.8, least=6, most=2500))
    arrive(life, arrived)
    if life.sentence == "remand" and happens(life.rng, 0.6):
        sentence_passed(life, here + timedelta(days=life.rng.randint(2, 60)))
    if happens(life.rng, 0.12):
        change_wing(life, here + timedelta(days=life.rng.randint(5, 60)))
    if happens(life.rng, 0.14):
        another(life, here + timedelta(days=life.rng.randint(20, 120)))
    if happens(life.rng, 0.006):
        die(life, max(life.leaves_on, life.diary.today))
    else:
        release(life, max(life.leaves_on, life.diary.today + timedelta(days=2)))


def another(life: Life, on: date) -> None:
    """A move to another prison for people of the same sex, if the world has one."""
    same = [prison for prison in life.land.prisons.values() if prison.sex == life.prison.sex and prison != life.prison]
    if same:
        move_to(life, life.rng.choice(same), on)


def _notes(life: Life, day: date) -> None:
    nurse = staff(life, life.prison.health, day)
    if happens(life.rng, 0.3):
        kind = life.rng.choice(kinds("need_of"))
        life.diary.write(day, "need", nurse, {"kind": kind, "says": note(life.rng, "need_of", kind), "from": day})
    if happens(life.rng, 0.2):
        kind = weighted(life.rng, {"self-harm": 10, "to-others": 4, "from-others": 3, "medicine": 3, "keep-apart": 2})
        by = nurse if kind in ("self-harm", "medicine") else staff(life, life.prison.key, day, "OPS")
        review = day + timedelta(days=life.rng.choice((7, 14, 28, 90, 180)))
        says = {"kind": kind, "says": note(life.rng, "alert_of", kind), "from": day, "review": review}
        life.diary.write(day, "alert", by, says)
        if happens(life.rng, 0.8) and review < life.leaves_on:
            later = Diary(life.key, life.rng, life.diary.deeds)
            later.write(review, "end-alert", staff(life, life.prison.health, review), {"kind": kind, "on": review})
