"""Verbs of mentors who help to lead a group of their scheme: asked by its coordinator, until they do no longer.

A mentor is no member of staff: they hold no register and book nothing. They are told when their groups meet.
"""

from datetime import datetime

from throughcare.audit import actions as audit
from throughcare.care.following import leads
from throughcare.care.keeping import apart, refuse_unless_theirs
from throughcare.care.models import Cohort, Helper, Membership
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import lock, stands
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.sessions.conflicts import KINDS
from throughcare.sessions.words import TREATMENT


@verb
def ask_to_help(*, cohort: Cohort, mentor: Episode, by: StaffRole, at: datetime) -> Helper:
    """An active mentor of the scheme helps to lead a group of it from now on. Raises Refused: mentor, or ""."""
    held = lock(mentor.pk)
    group = _locked(cohort, by)
    refuse_if({"": "Mentors help in groups of their scheme, and not in treatment."} if _treats(group) else {})
    theirs = held.service.organisation_id == group.organisation_id
    if not theirs or not leads(stands(held, at=at).course):
        raise Refused({"mentor": "Only an active mentor of this scheme helps to lead its groups."})
    live = Helper.objects.filter(cohort=group, ended_at=None)
    refuse_if({"mentor": f"{held.person} helps here already."} if live.filter(episode=held).exists() else {})
    _refuse_if_apart(held, group)
    made = Helper.objects.create(cohort=group, episode=held, person_id=held.person_id, by=by, at=at)
    _note("asked-to-help", made, by=by, at=at)
    return made


@verb
def stop_helping(*, helper: Helper, by: StaffRole, at: datetime) -> Helper:
    """A mentor helps in this group no longer."""
    lock(helper.episode_id)
    held = Helper.objects.select_related("cohort").select_for_update(of=("self",)).get(pk=helper.pk)
    _locked(held.cohort, by)
    refuse_if({"": "They help here no longer."} if held.ended_at else {})
    held.ended_at = at
    held.save(update_fields=["ended_at"])
    _note("stopped-helping", held, by=by, at=at)
    return held


def _locked(cohort: Cohort, by: StaffRole) -> Cohort:
    groups = Cohort.objects.select_related("version__programme").select_for_update(of=("self",))
    group = groups.get(pk=cohort.pk)
    refuse_unless_theirs(group.version.programme, by)
    return group


def _treats(group: Cohort) -> bool:
    return group.version.programme.kind == TREATMENT


def _refuse_if_apart(mentor: Episode, group: Cohort) -> None:
    inside = list(Membership.objects.filter(cohort=group, ended_at=None).values_list("person", flat=True))
    if mentor.person_id in inside:
        raise Refused({"mentor": "They have a place in this group themselves."})
    if any(mentor.person_id in pair for pair in apart([mentor.person_id, *inside])):
        raise Refused({"mentor": KINDS["apart"].says.format(who="This mentor", other="somebody who is there")})


def _note(did: str, row: Helper, *, by: StaffRole, at: datetime) -> None:
    detail = {"group": row.cohort_id}
    audit.record(by=by, at=at, did=did, person_id=row.person_id, episode_id=row.episode_id, detail=detail)
