"""The kinds of thing recorded about a person: total tables.

`category` is the row of the table of roles and data (domain.md 2.2) that decides who may ever read it.
`codes` names the code list a kind is written in.
"""

from dataclasses import dataclass

from throughcare.organisations.codes import code_list

SEXES = {"1": "Male", "2": "Female", "9": "Indeterminate", "X": "Not known"}


@dataclass(frozen=True, slots=True)
class IdentifierKind:
    """`national`: one number means one person wherever it is met; otherwise it needs its issuer."""

    title: str
    national: bool
    example: str


IDENTIFIERS: dict[str, IdentifierKind] = {
    "nhs-number": IdentifierKind("NHS number", national=True, example="943 476 5919"),
    "nomis": IdentifierKind("Prison number", national=True, example="A1234BC"),
    "crn": IdentifierKind("Probation case reference (CRN)", national=True, example="X123456"),
    "pnc": IdentifierKind("Police national computer number (PNC)", national=True, example="2003/0062845E"),
    "cro": IdentifierKind("Criminal records office number (CRO)", national=True, example="123456/08A"),
    "hospital": IdentifierKind("Hospital number", national=False, example="H-204417"),
    "local": IdentifierKind("Local number", national=False, example="DC/118"),
}


@dataclass(frozen=True, slots=True)
class StatusKind:
    title: str
    codes: str
    category: str


LEGAL_STATUSES: dict[str, StatusKind] = {
    "sentence": StatusKind("Sentence or remand", codes="sentence-type", category="sentence-and-dates"),
    "mental-health-act": StatusKind("Mental Health Act", codes="mha-legal-status", category="mha-status"),
    "licence": StatusKind("Licence or order", codes="licence-type", category="risk-to-others"),
}


@dataclass(frozen=True, slots=True)
class NoteKind:
    title: str
    category: str


NEEDS: dict[str, NoteKind] = {
    "language": NoteKind("Language or interpreter", "protected-characteristics"),
    "communication": NoteKind("How to communicate", "protected-characteristics"),
    "adjustment": NoteKind("Reasonable adjustment", "protected-characteristics"),
    "mobility": NoteKind("Getting about", "protected-characteristics"),
    "faith": NoteKind("Faith or culture", "protected-characteristics"),
    "caring": NoteKind("Children or others who depend on them", "protected-characteristics"),
    "physical-health": NoteKind("Physical health", "clinical"),
    "substance-use": NoteKind("Drugs or alcohol", "clinical"),
    "housing": NoteKind("Housing", "housing"),
    "money": NoteKind("Benefits or money", "housing"),
    "work-learning": NoteKind("Work or learning", "housing"),
    "identity-papers": NoteKind("Identity papers or bank account", "housing"),
}

ALERTS: dict[str, NoteKind] = {
    "self-harm": NoteKind("Self-harm or suicide", "self-harm-risk"),
    "to-others": NoteKind("Risk to others", "risk-to-others"),
    "from-others": NoteKind("Risk from others", "risk-to-others"),
    "safeguarding": NoteKind("Safeguarding", "risk-to-others"),
    "physical-health": NoteKind("Physical health", "clinical"),
    "medicine": NoteKind("Medicine or allergy", "diagnosis-and-medication"),
    "keep-apart": NoteKind("Keep apart from", "security-intelligence"),
}


@dataclass(frozen=True, slots=True)
class AskedKind:
    """Something a person may say of themselves. `confirmed`: its codes were read where they are published."""

    title: str
    asks: str
    codes: str
    confirmed: bool


# What the law on equality protects and no other column holds. Nobody has to answer, and nothing here is inferred.
CHARACTERISTICS: dict[str, AskedKind] = {
    "religion": AskedKind(
        "Religion or belief", "What is your religion or belief?", "religion-or-belief", confirmed=True
    ),
    "orientation": AskedKind(
        "Sexual orientation", "Which describes your sexual orientation?", "sexual-orientation", confirmed=True
    ),
    "marriage": AskedKind(
        "Marriage or civil partnership", "Are you married, or in a civil partnership?", "marital-status", confirmed=True
    ),
    "pregnancy": AskedKind(
        "Pregnancy or maternity",
        "Are you pregnant, or did you give birth lately?",
        "pregnancy-maternity",
        confirmed=False,
    ),
    "gender": AskedKind("Gender identity", "Which describes your gender?", "gender-identity", confirmed=True),
    "gender-at-birth": AskedKind(
        "Gender beside birth", "Is your gender the same as at birth?", "gender-same-at-birth", confirmed=False
    ),
}
SAID_BY = {"person": "Said by the person", "record": "From another record"}
# What the codes of a list stand for, beside an answer: that there was none, and why.
DECLINED, NOT_ASKED = "declined", "not-asked"


def said_in_words(kind: str, code: str, source: str) -> tuple[str, str]:
    """A characteristic's heading, and what is on record of it."""
    row = CHARACTERISTICS[kind]
    more = "" if source == "person" else f" ({SAID_BY[source].lower()})"
    return row.title, f"{code_list(row.codes)[code].title}{more}"
