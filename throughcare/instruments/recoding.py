"""Answers of one instrument turned, on purpose, into those of another that asks the same in other numbers."""

from collections.abc import Mapping

from throughcare.instruments.definition import Instrument
from throughcare.instruments.reading import Answers


def recoded(answers: Mapping[str, int | None], *, of: Instrument, to: Instrument) -> Answers:
    """Answers as `reading.answers` gives them for `of`, as answers of `to`; blanks stay blank.

    Raises ValueError with a sentence when the two do not ask the same items.
    """
    how = next((one for one in to.recodings if one.of == of.id), None)
    if how is None:
        raise ValueError(f"Answers of {of.title} cannot be turned into answers of {to.title}.")
    return {
        item.number: None if (given := answers[item.number]) is None or given == item.unknown else given + int(how.add)
        for item in of.items
    }
