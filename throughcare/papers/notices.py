"""The notice of a referral: who must be told by the Act, what each was told, and who must be told again.

Sections 47A and 48A of the Mental Health Act 1983, inserted by section 37 of the Act of 2025, are not in force. A
notice says that a request was made and its date, and nothing else of the person.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from throughcare.episodes.answers import WHY_CORRECTED
from throughcare.meanings import StepMeaning
from throughcare.papers.facts import Facts
from throughcare.papers.value import Line, Section
from throughcare.pathways import Event as Fact
from throughcare.pathways import spell_day, standing

REQUEST, SENT = StepMeaning.REPORT_REQUESTED, StepMeaning.NOTICE_SENT
AUTHORITY = "detention-authority"
# Recipient -> the party that plays it, where the Act means somebody who takes part anyway.
PLAYED_BY: Mapping[str, str] = {
    "secretary-of-state": "mhcs",
    AUTHORITY: "prison",
    "nhs-england": "case-manager",
    "icb": "commissioner",
    "service-provider": "secure-hospital",
}
# A commissioner that is called so is one of Wales.
WELSH = "health board"
# Told in every case; whether the others are likely to have functions is for whoever sends to say.
ALWAYS = frozenset({"secretary-of-state", AUTHORITY})
# How the name of a place says whose it is; what says nothing is a prison.
AUTHORITY_OF = (
    ("yoi", "young-offender-institution"),
    ("young offender", "young-offender-institution"),
    ("secure training", "secure-training-centre"),
    ("children", "secure-childrens-home"),
    ("removal centre", "immigration-detention"),
    ("short-term holding", "immigration-detention"),
    ("pre-departure", "immigration-detention"),
)
BASIS = (
    "Mental Health Act 1983, sections 47A and 48A (enacted, not in force); until then NHS England's guidance of 10 "
    "June 2021 (what it says of notices is unconfirmed)"
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody the Act names: `organisation` is a primary key as text, and empty where nobody is known."""

    kind: str
    title: str
    organisation: str = ""
    named: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}.{self.organisation}"

    @property
    def says(self) -> str:
        return f"{self.title}: {self.named}" if self.named else self.title


@dataclass(frozen=True, slots=True)
class Notice:
    """One that was sent: what date it gave, and what it should have given where the request was corrected since."""

    fact: Fact
    recipient: Recipient
    authority: str
    gave: str
    signed: str
    outdated: bool = False


def requested_on(facts: Facts) -> str:
    """The date of the initial request as it stands, as 2026-03-02; empty before there is one."""
    found = facts.last(REQUEST)
    return found.when.on.isoformat() if found else ""


def sent(facts: Facts) -> tuple[Notice, ...]:
    return tuple(_notice(facts, fact) for fact in facts.every(SENT))


def recipients(facts: Facts) -> Iterator[Recipient]:
    """Those who take part and whom the Act names."""
    bound, names = facts.account.course.state.bound, facts.account.organisations
    for kind, party in PLAYED_BY.items():
        organisation = bound.get(party, "")
        named = names.get(organisation, "")
        if organisation or kind in ALWAYS:
            its_kind = "health-board" if kind == "icb" and WELSH in named.lower() else kind
            yield Recipient(its_kind, titles(facts).get(its_kind, its_kind), organisation, named)


def offered(facts: Facts) -> dict[Recipient, bool]:
    """Everybody who may be told from here -> whether they have yet to be told the date as it stands."""
    known = {one.recipient.key: one.recipient for one in sent(facts)} | {one.key: one for one in recipients(facts)}
    told = {one.recipient.key for one in sent(facts) if not one.outdated}
    return {one: key not in told for key, one in known.items()}


def authority_of(place: str) -> str:
    """To whom a notice at a place of detention goes, by what the place is called."""
    name = place.lower()
    return next((kind for part, kind in AUTHORITY_OF if part in name), "prison")


def titles(facts: Facts) -> dict[str, str]:
    asked = facts.asked(SENT, "recipient")
    return dict(asked.choices) if asked else {}


def _notice(facts: Facts, fact: Fact) -> Notice:
    kind, organisation = (str(facts.answer(fact, name) or "") for name in ("recipient", "organisation"))
    named = facts.account.organisations.get(organisation, "")
    gave = str(facts.answer(fact, "request-date") or _as_it_stood(facts, fact))
    authority = facts.line(SENT, "authority", fact=fact)
    return Notice(
        fact=fact,
        recipient=Recipient(kind, titles(facts).get(kind, kind), organisation, named),
        authority="" if authority.missing else authority.says,
        gave=gave,
        signed=facts.signed(fact),
        outdated=gave != requested_on(facts),
    )


def _as_it_stood(facts: Facts, fact: Fact) -> str:
    """The date of the request as it was on record when the notice was: of one whose own date nobody wrote down."""
    before = [one for one in facts.account.history if one.number < fact.number]
    request = facts.step(REQUEST)
    return next((one.when.on.isoformat() for one in standing(before) if one.step == request), "")


def corrected_because(facts: Facts) -> str:
    """Why the date of the request was corrected, as whoever did so says."""
    found = facts.last(REQUEST)
    return str(found.facts.get(WHY_CORRECTED, "")) if found else ""


def sections(facts: Facts, notice: Notice) -> Iterator[Section]:
    """What one notice says."""
    to = (Line("To", notice.recipient.says), *((Line("Addressed to", notice.authority),) if notice.authority else ()))
    yield Section("Notice of a request", (*to, facts.of_stage("Sent by", notice.signed)), SAYS)
    yield Section("The request", (facts.of_stage("Date of the initial request", spelled(notice.gave)),))
    if notice.outdated:
        because = corrected_because(facts)
        yield Section(
            "This notice gave an earlier date",
            (
                facts.of_stage("Date of the request as it stands now", spelled(requested_on(facts))),
                facts.of_stage("Why it was corrected", because),
            ),
            ("The date was corrected after this notice was sent. The recipient is to be told again.",),
        )


SAYS = (
    "A registered medical practitioner has been asked for a report on whether the conditions for moving the person "
    "named here to a hospital are met (Mental Health Act 1983, section 47(1) or 48(1)).",
)


def spelled(day: str) -> str:
    """`2026-03-02` as people read it; nothing of nothing."""
    return spell_day(date.fromisoformat(day)) if day else ""
