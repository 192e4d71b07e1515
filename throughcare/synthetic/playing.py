"""Playing the deeds of a plan: each is one call of the verb that a page would call."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from throughcare.access.granting import grant_by_placement
from throughcare.access.seeing import searched_among
from throughcare.blueprints.blueprint import Field
from throughcare.blueprints.holding import beginnings, questions
from throughcare.episodes import actions, passing, referring
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Clock, Episode
from throughcare.organisations.keeper import clock_keeper
from throughcare.organisations.models import StaffRole
from throughcare.pathways import Moment, from_instant
from throughcare.people import actions as people
from throughcare.people import references
from throughcare.people.describing import ProbablyKnown
from throughcare.people.models import Alert, LegalStatus, Need, Person, Placement
from throughcare.people.numbers import Number
from throughcare.stories.chance import stream
from throughcare.stories.deeds import Deed
from throughcare.stories.identity import Identity
from throughcare.synthetic.building import Ground

Facts = Mapping[str, Any]
Fields = Sequence[Field]
# The question whose answer is the number of another fact.
DELAY = "delay"


def play(ground: Ground, deed: Deed, *, seed: int) -> None:
    """Do one deed. References are drawn from a stream of their own, so that the same world has the same ones."""
    with references.drawn_from(stream(seed, "reference", deed.person, deed.episode)):
        DO[deed.verb](ground, deed)


def _create(ground: Ground, deed: Deed) -> None:
    who: Identity = deed.says["identity"]
    by = ground.roles[deed.by]
    numbers = [Number(kind, typed, source="Reception papers", verified=True) for kind, typed in who.numbers]
    person = Person(
        given_names=who.given_names,
        family_name=who.family_name,
        known_as=who.known_as,
        birth_date=who.born,
        sex=who.sex,
        ethnic_category=who.ethnic,
        language=who.language,
        interpreter_needed=who.interpreter,
        fictional=True,
    )
    # Those who were in prison already are entered from its own list, which names each of them once.
    among = Person.objects.none() if deed.says["listed"] else searched_among(staff=by, as_of=deed.at)
    create = partial(people.create_person, person=person, among=among, by=by, at=deed.at, numbers=numbers)
    try:
        made = create()
    except ProbablyKnown as known:
        # The nurse looks, and it is somebody else.
        made = create(confirmed_not=[match.person.pk for match in known.matches])
    ground.people[deed.person] = made


def _move(ground: Ground, deed: Deed) -> None:
    person, place = ground.people[deed.person], ground.places[deed.says["place"]]
    unit = ground.units[deed.says["place"], deed.says["unit"]]
    placement = Placement(person=person, organisation=place, unit=unit, from_on=deed.says["on"])
    people.move(placement=placement, by=ground.roles[deed.by], at=deed.at)
    grant_by_placement(person=person, place=place, at=deed.at)


def _leave(ground: Ground, deed: Deed) -> None:
    person, by = _who(ground, deed)
    people.end_placement(placement=person.placements.get(until_on=None), on=deed.says["on"], by=by, at=deed.at)


def _status(ground: Ground, deed: Deed) -> None:
    (person, by), says = _who(ground, deed), deed.says
    code, from_on, until_on = says["code"], says["from"], says["until"]
    status = LegalStatus(person=person, kind=says["kind"], code=code, from_on=from_on, until_on=until_on)
    people.set_legal_status(status=status, by=by, at=deed.at)


def _end_status(ground: Ground, deed: Deed) -> None:
    person, by = _who(ground, deed)
    held = person.legal_statuses.filter(kind=deed.says["kind"]).latest("from_on")
    people.end_legal_status(status=held, on=deed.says["on"], by=by, at=deed.at)


def _need(ground: Ground, deed: Deed) -> None:
    (person, by), says = _who(ground, deed), deed.says
    need = Need(person=person, kind=says["kind"], says=says["says"], from_on=says["from"])
    people.add_need(need=need, by=by, at=deed.at)


def _alert(ground: Ground, deed: Deed) -> None:
    (person, by), says = _who(ground, deed), deed.says
    days = {"from_on": says["from"], "review_on": says["review"]}
    alert = Alert(person=person, kind=says["kind"], says=says["says"], **days)
    people.add_alert(alert=alert, by=by, at=deed.at)


def _end_alert(ground: Ground, deed: Deed) -> None:
    person, by = _who(ground, deed)
    alert = Alert.objects.get(person=person, kind=deed.says["kind"], until_on=None)
    people.end_note(note=alert, on=deed.says["on"], by=by, at=deed.at)


def _death(ground: Ground, deed: Deed) -> None:
    person, by = _who(ground, deed)
    people.record_death(person=person, on=deed.says["on"], by=by, at=deed.at)


def _who(ground: Ground, deed: Deed) -> tuple[Person, StaffRole]:
    return ground.people[deed.person], ground.roles[deed.by]


def _refer(ground: Ground, deed: Deed) -> None:
    service, says = ground.services[deed.says["service"]], deed.says
    blueprint = blueprint_of(Episode(service=service, blueprint_id=service.blueprint_id))
    step = says["begin"] or beginnings(blueprint)[-1].id
    ground.episodes[deed.episode] = referring.refer(
        person=ground.people[deed.person],
        service=service,
        facts=_resolved(ground, deed.episode, blueprint.fields_of(step), says["facts"]),
        happened=from_instant(deed.at),
        by=ground.roles[deed.by],
        at=deed.at,
        begin=says["begin"] or None,
        follows=ground.episodes[says["follows"]] if says["follows"] else None,
    )


def _step(ground: Ground, deed: Deed) -> None:
    episode = ground.episodes[deed.episode]
    step = deed.says["step"]
    fields = questions(blueprint_of(episode), step)
    taken = actions.take_step(
        episode=episode,
        step=step,
        facts=_resolved(ground, deed.episode, fields, deed.says["facts"]),
        happened=deed.happened or from_instant(deed.at),
        by=ground.roles[deed.by],
        at=deed.at,
    )
    if deed.tag:
        ground.facts[deed.episode, deed.tag] = taken.event_count


def _correct(ground: Ground, deed: Deed) -> None:
    episode, number = ground.episodes[deed.episode], ground.facts[deed.episode, deed.says["of"]]
    original = episode.events.get(number=number)
    fields = questions(blueprint_of(episode), original.step)
    happened = from_instant(original.happened_at) if original.happened_at else Moment(on=original.happened_on)
    actions.correct(
        episode=episode,
        number=number,
        facts=_resolved(ground, deed.episode, fields, deed.says["facts"]),
        happened=happened,
        why=deed.says["why"],
        by=ground.roles[deed.by],
        at=deed.at,
    )


def _lapse(ground: Ground, deed: Deed) -> None:
    """What time does by itself, as the worker has it done on the day."""
    clock = Clock.objects.get(episode=ground.episodes[deed.episode], standard=deed.says["standard"], state="running")
    passing.record_lapse(clock=clock, by=clock_keeper(at=deed.at), at=deed.at)


def _resolved(ground: Ground, episode: str, fields: Fields, facts: Facts) -> dict[str, Any]:
    """Answers with names put into the keys of rows, and tags into numbers of facts."""
    kind_of = {field.id: field.kind for field in fields}
    return {name: _row_of(ground, episode, kind_of.get(name, ""), name, value) for name, value in facts.items()}


def _row_of(ground: Ground, episode: str, kind: str, name: str, value: Any) -> Any:
    if kind == "organisation":
        return ground.places[value].pk
    if kind == "staff":
        return ground.roles[value].pk
    return ground.facts[episode, value] if name == DELAY else value


DO: Mapping[str, Callable[[Ground, Deed], None]] = {
    "create": _create,
    "move": _move,
    "leave": _leave,
    "status": _status,
    "end-status": _end_status,
    "need": _need,
    "alert": _alert,
    "end-alert": _end_alert,
    "death": _death,
    "refer": _refer,
    "step": _step,
    "correct": _correct,
    "lapse": _lapse,
}
