"""When which questionnaire is asked for: the words in which a blueprint says it, and checks that they can be read."""

import re
from collections.abc import Iterator

from throughcare.blueprints.blueprint import Blueprint
from throughcare.datafiles.faults import Fault
from throughcare.datafiles.problems import nearest
from throughcare.instruments.library import shipped

START, END = "start", "end"
EVERY = re.compile(r"every (?P<n>[1-9][0-9]{0,2}) sessions?")
EVERY_MONTHS = re.compile(r"every (?P<n>[1-9][0-9]?) months?")
DAYS_AFTER = re.compile(r"(?P<n>[1-9][0-9]{0,3}) days after")
SAY_SO = "Say start, end, the id of a step, or such as 'every 4 sessions', 'every 3 months', '90 days after'."


def asked_for(blueprint: Blueprint) -> Iterator[Fault]:
    """What would never be asked for, in silence: an instrument that does not ship, a time that cannot be read."""
    known = {name for name, _ in shipped()}
    for n, row in enumerate(blueprint.instruments):
        if row["id"] not in known:
            yield Fault(("instrument", n, "id"), f"There is no instrument '{row['id']}'.", nearest(row["id"], known))
        for when in row["when"]:
            if not _read(when, blueprint):
                says = f"When '{row['id']}' is asked for cannot be read: '{when}'."
                yield Fault(("instrument", n, "when"), says, SAY_SO)


def _read(when: str, blueprint: Blueprint) -> bool:
    said = {START, END, *blueprint.pathway.step}
    return when in said or any(one.fullmatch(when) for one in (EVERY, EVERY_MONTHS, DAYS_AFTER))
