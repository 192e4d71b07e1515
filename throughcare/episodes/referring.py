"""Verbs that begin an episode: adopt a blueprint, open a service, refer, send, refer again."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from throughcare.access.seeing import may_read, seen_by
from throughcare.access.writing import expect_seeker
from throughcare.audit import actions as audit
from throughcare.audit.submissions import did, once
from throughcare.blueprints import blueprint as values
from throughcare.blueprints.forms import clean
from throughcare.blueprints.holding import beginnings, questions
from throughcare.blueprints.library import source
from throughcare.blueprints.read import read
from throughcare.episodes.history import answers, blueprint_of, run_by
from throughcare.episodes.models import Blueprint, Episode, Service, ServiceParty
from throughcare.episodes.recording import Saying, append, lock
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import verb
from throughcare.organisations.keeper import is_the_product
from throughcare.organisations.kinds import filling
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Refused, refuse_if, sound
from throughcare.pathways import Moment, Party, Step, everywhere, from_instant, spell_day
from throughcare.people.models import Person
from throughcare.people.references import new_reference
from throughcare.sharing import IDENTITY

EARLIEST = date(1900, 1, 1)


@verb
def adopt(*, slug: str, by: StaffRole, at: datetime) -> Blueprint:
    """Keep the library's present version of a blueprint, so that episodes can hold to it for ever."""
    text = source(slug).decode()
    blueprint = _faultless(text, slug)
    row, made = Blueprint.objects.get_or_create(
        digest=blueprint.digest,
        defaults={
            "slug": slug,
            "version": blueprint.version,
            "title": blueprint.title,
            "text": text,
            "means": {word: steps for word in StepMeaning if (steps := blueprint.meaning(word))},
            "adopted_at": at,
        },
    )
    if made:
        audit.record(by=by, at=at, did="adopted-blueprint", detail={"slug": slug, "digest": blueprint.digest})
    return row


@verb
def open_service(*, service: Service, parties: Mapping[str, Organisation], by: StaffRole, at: datetime) -> Service:
    """Run a blueprint as a service, described by a row not yet saved.

    `parties` says who plays which part here unless a referral says otherwise. Raises Refused: starts, parties, title,
    contact, hours, opened_on.
    """
    _refuse_unless_theirs(service, by=by)
    _refuse_or_tidy(service, at=at)
    pathway = _with_starts(service).pathway
    unknown = [party for party in parties if party not in pathway.party]
    refuse_if({"parties": f"There is no party '{unknown[0]}' in {pathway.title}."} if unknown else {})
    _refuse_if_named_already(service)
    service.save(force_insert=True)
    ServiceParty.objects.bulk_create(
        ServiceParty(service=service, party=party, organisation=plays) for party, plays in parties.items()
    )
    audit.record(by=by, at=at, did="opened-service", detail={"service": service.pk, "title": service.title})
    return service


@verb
def refer(
    *,
    person: Person,
    service: Service,
    facts: Mapping[str, Any],
    happened: Moment,
    by: StaffRole,
    at: datetime,
    begin: str | None = None,
    send: bool = True,
    follows: Episode | None = None,
    submission: UUID | None = None,
) -> Episode:
    """Begin an episode: as a draft, as a referral sent, or begun at once, with step `begin`, by whoever may."""
    earlier = once(submission, did="refer", by=by, at=at, person_id=person.pk)
    if earlier is not None and earlier.episode_id is not None:
        return Episode.objects.get(pk=earlier.episode_id)
    _refuse_unless_known(person, by=by, at=at)
    _refuse_if_open_already(person, service, by=by, at=at)
    episode = _begun(person, service, follows, by=by, at=at)
    for saying in _openings(episode, facts, happened, begin, by=by, send=send):
        append(episode, saying, by=by, at=at)
    did(submission, person_id=episode.person_id, episode_id=episode.pk)
    return episode


@verb
def send(*, episode: Episode, happened: Moment, by: StaffRole, at: datetime, submission: UUID | None = None) -> Episode:
    """Send a drafted referral, once all that it must say is there."""
    expect_seeker(by)
    if once(submission, did="send", by=by, at=at, person_id=episode.person_id, episode_id=episode.pk):
        return lock(episode.pk)
    locked = lock(episode.pk)
    draft = locked.events.filter(step=everywhere.REFERRAL_DRAFTED).order_by("-number").first()
    blueprint = blueprint_of(locked)
    written = answers(draft) if draft else {}
    cleaned = clean(questions(blueprint, everywhere.REFERRAL_DRAFTED), written, demand=True)
    refuse_if(dict(cleaned.faults))
    append(locked, Saying(everywhere.REFERRAL_SENT, happened), by=by, at=at)
    return locked


def refer_again(
    *, episode: Episode, facts: Mapping[str, Any], happened: Moment, by: StaffRole, at: datetime
) -> Episode:
    """A new episode with the same service after one that has ended; the earlier one stays and is linked."""
    if episode.closed_on is None:
        raise Refused({"": f"{episode.reference} is still open: go on with it rather than refer again."})
    return refer(
        person=episode.person, service=episode.service, facts=facts, happened=happened, by=by, at=at, follows=episode
    )


def may_begin(episode: Episode, step: Step, *, by: StaffRole) -> bool:
    """Whether whoever refers plays a party that may take the first step, so that nothing need be sent."""
    played = {party for party, organisation in episode.parties_at_start.items() if organisation == by.organisation_id}
    return bool(played.intersection(step.by))


def _openings(
    episode: Episode, facts: Mapping[str, Any], happened: Moment, begin: str | None, *, by: StaffRole, send: bool
) -> Iterator[Saying]:
    """What is recorded first: the draft, the draft and its sending, or the first step itself."""
    blueprint = blueprint_of(episode)
    step = _beginning(blueprint, begin)
    cleaned = clean(blueprint.fields_of(step.id), facts, demand=send)
    refuse_if(dict(cleaned.faults))
    if send and may_begin(episode, step, by=by):
        yield Saying(step.id, happened, cleaned.values)
        return
    yield Saying(everywhere.REFERRAL_DRAFTED, happened, cleaned.values)
    if send:
        yield Saying(everywhere.REFERRAL_SENT, happened)


def _beginning(blueprint: values.Blueprint, begin: str | None) -> Step:
    found = {step.id: step for step in beginnings(blueprint)}
    if begin is not None and begin not in found:
        raise Refused({"begin": f"'{begin}' does not begin {blueprint.title}."})
    return found[begin] if begin else beginnings(blueprint)[-1]


def _begun(person: Person, service: Service, follows: Episode | None, *, by: StaffRole, at: datetime) -> Episode:
    """A new episode without any fact yet. Whoever refers opens it, if their organisation is of a kind that may."""
    episode = Episode.objects.create(
        reference=_unused_reference(),
        person=person,
        service=service,
        blueprint=service.blueprint,
        parties_at_start=_parties(service, by=by),
        created_at=at,
        follows=follows,
        stage="",
        stage_since=from_instant(at).on,
        nobody_holds=True,
    )
    return lock(episode.pk)


def _parties(service: Service, *, by: StaffRole) -> dict[str, int]:
    """Who plays which party at the start. Raises Refused when whoever refers plays none and may not open it."""
    parties = _played(service)
    opener = _opener(service)
    # A prison that plays the prison may also be whoever refers: both parts are its own.
    if _may_open(parties, opener, by=by):
        return {**parties, opener.id: by.organisation_id}
    if by.organisation_id in parties.values():
        return parties
    raise Refused({"": f"{by.organisation} cannot refer to {service}: that is for {opener.title} there."})


def may_refer(service: Service, *, by: StaffRole) -> bool:
    """Whether the organisation somebody acts for may refer to a service, before anything is written down."""
    parties = _played(service)
    return by.organisation_id in parties.values() or _may_open(parties, _opener(service), by=by)


def _played(service: Service) -> dict[str, int]:
    return {row.party: row.organisation_id for row in service.parties.all()}


def _opener(service: Service) -> Party:
    pathway = run_by(service, digest=service.blueprint_id).pathway
    return pathway.party[pathway.opened_by]


def _may_open(parties: Mapping[str, int], opener: Party, *, by: StaffRole) -> bool:
    kinds = [kind for part in opener.kinds for kind in filling(part)]
    return opener.id not in parties and (not kinds or by.organisation.kind in kinds)


def _unused_reference() -> str:
    """With a million episodes one new reference in seven hundred would be taken already."""
    while Episode.objects.filter(reference=(reference := new_reference("EP"))).exists():
        pass
    return reference


def _refuse_unless_theirs(service: Service, *, by: StaffRole) -> None:
    if by.organisation_id != service.organisation_id and not is_the_product(by):
        raise Refused({"": f"It is for {service.organisation} to open a service of its own."})


def _refuse_or_tidy(service: Service, *, at: datetime) -> None:
    read_ = {name: read_line(getattr(service, name), most=200) for name in ("title", "contact", "hours")}
    for name, line in sound(read_).items():
        setattr(service, name, line)
    if service.opened_on > from_instant(at).on:
        raise Refused({"opened_on": f"{spell_day(service.opened_on)} has not come yet."})
    if service.opened_on < EARLIEST:
        raise Refused({"opened_on": "This is too long ago: check the year."})


def _refuse_if_named_already(service: Service) -> None:
    """Two who open a service of one name at the same time wait for each other here."""
    Organisation.objects.select_for_update().get(pk=service.organisation_id)
    if Service.objects.filter(organisation=service.organisation_id, title=service.title).exists():
        raise Refused({"title": f"{service.organisation} has a service called {service.title} already."})


def _refuse_unless_known(person: Person, *, by: StaffRole, at: datetime) -> None:
    expect_seeker(by)
    if not may_read(IDENTITY, person_id=person.pk, staff=by, as_of=at):
        raise Refused({"": "You may not see this person, so you cannot refer them."})


def _refuse_if_open_already(person: Person, service: Service, *, by: StaffRole, at: datetime) -> None:
    """Names the open episode only to whoever may see it."""
    open_ones = Episode.objects.filter(person=person, service=service, closed_on__isnull=True)
    if not open_ones.exists():
        return
    seen = seen_by(Episode, staff=by, as_of=at).filter(pk__in=open_ones).first()
    then = f"go on with {seen.reference}" if seen else "ask them"
    raise Refused({"service": f"{service} has this person already: {then}."})


def _with_starts(service: Service) -> values.Blueprint:
    try:
        return run_by(service, digest=service.blueprint_id)
    except ValueError as fault:
        raise Refused({"starts": str(fault)}) from fault


def _faultless(text: str, slug: str) -> values.Blueprint:
    reading = read(text.encode(), path=slug)
    if reading.blueprint is None or reading.problems:
        raise Refused({"blueprint": " ".join(str(problem) for problem in reading.problems)})
    return reading.blueprint
