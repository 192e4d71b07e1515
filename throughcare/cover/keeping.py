"""Who keeps what of a rota: the coordinator of the scheme all of it, those who work at the prison what cannot wait."""

from datetime import datetime

from throughcare.care.keeping import keeps_place, place_of
from throughcare.cover.models import ActiveMentor, AtAPlace
from throughcare.cover.words import COORDINATOR, LOOKS, OFFICERS
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people.lives import london_day


def place_for(by: StaffRole) -> Organisation:
    """The prison whose cover is that of whoever acts: where officers work, where a scheme or a team is part of."""
    return by.organisation if by.role in OFFICERS else place_of(by.organisation)


def place_number_for(by: StaffRole) -> int:
    """The number of that prison, without asking for it."""
    return by.organisation_id if by.role in OFFICERS else by.organisation.parent_id or by.organisation_id


def looks(by: StaffRole) -> bool:
    """Whether somebody may see who is on the rota: at a place, of a role that must find a mentor."""
    return by.role in LOOKS


def coordinates(scheme_id: int, by: StaffRole, at: datetime) -> bool:
    """Whether somebody keeps the rota of a scheme at that moment."""
    today = london_day(at)
    in_force = by.from_on <= today and (by.until_on is None or by.until_on > today)
    return by.role == COORDINATOR and by.organisation_id == scheme_id and in_force


def refuse_unless_coordinator(scheme_id: int, *, by: StaffRole, at: datetime) -> None:
    if not coordinates(scheme_id, by, at):
        raise Refused({"": "Only a coordinator of this scheme keeps its rota."})


def refuse_unless_there(row: AtAPlace, *, by: StaffRole, at: datetime) -> None:
    """For what cannot wait until the coordinator is there: that a mentor cannot come, and who comes instead."""
    if not (coordinates(row.scheme_id, by, at) or keeps_place(row.place_id, by)):
        raise Refused(
            {"": "Only the scheme's coordinator, or those who work at this prison, change who is on tonight."}
        )


def refuse_unless_keeps_wings(place: Organisation, *, by: StaffRole) -> None:
    """When wings want a mentor is for the prison and the schemes and teams that are part of it."""
    part = by.role == COORDINATOR and place_of(by.organisation).pk == place.pk
    if not (part or keeps_place(place.pk, by)):
        raise Refused({"": "Only those who work at this prison say when its wings want a mentor."})


def locked_mentor(episode_id: int) -> ActiveMentor | None:
    """The row of an active mentor, with names; the caller holds the lock of the episode."""
    found = ActiveMentor.objects.filter(episode=episode_id)
    return found.select_related("person", "place", "scheme").first()
