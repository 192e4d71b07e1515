"""The stories of a mentor scheme: mentors from the application on, and those who ask for one, until they wait for it.

Who is matched with whom is not planned here: it depends on who is active, free and near on the day, and is decided by
the verbs that decide it in life.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from throughcare.clocks import add_working_days
from throughcare.stories.chance import happens, skewed, weighted
from throughcare.stories.deeds import Diary
from throughcare.stories.lives import Life, arrive
from throughcare.stories.plots import World
from throughcare.stories.threads import Thread, after, working_day
from throughcare.stories.wording import words

MENTORS, SUPPORT = "peer-mentor", "peer-support"
MODULES = ("readiness", "managing-concerns", "speaking-with-people", "worrying-issues", "running-a-group")
# How long ago each of those who are active applied, in days: two at first, ten by now.
APPLIED = (725, 720, 520, 470, 410, 360, 330, 300, 260, 230)
# How far the others are, and how long ago they applied.
ON_THEIR_WAY = {"shadowing": 150, "shadowing-longer": 190, "training": 62, "vetting": 24}
STOPPED = {"suspended": 420, "to-work": 600, "resigned": 560}
A_YEAR, HALF_A_YEAR = timedelta(days=365), timedelta(days=182)
OFTEN, CLOSE = 14, 30
LANGUAGES = {"English": 70, "English, Polish": 10, "English, Urdu": 8, "English, Welsh": 4, "English, Romanian": 8}
NEEDS = {
    "coping": 26, "loneliness": 18, "low-mood": 16, "worry": 10, "bereavement": 7, "family": 7, "daily-living": 6,
    "settling-in": 6, "self-harm": 4,
}  # fmt: skip
ASKED_BY = {"person": 48, "wing-officer": 18, "safer-custody": 12, "health-care": 10, "peer-mentor": 8, "chaplaincy": 4}
WORK = {"none": 70, "part-time": 22, "full-time": 8}
STANDS = {"never": 37, "before": 39, "now": 24}
STAYS_LONG = 4000


@dataclass(frozen=True)
class Way:
    """How far one mentor has come, and how many days before the last they applied."""

    reached: str
    days_ago: int


def ways(supported: int) -> Iterator[Way]:
    """One mentor for 25 people, and, where there are several, those who come after them and who have stopped."""
    active = max(1, round(supported / 25))
    yield from (Way("active", days) for days in APPLIED[-active:] if active < len(APPLIED))
    if active >= len(APPLIED):
        yield from (Way("active", days) for days in APPLIED)
        yield from (Way(reached, days) for reached, days in (ON_THEIR_WAY | STOPPED).items())


def _settle(world: World, life: Life, on: date, *, wing: str) -> None:
    life.leaves_on = world.ends_on + timedelta(days=STAYS_LONG)
    arrive(life, on, wing=wing, sentence="determinate")


def _thread(world: World, life: Life, kind: str) -> Thread:
    diary = Diary(life.key, life.rng, life.diary.deeds, life.diary.last)
    return Thread(f"{life.key}/{kind}", f"{life.prison.key}/{kind}", diary, world.posts, life.rng)


def mentor_story(world: World, life: Life, way: Way) -> Life:
    """Somebody who applied to be a mentor, and how far they have come."""
    applied = working_day(max(world.ends_on - timedelta(days=way.days_ago), world.begins_on + timedelta(days=5)))
    _settle(world, life, applied - timedelta(days=90), wing=life.prison.mentor_wing)
    thread = _thread(world, life, MENTORS)
    _apply(life, thread, applied)
    if way.reached == "vetting":
        thread.step(after(thread.today, 6), "governor-approved", life.prison.key, {"decided-by": "Head of Residence"})
        return life
    _vetted(life, thread)
    _train(life, thread)
    if way.reached == "training":
        return life
    _shadow(life, thread, until=world.ends_on)
    if not way.reached.startswith("shadowing"):
        _sign_off(life, thread)
        stops = world.ends_on if way.reached == "active" else thread.today + timedelta(days=170)
        _be_active(life, thread, until=stops)
        _stop(life, thread, way, world.ends_on)
    return life


def _apply(life: Life, thread: Thread, on: date) -> None:
    facts = {
        "motivation": words(life.rng, "motivation"),
        "languages": weighted(life.rng, LANGUAGES),
        "was-supported": happens(life.rng, 0.3),
    }
    thread.refer(on, life.prison.mentors, facts, begin="application-received")
    ready = {"acct-open": False, "csra-suitable": True, "excluded-by-offence": False, "enough-time": True}
    thread.step(after(on, life.rng.randint(1, 9)), "application-complete", life.prison.mentors, ready)


def _stop(life: Life, thread: Thread, way: Way, ends_on: date) -> None:
    if way.reached == "suspended":
        thread.step(ends_on - timedelta(days=6), "suspended", life.prison.key, {"reason": "acct-opened"})
    elif way.reached in STOPPED:
        facts = {"outcome": way.reached, "support": "A letter for the employer and three more talks"}
        thread.step(after(thread.today, 5), "stopped", life.prison.mentors, facts)


def _vetted(life: Life, thread: Thread) -> None:
    prison, health = life.prison.key, life.prison.health
    thread.step(after(thread.today, life.rng.randint(3, 12)), "governor-approved", prison, {"decided-by": "Governor"})
    until = thread.today + A_YEAR
    cleared = {"decided-by": "Head of Security", "clearance-until": until.isoformat()}
    thread.step(after(thread.today, life.rng.randint(1, 8)), "security-cleared", prison, cleared)
    thread.step(after(thread.today, 1), "health-has-no-objection", health, {"objection": False})
    thread.step(after(thread.today, 1), "approved-for-training", life.prison.mentors)


def _train(life: Life, thread: Thread) -> None:
    nurse = life.prison.health
    for module in MODULES:
        says = {"module": module, "assessor": "Mental health nurse"}
        thread.step(after(thread.today, life.rng.randint(2, 5)), "module-passed", nurse, says)
    _trained(life, thread, "training-signed-off")


def _trained(life: Life, thread: Thread, step: str) -> None:
    until = (thread.today + A_YEAR).isoformat()
    says = {"signed-by": "Mental health nurse", "training-until": until}
    thread.step(after(thread.today, 1), step, life.prison.health, says)


def _shadow(life: Life, thread: Thread, *, until: date) -> None:
    """Three calendar months and some days, with an afternoon each fortnight."""
    scheme = life.prison.mentors
    thread.step(after(thread.today, 2), "shadowing-started", scheme, {"shadows": "A mentor of the scheme"})
    began = thread.today
    while thread.today < min(began + timedelta(days=94), until - timedelta(days=20)):
        minutes = life.rng.choice((40, 60, 90))
        thread.step(after(thread.today, 13), "shadowing-logged", scheme, {"minutes": minutes})


def _sign_off(life: Life, thread: Thread) -> None:
    scheme = life.prison.mentors
    thread.step(after(thread.today, 2), "shadowing-signed-off", scheme, {"signed-by": "Mentor coordinator"})
    thread.step(after(thread.today, 1), "mentor-active", scheme)


def _be_active(life: Life, thread: Thread, *, until: date) -> None:
    """Supervision every fortnight, vetting every half year, training renewed in time; something hard now and then."""
    vetted = trained = thread.today
    while (following := _next(life, thread)) < until:
        thread.step(following, "supervision-held", life.prison.mentors, _supervision(life))
        if happens(life.rng, 0.05):
            _something_hard(life, thread)
        if thread.today - vetted > HALF_A_YEAR - timedelta(days=CLOSE):
            vetted = thread.today
            cleared = {"decided-by": "Head of Security", "clearance-until": (vetted + A_YEAR).isoformat()}
            thread.step(thread.today, "vetted-again", life.prison.key, cleared | {"because": "six-months"})
        if thread.today - trained > A_YEAR - timedelta(days=CLOSE + 90):
            trained = thread.today
            _trained(life, thread, "training-renewed")


def _next(life: Life, thread: Thread) -> date:
    """Mostly in time; now and then a week late."""
    return after(thread.today, OFTEN + 6 if happens(life.rng, 0.06) else life.rng.randint(OFTEN - 6, OFTEN - 3))


def _supervision(life: Life) -> dict[str, str]:
    how = weighted(life.rng, {"well": 74, "heavy": 22, "too-much": 4})
    return {
        "support-worker": "Support worker",
        "clinician": "Mental health nurse",
        "how": how,
        "agreed": words(life.rng, "supervision"),
    }


def _something_hard(life: Life, thread: Thread) -> None:
    what = weighted(life.rng, {"self-harm-seen": 4, "disclosure": 3, "own-memories": 2, "death": 1})
    thread.step(thread.today, "distress-noted", life.prison.mentors, {"what": what})
    thread.step(thread.today, "debriefed", life.prison.health, {"with": "Mental health nurse"})


def supported_story(world: World, life: Life) -> Life:
    """Somebody who asks for a mentor: looked at, found safe and put on the list, or passed on."""
    since = world.ends_on - timedelta(days=skewed(life.rng, 170, 0.75, least=2, most=560))
    on = working_day(max(since, world.begins_on + timedelta(days=9)))
    wing = life.prison.mentor_wing if happens(life.rng, 0.3) else life.rng.choice(life.prison.wings)
    _settle(world, life, on - timedelta(days=skewed(life.rng, 60, 0.8, least=5, most=900)), wing=wing)
    thread, scheme = _thread(world, life, SUPPORT), life.prison.mentors
    _ask(life, thread, on)
    if happens(life.rng, 0.04):
        thread.step(after(thread.today, 1), "passed-on", scheme, {"to": "Mental health team", "told": "The duty nurse"})
        return life
    safe = {"location-safe": True, "work": weighted(life.rng, WORK)}
    thread.step(after(thread.today, 1), "found-safe", scheme, safe)
    stands = weighted(life.rng, STANDS)
    recorded = stands if stands == "never" or happens(life.rng, 0.8) else "never"
    said = {"self-reported": stands, "recorded": recorded}
    said["suicide-12-months"] = "thoughts" if happens(life.rng, 0.6) else "none"
    thread.step(thread.today, "self-harm-recorded", life.prison.health, said)
    return life


def _ask(life: Life, thread: Thread, on: date) -> None:
    asked = {
        "asked-by": weighted(life.rng, ASKED_BY),
        "need": weighted(life.rng, NEEDS),
        "language": "English" if happens(life.rng, 0.9) else "Polish",
        "aim": words(life.rng, "aim"),
    }
    thread.refer(on, life.prison.mentors, asked, begin="support-requested")
    first = happens(life.rng, 0.12)
    looked = add_working_days(on, weighted(life.rng, {0: 3, 1: 5, 2: 2, 3: 1}))
    thread.step(looked, "request-looked-at", life.prison.mentors, {"mental-health-first": first})
    if first:
        by = {"decided-by": "Mental health nurse"}
        thread.step(after(looked, 1), "mental-health-decided", life.prison.health, by)
