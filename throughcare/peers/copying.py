"""What a copy of a record holds of a mentor scheme, for mentors and for those they support: never who the other is."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from throughcare.access.seeing import seen_by
from throughcare.copies import Found, hands_over, leaves_out
from throughcare.matching import HOURS, NEEDS
from throughcare.organisations.models import StaffRole
from throughcare.peers.models import (
    CONTACT,
    VETTING,
    Contact,
    Match,
    Mentee,
    Mentor,
    MentorAccount,
    Profile,
    Slip,
    Veto,
    Wish,
)
from throughcare.peers.words import MENTEE
from throughcare.people.lives import london_day
from throughcare.people.models import Person
from throughcare.telling.phrases import listed, short_day


@hands_over(Profile, Wish, Match, Veto, Slip, Contact)
def handed_over(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    mine = partial(seen_by, staff=staff, as_of=as_of)
    for one in mine(Profile).filter(person=person).order_by("pk"):
        takes = [*one.languages, *(NEEDS[need] for need in one.needs), *(HOURS[hour] for hour in one.hours)]
        yield Found(VETTING, f"What you take on as a mentor, said on {_day(one.at)}", listed(takes) or "Nothing said")
    for wish in mine(Wish).filter(person=person).order_by("pk"):
        says = [*(HOURS[hour] for hour in wish.hours), wish.get_prefers_display()]
        yield Found(CONTACT, f"How you would like to meet a mentor, said on {_day(wish.at)}", listed(says))
    for match in mine(Match).filter(person=person).order_by("pk"):
        until = f", until {_day(match.ended_at)}: {match.get_ended_display()}" if match.ended_at else ""
        yield Found(CONTACT, f"Matched with a mentor on {_day(match.at)}{until}", match.aim, free_text=True)
    # That a mentor said no is theirs to tell.
    for veto in mine(Veto).filter(person=person, side=MENTEE).order_by("pk"):
        yield Found(CONTACT, f"You said no to a mentor on {_day(veto.at)}", "")
    for slip in mine(Slip).filter(person=person).order_by("pk"):
        yield Found(CONTACT, f"A slip of paper was printed for you on {_day(slip.at)}", slip.code)
    for contact in mine(Contact).filter(person=person).order_by("on", "pk"):
        met = f"{contact.get_kind_display()}, {contact.minutes} minutes. {contact.get_way_display()}."
        yield Found(CONTACT, f"You met your mentor on {short_day(contact.on)}", met)


def _day(at: datetime) -> str:
    return short_day(london_day(at))


leaves_out("It is computed from facts that are handed over", Mentor, Mentee)
leaves_out("It is how they sign in", MentorAccount)
