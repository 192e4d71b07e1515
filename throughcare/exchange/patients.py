"""Who somebody is and where they live [Patient], and a search for somebody, as pages have them."""

from collections.abc import Iterable

from throughcare.audit import actions as audit
from throughcare.exchange.answering import answers
from throughcare.exchange.bundles import counted, listed
from throughcare.exchange.outcomes import outcome
from throughcare.exchange.parameters import Nothing, Patients
from throughcare.exchange.values import FICTIONAL, OURS, SUBSETTED, Json, meta, present, span
from throughcare.organisations.refusals import Fault, Refused
from throughcare.people.asked import MOST_WORDS, Asked, read_asked
from throughcare.people.identifiers import canonical
from throughcare.people.kinds import IDENTIFIERS
from throughcare.people.models import Person
from throughcare.people.names import words
from throughcare.people.search import Found, Match, find
from throughcare.sharing import IDENTITY
from throughcare.web.asking import Request
from throughcare.web.people import searchable
from throughcare.web.person import find_person
from throughcare.web.record_lines import Line, lines_of
from throughcare.web.words import london_day

# NHS England's own name for its number; the others have none that is ours to use.
SYSTEMS = {kind: f"{OURS}:identifier:{kind}" for kind in IDENTIFIERS} | {
    "nhs-number": "https://fhir.nhs.uk/Id/nhs-number"
}
KINDS = {system: kind for kind, system in SYSTEMS.items()}
GENDERS = {"1": "male", "2": "female", "9": "other", "X": "unknown"}
INTERPRETER = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"
MORE = "There may be others. Say more about whom you look for."


@answers(Nothing)
def patient(request: Request, _asked: Nothing, reference: str) -> Json:
    found = find_person(request, reference)
    return who(found) | whereabouts(found, lines_of(found, request))


@answers(Patients)
def patients(request: Request, asked: Patients) -> Json:
    """As a search on a page: the same people, as many at most, and a trace that they were shown."""
    among = searchable(request)
    found = find(among, as_asked(request, asked))
    matches = [match for match in found.matches if fits(match, asked)]
    ids = [match.person.pk for match in matches]
    audit.record(by=request.staff, at=request.now, did="searched-people", detail={"people": ids})
    if asked.summary and not found.more:
        return counted(len(matches))
    return told(request, () if asked.summary else matches, found)


def told(request: Request, matches: Iterable[Match], found: Found) -> Json:
    """How many there are is said only where it is known."""
    bundle = listed(request, [who(match.person, SUBSETTED) for match in matches])
    if not found.more:
        return bundle | {"total": len(bundle.get("entry", ()))}
    says = {"resource": outcome({"": MORE}, code="incomplete", severity="warning"), "search": {"mode": "outcome"}}
    return bundle | {"entry": [*bundle.get("entry", ()), says]}


def as_asked(request: Request, asked: Patients) -> Asked:
    """The search as people know it. Raises Refused where it says nothing that anybody could be found by."""
    names = words(asked.name)
    if asked.name and not names:
        raise Refused({"name": "There is no name in this."})
    numbers = _numbers(request, asked.number) if asked.number else Asked()
    born = (asked.birth_date,) if asked.birth_date else ()
    return Asked(identifiers=numbers.identifiers, numbers=numbers.numbers, birth_dates=born, names=names[:MOST_WORDS])


def fits(match: Match, asked: Patients) -> bool:
    """Whoever a page would show as near, an exact question leaves out: each parameter must hold of them."""
    born = asked.birth_date in {None, match.person.birth_date}
    return born and not match.likeness.stranger and (match.likeness.certain or not asked.number)


def _numbers(request: Request, typed: str) -> Asked:
    system, bar, number = typed.rpartition("|")
    if not bar:
        return _by_form(read_asked(number, as_of=london_day(request.now)))
    if system not in KINDS:
        raise Refused({"identifier": f"There is no such system here. There are: {', '.join(KINDS)}."})
    kind = KINDS[system]
    value = canonical(kind, number, as_of=london_day(request.now))
    if isinstance(value, Fault):
        raise Refused({"identifier": value.reason})
    return Asked(identifiers=((kind, value),))


def _by_form(read: Asked) -> Asked:
    """A number without its system is told by its form."""
    if read.notes or read.names or read.birth_dates or not (read.identifiers or read.numbers):
        raise Refused({"identifier": " ".join(read.notes) or "This is no number that anybody could have."})
    return read


def who(person: Person, *tags: Json) -> Json:
    tags = (*tags, FICTIONAL) if person.fictional else tags
    spoken = [{"language": {"text": person.language}, "preferred": True}] if person.language else []
    interpreter = [{"url": INTERPRETER, "valueBoolean": True}] if person.interpreter_needed else []
    return present(
        {
            "resourceType": "Patient",
            "id": person.reference,
            "meta": meta(IDENTITY, *tags),
            "extension": interpreter,
            "name": names_of(person),
            "gender": GENDERS[person.sex],
            "birthDate": person.birth_date and person.birth_date.isoformat(),
            "deceasedDateTime": person.died_on and person.died_on.isoformat(),
            "communication": spoken,
        }
    )


def names_of(person: Person) -> list[Json]:
    official = {"use": "official", "text": person.full_name, "family": person.family_name}
    known_as = [{"use": "usual", "text": person.known_as}] if person.known_as else []
    return [present({**official, "given": person.given_names.split()}), *known_as]


def whereabouts(person: Person, lines: list[Line]) -> Json:
    """The numbers somebody is known by and the places where they live or lived, which are parts of who they are."""
    numbers = [_number(line) for line in lines if line.table == "Identifier"]
    places = [line for line in lines if line.table == "Placement"]
    return present(
        {
            "identifier": [{"system": f"{OURS}:reference", "value": person.reference}, *numbers],
            "address": [
                {"use": "home", "text": line.says, "period": span(line.from_on, line.until_on)} for line in places
            ],
        }
    )


def _number(line: Line) -> Json:
    kind, value, issuer = line.stored
    return present({"system": SYSTEMS[kind], "value": value, "assigner": present({"display": issuer})})
