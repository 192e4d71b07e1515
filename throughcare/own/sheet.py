"""What a person is shown of their own record: the matrix's column of their own, whoever opens it for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from throughcare.access.models import Consent, Disclosure
from throughcare.access.seeing import seen_by
from throughcare.access.told import IN_WORDS, Sharing, told
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES, GROUNDS, NEVER_IN_OWN_VIEW, Ground, levels_of
from throughcare.sharing import Consent as Answer
from throughcare.sharing.levels import LEVEL_IN_WORDS, reaches
from throughcare.sharing.roles import THE_PERSON
from throughcare.web.record_lines import Line
from throughcare.web.words import short_day

OWN = {category: most.as_own for category, most in levels_of(THE_PERSON).items()}
SHOWN = frozenset(category for category, level in OWN.items() if reaches(level, "summary"))
READ = frozenset(category for category, level in OWN.items() if reaches(level, "read"))
# A ground as `access.told` names it -> in words to the person. Emergencies are told by somebody, when that is safe.
TO_THEM = {IN_WORDS[ground]: GROUNDS[ground].tells for ground in Ground if ground is not Ground.BREAK_GLASS}
NEVER_SHOWN = frozenset(CATEGORIES[category] for category in NEVER_IN_OWN_VIEW)
TO_STAFF = frozenset({"Alert"})
HEADINGS = {
    "Placement": "Where you live or lived",
    "LegalStatus": "The law that applies to you",
    "Need": "What you need",
    "Characteristic": "What you have said about yourself",
    "Alert": "What people near you must do",
    "Identifier": "Your numbers",
}
ANSWERS = {
    Answer.GIVEN: "You said yes",
    Answer.REFUSED: "You said no",
    Answer.WITHDRAWN: "You took back your yes",
    Answer.COULD_NOT_BE_ASKED: "You could not be asked",
}


# How much an organisation is shown, as `access.told` says it, most first -> in words to the person.
IN_PLAIN = {
    LEVEL_IN_WORDS["write"]: "All of it",
    LEVEL_IN_WORDS["read"]: "All of it",
    LEVEL_IN_WORDS["summary"]: "A short version",
    LEVEL_IN_WORDS["flag"]: "Only that there is something",
}
LEVELS = list(IN_PLAIN)


@dataclass(frozen=True, slots=True)
class Seer:
    """An organisation that can see something: why, and of what how much, by the words for how much."""

    organisation: str
    why: tuple[str, ...]
    levels: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one kind under their heading."""

    title: str
    lines: tuple[tuple[Line, str], ...]


def parts(lines: Iterable[Line]) -> list[Part]:
    """What is on record, as the person is shown it."""
    shown = [line for line in lines if line.category in SHOWN]
    by_table = {table: tuple((line, _says(line)) for line in shown if line.table == table) for table in HEADINGS}
    return [Part(HEADINGS[table], found) for table, found in by_table.items() if found]


def _says(line: Line) -> str:
    """Nothing where they see a summary, and of alerts, which are written to staff and may name others."""
    return "" if line.table in TO_STAFF or line.category not in READ else line.says


def who_can_see(person: Person) -> list[Seer]:
    """Every organisation to which something is open now; what the person is never shown is not named."""
    found = (_seer(organisation, sharings) for organisation, sharings in told(person).items())
    return [seer for seer in found if seer.levels]


def _seer(organisation: str, sharings: Iterable[Sharing]) -> Seer:
    most: dict[str, str] = {}
    why: dict[str, None] = {}
    for one in sharings:
        categories = [title for title in one.categories if title not in NEVER_SHOWN]
        if one.ground in TO_THEM and categories:
            until = f", until {short_day(one.until)}" if one.until else ""
            why[f"{TO_THEM[one.ground]}{until}"] = None
            for title in categories:
                most[title] = min(most.get(title, one.level), one.level, key=LEVELS.index)
    levels = {says: tuple(title for title in most if IN_PLAIN[most[title]] == says) for says in IN_PLAIN.values()}
    return Seer(organisation, tuple(why), {says: titles for says, titles in levels.items() if titles})


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
