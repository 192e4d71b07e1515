"""The values read from a file, made into an Instrument. What is wrong has been told by then and is only filled in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from throughcare.instruments.definition import Instrument
from throughcare.instruments.numbers import Unclear, numbers
from throughcare.instruments.parts import (
    DIRECTIONS,
    About,
    AlertRule,
    Band,
    Blanks,
    Code,
    Cutoff,
    Fact,
    Item,
    Kind,
    Licence,
    Norm,
    Rater,
    Recoding,
    Scale,
    Skip,
    Source,
    Threshold,
)

Values = Mapping[str, Any]

# Which facts are made of which tables, key by key.
AS_ROWS: Mapping[str, tuple[str, type[Any], tuple[str, ...]]] = {
    "cutoffs": ("cutoff", Cutoff, ("scale", "op", "value", "meaning", "sex", "may_be")),
    "changes": ("change", Threshold, ("scale", "op", "threshold", "basis")),
    "norms": ("norm", Norm, ("scale", "population", "n", "mean", "sd", "alpha", "retest")),
    "codes": ("code", Code, ("system", "code", "of")),
    "recodings": ("recoding", Recoding, ("of", "add")),
}
WORDS = frozenset({"sex", "of"})

# A file without a review day has a problem; the value itself needs some day.
NO_DAY = date.max
MAIN = "total"
AS_THEY_ARE = ("title", "version", "recall", "asks", "note", "missing", "authored_by", "checked_by")


def build(values: Values, *, digest: str) -> Instrument:
    """The instrument that these values say."""
    scales = tuple(_scales(values["scale"]))
    as_rows: dict[str, Any] = {name: tuple(_rows(values[kind], of, keys)) for name, (kind, of, keys) in AS_ROWS.items()}
    return Instrument(
        id=values["id"] or "",
        **{name: values[name] for name in AS_THEY_ARE},
        **as_rows,
        hash=digest,
        rater=Rater(values["rater"]) if values["rater"] in set(Rater) else Rater.SELF,
        main_scale=values["main"] or MAIN,
        items=tuple(_items(values, scales)),
        scales=scales,
        bands=tuple(band for row in values["bands"] for band in _bands(row, scales)),
        alerts=tuple(rule for row in values["alert"] for rule in _alert_rules(row)),
        skips=tuple(_skip(row) for row in values["skip"]),
        licence=_licence(values["licence"] or {}),
        keys=Fact(**_fact(values["keys"] or {})),
        wording=Fact(**_fact(values["wording"] or {})),
        sources=tuple(Source(row["id"] or "", row["title"], row["address"]) for row in values["source"]),
        review_by=values["review_by"] or NO_DAY,
    )


def _rows(rows: Sequence[Values], of: type[Any], keys: Sequence[str]) -> Iterator[Any]:
    """Facts that say as values what their tables say; a word that was left out is empty."""
    for row in rows:
        yield of(**_fact(row), **{key: "" if row[key] is None and key in WORDS else row[key] for key in keys})


def _skip(row: Values) -> Skip:
    return Skip(**_fact(row), when=named(row["when"]), equals=row["equals"] or 0, items=named(row["items"]))


def named(text: str) -> tuple[str, ...]:
    """The items of a list; one that cannot be read names none, which the check tells."""
    try:
        return numbers(text)
    except Unclear:
        return ()


def _fact(row: Values) -> dict[str, Any]:
    return {"source": row.get("source") or "", "confirmed": bool(row.get("confirmed"))}


def _of(row: Values, *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _items(values: Values, scales: Sequence[Scale]) -> Iterator[Item]:
    scored = {number for scale in scales for number in (*scale.items, *scale.weights)}
    texts = dict(values["text"])
    for block in values["items"]:
        also, reverse = named(block["also"]), set(named(block["reverse"]))
        held = tuple(map(int, block["values"])) or (0,)
        for place, number in enumerate(named(block["numbers"])):
            yield Item(
                number=number,
                text=texts.get(number),
                values=held,
                choices=tuple(zip(held, block["choices"], strict=False)) or None,
                reverse=number in reverse,
                required=not block["optional"],
                scored=number in scored,
                unknown=block["unknown"],
                alias=also[place] if place < len(also) else "",
            )


def _scales(rows: Sequence[Values]) -> Iterator[Scale]:
    lows: dict[str, float] = {}
    for row in rows:
        items = named(row["items"])
        low, high = row["range"] if len(row["range"]) == len(("low", "high")) else (0, 0)
        lows[row["id"]] = low
        yield Scale(
            **_fact(row),
            **_of(row, "id", "title", "table"),
            items=items,
            method=row["method"] or "",
            low=low,
            high=high,
            direction=DIRECTIONS.get(row["better"] or "", 0),
            needed=len(items) if row["needed"] is None else row["needed"],
            blanks=Blanks(row["blanks"]) if row["blanks"] in set(Blanks) else None,
            of=row["of"] or "",
            of_low=lows.get(row["of"] or "", 0),
            weights=named(row["weights"]),
            algorithm=row["algorithm"] or "",
            rho=row["rho"] or 0,
        )


def _bands(row: Values, scales: Sequence[Scale]) -> Iterator[Band]:
    """The bands of one scale, each up to where the next begins and the last up to the highest score."""
    highest = next((scale.high for scale in scales if scale.id == row["scale"]), 0)
    ends = [*(edge - 1 for edge in row["at"][1:]), highest]
    for lo, hi, label in zip(row["at"], ends, row["labels"], strict=False):
        yield Band(**_fact(row), scale=row["scale"], lo=lo, hi=hi, label=label)


def _alert_rules(row: Values) -> Iterator[AlertRule]:
    """A rule on several items is one rule for each: an alert is one per response and rule."""
    items = named(row["items"])
    for item in items or ("",):
        yield AlertRule(
            **_fact(row),
            **_of(row, "scale", "op", "value", "says"),
            id=f"{row['id']}-{item.lower()}" if len(items) > 1 else row["id"] or "",
            item=item,
            kind=Kind(row["kind"]) if row["kind"] in set(Kind) else Kind.REVIEW,
            about=About(row["about"]) if row["about"] in set(About) else About.HOW_THEY_ARE,
            off=bool(row["off"]),
        )


def _licence(row: Values) -> Licence:
    return Licence(
        **_fact(row),
        holder=row.get("holder") or "",
        terms=row.get("terms") or "",
        text_may_ship=bool(row.get("text_may_ship")),
        status=row.get("status") or "",
    )
