"""A mentor's certificate as a PDF: the same value as on the page."""

from datetime import datetime
from importlib import resources
from typing import Any

from throughcare import typesetting
from throughcare.cover.certificate import Certificate
from throughcare.telling.phrases import short_day

LAYOUT = resources.files("throughcare.rosters").joinpath("paper/certificate.typ").read_bytes()


def printed(certificate: Certificate, *, at: datetime) -> bytes:
    return typesetting.pdf(LAYOUT, said(certificate), at=at)


def said(certificate: Certificate) -> dict[str, Any]:
    """What the paper says, line by line; a line is there only where a fact holds it."""
    return {
        "title": "Peer mentor certificate",
        "name": certificate.name,
        "scheme": f"{certificate.scheme}, {certificate.place}",
        "learned": list(certificate.modules),
        "trained": f"Training signed off on {short_day(certificate.trained_on)}" if certificate.trained_on else "",
        "did": did(certificate),
        "spans": list(map(_span, certificate.spans)),
        "made": f"As the record of the scheme stands on {short_day(certificate.on)}",
    }


def did(certificate: Certificate) -> list[str]:
    """What somebody did, in numbers that the facts hold."""
    lines = []
    if certificate.spans:
        lines.append(f"Active as a mentor for {_many(certificate.months, 'whole month', 'whole months')}")
    if certificate.contacts:
        hours = _many(certificate.hours_of_contacts, "hour", "hours")
        lines.append(f"Supported people in {_many(certificate.contacts, 'contact', 'contacts')}, {hours} in all")
    if certificate.hours_on_duty:
        lines.append(f"Was on the rota for {_many(certificate.hours_on_duty, 'hour', 'hours')}")
    return lines


def _span(span: tuple[Any, Any]) -> str:
    first, last = span
    return f"From {short_day(first)} until {short_day(last)}" if last else f"Since {short_day(first)}"


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
