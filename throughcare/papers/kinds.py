"""The papers of a transfer: a table of what each is called, what it prints, and from which step on there is one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from throughcare.meanings import StepMeaning
from throughcare.papers import moving, notices, pack, remitting
from throughcare.papers.facts import Facts
from throughcare.papers.sheets import SHEETS
from throughcare.papers.value import Paper, Section, Wanted
from throughcare.pathways import from_instant, spell_day

UNCONFIRMED = "Local default, unconfirmed: the layout of this paper is ours and no authority's form."
NOT_IN_FORCE = "Sections 47A and 48A are enacted and not in force."
OLD_FORM = "The questions follow a published copy of the Casework Section's form: unconfirmed that it is today's."


@dataclass(frozen=True, slots=True)
class Kind:
    """`begins` are the steps of which one makes that there is something to print; `whose` the parties to bring it."""

    title: str
    begins: tuple[StepMeaning, ...]
    whose: tuple[str, ...]
    sections: Callable[[Facts], Iterator[Section]]
    wanted: Callable[[Facts], Iterator[Wanted]] = lambda _: iter(())
    marks: tuple[str, ...] = (UNCONFIRMED,)


DOCTORS = ("prison-mental-health", "secure-hospital")
WHOSE = {
    "first-report": DOCTORS,
    "second-report": DOCTORS,
    "access-assessment": ("secure-hospital",),
    "warrant": ("mhcs",),
}


def _printed(key: str) -> Kind:
    sheet = SHEETS[key]
    return Kind(sheet.title, (sheet.step,), WHOSE[key], sheet.sections)


# In the order of the way.
PAPERS: Mapping[str, Kind] = {
    "first-report": _printed("first-report"),
    "second-report": _printed("second-report"),
    "access-assessment": _printed("access-assessment"),
    "application": Kind(
        "Application pack", (pack.APPLICATION, pack.BROUGHT), DOCTORS, pack.sections, wanted=pack.wanted
    ),
    "warrant": _printed("warrant"),
    "move": Kind("The move to hospital", (moving.ESCORT, moving.LEFT), ("prison",), moving.sections),
    "remission": Kind(
        "Form for the return to prison",
        (remitting.NOTICE,),
        ("secure-hospital",),
        remitting.sections,
        marks=(UNCONFIRMED, OLD_FORM),
    ),
}


def there_are(facts: Facts) -> Mapping[str, Kind]:
    """Those whose steps this episode's service has; none for a service that transfers nobody."""
    return {key: kind for key, kind in PAPERS.items() if facts.step(kind.begins[0])}


def begun(facts: Facts, kind: Kind) -> bool:
    return bool(facts.every(*kind.begins))


def paper(facts: Facts, key: str, *, at: datetime) -> Paper:
    """One of the papers, as far as the reader may see it."""
    kind = PAPERS[key]
    return _paper(
        facts, kind.title, tuple(kind.sections(facts)), at=at, wanted=tuple(kind.wanted(facts)), marks=kind.marks
    )


def notice_paper(facts: Facts, notice: notices.Notice, *, at: datetime) -> Paper:
    """The notice to one recipient."""
    made = tuple(notices.sections(facts, notice))
    return _paper(facts, "Notice of a referral", made, at=at, marks=(UNCONFIRMED, NOT_IN_FORCE))


def _paper(
    facts: Facts,
    title: str,
    sections: tuple[Section, ...],
    *,
    at: datetime,
    marks: tuple[str, ...],
    wanted: tuple[Wanted, ...] = (),
) -> Paper:
    return Paper(
        title=title,
        reference=facts.account.episode.reference,
        made=spell_day(from_instant(at).on),
        by=f"{facts.account.reader.staff}, {facts.account.reader.organisation}",
        about=facts.about(),
        sections=sections,
        wanted=wanted,
        marks=marks,
    )
