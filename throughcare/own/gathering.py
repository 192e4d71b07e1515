"""Gathering a record for the person who asked for a copy: everything that whoever gathers it may see, as items."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from throughcare.access.consenting import answers_of
from throughcare.access.seeing import seen_by
from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.blueprints.holding import questions
from throughcare.copies import Found, handed_over
from throughcare.episodes.answers import shown
from throughcare.episodes.fact_lines import FactLine, fact_lines
from throughcare.episodes.models import Episode
from throughcare.episodes.reading import Account, account, episode_seen
from throughcare.organisations.acting import act, verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.own.copying import PREPARES, refuse_unless_open
from throughcare.own.looked import every_look, opened
from throughcare.own.models import Copy, Item, Preparation
from throughcare.own.redacting import ruling
from throughcare.own.sheet import ANSWERS, sent, who_can_see
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, IDENTITY, STAGES
from throughcare.sharing import Consent as Answer
from throughcare.telling.phrases import span
from throughcare.web.record_lines import lines
from throughcare.web.words import day, instant

TYPED = frozenset({"text", "long-text"})
NOTES = frozenset({"Need", "Alert"})


@verb
def prepare(*, copy: Copy, by: StaffRole, at: datetime, says: str = "") -> Preparation:
    """Gather the record as it stands and judge every item by rule.

    Again, it takes a reason: the earlier gathering stays as it was and counts no more, nor does what was said of it.
    Raises Refused: says, or "" where it is not theirs to do.
    """
    refuse_unless_open(copy, by=by, roles=PREPARES)
    # The database tells of a record to whoever acts: also where no page has said who that is.
    act(staff=by, as_of=at)
    number = Preparation.objects.filter(copy=copy).count() + 1
    why = line(says, field="says", missing="Say why it is gathered again." if number > 1 else "")
    person = seen_by(Person, staff=by, as_of=at).filter(pk=copy.person_id).first()
    if person is None:
        raise Refused({"": "You may not see this person, so that you cannot gather their record."})
    made = Preparation.objects.create(copy=copy, person=person, number=number, says=why, by=by, at=at)
    found = [*gathered(person, staff=by, as_of=at)]
    Item.objects.bulk_create(_item(made, place, one) for place, one in enumerate(found, 1))
    detail = {"copy": copy.pk, "gathering": number, "items": len(found)}
    audit.record(by=by, at=at, did="prepared-copy", person_id=person.pk, detail=detail)
    return made


def gathered(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    """Everything of a record that this member of staff may see, category by category where rows have one."""
    yield from _identity(person)
    yield from _lines(person, staff=staff, as_of=as_of)
    yield from _facts(person, staff=staff, as_of=as_of)
    yield from handed_over(person, staff=staff, as_of=as_of)
    yield from _answers(person, staff=staff, as_of=as_of)
    yield from _told(person, staff=staff, as_of=as_of)


def _item(made: Preparation, number: int, one: Found) -> Item:
    rule = ruling(one.category, free_text=one.free_text)
    return Item(
        copy_id=made.copy_id,
        person_id=made.person_id,
        gathering=made.number,
        number=number,
        category=one.category,
        title=one.title[:300],
        says=one.says,
        free_text=one.free_text,
        outcome=rule.outcome,
        reason=rule.reason,
    )


def _identity(person: Person) -> Iterator[Found]:
    known = {
        "Name": person.full_name,
        "Known as": person.known_as,
        "Born": day(person.birth_date) if person.birth_date else "",
        "Sex": person.get_sex_display(),
        "Language": person.language + (", with an interpreter" if person.interpreter_needed else ""),
        "Ethnic category, as a code of the NHS": person.ethnic_category,
    }
    yield Found(IDENTITY, "Who you are", "\n".join(f"{name}: {what}" for name, what in known.items() if what))


def _lines(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    for one in lines(person, staff=staff, as_of=as_of):
        when = f", {span(one.from_on, one.until_on)}" if one.from_on else ""
        yield Found(one.category, f"{one.title}{when}", one.says, one.table in NOTES)


def _facts(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    seen = seen_by(Episode, staff=staff, as_of=as_of).filter(person=person).order_by("pk")
    for reference in seen.values_list("reference", flat=True):
        episode = episode_seen(reference, staff=staff, as_of=as_of)
        if episode is not None:
            its = account(episode, staff=staff, as_of=as_of)
            for fact in fact_lines(its):
                yield from _fact(its, fact)


def _fact(its: Account, fact: FactLine) -> Iterator[Found]:
    """One fact: that it happened, and its answers, each category by itself."""
    title = f"{its.episode.service}: {fact.title}, {fact.happened}, {fact.organisation}"
    said = "\n".join(filter(None, [fact.why, fact.gone]))
    yield Found(STAGES, title, said or f"Recorded on {instant(fact.recorded_at)}", bool(said))
    step = next(one.step for one in its.history if one.number == fact.number)
    given, texts, typed = its.answers[fact.number], defaultdict[str, list[str]](list), set()
    for asked in questions(its.blueprint, step):
        if asked.id in given:
            texts[asked.category].append(f"{asked.label}: {shown(its, asked, given[asked.id])}")
            if asked.kind in TYPED:
                typed.add(asked.category)
    for category, answers in texts.items():
        yield Found(category, title, "\n".join(answers), category in typed)


def _answers(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    for row in answers_of(person, staff=staff, as_of=as_of):
        asked = f"{row.organisation}: {CATEGORIES[row.category]}, for {row.get_purpose_display()}"
        says = f"{ANSWERS[Answer(row.state)]}. {row.says}".strip()
        yield Found(row.category, f"What you were asked on {day(row.at)}: {asked}", says, bool(row.says))


def _told(person: Person, *, staff: StaffRole, as_of: datetime) -> Iterator[Found]:
    """Who can see it, who opened it, to whom it was sent, who has looked: as the person's own pages tell it."""
    seen = (
        f"{one.organisation}: {'; '.join(one.why)}. {says}: {'; '.join(titles)}"
        for one in who_can_see(person)
        for says, titles in one.levels.items()
    )
    yield from _list("Who can see your record, and why", seen)
    emergencies = (f"{one.organisation}, {one.role}: {instant(one.at)}. {one.why}" for one in opened(person))
    yield from _list("Who opened it in an emergency", emergencies)
    rows = sent(person, staff=staff, as_of=as_of)
    yield from _list("What was sent to whom", (f"{day(row.at)}: {row.to}. {'; '.join(what)}" for what, row in rows))
    looks = (f"{day(one.day)}: {one.organisation}, {one.role}. {'. '.join(one.what)}" for one in every_look(person))
    yield from _list("Who has looked at your record", looks)


def _list(title: str, said: Iterable[str]) -> Iterator[Found]:
    if text := "\n".join(said):
        yield Found(IDENTITY, title, text)
