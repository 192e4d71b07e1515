"""From what each characteristic of the law on equality is counted, and of how many it is unknown: a total table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from throughcare.equity.reading import Span
from throughcare.indicators import NOT_RECORDED
from throughcare.people.groups import NO_ANSWER, SAID

ASKED = "What the person says of themselves, which nobody has to"
# Characteristic (Equality Act 2010, section 4) -> by what people are counted, and from what.
CHARACTERISTICS: Mapping[str, tuple[str, str]] = {
    "Age": ("age", "From the date of birth"),
    "Disability": ("disability", "A need or an adjustment on record; that there is none tells nothing of the person"),
    "Gender reassignment": ("gender-at-birth", f"{ASKED}: whether their gender is the same as at birth"),
    "Marriage and civil partnership": ("marriage", ASKED),
    "Pregnancy and maternity": ("pregnancy", f"{ASKED}, on the day itself; codes are a local default, unconfirmed"),
    "Race": ("ethnic", "The ethnic category of the NHS, in five groups; nationality is not on record"),
    "Religion or belief": ("religion", ASKED),
    "Sex": ("sex", "As recorded with who somebody is"),
    "Sexual orientation": ("orientation", ASKED),
    "Language (no protected characteristic)": ("interpreter", "Whether an interpreter is needed, where that was said"),
}
# Of these nothing on record and nothing to record are the same.
NEVER_MISSING = frozenset({"disability", "interpreter"})


@dataclass(frozen=True, slots=True)
class Recorded:
    """A characteristic, what it is counted from, and of how many it is not known and why, in words."""

    title: str
    says: str
    missing: str


def recorded(span: Span) -> Iterator[Recorded]:
    for title, (dimension, says) in CHARACTERISTICS.items():
        yield Recorded(title, says, _missing(span, dimension))


def _missing(span: Span, dimension: str) -> str:
    """Of how many a characteristic is not recorded, as far as that is told; and of how many there is no answer."""
    whole, lines = span.number(), span.block.lines.get(dimension)
    if dimension in NEVER_MISSING:
        return "Cannot be said"
    if whole is None or lines is None:
        return "Not told"
    why = (NOT_RECORDED, *sorted(NO_ANSWER - {NOT_RECORDED})) if dimension in SAID else (NOT_RECORDED,)
    hidden = set(why).intersection(span.block.together.get(dimension, ()))
    told = [_of(sum(lines[name]), whole, name if dimension in SAID else "") for name in why if name in lines]
    if hidden:
        told.append("Counted with others: it is under 5, or a number under 5 would follow")
    return "; ".join(told) or "Nobody"


def _of(number: int, whole: int, name: str) -> str:
    says = f"{number:,} of {whole:,} ({100 * number / whole:.0f}%)" if whole else "Nobody"
    return f"{name}: {says}" if name else says
