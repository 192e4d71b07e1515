"""The wording of items: what ships with the product where the licence lets it, else what a licensed site brought."""

import csv
import json
import tomllib
from collections.abc import Mapping
from datetime import datetime
from io import StringIO
from typing import Any

from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.instruments import Instrument
from throughcare.instruments.texts import checked
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.responses.local_tables import SiteText, SiteTextWithdrawal

MAY_BRING = frozenset({"PMH", "CMHT", "SH", "ADMIN"})
LARGEST = 200_000
FEWEST_COLUMNS, MOST_FAULTS = 2, 10
NO_TEXT = "it is no text in UTF-8; from a spreadsheet, save it as CSV UTF-8"


@verb
def bring(
    *, measured: Instrument, file: str, content: bytes, holder: str, reference: str, by: StaffRole, at: datetime
) -> SiteText:
    """Keep the wording of an instrument for one's own organisation, under its licence. Earlier versions stay.

    Raises Refused: file, licence_holder, licence_reference.
    """
    refuse_strangers(by)
    said = {
        "licence_holder": line(holder, field="licence_holder", most=200, missing="Name who holds the licence."),
        "licence_reference": line(
            reference, field="licence_reference", most=200, missing="Give the number or date of the licence."
        ),
    }
    found = checked(measured, read(file, content))
    refuse_if({"file": " ".join(fault.says for fault in found.faults[:MOST_FAULTS])} if found.faults else {})
    mine = SiteText.objects.filter(organisation=by.organisation, instrument=measured.id)
    made = SiteText.objects.create(
        organisation=by.organisation, instrument=measured.id, edition=measured.version, digest=measured.hash,
        number=mine.count() + 1, texts=dict(found.texts), by=by, at=at, **said,
    )  # fmt: skip
    audit.record(by=by, at=at, did="brought-wording", detail={"instrument": measured.id, "number": made.number})
    return made


@verb
def withdraw(*, wording: SiteText, why: str, by: StaffRole, at: datetime) -> SiteTextWithdrawal:
    """Show a wording no more, such as when the licence has ended. Raises Refused: why, or ""."""
    refuse_strangers(by)
    if wording.organisation_id != by.organisation_id:
        raise Refused({"": "This wording is another organisation's."})
    if SiteTextWithdrawal.objects.filter(site_text=wording).exists():
        raise Refused({"": "It is withdrawn already."})
    said = line(why, field="why", missing="Say why.")
    audit.record(by=by, at=at, did="withdrew-wording", detail={"instrument": wording.instrument})
    return SiteTextWithdrawal.objects.create(site_text=wording, why=said, by=by, at=at)


def texts_of(measured: Instrument, organisation: int) -> Mapping[str, str]:
    """Item -> its wording, where there is any: an empty mapping means that answers are entered by number alone.

    What was brought for another edition of the file is good as long as the items are the same.
    """
    if all(item.text for item in measured.items):
        return {item.number: item.text or "" for item in measured.items}
    stands = SiteText.objects.filter(organisation=organisation, instrument=measured.id, withdrawal=None)
    held = stands.order_by("-number").first()
    return held.texts if held is not None and held.texts.keys() == measured.item.keys() else {}


def refuse_strangers(by: StaffRole) -> None:
    """Raises Refused for a role that brings no wording."""
    if by.role not in MAY_BRING:
        raise Refused(
            {"": "Clinicians and administrators bring the wording that their organisation has a licence for."}
        )


def read(file: str, content: bytes) -> dict[str, Any]:
    """Item -> wording, from a file in JSON, TOML or CSV. Raises Refused: file."""
    if len(content) > LARGEST:
        raise Refused({"file": f"This file is larger than {LARGEST:,} bytes."})
    try:
        found = _parsed(file, content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, csv.Error, RecursionError) as wrong:
        says = NO_TEXT if isinstance(wrong, UnicodeDecodeError) else str(wrong)[:200]
        raise Refused({"file": f"This file cannot be read: {says}."}) from None
    texts = found.get("text", found) if isinstance(found, dict) else None
    if not isinstance(texts, dict):
        raise Refused({"file": "The file must name each item with its wording."})
    return {str(name): said for name, said in texts.items()}


def _parsed(file: str, text: str) -> Any:
    kind = file.rsplit(".", 1)[-1].lower()
    if kind == "json":
        return json.loads(text)
    if kind == "toml":
        return tomllib.loads(text)
    if kind == "csv":
        rows = [row for row in csv.reader(StringIO(text, newline=None)) if any(row)]
        short = next((number for number, row in enumerate(rows, 1) if len(row) < FEWEST_COLUMNS), None)
        if short:
            raise ValueError(f"line {short} needs an item and its wording")
        return {row[0].strip(): row[1] for row in rows if row[0].strip().lower() != "item"}
    raise ValueError("use a file ending in .csv, .toml or .json")
