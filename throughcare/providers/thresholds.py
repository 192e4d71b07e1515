"""On what terms a provider admits, in its own words: each version stays, and the last one of a day counts."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Fault, Refused, faults, refuse_if
from throughcare.providers.keeping import needed
from throughcare.providers.kinds import CLINICIANS, LEVELS, SPECIALTIES
from throughcare.providers.models import LONGEST_LINE, Threshold

MOST_LINES = 12


@verb
def set_threshold(*, threshold: Threshold, by: StaffRole, at: datetime) -> Threshold:
    """Puts on record another version of a provider's thresholds, as a row not yet saved.

    Raises Refused: admits, refuses, level, specialty, source, or "" for those who are no clinicians of the provider.
    """
    if by.role not in CLINICIANS or by.organisation_id != threshold.provider_id:
        raise Refused({"": f"The clinicians of {threshold.provider} say on what terms it admits."})
    admits, refuses = read_lines(threshold.admits), read_lines(threshold.refuses)
    source = needed(threshold.source)
    refuse_if(faults(admits=admits, refuses=refuses, source=source) | _impossible(threshold, admits))
    assert not isinstance(admits, Fault)
    assert not isinstance(refuses, Fault)
    threshold.admits, threshold.refuses, threshold.source = list(admits), list(refuses), str(source)
    threshold.recorded_by, threshold.recorded_at = by, at
    threshold.save(force_insert=True)
    audit.record(by=by, at=at, did="set-threshold", detail={"threshold": threshold.pk})
    return threshold


def read_lines(typed: Iterable[str]) -> Sequence[str] | Fault:
    """Lines of text as typed, without the empty ones; the first fault of any of them."""
    lines: list[str] = []
    for one in typed:
        line = read_line(one, most=LONGEST_LINE)
        if isinstance(line, Fault):
            return Fault(f"Line {len(lines) + 1}: {line.reason}")
        lines += [line] if line else []
    if len(lines) > MOST_LINES:
        return Fault(f"Write at most {MOST_LINES} lines: what nobody reads to its end is no threshold.")
    return lines


def in_force(versions: Iterable[Threshold], *, on: date) -> list[Threshold]:
    """Of a provider's versions the last of each level and specialty on a day, in the order of levels."""
    last: dict[tuple[str, str], Threshold] = {}
    for one in sorted(versions, key=lambda one: (one.from_on, one.pk)):
        if one.from_on <= on:
            last[one.level, one.specialty] = one
    order = ["", *LEVELS]
    return sorted(last.values(), key=lambda one: (order.index(one.level), one.specialty))


def for_case(versions: Iterable[Threshold], *, level: str, specialty: str, on: date) -> list[Threshold]:
    """Those in force that say something of a level and specialty, the most particular first."""
    fit = [one for one in in_force(versions, on=on) if one.level in {"", level} and one.specialty in {"", specialty}]
    return sorted(fit, key=lambda one: (one.level == "", one.specialty == ""))


def _impossible(threshold: Threshold, admits: Sequence[str] | Fault) -> dict[str, str]:
    reasons = {}
    if not admits:
        reasons["admits"] = "Say at least one thing that has to be so."
    for name, known in {"level": LEVELS, "specialty": SPECIALTIES}.items():
        value = vars(threshold)[name]
        if value and value not in known:
            reasons[name] = f"There is no {name} called “{value}”."
    return reasons
