"""The verbs of a summary: it is signed, sent, and acknowledged; a correction is a version that does it all again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from throughcare.access.disclosing import disclose
from throughcare.access.models import Disclosure, Grant
from throughcare.audit import actions as audit
from throughcare.clocks.calendar import add_working_days
from throughcare.episodes import actions
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Refused, refuse_if, sound
from throughcare.pathways import from_instant, spell_day
from throughcare.people.lives import london_day
from throughcare.plans.keeping import IN_SHORT, Known, Writing, begin, sections_of_draft, texts_of
from throughcare.plans.models import Summary, SummaryReceipt, SummarySection, SummarySending
from throughcare.plans.words import CARE_PLAN, DAYS_TO_ACKNOWLEDGE, HEADINGS, HOW, PLAIN, SHORT
from throughcare.sharing import PURPOSES_OF, STAGES
from throughcare.sharing.levels import greatest, reaches

TAKES_PART = "Takes part in the person's care and may read it in this record"
# Of one that took part when it got the version before, and takes part no longer.
HAD_BEFORE = "Had the version that this one corrects"
# So much fits into the one answer of the step that says to whom it went.
SENT_TO = 200


@dataclass(frozen=True, slots=True)
class Receiver:
    """An organisation that gets a summary. `basis` and `categories` are for one that could not open it here."""

    organisation: int
    how: str = "record"
    basis: str = ""
    categories: tuple[str, ...] = ()


@verb
def sign(
    *, episode: Episode, sections: Mapping[str, str], in_short: str, changed: str, known: Known | None, by: StaffRole,
    at: datetime,
) -> Summary:  # fmt: skip
    """Sign a summary, or a correction of one: it is never changed again, and goes to whoever had the version before.

    Its draft ends with it. Raises Refused by field, or by the key of a heading.
    """
    writing = begin(episode, known=known, typed={**sections, IN_SHORT: in_short}, by=by, at=at)
    _refuse_unread(writing)
    says = sections_of_draft(writing, sections)
    refuse_if({} if PLAIN in says else {PLAIN: "Say in plain words what the person is told."})
    told = _told(in_short, changed, correcting=writing.before is not None)
    about: dict[str, Any] = {"episode": writing.episode, "person_id": writing.episode.person_id, "by": by, "at": at}
    made = Summary.objects.create(**about, number=writing.version, **told)
    SummarySection.objects.bulk_create(
        SummarySection(summary=made, person_id=made.person_id, key=key, category=HEADINGS[key].category, says=text)
        for key, text in says.items()
    )
    detail = {"number": made.number}
    audit.record(
        by=by, at=at, did="signed-summary", person_id=made.person_id, episode_id=made.episode_id, detail=detail
    )
    _send_again(made, writing.before, by=by, at=at)
    return made


def _refuse_unread(writing: Writing) -> None:
    """What somebody else drafted of a part that whoever signs may not read would be lost with the draft."""
    if hidden := writing.hidden(texts_of(writing.draft)):
        titles = ", ".join(HEADINGS[key].title for key in hidden)
        raise Refused({"": f"The draft says something that you may not read ({titles}): somebody who may has to sign."})


def versions(episode: Episode) -> QuerySet[Summary]:
    """Newest first."""
    return Summary.objects.filter(episode=episode).select_related("by__staff").order_by("-number")


def _told(in_short: str, changed: str, *, correcting: bool) -> dict[str, str]:
    lines = sound({
        "in_short": read_line(in_short, most=2 * SHORT),
        "changed": read_line(changed, most=SHORT) if correcting else "",
    })  # fmt: skip
    needed = ["in_short", *(["changed"] if correcting else [])]
    refuse_if({name: "Say something here." for name in needed if not lines[name]})
    return lines


def _send_again(made: Summary, before: Summary | None, *, by: StaffRole, at: datetime) -> None:
    """To all who had the version before and are still there, but to whoever corrects it: the one before counts no
    more, and nobody need acknowledge it.
    """
    former = SummarySending.objects.filter(summary=before) if before else SummarySending.objects.none()
    for one in former.filter(organisation__closed=False).exclude(organisation=by.organisation_id).order_by("pk"):
        basis = HAD_BEFORE if one.takes_part else one.basis
        _send_one(made, Receiver(one.organisation_id, one.how, basis, tuple(one.categories)), by=by, at=at)
    former.update(waiting=False)


@verb
def send(*, summary: Summary, to: Sequence[Receiver], by: StaffRole, at: datetime) -> list[SummarySending]:
    """Send the newest version to these, log each as disclosed, and take the step of the service that says so.

    Raises Refused: to, organisation, basis, categories, how; with nothing sent.
    """
    locked = begin(summary.episode, known=None, typed=None, by=by, at=at).episode
    if versions(locked).values_list("number", flat=True)[:1].get() != summary.number:
        raise Refused({"": "This version was corrected: send the newest one."})
    if not to:
        raise Refused({"to": "Choose at least one organisation."})
    made = [_send_one(summary, receiver, by=by, at=at) for receiver in to]
    _take_step(locked, made, by=by, at=at)
    return made


def _send_one(summary: Summary, receiver: Receiver, *, by: StaffRole, at: datetime) -> SummarySending:
    place = Organisation.objects.filter(pk=receiver.organisation, closed=False).first()
    if place is None or place.pk == by.organisation_id:
        raise Refused({"organisation": "Choose another organisation: this one cannot be sent to."})
    if SummarySending.objects.filter(summary=summary, organisation=place).exists():
        raise Refused({"organisation": f"{place} has this version already."})
    opened = _opened(summary, place, at=at)
    takes_part = all(reaches(opened.get(category), "summary") for category in (CARE_PLAN, STAGES))
    shared = _shared(summary, opened) if takes_part else _named(summary, receiver)
    basis = TAKES_PART if takes_part else sound({"basis": read_line(receiver.basis, most=400)})["basis"]
    made = SummarySending(
        summary=summary, person_id=summary.person_id, organisation=place, sender=by.organisation,
        takes_part=takes_part, categories=shared, basis=basis, by=by, at=at,
    )  # fmt: skip
    made.how = receiver.how if receiver.how in HOW and (takes_part or receiver.how != "record") else "mail"
    made.due_on = add_working_days(london_day(at), DAYS_TO_ACKNOWLEDGE)
    _log(made)
    made.save(force_insert=True)
    return made


def _opened(summary: Summary, place: Organisation, *, at: datetime) -> dict[str, str]:
    """Category -> how much of it the grants of an organisation open now: its roles may see less."""
    levels: dict[str, str] = {}
    held = Grant.objects.live(as_of=at).filter(organisation=place, person=summary.person_id, staff=None, purpose="")
    for grant in held:
        for category in grant.categories:
            levels[category] = greatest(levels.get(category), grant.level) or grant.level
    return levels


def _shared(summary: Summary, opened: Mapping[str, str]) -> list[str]:
    """The categories of a version that a receiver reads here; what it says in short belongs to the plan."""
    there = summary.sections.order_by("pk").values_list("category", flat=True)
    return list(dict.fromkeys([CARE_PLAN, *(one for one in there if reaches(opened.get(one), "read"))]))


def _named(summary: Summary, receiver: Receiver) -> list[str]:
    """The categories that somebody chose to send to one who takes no part."""
    if not receiver.basis.strip():
        raise Refused({"basis": "This organisation takes no part: say on which basis in law it is sent there."})
    there: Collection[str] = {CARE_PLAN, *summary.sections.values_list("category", flat=True)}
    chosen = [one for one in dict.fromkeys(receiver.categories) if one in there]
    if not chosen:
        raise Refused({"categories": "Choose what is sent there."})
    return chosen


def _log(made: SummarySending) -> None:
    row = Disclosure(
        person_id=made.person_id,
        to=made.organisation.name[:200],
        organisation=made.organisation,
        categories=made.categories,
        purpose=PURPOSES_OF[made.by.role][0],
        basis=made.basis,
        form=made.how,
        says=f"Summary, version {made.summary.number}",
    )
    disclose(disclosure=row, by=made.by, at=made.at)


def _take_step(episode: Episode, made: Sequence[SummarySending], *, by: StaffRole, at: datetime) -> None:
    """The step of the service that says so, where it belongs to this stage and has not been taken."""
    blueprint = blueprint_of(episode)
    step = blueprint.pathway.step.get(blueprint.that_means(StepMeaning.SUMMARY_SENT))
    if step is None or episode.stage not in step.sources or episode.events.filter(step=step.id).exists():
        return
    names = ", ".join(one.organisation.name for one in made)
    said = names if len(names) <= SENT_TO else f"{len(made)} organisations"
    when = from_instant(at)
    actions.take_step(episode=episode, step=step.id, facts={"sent-to": said}, happened=when, by=by, at=at)


@verb
def acknowledge(*, sending: SummarySending, who: str, by: StaffRole, at: datetime) -> SummaryReceipt:
    """That a summary came. Whoever works at the receiver says so themselves; the sender says who there told them.

    Raises Refused: who; "" where it is nobody's to say, was said already, or a newer version was sent.
    """
    held = SummarySending.objects.select_for_update().get(pk=sending.pk)
    theirs = by.organisation_id == held.organisation_id
    if not theirs and by.organisation_id != held.sender_id:
        raise Refused({"": "This is for whoever received the summary to say, or for whoever sent it."})
    receipt = SummaryReceipt.objects.filter(sending=held).select_related("by__staff").first()
    if receipt:
        raise Refused({"": f"This was acknowledged on {spell_day(receipt.on)}: {receipt.who or receipt.by.staff}."})
    if not held.waiting:
        raise Refused({"": "A newer version was sent: acknowledge that one."})
    named = sound({"who": read_line(who, most=120)})["who"]
    if not (theirs or named):
        raise Refused({"who": "Say who there told you that it came."})
    stamp: dict[str, Any] = {"person_id": held.person_id, "by": by, "at": at}
    made = SummaryReceipt.objects.create(sending=held, on=london_day(at), who="" if theirs else named, **stamp)
    SummarySending.objects.filter(pk=held.pk).update(waiting=False)
    audit.record(by=by, at=at, did="acknowledged-summary", person_id=held.person_id, detail={"sending": held.pk})
    return made
