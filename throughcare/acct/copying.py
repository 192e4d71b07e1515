"""What a copy holds of an ACCT of the person: what this mirror says, and that the document is the prison's."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from throughcare.access.seeing import seen_by
from throughcare.acct.models import Acct, AcctEntry, AcctStanding
from throughcare.acct.words import SELF_HARM
from throughcare.copies import Found, hands_over, leaves_out
from throughcare.organisations.models import StaffRole
from throughcare.pathways.moments import spell_day, spell_instant
from throughcare.people.models import Person


@hands_over(Acct, AcctEntry)
def handed_over(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    mine = partial(seen_by, staff=staff, as_of=as_of)
    for acct in mine(Acct).filter(person=person).select_related("place").order_by("pk"):
        yield Found(SELF_HARM, f"An ACCT of {acct.place} is noted here", "The ACCT itself is the prison's document")
    for entry in mine(AcctEntry).filter(person=person).order_by("happened_at", "pk"):
        title = f"{entry.get_kind_display()}, {spell_instant(entry.happened_at)}"
        yield Found(SELF_HARM, title, in_words(entry), free_text=bool(entry.observation or entry.says))


def in_words(entry: AcctEntry) -> str:
    """What an entry says besides its kind and when it was."""
    attended = {True: "Health care was there", False: "Health care was not there", None: ""}[entry.health_attended]
    return ". ".join(
        filter(
            None,
            [
                f"Number {entry.number}" if entry.number else "",
                f"By: {entry.get_opened_as_display()}" if entry.opened_as else "",
                f"Observations: {entry.observation}" if entry.observation else "",
                attended,
                f"Next review due {spell_instant(entry.next_at)}" if entry.next_at else "",
                f"Post-closure until {spell_day(entry.until_on)}" if entry.until_on else "",
                f"Put right, because: {entry.says}" if entry.says else "",
            ],
        )
    )


leaves_out("It is computed from facts that are handed over", AcctStanding)
