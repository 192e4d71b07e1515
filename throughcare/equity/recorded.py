"""Which characteristics of the law on equality are on record here, how, and of how many nothing is: a total table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from throughcare.equity.reading import Span
from throughcare.indicators import NOT_RECORDED

NOT_HERE = "Not on record here, so that nothing is counted by it"
# Characteristic (Equality Act 2010, section 4) -> by what people are counted, if by anything, and from what.
CHARACTERISTICS: Mapping[str, tuple[str, str]] = {
    "Age": ("age", "From the date of birth"),
    "Disability": ("disability", "A need or an adjustment on record; that there is none tells nothing of the person"),
    "Gender reassignment": ("", NOT_HERE),
    "Marriage and civil partnership": ("", NOT_HERE),
    "Pregnancy and maternity": ("", NOT_HERE),
    "Race": ("ethnic", "The ethnic category of the NHS, in five groups; nationality is not on record"),
    "Religion or belief": ("", f"{NOT_HERE}; a need of faith is there only where something must be arranged"),
    "Sex": ("sex", "As recorded with who somebody is"),
    "Sexual orientation": ("", NOT_HERE),
    "Language (no protected characteristic)": ("interpreter", "Whether an interpreter is needed, where that was said"),
}
# Of these nothing on record and nothing to record are the same.
NEVER_MISSING = frozenset({"disability", "interpreter"})


@dataclass(frozen=True, slots=True)
class Recorded:
    """A characteristic, what it is counted from, and of how many it is not recorded, in words."""

    title: str
    says: str
    missing: str


def recorded(span: Span) -> Iterator[Recorded]:
    for title, (dimension, says) in CHARACTERISTICS.items():
        yield Recorded(title, says, _missing(span, dimension) if dimension else "")


def _missing(span: Span, dimension: str) -> str:
    """Of how many a characteristic is not recorded, as far as that is told."""
    whole, lines = span.number(), span.block.lines.get(dimension)
    if dimension in NEVER_MISSING:
        return "Cannot be said"
    if whole is None or lines is None:
        return "Not told"
    if NOT_RECORDED in lines:
        number = sum(lines[NOT_RECORDED])
        return f"{number:,} of {whole:,} ({100 * number / whole:.0f}%)" if whole else "Nobody"
    hidden = NOT_RECORDED in span.block.together.get(dimension, ())
    return "Counted with others: it is under 5, or a number under 5 would follow" if hidden else "Nobody"
