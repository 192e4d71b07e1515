"""What a copy holds of worries about the person: that there was one, what staff heard and did, and not who told."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from throughcare.access.seeing import seen_by
from throughcare.copies import Found, hands_over, leaves_out
from throughcare.organisations.models import StaffRole
from throughcare.pathways.moments import spell_instant
from throughcare.people.models import Person
from throughcare.worries.answering import choices_of
from throughcare.worries.models import Heard, MentorTold, NamedWorry, Tap, Worry, WorryEntry, WorryLine
from throughcare.worries.worry_tables import SELF_HARM


@hands_over(Worry, Tap, NamedWorry, Heard, WorryEntry)
def handed_over(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    mine = partial(seen_by, staff=staff, as_of=as_of)
    for worry in mine(Worry).filter(person=person).order_by("pk"):
        times = mine(Tap).filter(worry=worry).count()
        yield Found(
            SELF_HARM, f"Somebody was worried about you on {spell_instant(worry.at)}", f"Told to staff {times} times"
        )
    for named in mine(NamedWorry).filter(person=person).order_by("pk"):
        yield Found(SELF_HARM, f"Staff said on {spell_instant(named.at)} that a worry was about you", "")
    for heard in mine(Heard).filter(person=person).order_by("pk"):
        yield Found(SELF_HARM, f"What staff heard of a worry on {spell_instant(heard.at)}", heard.says, free_text=True)
    for entry in mine(WorryEntry).filter(person=person).select_related("worry__service__blueprint").order_by("pk"):
        yield Found(SELF_HARM, f"A worry about you, on {spell_instant(entry.at)}", _entry(entry), free_text=True)


def _entry(entry: WorryEntry) -> str:
    """Of what was done, the word that the service's own form has for it."""
    action = choices_of(entry.worry.service).get(entry.action, "") if entry.action else ""
    return ". ".join(filter(None, [entry.get_kind_display(), action, entry.acct, entry.says]))


leaves_out("It is computed from facts that are handed over", WorryLine)
leaves_out("It repeats what facts say, for sending and for sending once", MentorTold)
