"""One of everything about groups and sessions, put on record past every rule, and the number of each in an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Model

from tests.care.conftest import said
from throughcare.calendars import feeds
from throughcare.care import booking, moving, programmes
from throughcare.care.models import (
    Alone,
    Attendance,
    Away,
    ClosedDay,
    Cohort,
    Commitment,
    Helper,
    Membership,
    NonAssociation,
    Programme,
    Register,
    Session,
    SessionChange,
    Wait,
)
from throughcare.episodes.models import Episode
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.people.models import Person
from throughcare.regimes import places
from throughcare.responses.models import SiteText


@dataclass(frozen=True, slots=True)
class Groups:
    """`cohort` has one member, `wait` waits for it; `session` of it has a register, `alone` is with one person."""

    programme: Programme
    cohort: Cohort
    wait: Wait
    member: Membership
    session: Session
    alone: Alone
    attendance: Attendance
    site_text: SiteText
    ended_feed: str
    days: Mapping[str, int]

    @property
    def numbers(self) -> Mapping[str, int]:
        """How an address begins that takes a number -> the number, the longest beginnings first."""
        return {
            **self.days,
            "groups/programmes/<": self.programme.pk,
            "groups/places/<": self.member.pk,
            "groups/waits/<": self.wait.pk,
            "groups/sessions/<": self.session.pk,
            "groups/<": self.cohort.pk,
            "wording/<int:number>": self.site_text.pk,
        }


def all_of_groups(episode: Episode, *, place: Organisation, by: StaffRole, at: datetime) -> Groups:
    """A programme of the organisation of `by`, at the place where it treats."""
    whole = programmes.open_programme(organisation=by.organisation, title="Hidden", said=said(), by=by, at=at)
    room = places.add_room(place=place, name="Hidden room", holds=14, needs="any", by=by, at=at)
    version = whole.versions.first()
    assert version is not None
    on = at.date() + timedelta(days=1)
    planned = booking.Group(
        version=version, first=on, starts=time(10), places=4, title="Hidden group", room=room, givers=[by], over="x"
    )
    cohort = booking.open_cohort(group=planned, by=by, at=at)
    about: dict[str, Any] = {"person": episode.person, "episode": episode, "by": by, "at": at}
    wait = Wait.objects.create(**about, programme=whole, since=at.date(), need="usual", fit="fits")
    seat = cohort.seats.earliest("number")
    member = Membership.objects.create(**about, cohort=cohort, seat=seat, wait=wait, accepted_at=at)
    session = cohort.sessions.earliest("number")
    evening = session.starts_at + timedelta(hours=8)
    single = Session.objects.create(
        organisation=by.organisation, place=place, room=room, starts_at=evening,
        ends_at=evening + timedelta(minutes=50), by=by, at=at,
    )  # fmt: skip
    alone = Alone.objects.create(**about, session=single)
    register = Register.objects.create(session=session, number=1, by=by, at=at)
    attendance = Attendance.objects.create(
        **about, session=session, register=register, status="4", reason="court", lost_to_regime=True, event=1
    )
    brought = SiteText.objects.create(
        organisation=by.organisation, instrument="wemwbs", edition="2026.1", digest="0" * 64, number=1,
        texts={"1": "x"}, licence_holder="x", licence_reference="x", by=by, at=at,
    )  # fmt: skip
    SessionChange.objects.create(session=session, before=moving.as_booked(session, [by]), why="x", by=by, at=at)
    helper = Helper.objects.create(**about, cohort=cohort)
    feed = feeds.open_feed(by=by, at=at)
    feeds.end_feed(by=by, at=at)
    days = days_of(episode, place, by, at)
    of_helpers = {"groups/helpers/<": helper.pk, "groups/helpers/elsewhere/<": days["groups/elsewhere/<"]}
    others = {**days, **of_helpers}
    return Groups(whole, cohort, wait, member, session, alone, attendance, brought, feed, others)


def days_of(episode: Episode, place: Organisation, by: StaffRole, at: datetime) -> Mapping[str, int]:
    """What a place and a team say of their days, with where each has its number in an address."""
    made: dict[str, Any] = {"by": by, "at": at}
    later = {"starts_at": at + timedelta(days=200), "ends_at": at + timedelta(days=200, hours=1)}
    closed = ClosedDay.objects.create(place=place, on=at.date() + timedelta(days=300), says="x", **made)
    away = Away.objects.create(role=by, staff=by.staff, **later, **made)
    theirs = {"person": episode.person, **made}
    elsewhere = Commitment.objects.create(kind="court", category="sentence-and-dates", **later, **theirs)
    named = {"given_names": "Sky", "family_name": "Northolt", "recorded_by": by, "recorded_at": at}
    other, _ = Person.objects.get_or_create(reference="TC-WWW-333", defaults=named)
    apart = NonAssociation.objects.create(other=other, **theirs)
    rows: dict[str, Model] = {"closed-days": closed, "away": away, "elsewhere": elsewhere, "apart": apart}
    return {f"groups/{part}/<": row.pk for part, row in rows.items()}
