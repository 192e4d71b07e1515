"""Answers for tests: all alike, as a list, or one step after another from the least score to the most."""

from collections.abc import Iterator, Mapping

from throughcare.instruments import Answers, Instrument, Refused, Scored, answers, instrument, score


def read(of: Instrument, raw: Mapping[str, object]) -> Answers:
    """Answers that are expected to be right."""
    found = answers(of, raw)
    assert not isinstance(found, Refused), found.says
    return found


def listed(of: Instrument, text: str) -> dict[str, int]:
    """Answers to the items in their order, such as "3 0 1 -": a dash leaves one blank."""
    given = zip(of.item, text.split(), strict=False)
    return {number: int(word) for number, word in given if word != "-"}


def alike(of: Instrument, value: int, **others: int) -> dict[str, int]:
    """The same answer to every item that must be answered, or its least where it has no such answer."""
    same = {item.number: value if value in item.values else item.min for item in of.items if item.required}
    return same | {number.removeprefix("n"): given for number, given in others.items()}


def scored(id_: str, raw: Mapping[str, object]) -> Scored:
    return score(instrument(id_), read(instrument(id_), raw))


def ladder(of: Instrument, scale_id: str) -> Iterator[dict[str, int]]:
    """Answers from the least score of a scale to its most, raising one item by one answer each time."""
    scale = of.scale[scale_id]
    own = scale.items or of.scale[scale.of].items
    held = {item.number: item.max if item.reverse else item.min for item in of.items if item.required}
    held |= {number: of.item[number].min for number in own if number not in held}
    yield dict(held)
    for number in own:
        item = of.item[number]
        for value in list(reversed(item.values))[1:] if item.reverse else item.values[1:]:
            held[number] = value
            yield dict(held)
