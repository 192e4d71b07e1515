"""Verbs of those who wait for a group and are in one: put on the list, offered a place, in, out.

Places are given under the lock of the group, and a seat has one member at a time whatever happens.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from throughcare.access.words import refuse_unknown
from throughcare.audit import actions as audit
from throughcare.blueprints.course import Course
from throughcare.care.following import is_over, sits_in
from throughcare.care.keeping import apart, reason, refuse_unless_theirs
from throughcare.care.kinds import CONTACTS
from throughcare.care.models import Cohort, Helper, Membership, Programme, Seat, Wait
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import lock, stands
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import spell_day
from throughcare.people.lives import impossible_day, london_day
from throughcare.sessions.conflicts import KINDS, full
from throughcare.sessions.ordering import InLine, in_line
from throughcare.sessions.words import FITS, HELD_AS, NEEDS, NOT_YET
from throughcare.sharing import STAGES


@verb
def put_on_list(
    *, episode: Episode, programme: Programme, since: date, need: str, fit: str, by: StaffRole, at: datetime
) -> Wait:
    """Somebody waits for a place in a programme. Raises Refused: since, need, fit, programme, or "" with the reason."""
    refuse_unless_theirs(programme, by)
    refuse_unknown("need", need, NEEDS)
    refuse_unknown("fit", fit, FITS)
    held = lock(episode.pk)
    now = stands(held, at=at).course
    _refuse_elsewhere(held, now, programme)
    refuse_if({"programme": f"{programme} takes no new groups."} if programme.retired else {})
    impossible = impossible_day(since, person=held.person, at=at)
    refuse_if({"since": impossible} if impossible else {})
    if Wait.objects.filter(episode=held, programme=programme, ended_at=None).exists():
        raise Refused({"programme": f"This person waits for {programme} already."})
    if Membership.objects.filter(episode=held, cohort__version__programme=programme, ended_at=None).exists():
        raise Refused({"programme": f"This person has a place in {programme}."})
    about = {"person_id": held.person_id, "episode": held, "category": programme.category, "by": by, "at": at}
    made = Wait.objects.create(**about, programme=programme, since=since, need=need, fit=fit)
    _note("waits-for-group", made, by=by, at=at)
    return made


CALLED = {STAGES: "Treatment", CONTACTS: "Support"}


def _refuse_elsewhere(episode: Episode, now: Course, programme: Programme) -> None:
    """Nobody sits in a group of a mentor scheme before it was found safe: until then no step says that they did."""
    if episode.service.organisation_id != programme.organisation_id or not sits_in(now, programme.kind):
        raise Refused({"": "This programme is another service's."})
    over = f"{CALLED[programme.category]} has ended here: nobody waits for a group any more."
    refuse_if({"": over} if is_over(now) else {})
    step = now.blueprint.pathway.step[now.blueprint.that_means(HELD_AS[programme.kind])]
    early = programme.category == CONTACTS and now.state.stage not in step.sources
    refuse_if({"": "Somebody waits for a group once it was found safe for them."} if early else {})


@verb
def say_need_and_fit(*, wait: Wait, need: str, fit: str, by: StaffRole, at: datetime) -> Wait:
    """Say anew what somebody needs and whether a group fits. The place in line follows; the day stays."""
    held = _open_wait(wait, by)
    refuse_unknown("need", need, NEEDS)
    refuse_unknown("fit", fit, FITS)
    detail = {"wait": held.pk, "was": [held.need, held.fit], "is": [need, fit]}
    held.need, held.fit = need, fit
    held.save(update_fields=["need", "fit"])
    whose, its = held.person_id, held.episode_id
    audit.record(by=by, at=at, did="said-need-and-fit", person_id=whose, episode_id=its, detail=detail)
    return held


@verb
def stop_waiting(*, wait: Wait, by: StaffRole, at: datetime) -> Wait:
    """Somebody waits no longer. An offer that is not answered yet is taken back."""
    held = _open_wait(wait, by)
    live = Membership.objects.filter(wait=held, ended_at=None, accepted_at=None)
    live.update(ended_at=at, ended="taken-back")
    _end_wait(held, "stopped", at=at)
    _note("stopped-waiting", held, by=by, at=at)
    return held


@verb
def offer(*, cohort: Cohort, wait: Wait, out_of_turn: str = "", by: StaffRole, at: datetime) -> Membership:
    """Offer the next free place to somebody who waits: by need, then by how long, among those whom the group fits.

    Raises Refused: out_of_turn, where others come first and no reason is said; or "" with what stands against it.
    """
    group = Cohort.objects.select_for_update(of=("self",)).select_related("version").get(pk=cohort.pk)
    held = _open_wait(wait, by)
    if held.programme_id != group.version.programme_id:
        raise Refused({"": "This person waits for another programme."})
    members = list(Membership.objects.filter(cohort=group, ended_at=None))
    if held.pk in [one.wait_id for one in members]:
        raise Refused({"": "This person has been offered a place here already."})
    refuse_if({"": "This person is not to be in a group yet. Say first that it fits."} if held.fit == NOT_YET else {})
    seat = _free_seat(group, members)
    _refuse_if_apart(held, group, members)
    before = before_them(held, group, members)
    why = reason(out_of_turn, field="out_of_turn", missing=_passed_over(len(before)))
    about = {"person_id": held.person_id, "episode_id": held.episode_id, "category": held.category, "by": by, "at": at}
    made = Membership.objects.create(cohort=group, seat=seat, wait=held, out_of_turn=why if before else "", **about)
    _note("offered-place", made, by=by, at=at)
    return made


def _free_seat(group: Cohort, members: Sequence[Membership]) -> Seat:
    taken = [one.seat_id for one in members]
    seat = Seat.objects.filter(cohort=group).exclude(pk__in=taken).order_by("number").first()
    if seat is None:
        raise Refused({"": full(group.places).says})
    return seat


def _passed_over(people: int) -> str:
    if not people:
        return ""
    first = "Somebody comes" if people == 1 else f"{people} come"
    return f"{first} first by the rule. Say why this place goes to somebody else."


@verb
def accept(*, membership: Membership, by: StaffRole, at: datetime) -> Membership:
    """The person takes the place, and waits no longer; not where it was said since that they must not meet somebody."""
    held = _live(membership, by)
    refuse_if({"": "The place is theirs already."} if held.accepted_at else {})
    _refuse_if_apart(held.wait, held.cohort, Membership.objects.filter(cohort=held.cohort, ended_at=None))
    held.accepted_at = at
    held.save(update_fields=["accepted_at"])
    _end_wait(held.wait, "placed", at=at)
    _note("accepted-place", held, by=by, at=at)
    return held


@verb
def decline(*, membership: Membership, because: str = "", by: StaffRole, at: datetime) -> Membership:
    """The person does not want this place. They wait on, where they stood."""
    held = _live(membership, by)
    refuse_if({"": "They took the place: say that they left the group."} if held.accepted_at else {})
    return _end(held, "declined", reason(because, field="because"), by=by, at=at)


@verb
def leave(*, membership: Membership, ended: str, because: str, by: StaffRole, at: datetime) -> Membership:
    """Somebody leaves a group, or has come to its end. Their treatment goes on until its own step says that it ended.

    Raises Refused: ended, because.
    """
    held = _live(membership, by)
    refuse_unknown("ended", ended, LEAVES)
    refuse_if({} if held.accepted_at else {"": "They have not taken the place yet."})
    missing = "Say why they left." if ended == "left" else ""
    return _end(held, ended, reason(because, field="because", missing=missing), by=by, at=at)


LEAVES = ("left", "moved", "completed")


def line_of(wait: Wait) -> InLine:
    """The place of somebody by the rule."""
    return in_line(need=wait.need, fit=wait.fit, since=wait.since, recorded=wait.pk)


def before_them(wait: Wait, cohort: Cohort, members: Sequence[Membership]) -> list[Wait]:
    """Those who come before somebody by the rule and could be offered a place in this group."""
    waits = Wait.objects.filter(programme=cohort.version.programme_id, ended_at=None).exclude(fit=NOT_YET)
    offered = Membership.objects.filter(wait__in=waits, ended_at=None).values_list("wait", flat=True)
    inside = {one.person_id for one in members}
    others = [one for one in waits.exclude(pk__in=offered) if line_of(one) < line_of(wait)]
    barred = {person for pair in apart([*inside, *(one.person_id for one in others)]) for person in _bars(pair, inside)}
    return [one for one in others if one.person_id not in barred]


def _bars(pair: tuple[int, int], inside: set[int]) -> list[int]:
    """Of two who are kept apart, the one who cannot come in because the other is there."""
    one, other = pair
    return [other if one in inside else one] if (one in inside) != (other in inside) else []


def _refuse_if_apart(wait: Wait, group: Cohort, members: Iterable[Membership]) -> None:
    leading = Helper.objects.filter(cohort=group, ended_at=None).values_list("person", flat=True)
    pairs = apart([wait.person_id, *(one.person_id for one in members), *leading])
    if any(wait.person_id in pair for pair in pairs):
        raise Refused({"": KINDS["apart"].says.format(who="This person", other="somebody who is there")})


def _open_wait(wait: Wait, by: StaffRole) -> Wait:
    lock(wait.episode_id)
    held = Wait.objects.select_related("programme").select_for_update(of=("self",)).get(pk=wait.pk)
    refuse_unless_theirs(held.programme, by)
    refuse_if({"": "This person waits no longer."} if held.ended_at else {})
    return held


def _live(membership: Membership, by: StaffRole) -> Membership:
    lock(membership.episode_id)
    found = Membership.objects.select_related("cohort__version__programme", "wait").select_for_update(of=("self",))
    held = found.get(pk=membership.pk)
    refuse_unless_theirs(held.cohort.version.programme, by)
    if held.ended_at is not None:
        ended = spell_day(london_day(held.ended_at))
        raise Refused({"": f"This ended on {ended}: {held.get_ended_display().lower()}."})
    return held


def _end(held: Membership, ended: str, because: str, *, by: StaffRole, at: datetime) -> Membership:
    held.ended_at, held.ended, held.because = at, ended, because
    held.save(update_fields=["ended_at", "ended", "because"])
    _note(f"{ended}-place", held, by=by, at=at)
    return held


def _end_wait(wait: Wait, ended: str, *, at: datetime) -> None:
    Wait.objects.filter(pk=wait.pk, ended_at=None).update(ended_at=at, ended=ended)


def _note(did: str, row: Wait | Membership, *, by: StaffRole, at: datetime) -> None:
    audit.record(by=by, at=at, did=did, person_id=row.person_id, episode_id=row.episode_id, detail={"row": row.pk})
