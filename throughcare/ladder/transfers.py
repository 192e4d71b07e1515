"""The list of open transfers, as a page and as a file."""

from collections.abc import Iterable, Mapping

from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from throughcare.audit import actions as audit
from throughcare.episodes import due
from throughcare.ladder import lines, pipeline
from throughcare.ladder.lines import Transfer
from throughcare.ladder.pipeline import A_FILE, A_LONG_PAGE, CONTACT_WITHIN, QUIET, WARRANT, Asked, Lane
from throughcare.typesetting.sheets import Rows
from throughcare.web.asking import Request
from throughcare.web.sheets import as_whole_file
from throughcare.web.words import london_day
from throughcare.web.worklist import after_of, place_of

MOST_DIGITS = 10
HEAD = (
    "Reference", "Person", "Prison", "Hospital", "Stage", "Days in this stage", "Days waited", "Due by", "Days left",
    "Days late", "Rule", "Force of the rule", "Clock", "Held up by", "Held up since", "Waits on",
    "Organisation waited on", "Held by", "Lead", "Last raised", "Raised on", "Told",
    "Answered", "Days left of the warrant", "Late days without a reason", "Last contact on", "Last contact", "ACCT",
    "Segregated",
)  # fmt: skip


def transfers(request: Request) -> HttpResponse:
    asked, today = asked_in(request.GET), london_day(request.now)
    who = due.asker(request.staff, as_of=request.now)
    counted, found = pipeline.lanes(who, asked), pipeline.page(who, asked, most=asked.most + 1)
    shown = found[: asked.most]
    people = sorted({row.person_id for row in shown})
    audit.record(by=request.staff, at=request.now, did="saw-transfers", detail={"people": people})
    given = {
        "day": today,
        "asked": asked,
        "stages": lines.lanes(counted, today=today),
        "counts": counts(counted, asked),
        "lines": list(lines.shown(shown, today=today)),
        "choices": {"party": pipeline.parties().items(), **pipeline.places()},
        "next_page": place_of(shown[-1]) if len(found) > len(shown) else None,
        "sizes": {"file": A_FILE, "long": A_LONG_PAGE, "contact": CONTACT_WITHIN.days},
    }
    return render(request, "ladder/transfers.html", given)


def counts(counted: Iterable[Lane], asked: Asked) -> Mapping[str, int]:
    """How many lines there are in the stage that was asked for, or in all, and how many of those are of each kind."""
    here = [lane for lane in counted if asked.stage in {"", lane.stage}]
    return {name: sum(getattr(lane, name) for lane in here) for name in ("open", "late", WARRANT, QUIET)}


def transfers_file(request: Request) -> HttpResponse:
    """All that the filters find, in the same order and columns, as far as one file goes. That it was taken is noted."""
    asked, today = asked_in(request.GET), london_day(request.now)
    found = pipeline.page(due.asker(request.staff, as_of=request.now), asked, most=A_FILE)
    people = sorted({row.person_id for row in found})
    audit.record(by=request.staff, at=request.now, did="exported-transfers", detail={"people": people})
    return as_whole_file(f"transfers-{today}.csv", HEAD, written(lines.shown(found, today=today)))


def asked_in(query: QueryDict) -> Asked:
    """What the address asks for."""
    return Asked(
        stage=query.get("stage", "") if query.get("stage") in pipeline.stages() else "",
        party=query.get("party", "") if query.get("party") in pipeline.parties() else "",
        prison=_number(query.get("prison", "")),
        hospital=_number(query.get("hospital", "")),
        late=query.get("late") == "yes",
        warrant=query.get(WARRANT) == "yes",
        quiet=query.get(QUIET) == "yes",
        long=query.get("long") == "yes",
        after=after_of(query.get("after", "")[:30]),
    )


def written(lines: Iterable[Transfer]) -> Rows:
    """The cells of a file, a row each; a figure below nought would be taken for a formula."""
    for line in lines:
        left, late = (line.due_in, None) if (line.due_in or 0) >= 0 else (None, -(line.due_in or 0))
        said = (
            line.episode, line.name, line.prison, line.hospital, line.stage, line.in_stage, line.waited, line.due_on,
            left, late, line.rule, line.force, line.clock, line.delay, line.delay_on, line.party, line.waiting_for,
            line.holder, line.lead, line.rung, line.rung_on,
            line.told if line.rung else None, line.answered if line.rung else None,
            "void" if (line.left or 0) < 0 else line.left, line.without, line.waiting.contact_on,
            line.waiting.contact, line.waiting.acct, line.waiting.segregated,
        )  # fmt: skip
        yield ["" if cell is None else str(cell) for cell in said]


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < MOST_DIGITS else None
