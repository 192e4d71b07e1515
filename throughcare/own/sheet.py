"""What a person is shown of their own record: the matrix's column of their own, whoever opens it for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from throughcare.access.models import Consent, Disclosure
from throughcare.access.seeing import seen_by
from throughcare.access.told import IN_WORDS, Sharing, told
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, GROUNDS, NEVER_IN_OWN_VIEW, Ground, levels_of
from throughcare.sharing import Consent as Answer
from throughcare.sharing.levels import reaches
from throughcare.sharing.roles import THE_PERSON
from throughcare.web.record_lines import Line

OWN = {category: most.as_own for category, most in levels_of(THE_PERSON).items()}
SHOWN = frozenset(category for category, level in OWN.items() if reaches(level, "summary"))
READ = frozenset(category for category, level in OWN.items() if reaches(level, "read"))
# A ground as `access.told` names it -> in words to the person. Emergencies are told by somebody, when that is safe.
TO_THEM = {IN_WORDS[ground]: GROUNDS[ground].tells for ground in Ground if ground is not Ground.BREAK_GLASS}
NEVER_SHOWN = frozenset(CATEGORIES[category] for category in NEVER_IN_OWN_VIEW)
HEADINGS = {
    "Placement": "Where you live or lived",
    "LegalStatus": "The law that applies to you",
    "Need": "What you need",
    "Alert": "What people near you must do",
    "Identifier": "Your numbers",
}
ANSWERS = {
    Answer.GIVEN: "You said yes",
    Answer.REFUSED: "You said no",
    Answer.WITHDRAWN: "You took back your yes",
    Answer.COULD_NOT_BE_ASKED: "You could not be asked",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one kind under their heading."""

    title: str
    lines: tuple[tuple[Line, str], ...]


def parts(lines: Iterable[Line]) -> list[Part]:
    """What is on record, as the person is shown it. Of what they see a summary of, it is said without its words."""
    shown = [line for line in lines if line.category in SHOWN]
    by_table = {
        table: tuple((line, line.says if line.category in READ else "") for line in shown if line.table == table)
        for table in HEADINGS
    }
    return [Part(HEADINGS[table], found) for table, found in by_table.items() if found]


def who_can_see(person: Person) -> dict[str, list[tuple[str, Sharing]]]:
    """Organisation -> why, in words to the person, and what. What they are never shown is not named."""
    return {
        organisation: shown
        for organisation, sharings in told(person).items()
        if (shown := [(TO_THEM[one.ground], one) for one in map(_without_never, sharings) if _shown(one)])
    }


def asked(person: Person, *, staff: StaffRole, as_of: datetime) -> list[tuple[str, Consent]]:
    """What the person was asked and said, newest first, as far as whoever looks may see it."""
    rows = seen_by(Consent, staff=staff, as_of=as_of).filter(person=person, category__in=SHOWN)
    found = rows.select_related("organisation").defer("organisation__register").order_by("-at", "-pk")
    return [(ANSWERS[Answer(row.state)], row) for row in found]


def sent(person: Person, *, staff: StaffRole, as_of: datetime) -> list[tuple[list[str], Disclosure]]:
    """What was sent to whom, newest first. One that says anything of what they are never shown is left out."""
    rows = seen_by(Disclosure, staff=staff, as_of=as_of).filter(person=person)
    kept = rows.exclude(categories__overlap=sorted(NEVER_IN_OWN_VIEW)).order_by("-at", "-pk")
    return [([CATEGORIES[category] for category in row.categories], row) for row in kept]


def _without_never(one: Sharing) -> Sharing:
    categories = tuple(title for title in one.categories if title not in NEVER_SHOWN)
    return Sharing(one.ground, one.level, one.since, one.until, categories)


def _shown(one: Sharing) -> bool:
    return bool(one.categories) and one.ground in TO_THEM
