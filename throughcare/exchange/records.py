"""What holds of a person, as their page shows it: alerts and flags [Flag], needs and legal status [Observation]."""

from throughcare.access.flags import flags_of
from throughcare.acct.reading import Told, told
from throughcare.acct.words import SELF_HARM
from throughcare.exchange.answering import answers
from throughcare.exchange.bundles import page_of
from throughcare.exchange.parameters import Observations, OfPerson
from throughcare.exchange.values import Json, coding, concept, extension, identity_of, meta, named, present, span
from throughcare.organisations.codes import code_list
from throughcare.people.kinds import CHARACTERISTICS, DECLINED, LEGAL_STATUSES, NOT_ASKED
from throughcare.people.models import Person
from throughcare.web.asking import Request
from throughcare.web.person import WITH_FLAGS, find_person
from throughcare.web.record_lines import Line, lines_of
from throughcare.web.words import london_day

SOCIAL_HISTORY = {
    "system": "http://terminology.hl7.org/CodeSystem/observation-category",
    "code": "social-history",
    "display": "Social History",
}
# Why there is no answer, as FHIR says it.
ABSENT = {
    why: {"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": code}
    for why, code in ((DECLINED, "asked-declined"), (NOT_ASKED, "not-asked"))
}
LEGAL_STATUS = coding("observation", "legal-status", "Legal status")
# Table -> as what it is observed.
OBSERVED = {"Need": SOCIAL_HISTORY, "Characteristic": SOCIAL_HISTORY, "LegalStatus": LEGAL_STATUS}


@answers(OfPerson)
def flags(request: Request, asked: OfPerson) -> Json:
    """Whether an ACCT is open, alerts that hold, and that there is something whose rows are not shown."""
    found = find_person(request, asked.patient, how=WITH_FLAGS)
    alerts = [alert(found, line) for line in standing(request, found, {"Alert"})]
    said = [flag(found, *words) for words in flags_of(found, role=request.staff.role)]
    acct = told(vars(found)["acct"], as_of=request.now)
    mirrored = [acct_flag(found, acct)] if acct and not found.died_on else []
    return page_of(request, asked, [*mirrored, *alerts, *said])


@answers(Observations)
def observations(request: Request, asked: Observations) -> Json:
    found = find_person(request, asked.patient)
    wanted = {table for table, kind in OBSERVED.items() if asked.category in {"", kind["code"]}}
    return page_of(request, asked, [observation(found, line) for line in standing(request, found, wanted)])


def standing(request: Request, person: Person, tables: set[str]) -> list[Line]:
    """The lines that the person's page shows: every legal status there was, and of all else what holds."""
    day, lines = london_day(request.now), lines_of(person, request)
    holding = [line for line in lines if (line.holds_on(day) and not person.died_on) or line.table == "LegalStatus"]
    return [line for line in holding if line.table in tables]


def alert(person: Person, line: Line) -> Json:
    kind, says, _ = line.stored
    return {
        "resourceType": "Flag",
        "id": identity_of("alert", line.key),
        "meta": meta(line.category),
        "extension": extension("look-again-on", "Date", line.review_on and line.review_on.isoformat()),
        "status": "active",
        "category": [concept(line.title, coding("alert", kind, line.title))],
        "code": {"text": says},
        "subject": named(person.reference),
        "period": span(line.from_on, line.until_on),
    }


def acct_flag(person: Person, acct: Told) -> Json:
    """An ACCT that is open or in post-closure, in the page's words: mirrored, so that the document decides."""
    return {
        "resourceType": "Flag",
        "id": identity_of("acct", acct.key),
        "meta": meta(SELF_HARM),
        "status": "active",
        "category": [concept("ACCT", coding("alert", "acct", "ACCT, mirrored from the prison's document"))],
        "code": {"text": f"{acct.called} {acct.says}"},
        "subject": named(person.reference),
    }


def flag(person: Person, title: str, action: str) -> Json:
    """That there is something, in the page's words. They may hide of which category, so that none is named here."""
    return {
        "resourceType": "Flag",
        "id": identity_of("flag", f"{person.reference}:{title}"),
        "extension": extension("level", "Code", "flag"),
        "status": "active",
        "category": [{"text": title}],
        "code": {"text": action},
        "subject": named(person.reference),
    }


def observation(person: Person, line: Line) -> Json:
    kind, stored, _ = line.stored
    return present(
        {
            "resourceType": "Observation",
            "id": identity_of(line.table, line.key),
            "meta": meta(line.category),
            "status": "final",
            "category": [{"coding": [OBSERVED[line.table]]}],
            "code": concept(line.title, coding(line.table.lower(), kind, line.title)),
            "subject": named(person.reference),
            "effectivePeriod": span(line.from_on, line.until_on),
            **_value(line, kind, stored),
        }
    )


def _value(line: Line, kind: str, stored: str) -> Json:
    """A need is in somebody's words; all else in a code of its list, or there is none and it says why."""
    if line.table == "Need":
        return {"valueString": stored}
    codes = CHARACTERISTICS[kind].codes if line.table == "Characteristic" else LEGAL_STATUSES[kind].codes
    entry = code_list(codes)[stored]
    if line.table == "Characteristic" and entry.within in ABSENT:
        return {"dataAbsentReason": concept(entry.title, ABSENT[entry.within])}
    return {"valueCodeableConcept": concept(entry.title, coding(f"code-list:{codes}", stored, entry.title))}
