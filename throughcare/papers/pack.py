"""The application pack: what the Casework Section must have before it decides, and whose each missing thing is."""

from collections.abc import Iterator, Mapping

from throughcare.meanings import StepMeaning
from throughcare.papers.facts import Facts
from throughcare.papers.sheets import REPORTS, approved
from throughcare.papers.value import How, Line, Section, Wanted
from throughcare.pathways import Event as Fact
from throughcare.pathways import spell_day

APPLICATION, BROUGHT = StepMeaning.APPLIED, StepMeaning.PAPER_BROUGHT
ACCEPTED, DATED = StepMeaning.BED_ACCEPTED, StepMeaning.BED_DATE_OFFERED
# Paper -> its title, and the party whose it is to bring.
PAPERS: Mapping[str, tuple[str, str]] = {
    "request-form": ("Request form", "prison-mental-health"),
    "sentence-or-remand-papers": ("Sentence or remand papers", "prison"),
    "index-offence": ("Index offence", "prison"),
    "security-information": ("Security information", "prison"),
}
REPORT_TITLES = {REPORTS[0]: "First medical report", REPORTS[1]: "Second medical report"}


def wanted(facts: Facts) -> Iterator[Wanted]:
    """Everything that makes the application complete, in the order in which it is usually there."""
    doctors = facts.whose("prison-mental-health", "secure-hospital")
    for step, title in REPORT_TITLES.items():
        yield Wanted(title, facts.day_of(facts.last(step), title), doctors)
    yield Wanted("At least one doctor approved under section 12", approved(facts), doctors)
    for paper, (title, party) in PAPERS.items():
        yield Wanted(title, _brought(facts, paper, title), facts.whose(party))
    hospital = facts.whose("secure-hospital")
    yield Wanted("Named bed", facts.line(ACCEPTED, "ward", "Named bed"), hospital)
    yield Wanted("Date of admission", _admission(facts), hospital)


def _brought(facts: Facts, paper: str, title: str) -> Line:
    """The paper as it was brought, or that the application says that it holds it."""
    brought = [fact for fact in facts.every(BROUGHT) if facts.answer(fact, "paper") == paper]
    if brought:
        where = str(facts.answer(brought[-1], "where") or "")
        return facts.of_stage(title, ". ".join(filter(None, [facts.signed(brought[-1]), where])))
    applied = facts.last(APPLICATION)
    holds = facts.answer(applied, "holds")
    if applied and isinstance(holds, list) and paper in holds:
        return facts.of_stage(title, f"In the application of {spell_day(applied.when.on)}, as it says")
    return facts.of_stage(title, "")


def _admission(facts: Facts) -> Line:
    offered = facts.line(DATED, "date", "Date of admission")
    return offered if offered.how is How.SAID else facts.line(ACCEPTED, "expected", "Date of admission")


def sections(facts: Facts) -> Iterator[Section]:
    yield Section("The application", tuple(facts.all_of(APPLICATION)))
    offence, security = (_of_paper(facts, paper) for paper in ("index-offence", "security-information"))
    yield Section(
        "From the prison",
        (facts.line(BROUGHT, "offence", fact=offence), facts.line(BROUGHT, "security", fact=security)),
    )


def _of_paper(facts: Facts, paper: str) -> Fact | None:
    return next((one for one in reversed(facts.every(BROUGHT)) if facts.answer(one, "paper") == paper), None)
