"""What the command prints: the list, scored answers and a change, each as JSON or in words."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from throughcare.instruments import alerting
from throughcare.instruments.changing import Change, change
from throughcare.instruments.definition import Instrument
from throughcare.instruments.library import instruments, signed_by
from throughcare.instruments.numbers import listed
from throughcare.instruments.reading import Refused, answers, short
from throughcare.instruments.scoring import Scored, score

MOST_BYTES = 100_000
# The name that an instrument may give apart from any score.
LABEL = "label"
UNCONFIRMED = " (unconfirmed)"


class Unreadable(ValueError):
    """Why a file of answers cannot be read, as a sentence."""


def parsed(content: bytes) -> Mapping[str, object]:
    """The answers of a JSON file as they stand there, by item. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(f"This file is too large for answers; keep it under {MOST_BYTES:,} bytes.")
    try:
        raw = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_each_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Unreadable("This is not text in UTF-8.") from None
    except json.JSONDecodeError as error:
        raise Unreadable(f"This is not JSON: {error.msg} (line {error.lineno}).") from None
    except RecursionError:
        raise Unreadable("Lists or names are nested too deeply.") from None
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("A number in this file is too long.") from None
    if not isinstance(raw, dict):
        raise Unreadable('Answers are an object such as {"1": 3, "2": 0}.')
    return raw


def _no_number(word: str) -> None:
    raise Unreadable(f"{word} is not a number: JSON has none of that name.")


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A name that stands twice would silently lose an answer."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for n, (name, _) in enumerate(pairs) if name in dict(pairs[:n]))
        raise Unreadable(f"Item “{short(twice)}” is answered twice.")
    return found


def scored(instrument: Instrument, raw: Mapping[str, object]) -> Scored:
    """Raw answers scored. Those that are refused item by item have no score; the sound ones still raise alerts."""
    read = answers(instrument, raw)
    if not isinstance(read, Refused):
        return score(instrument, read)
    alerts = alerting.alerts(instrument, read.sound)
    return Scored(instrument.id, instrument.version, refused=read.says, alerts=alerts)


def score_as_json(instrument: Instrument, of: Scored) -> str:
    """Scales that could not be scored where the main one could are null, and so is a label that could not be given."""
    told = {
        "instrument": of.instrument,
        "version": of.version,
        "scores": {**of.scores, **dict.fromkeys(of.unscored)} if not of.refused else {},
        "bands": {**of.bands, **{name: text for name, text in of.labels.items() if name != LABEL}},
        "alerts": [{"item": alert.item, "value": alert.value, "rule": alert.rule} for alert in of.alerts],
        "refused": of.refused,
    }
    return json.dumps(told | ({LABEL: of.labels.get(LABEL)} if LABEL in instrument.scale else {}), ensure_ascii=False)


def score_as_text(instrument: Instrument, of: Scored) -> str:
    lines = [f"{instrument.title} {of.version}", *([of.refused] if of.refused else [])]
    for name, value in of.scores.items():
        scale, band = instrument.scale[name], of.bands.get(name)
        mark = "" if instrument.sure_of(name, band or "") else UNCONFIRMED
        lines.append(
            f"{scale.title}: {value:.4g} of {scale.low:g} to {scale.high:g}{f', {band}' if band else ''}{mark}"
        )
    for name, text in of.labels.items():
        lines.append(f"{instrument.scale[name].title}: {text}{'' if instrument.sure_of(name) else UNCONFIRMED}")
    lines += list(of.unscored.values())
    if of.incomplete:
        lines.append(f"Some items are blank. {instrument.missing}")
    lines += [f"{alert.kind.upper()}: {alert.says}{'' if alert.confirmed else UNCONFIRMED}" for alert in of.alerts]
    return "\n".join(lines)


def changed(instrument: Instrument, before: Mapping[str, object], after: Mapping[str, object], scale: str) -> Change:
    """Two sets of raw answers compared on a scale."""
    return change(instrument, scored(instrument, before), scored(instrument, after), scale)


def change_as_json(of: Change) -> str:
    return json.dumps(asdict(of), ensure_ascii=False)


def change_as_text(instrument: Instrument, of: Change) -> str:
    if of.reliable is None:
        return of.because
    titles = {source.id: source.title for source in instrument.sources}
    by = f"{of.op} {of.threshold:g}, {of.basis}, {titles[of.source]}{'' if of.confirmed else UNCONFIRMED}"
    lines = [
        f"{instrument.scale[of.scale].title}: {of.before:.4g} to {of.after:.4g}, a difference of {of.difference:+.4g}",
        f"Reliable change: {of.reliable} ({by})",
        f"Clinically significant: {of.clinically_significant}{'' if of.cutoff_confirmed else UNCONFIRMED}"
        if of.clinically_significant
        else of.because,
    ]
    return "\n".join(lines)


def list_as_json() -> str:
    rows = [
        {
            "id": one.id,
            "version": one.version,
            "title": one.title,
            "hash": one.hash,
            "items": len(one.items),
            "scales": list(one.scale),
            "text_ships": any(item.text for item in one.items),
            "licence": one.licence.status,
            "unconfirmed": list(one.unconfirmed),
            "checked_by": one.checked_by or None,
            "signed_by": list(signed_by(one.id, one.version)),
        }
        for one in instruments()
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def list_as_text() -> str:
    return "\n".join(
        f"{one.id} {one.version}: {one.title}; {_facts(len(one.unconfirmed))} unconfirmed; "
        f"{one.checked}; signed by {listed(signed_by(one.id, one.version))}"
        for one in instruments()
    )


def _facts(number: int) -> str:
    return f"{number} fact" if number == 1 else f"{number} facts"
