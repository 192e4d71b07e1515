"""The mentor scheme of an example world: who is matched with whom, what came of it, and a mentor who signs in."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.contrib.auth.hashers import make_password

from throughcare.care import helping, programmes, waiting
from throughcare.care.booking import Group, open_cohort
from throughcare.care.lines import Line
from throughcare.care.models import Cohort, Membership, Programme, Wait
from throughcare.care.programmes import Said
from throughcare.care.registers import save_register
from throughcare.episodes import actions
from throughcare.episodes.history import blueprint_of, run_by
from throughcare.episodes.models import EventDetail, Service
from throughcare.episodes.recording import lock
from throughcare.matching import HOURS, NEEDS
from throughcare.meanings import StepMeaning
from throughcare.organisations.models import Staff, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways import LONDON, Moment
from throughcare.peers import accounts, contacts, pairing, schemes
from throughcare.peers.contacts import Met
from throughcare.peers.keeping import is_of_mentors, is_of_support
from throughcare.peers.models import Match, Mentee, Mentor
from throughcare.peers.words import COORDINATOR, MOST_PEOPLE
from throughcare.people.lives import london_day
from throughcare.regimes import places
from throughcare.stories.cast import PASSWORD

SEED, NAME = 20261128, "mentor"
# So many of those who were found safe last still wait.
WAITING = 9
KINDS = {"one-to-one": 55, "group": 15, "cbt-informed": 10, "art": 10, "daily-living": 10}
# Days between two contacts; a look follows the second and each one after it, in the same week.
OFTEN, AFTER_A_CONTACT = (19, 29), 2
# After so many contacts what was wanted is reached.
ENOUGH = (7, 14)
# How self-harm stands is recorded again after so many contacts, as far as it was said the first time.
ASKED_AGAIN = 3
BECOMES = {"never": ("never",), "before": ("before", "before", "before", "now"), "now": ("stopped", "reduced", "now")}
NOON = time(12)
# A creative group: how long ago it began, how many sit in it, and what its registers say.
BEHIND, PAINTERS = timedelta(weeks=5), 6
PAINTING = Said(pathway="", intensity="low", minutes=90, smallest=3, largest=8, modules=[("Painting", 10)])
CAME = (
    ("on-time", "took-part"),
    ("on-time", "took-part"),
    ("late-seen", "a-little"),
    ("refused",),
    ("regime-lockdown",),
)
ALWAYS = "It meets on Wednesdays, whatever else is on"


@dataclass
class Scene:
    """What the matches of one scheme are drawn from. `carried` are those whom each mentor supports, by key; `nurse`
    records how self-harm stands.
    """

    by: StaffRole
    at: datetime
    nurse: StaffRole | None = None
    rng: Random = field(default_factory=lambda: Random(SEED))
    carried: Counter[int] = field(default_factory=Counter)

    @property
    def today(self) -> date:
        return london_day(self.at)

    def noon(self, on: date) -> datetime:
        return min(datetime.combine(on, NOON, tzinfo=LONDON), self.at)


def run_schemes(*, at: datetime) -> int:
    """Open the scheme of every pair of services there is, and live through it; how many people have a mentor by it."""
    for support, mentors in _pairs():
        by = StaffRole.objects.filter(organisation=support.organisation, role=COORDINATOR).order_by("pk").first()
        if by is not None and support.organisation.parent is not None:
            values, place = schemes.Values(), support.organisation.parent
            schemes.open_scheme(support=support, mentors=mentors, place=place, values=values, by=by, at=at)
            nurse = StaffRole.objects.filter(
                role="PMH", organisation__in=support.parties.filter(party="mental-health").values("organisation")
            )
            scene = Scene(by, at, nurse.order_by("pk").first())
            live(scene, support)
            paint(scene, support)
    return Match.objects.filter(ended_at=None).count()


def _pairs() -> Iterator[tuple[Service, Service]]:
    services = Service.objects.select_related("organisation__parent", "blueprint").order_by("pk")
    run = [(one, run_by(one, digest=one.blueprint_id)) for one in services]
    for support, blueprint in run:
        others = (one for one, its in run if is_of_mentors(its) and one.organisation_id == support.organisation_id)
        mentors = next(others, None) if is_of_support(blueprint) else None
        if mentors is not None:
            yield support, mentors


def live(scene: Scene, support: Service) -> None:
    mentors = list(Mentor.objects.filter(scheme__support=support, active=True).order_by("active_from", "pk"))
    for mentor in mentors:
        _say_what_they_take(scene, mentor)
    waiting = list(Mentee.objects.filter(scheme__support=support, waits=True).order_by("stage_since", "pk"))
    for mentee in waiting[: max(1, len(waiting) - WAITING)]:
        if (match := _match(scene, mentee, mentors)) is not None:
            _meet(scene, match)


def paint(scene: Scene, support: Service) -> None:
    """A creative group that began five weeks ago, with a mentor who helps, registers, and somebody who waits for it."""
    place, began = support.organisation.parent, scene.at - BEHIND
    rows = Match.objects.filter(mentor__scheme__support=support, ended_at=None, at__lt=began).order_by("at", "pk")
    found = list(rows.select_related("mentee__episode", "mentor__episode")[: PAINTERS + 1])
    officer = StaffRole.objects.filter(organisation=place, role="OPS").order_by("pk").first()
    if place is None or officer is None or len(found) <= PAINTERS:
        return
    room = places.add_room(place=place, name="Art room", holds=12, needs="any", by=officer, at=began)
    programme = programmes.open_programme(
        organisation=support.organisation, title="Painting together", said=PAINTING, kind="art", by=scene.by, at=began
    )
    first = london_day(began) + timedelta(days=(1 - london_day(began).weekday()) % 7 + 1)
    group = Group(programme.versions.get(), room, "Painting on Wednesdays", first, time(14), 8, [scene.by], over=ALWAYS)
    cohort = open_cohort(group=group, by=scene.by, at=began)
    for match in found[:PAINTERS]:
        waiting.accept(membership=_offered(scene, cohort, programme, match, began), by=scene.by, at=began)
    if (mentor := _supports_most(support)) is not None:
        helping.ask_to_help(cohort=cohort, mentor=mentor.episode, by=scene.by, at=began)
    _wait(scene, programme, found[PAINTERS], scene.at)
    for session in list(cohort.sessions.filter(ends_at__lt=scene.at).order_by("starts_at"))[:-1]:
        there = Membership.objects.filter(cohort=cohort, ended_at=None).order_by("pk")
        lines = {one.episode_id: Line(*scene.rng.choice(CAME)) for one in there}
        save_register(session=session, lines=lines, seen=0, by=scene.by, at=session.ends_at)


def _supports_most(support: Service | None = None) -> Mentor | None:
    """The active mentor who supports most people: of one scheme, or of all."""
    active = Mentor.objects.filter(active=True).select_related("scheme__support__organisation", "episode")
    if support is not None:
        active = active.filter(scheme__support=support)
    return max(active, key=lambda one: (one.matches.filter(ended_at=None).count(), -one.pk), default=None)


def _wait(scene: Scene, programme: Programme, match: Match, at: datetime) -> Wait:
    since, episode = london_day(at), match.mentee.episode
    return waiting.put_on_list(
        episode=episode, programme=programme, since=since, need="usual", fit="fits", by=scene.by, at=at
    )


def _offered(scene: Scene, cohort: Cohort, programme: Programme, match: Match, at: datetime) -> Membership:
    return waiting.offer(cohort=cohort, wait=_wait(scene, programme, match, at), by=scene.by, at=at)


def _say_what_they_take(scene: Scene, mentor: Mentor) -> None:
    hours = scene.rng.sample(sorted(HOURS), k=max(1, len(HOURS) - 1))
    takes = schemes.Takes(languages=["English"], needs=frozenset(NEEDS), hours=frozenset(hours))
    schemes.set_profile(mentor=mentor, takes=takes, by=scene.by, at=scene.noon(mentor.active_from or scene.today))


def _match(scene: Scene, mentee: Mentee, mentors: Sequence[Mentor]) -> Match | None:
    """With whoever could first, the least burdened of them; for whom something forbids it, with the next."""
    ready = mentee.stage_since + timedelta(days=scene.rng.randint(1, 9))
    days = {one.pk: max(ready, one.active_from or scene.today) for one in mentors}
    free = [one for one in mentors if scene.carried[one.pk] < MOST_PEOPLE and days[one.pk] <= scene.today]
    for mentor in sorted(free, key=lambda one: (days[one.pk], scene.carried[one.pk], one.pk)):
        try:
            aim = mentee.aim or "To have somebody to talk to."
            made = pairing.match(mentor=mentor, mentee=mentee, aim=aim, by=scene.by, at=scene.noon(days[mentor.pk]))
        except Refused:
            continue
        scene.carried[mentor.pk] += 1
        return made
    return None


def _meet(scene: Scene, match: Match) -> None:
    """Contacts, a look after each but the first, and for those who go on for long enough an end that they wanted."""
    day, enough = london_day(match.at) + timedelta(days=scene.rng.randint(1, 3)), scene.rng.randint(*ENOUGH)
    for number in range(enough):
        if day + timedelta(days=AFTER_A_CONTACT) >= scene.today:
            return
        kind = scene.rng.choices(list(KINDS), weights=list(KINDS.values()))[0]
        met = Met(day, scene.rng.choice((20, 30, 30, 45, 60)), kind)
        contacts.log_contact(match=match, met=met, by=scene.by, at=scene.noon(day + timedelta(days=1)))
        if number:
            looked = day + timedelta(days=AFTER_A_CONTACT)
            _step(scene, match, StepMeaning.SUPPORT_REVIEWED, looked, _how_it_goes(scene.rng))
        if number == ASKED_AGAIN and scene.nurse is not None:
            _ask_again(scene, match, day + timedelta(days=AFTER_A_CONTACT))
        day += timedelta(days=scene.rng.randint(*OFTEN))
    if day < scene.today:
        _step(scene, match, StepMeaning.SUPPORT_ENDED, day, {"outcome": "goals-met"})
        scene.carried[match.mentor_id] -= 1


def _how_it_goes(rng: Random) -> Mapping[str, str]:
    return {
        "continue": "yes",
        "engagement": rng.choice(("same", "more", "more")),
        "work": rng.choice(("none", "part-time", "full-time")),
        "family": rng.choice(("none", "same", "more")),
    }


def _ask_again(scene: Scene, match: Match, on: date) -> None:
    """A nurse asks again how self-harm stands, where it was asked at first."""
    first = EventDetail.objects.filter(
        event__episode=match.mentee.episode_id, category="self-harm-risk", facts__has_key="self-reported"
    ).first()
    if first is None:
        return
    said = {name: scene.rng.choice(BECOMES[first.facts[name]]) for name in ("self-reported", "recorded")}
    thought = first.facts.get("suicide-12-months") != "none"
    said["suicide-since"] = scene.rng.choice(("stopped", "reduced", "same")) if thought else "never"
    said["attempts-recorded"] = "0"
    _step(scene, match, StepMeaning.SELF_HARM_VERIFIED, on, said, by=scene.nurse)


def _step(
    scene: Scene, match: Match, means: StepMeaning, on: date, facts: Mapping[str, str], *, by: StaffRole | None = None
) -> None:
    """Take the step that asks what is answered here, of those that mean the same."""
    episode = lock(match.mentee.episode_id)
    blueprint = blueprint_of(episode)
    steps = blueprint.meaning(means)
    asks = {step: {one.id for one in blueprint.fields_of(step)} for step in steps}
    step = next(step for step in steps if facts.keys() <= asks[step])
    at = scene.noon(on + timedelta(days=1))
    actions.take_step(episode=episode, step=step, facts=facts, happened=Moment(on=on), by=by or scene.by, at=at)


def give_mentor_account(*, at: datetime) -> list[Mapping[str, str]]:
    """An account for the mentor who supports most people, with the password of the world instead of a code on paper.

    The answer is what a newcomer is told of it; nothing, where there is no mentor.
    """
    held = _supports_most()
    if held is None:
        return []
    organisation = held.scheme.support.organisation
    by = StaffRole.objects.filter(organisation=organisation, role=COORDINATOR).order_by("pk")[0]
    given = accounts.give(mentor=held, by=by, at=at)
    said = {"username": NAME, "display_name": NAME, "password": make_password(PASSWORD), "given_until": None}
    Staff.objects.filter(pk=given.account.account.staff_id).update(**said)
    about = {"name": "A mentor of this world", "role": "Peer mentor, on the wing's shared screen"}
    return [{"username": NAME, "password": PASSWORD, **about, "organisation": str(organisation)}]
