"""An instrument as a page of its handbook, in Markdown, printed from its values: what is read is what scores."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from throughcare.instruments.definition import Instrument
from throughcare.instruments.methods import ALGORITHM
from throughcare.instruments.numbers import Unclear, listed, numbers
from throughcare.instruments.parts import About, Blanks, Fact, Scale
from throughcare.instruments.reading import spoken
from throughcare.pathways import spell_day

METHODS_IN_WORDS = {
    "sum": "sum",
    "mean": "mean",
    "mean10": "ten times the mean",
    "lookup": "looked up",
    "gas": "T score over goals and weights",
    "goals": "mean of the goals rated",
    ALGORITHM: "a name by rule",
}
BETTER = {1: "high is good", -1: "high is bad", 0: ""}
MADE_UP = {None: "", Blanks.MEAN: ", blanks as the mean", Blanks.LEFT_OUT: ", blanks left out"}
ABOUT = {
    About.SELF_HARM: "self-harm",
    About.TO_OTHERS: "harm to others",
    About.SAFEGUARDING: "their safety from others",
    About.HOW_THEY_ARE: "how they are",
    About.WITHDRAWAL: "withdrawal",
    About.DETERIORATION: "worse than at first",
}
UNCONFIRMED = "unconfirmed"
# So many items in a row are told as the first to the last.
SPAN = 3


def page(instrument: Instrument) -> str:
    """The whole page of one instrument."""
    lines = [f"# {instrument.title}", "", _head(instrument)]
    for title, part in (
        ("Items", _items(instrument)),
        ("Scales", _scales(instrument)),
        ("Bands", _bands(instrument)),
        ("Cut-offs", _cutoffs(instrument)),
        ("Change", _changes(instrument)),
        ("Norms", _norms(instrument)),
        ("Alerts", _alerts(instrument)),
        ("Codes", _codes(instrument)),
        ("Not confirmed", (f"- {what}" for what in instrument.unconfirmed)),
        ("Sources", (f"- {one.title}{f': {one.address}' if one.address else ''}" for one in instrument.sources)),
    ):
        if told := list(part):
            lines += ["", f"## {title}", "", *told]
    return "\n".join(lines) + "\n"


def _head(instrument: Instrument) -> str:
    return (
        f"`{instrument.id}`, version {instrument.version}, written by {instrument.authored_by}, {instrument.checked}; "
        f"to be looked at again by {spell_day(instrument.review_by)}. Printed from its file."
    )


def contents(instruments: Sequence[Instrument]) -> str:
    """The list of all instruments, with what ships and how much of each nobody has confirmed."""
    rows = [
        (
            f"[{one.title}]({one.id}.md)",
            str(len(one.asked) or "of their own"),
            ", ".join(scale.id for scale in one.scales),
            "yes" if any(item.text for item in one.items) else "no",
            one.licence.status,
            str(len(one.unconfirmed)),
        )
        for one in instruments
    ]
    heads = ("instrument", "items", "scales", "wording ships", "licence", "facts unconfirmed")
    return "\n".join(["# Instruments", "", "Printed from their files.", "", *_table(heads, rows)]) + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    told = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    if told:
        yield from (f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *told))


def spans(items: Sequence[str]) -> str:
    """Items as people read them: "1, 2 and 5 to 9"."""
    runs: list[list[str]] = []
    for number in items:
        if runs and _in_a_row(runs[-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [[f"{run[0]} to {run[-1]}"] if len(run) >= SPAN else run for run in runs]
    return listed(tuple(chain.from_iterable(told)))


def _in_a_row(run: Sequence[str], number: str) -> bool:
    try:
        return numbers(f"{run[0]}-{number}") == (*run, number)
    except Unclear:
        return False


def _source(instrument: Instrument, fact: Fact) -> str:
    title = next((one.title for one in instrument.sources if one.id == fact.source), fact.source)
    return title if fact.confirmed else f"{title} (**{UNCONFIRMED}**)"


def _items(instrument: Instrument) -> Iterator[str]:
    licence = instrument.licence
    yield f"Answered by {'the person' if instrument.rater == 'self' else 'a clinician'}, about {instrument.recall}."
    yield f"{instrument.missing} Keys: {_source(instrument, instrument.keys)}."
    yield f"Rights: {licence.holder}. {licence.terms} {_source(instrument, licence)}."
    if instrument.note:
        yield instrument.note
    for skip in instrument.skips:
        when = f"{listed(skip.when)} {'is' if len(skip.when) == 1 else 'are'} {skip.equals}"
        yield f"Where {when}, blank items of {spans(skip.items)} count as nought. {_source(instrument, skip)}."
    yield ""
    yield from _answers(instrument)
    if any(item.text for item in instrument.items):
        yield from ("", f"Wording: {_source(instrument, instrument.wording)}. {instrument.asks}".rstrip(), "")
        for item in instrument.items:
            choices = "; ".join(f"{value} = {text}" for value, text in item.choices or ())
            yield f"- {item.number}: {item.text} ({choices})"


def _answers(instrument: Instrument) -> Iterator[str]:
    alike = groupby(instrument.items, lambda item: (spoken(item), item.reverse, item.required))
    rows = [
        (spans([item.number for item in items]), told, "turned round" if reverse else "", "" if required else "may be")
        for (told, reverse, required), items in alike
    ]
    yield from _table(("items", "answers", "counted", "blank"), rows)


def _scales(instrument: Instrument) -> Iterator[str]:
    rows = [
        (
            scale.id,
            scale.title,
            method(scale),
            f"{scale.low:g} to {scale.high:g}" if scale.method != ALGORITHM else "",
            BETTER[scale.direction],
            _source(instrument, scale),
        )
        for scale in instrument.scales
    ]
    yield from _table(("scale", "what", "how", "range", "direction", "source"), rows)


def method(scale: Scale) -> str:
    how = METHODS_IN_WORDS[scale.method]
    if scale.of:
        return f"{how} for each score of {scale.of}: {', '.join(f'{entry:g}' for entry in scale.table)}"
    least = f"; at least {scale.needed} answered{MADE_UP[scale.blanks]}" if scale.needed < len(scale.items) else ""
    return f"{how} of {spans(scale.items)}{least}"


def _bands(instrument: Instrument) -> Iterator[str]:
    rows = [(one.scale, f"from {one.lo:g}", one.label, _source(instrument, one)) for one in instrument.bands]
    yield from _table(("scale", "score", "band", "source"), rows)


def _cutoffs(instrument: Instrument) -> Iterator[str]:
    rows = [
        (
            one.scale,
            f"{one.op} {one.value:g}",
            one.meaning,
            one.sex or "everybody",
            ", ".join(f"{each:g}" for each in one.may_be),
            _source(instrument, one),
        )
        for one in instrument.cutoffs
    ]
    yield from _table(("scale", "score", "meaning", "for", "a site may choose", "source"), rows)


def _changes(instrument: Instrument) -> Iterator[str]:
    rows = [
        (one.scale, f"{one.op} {one.threshold:g}", one.basis, _source(instrument, one)) for one in instrument.changes
    ]
    yield from _table(("scale", "difference", "basis", "source"), rows)
    if rows:
        yield from ("", "The first of a scale decides; the others are there to be chosen.")


def _norms(instrument: Instrument) -> Iterator[str]:
    rows = [
        (
            one.scale,
            one.population,
            str(one.n or ""),
            f"{one.mean:g} ({one.sd:g})",
            f"{one.alpha:g}" if one.alpha else "",
            _source(instrument, one),
        )
        for one in instrument.norms
    ]
    yield from _table(("scale", "population", "n", "mean (SD)", "alpha", "source"), rows)


def _alerts(instrument: Instrument) -> Iterator[str]:
    rows = [
        (
            one.id,
            f"{f'item {one.item}' if one.item else one.scale} {one.op} {one.value:g}",
            f"{one.kind.value}{' (off until a service that has the form sets it)' if one.off else ''}",
            ABOUT[one.about],
            one.says,
            _source(instrument, one),
        )
        for one in instrument.alerts
    ]
    yield from _table(("rule", "when", "kind", "about", "says", "source"), rows)
    if any(one.item for one in instrument.raising):
        yield from ("", "An item of these that is left blank, or answered as not known, is for review.")


def _codes(instrument: Instrument) -> Iterator[str]:
    rows = [(one.system.upper(), one.code, one.of, _source(instrument, one)) for one in instrument.codes]
    yield from _table(("system", "code", "of", "source"), rows)
