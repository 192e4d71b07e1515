"""What becomes of a worry: staff acknowledge it, see the person, say who and what it is, act, and close it."""

from collections.abc import Mapping
from datetime import datetime

from throughcare.access.words import line, refuse_unknown
from throughcare.acct.numbers import KNOWN_ELSEWHERE, is_mirrored_of_another
from throughcare.audit import actions as audit
from throughcare.blueprints.holding import questions
from throughcare.episodes.history import run_by
from throughcare.episodes.models import Episode, Service
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways import spell_day
from throughcare.people.lives import london_day
from throughcare.people.models import Person
from throughcare.responses.words import ACKNOWLEDGED, ACTED, CLOSED
from throughcare.sharing import rights_of
from throughcare.worries.models import SELF_HARM, Heard, MentorTold, NamedWorry, Worry, WorryEntry, WorryLine
from throughcare.worries.raising import noted
from throughcare.worries.words import ACCT, ANSWERS, NAMED, OF_AN_ACCT, SEEN, TOLD_BY_ENTRY

# The answer that the meaning of the step asks for, whatever a blueprint calls the step.
ANSWER = "answer"
MOST_HEARD = 1000
OF_ANOTHER = (
    "This number is on record as another person's ACCT. Look at the ACCT itself, and at who this worry is about."
)


@verb
def acknowledge(*, worry: Worry, by: StaffRole, at: datetime) -> Worry:
    """Say that somebody has it in hand. Said again by anybody, it stays as it was first said."""
    held = _theirs(worry, by=by, at=at)
    if _append_once(held, ACKNOWLEDGED, by=by, at=at):
        WorryLine.objects.filter(worry=held, from_at__gt=at).exclude(rung=0).delete()
        WorryLine.objects.filter(worry=held).update(acknowledged_at=at)
    return held


@verb
def see(*, worry: Worry, by: StaffRole, at: datetime) -> Worry:
    """Record that somebody has seen the person; whoever has seen them has acknowledged it."""
    held = acknowledge(worry=worry, by=by, at=at)
    if _append_once(held, SEEN, by=by, at=at):
        WorryLine.objects.filter(worry=held).update(seen_at=at)
    return held


@verb
def act(*, worry: Worry, action: str, acct: str, says: str, by: StaffRole, at: datetime) -> Worry:
    """Record what was done once somebody has seen the person, also in the mentee's episode. Raises Refused by field.

    An ACCT has a number, which may follow later: nobody waits for one.
    """
    held = see(worry=worry, by=by, at=at)
    refuse_unknown("action", action, choices_of(held.service))
    number = line(acct, field="acct", most=40)
    if number and action not in OF_AN_ACCT:
        raise Refused({"acct": "A number belongs here only where an ACCT was opened or reviewed."})
    _append(held, ACTED, action=action, says=line(says, field="says"), by=by, at=at)
    if number:
        _append_acct(held, number, by=by, at=at)
    noted(held, _episode(held), StepMeaning.WORRY_ANSWERED, {ANSWER: action}, by=by, at=at)
    return held


@verb
def link_acct(*, worry: Worry, acct: str, by: StaffRole, at: datetime) -> Worry:
    """Say which ACCT it led to, or was looked at in. The ACCT itself is the prison's document.

    Raises Refused: acct, also where the number is of somebody else.
    """
    held = _theirs(worry, by=by, at=at)
    number = line(acct, field="acct", most=40, missing="Give the number of the ACCT.")
    _append_acct(held, number, by=by, at=at)
    return held


@verb
def hear(*, worry: Worry, says: str, by: StaffRole, at: datetime) -> Heard:
    """Write what the worry is, as heard from the mentor or the person, for those who read self-harm risk.

    Raises Refused: says.
    """
    held = _theirs(worry, by=by, at=at)
    if SELF_HARM not in rights_of(by.role)["reads"]:
        raise Refused({"": "In this role nobody writes what a worry is. Tell those who see to it."})
    person = person_of(held)
    heard = line(says, field="says", most=MOST_HEARD, missing="Write what you heard.")
    audit.record(by=by, at=at, did="heard-worry", person_id=person, detail={"worry": held.pk})
    return Heard.objects.create(worry=held, person_id=person, says=heard, by=by, at=at)


@verb
def name(*, worry: Worry, person: Person, episode: Episode | None, by: StaffRole, at: datetime) -> NamedWorry:
    """Say who a worry is about that came without it. `episode` is theirs with the scheme, if they have one.

    Raises Refused: person.
    """
    held = _theirs(worry, by=by, at=at)
    if person_of(held) is not None:
        raise Refused({"person": "It is said already who it is about."})
    numbers = WorryEntry.objects.filter(worry=held, kind=ACCT).values_list("acct", flat=True)
    if any(_is_of_another(held, number, person.pk) for number in numbers):
        raise Refused({"person": OF_ANOTHER})
    named = NamedWorry.objects.create(worry=held, person=person, episode=episode, by=by, at=at)
    WorryLine.objects.filter(worry=held).update(person=person)
    _append(held, NAMED, by=by, at=at)
    noted(held, episode, StepMeaning.WORRY_RAISED, {}, by=by, at=at)
    return named


@verb
def close(*, worry: Worry, says: str, by: StaffRole, at: datetime) -> Worry:
    """Close a worry that was answered. It stays on record. Raises Refused: says, or "" where something is missing."""
    held = _theirs(worry, by=by, at=at)
    entries = list(held.entries.all())
    done = {one.action for one in entries if one.kind == ACTED}
    if not done:
        raise Refused({"": "Record first what was done. A worry is not closed before somebody has seen to it."})
    if done & OF_AN_ACCT and not any(one.kind == ACCT for one in entries):
        raise Refused({"": "Record first the number of the ACCT."})
    _append_once(held, CLOSED, says=line(says, field="says", missing="Say why it can be closed."), by=by, at=at)
    WorryLine.objects.filter(worry=held).update(closed_at=at)
    return held


def choices_of(service: Service) -> Mapping[str, str]:
    """What may have been done, as the blueprint of the scheme has it: its words and their titles."""
    blueprint = run_by(service, digest=service.blueprint_id)
    step = blueprint.that_means(StepMeaning.WORRY_ANSWERED)
    asked = questions(blueprint, step) if step else ()
    return next((dict(one.choices) for one in asked if one.id == ANSWER), {})


def person_of(worry: Worry) -> int | None:
    """Whom it is about, by primary key, where anybody has said so."""
    if worry.person_id is not None:
        return worry.person_id
    return NamedWorry.objects.filter(worry=worry).values_list("person", flat=True).first()


def _episode(worry: Worry) -> Episode | None:
    """The one it is noted in; of a worry that came while somebody else recorded there, the one that is open."""
    if worry.episode is not None:
        return worry.episode
    found = Episode.objects.filter(service=worry.service_id, closed_on=None).select_related("service", "person")
    return found.filter(person=person_of(worry)).first()


def _theirs(worry: Worry, *, by: StaffRole, at: datetime) -> Worry:
    """The open worry, to oneself, where the organisation of whoever acts was told of it. Raises Refused."""
    held = Worry.objects.select_related("episode__service", "episode__person", "service").get(pk=worry.pk)
    lines = list(WorryLine.objects.select_for_update().filter(worry=held).order_by("pk"))
    if closed := WorryEntry.objects.filter(worry=held, kind=CLOSED).first():
        raise Refused({"": f"This worry was closed on {spell_day(london_day(closed.at))}."})
    told = {one.organisation_id for one in lines if one.from_at <= at}
    if by.role not in ANSWERS or by.organisation_id not in told:
        raise Refused({"": "This worry is for others to answer: your organisation, or your role, was not told of it."})
    return held


def _append_once(worry: Worry, kind: str, *, by: StaffRole, at: datetime, says: str = "") -> bool:
    """Whether it was said for the first time. Mentors are told of it then."""
    if WorryEntry.objects.filter(worry=worry, kind=kind).exists():
        return False
    _append(worry, kind, says=says, by=by, at=at)
    tapped = worry.told_to_mentors.order_by("pk") if kind in TOLD_BY_ENTRY else ()
    first = {one.episode_id: one for one in reversed(list(tapped))}
    MentorTold.objects.bulk_create(
        MentorTold(
            person_id=one.person_id, episode_id=one.episode_id, staff_id=one.staff_id, worry=worry,
            word=TOLD_BY_ENTRY[kind], first_name=one.first_name, raised_at=one.raised_at, at=at,
        )
        for one in first.values()
    )  # fmt: skip
    return True


def _append_acct(worry: Worry, number: str, *, by: StaffRole, at: datetime) -> None:
    if _is_of_another(worry, number, person_of(worry)):
        raise Refused({"acct": OF_ANOTHER})
    _append(worry, ACCT, acct=number, by=by, at=at)


def _is_of_another(worry: Worry, number: str, person: int | None) -> bool:
    """Whether a number of this prison is on record of somebody else. Prisons number their ACCTs each for itself."""
    if person is None:
        return False
    mirrored = is_mirrored_of_another(number, place=worry.place_id, person=person)
    return mirrored or _has_worry_of_another(number, worry.place_id, person, besides=worry)


def _has_worry_of_another(number: str, place: int | None, person: int, *, besides: Worry | None = None) -> bool:
    same = WorryEntry.objects.filter(kind=ACCT, acct__iexact=number, worry__place=place).exclude(worry=besides)
    return any(person_of(one.worry) not in {None, person} for one in same.select_related("worry"))


def _append(worry: Worry, kind: str, *, by: StaffRole, at: datetime, **said: str) -> None:
    person = person_of(worry)
    WorryEntry.objects.create(worry=worry, person_id=person, kind=kind, by=by, at=at, **said)
    audit.record(by=by, at=at, did=f"{kind}-worry", person_id=person, detail={"worry": worry.pk})


# Whoever mirrors an ACCT asks as well: the number of a worry and that of the mirror are of one person.
KNOWN_ELSEWHERE.append(_has_worry_of_another)
