"""Checks of the standards: each has a source and a warning, counts in one way, and can be met."""

from collections.abc import Callable, Iterator

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.ways import after_step, reached, ways
from throughcare.clocks import Counting, Restart, Standard, Unit
from throughcare.datafiles.faults import Fault
from throughcare.pathways import SAID_OF_THE_WAIT
from throughcare.sharing import STAGES

Found = Iterator[Fault]


def _fault(standard: Standard, key: str, says: str, do: str) -> Fault:
    return Fault(("standard", standard.id, key), f"The standard '{standard.id}' {says}.", do)


def _is_sourced(blueprint: Blueprint) -> Found:
    for standard in blueprint.standards:
        if not standard.source:
            yield _fault(standard, "id", "has no source", "Give it 'source' with the id of a [[source]].")


def _warns_in_time(blueprint: Blueprint) -> Found:
    for standard in blueprint.standards:
        limit, warn = standard.limit, standard.warn_at
        if standard.counts_to is not None:
            yield from _warns_before_its_day(standard)
        elif limit is None and not standard.buckets:
            yield _fault(standard, "id", "has no limit", "Give it 'limit', or 'buckets' where it is only measured.")
        elif limit == 0:
            yield _fault(standard, "limit", "allows no time at all", "Give it a limit of 1 or more.")
        elif limit is not None and limit > 1 and warn is None:
            yield _fault(standard, "id", "warns nobody before it is late", "Give it 'warn_at'.")
        elif warn is not None and (limit is None or warn >= limit):
            yield _fault(standard, "warn_at", "warns too late", "Warn before the limit.")


def _warns_before_its_day(standard: Standard) -> Found:
    if standard.limit is not None or (standard.unit, standard.counting) != (Unit.DAY, Counting.DAY0):
        do = "Leave out 'limit', and count days from day 0."
        yield _fault(standard, "counts_to", "counts to a day that is given, and in another way as well", do)
    if not standard.warn_at:
        yield _fault(standard, "id", "warns nobody before its day", "Give it 'warn_at', in days before.")


def _asks_for_its_day(blueprint: Blueprint) -> Found:
    """A clock that counts to a day is told it by whatever starts it."""
    for standard in blueprint.standards:
        for start in standard.starts if standard.counts_to else ():
            asked = [field for field in blueprint.fields_of(start) if field.id == standard.counts_to]
            # Clocks are computed from what stays with a fact, and read no part of the record that is granted by itself.
            if [(field.kind, field.category) for field in asked] != [("date", STAGES)]:
                says = f"counts to a day that '{start}' does not ask for"
                do = f"Let its form ask '{standard.counts_to}', a date of the category '{STAGES}'."
                yield _fault(standard, "counts_to", says, do)


def _counts_in_one_way(blueprint: Blueprint) -> Found:
    for standard in blueprint.standards:
        if (standard.unit is Unit.HOUR) != (standard.counting is Counting.HOURS):
            do = 'Use counting "hours" with unit "hour", and with nothing else.'
            yield _fault(standard, "counting", "counts in two ways at once", do)


def _pauses_and_resumes(blueprint: Blueprint) -> Found:
    for standard in blueprint.standards:
        if bool(standard.pauses) != bool(standard.resumes):
            key = "pauses" if standard.pauses else "resumes"
            yield _fault(standard, key, "pauses and resumes by halves", "Give both 'pauses' and 'resumes', or neither.")


def _bars_by_a_limit(blueprint: Blueprint) -> Found:
    for standard in blueprint.standards:
        bars = standard.blocks or standard.opens
        if bars and standard.limit is None and standard.counts_to is None:
            yield _fault(standard, "id", "bars steps but has no limit", "Give it 'limit' or 'counts_to'.")


def _offers_its_start(blueprint: Blueprint) -> Found:
    for standard in blueprint.standards:
        if standard.may_start_at and not set(standard.starts) <= set(standard.may_start_at):
            do = "Put what it starts at among 'may_start_at'."
            yield _fault(standard, "may_start_at", "does not offer its own start", do)


def _begins_before_it_ends(blueprint: Blueprint) -> Found:
    for standard in blueprint.standards:
        first, last = standard.effective_from, standard.effective_to
        if first is not None and last is not None and last < first:
            yield _fault(standard, "effective_to", "ends before it begins", "Correct one of the two days.")


def _can_be_met(blueprint: Blueprint) -> Found:
    pathway = blueprint.pathway
    along = ways(pathway)
    for standard in blueprint.standards:
        within = reached([s for start in standard.starts for s in after_step(pathway, start)], along)
        stops = [pathway.step[stop] for stop in standard.stops if stop in pathway.step]
        if stops and not any(within.intersection(stop.sources) for stop in stops):
            do = "Stop it at a step that can follow its start."
            yield _fault(standard, "stops", "can never be met", do)


def _asks_for_each(blueprint: Blueprint) -> Found:
    """A clock that waits for several can tell them apart: whatever stops it asks which of them it was."""
    for standard in blueprint.standards:
        if bool(standard.each) != bool(standard.each_in):
            key = "each" if standard.each else "each_in"
            yield _fault(standard, key, "says only half of what it waits for", "Give both 'each' and 'each_in'.")
            continue
        for stop in standard.stops if standard.each else ():
            lacking = set(standard.each) - _asked(blueprint, stop, standard.each_in or "")
            if lacking:
                says = f"waits for {', '.join(sorted(lacking))}, and '{stop}' offers no such answer"
                yield _fault(standard, "each", says, f"Let its form ask '{standard.each_in}' with that choice.")


def _asked(blueprint: Blueprint, step: str, question: str) -> frozenset[str]:
    """The answers that a step offers to a question."""
    form = blueprint.form.get(blueprint.form_of.get(step, ""))
    fields = form.fields if form else ()
    return frozenset(answer for field in fields if field.id == question for answer, _ in field.choices)


def _is_moved_by_what_happens(blueprint: Blueprint) -> Found:
    """What is said of a wait moves no clock: whoever is told late would otherwise change how long somebody waited."""
    for standard in blueprint.standards:
        for key in ("starts", "may_start_at", "stops", "ends", "resets", "pauses", "resumes", "blocks", "opens"):
            said = SAID_OF_THE_WAIT.intersection(vars(standard)[key])
            if said:
                do = "Name a step that happens to the person."
                yield _fault(standard, key, f"would be moved by '{min(said)}', which only says that they wait", do)


def _restarts_on_purpose(blueprint: Blueprint) -> Found:
    for standard in blueprint.standards:
        if set(standard.starts) & set(standard.stops) and standard.restarts is Restart.NEVER:
            do = "Give it 'restarts = \"after-stop\"'."
            yield _fault(standard, "starts", "stops at a step that should start it again", do)


STANDARD_CHECKS: tuple[Callable[[Blueprint], Found], ...] = (
    _is_sourced,
    _warns_in_time,
    _asks_for_its_day,
    _counts_in_one_way,
    _pauses_and_resumes,
    _bars_by_a_limit,
    _offers_its_start,
    _begins_before_it_ends,
    _can_be_met,
    _asks_for_each,
    _restarts_on_purpose,
    _is_moved_by_what_happens,
)
