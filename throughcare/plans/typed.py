"""Text of several lines as somebody typed it, each read as any line is."""

from collections.abc import Mapping

from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault, sound


def read_text(typed: str, *, most: int) -> str | Fault:
    """The lines in composed form with their spaces tidied and empty ones left out, or why they cannot be taken.

    `most` is the greatest number of characters of all of it.
    """
    if len(typed) > 20 * most:
        return Fault(f"This is far too long: use at most {most} characters.")
    lines = []
    for one in typed.splitlines():
        line = read_line(one, most=most)
        if isinstance(line, Fault):
            return line
        lines += [line] if line else []
    text = "\n".join(lines)
    return Fault(f"This is {len(text)} characters long: use at most {most}.") if len(text) > most else text


def read_texts(typed: Mapping[str, str], *, most: int) -> dict[str, str]:
    """Raises Refused by field."""
    return sound({name: read_text(text, most=most) for name, text in typed.items()})
