"""The files of code lists: ours, and those of the NHS, of UK Core and of the prison system.

The prison system's words are old and in places unkind; they serve to map incoming records and are not shown.
"""

from typing import Any

from throughcare.organisations.registers.cells import (
    Cell,
    always,
    chosen,
    day_in_bracket,
    line,
    marked_inactive,
    needed,
    reporting_month,
)
from throughcare.organisations.registers.layout import FILE, Layout

CODES = "codes"
LONGEST_TITLE = 400

IS_RETIRED = {"active": False, "draft": False, "retired": True}


def _listed(start: str, column: str) -> Cell:
    return needed(column, most=100, then=lambda value: f"{start}:{value}")


def _code(column: str) -> Cell:
    return needed(column, most=100)


def _title(column: str) -> Cell:
    return needed(column, most=LONGEST_TITLE)


def _parent(domain: str, code: str) -> Any:
    return line("", most=120).read(":".join(word.strip() for word in (domain, code) if word.strip()))


CODE_LISTS = (
    Layout(
        kind=CODES,
        source="",
        needs=("list", "code", "title", "within", "source"),
        fields={
            "list": needed("list", most=120),
            "code": _code("code"),
            "title": _title("title"),
            "within": line("within", most=120),
            "source": needed("source", most=120),
        },
    ),
    Layout(
        kind=CODES,
        source="NHS Mental Health Services Data Set",
        needs=("list", "code", "description", "valid_from_month_id", "valid_to_month_id"),
        fields={
            "list": _listed("mhsds", "list"),
            "code": _code("code"),
            "title": _title("description"),
            "valid_from": reporting_month("valid_from_month_id"),
            "valid_until": reporting_month("valid_to_month_id", plus=1),
        },
    ),
    Layout(
        kind=CODES,
        source="HMPPS alerts",
        needs=("type_code", "type_description", "code", "description", "active"),
        fields={
            "list": always("nomis:ALERT"),
            "code": _code("code"),
            "title": _title("description"),
            "within": line("type_description", most=120),
            "retired": marked_inactive("active"),
            "for_display": always(value=False),
        },
    ),
    Layout(
        kind=CODES,
        source="NOMIS reference codes",
        needs=("domain", "code", "description", "active_flag", "expired_date"),
        fields={
            "list": _listed("nomis", "domain"),
            "code": _code("code"),
            "title": _title("description"),
            "within": Cell(("parent_domain", "parent_code"), _parent),
            "valid_until": day_in_bracket("expired_date"),
            "retired": marked_inactive("active_flag"),
            "for_display": always(value=False),
        },
    ),
    Layout(
        kind=CODES,
        source="HMPPS challenge, support and intervention plans",
        needs=("domain", "code", "description"),
        whole=True,
        fields={
            "list": _listed("csip", "domain"),
            "code": _code("code"),
            "title": _title("description"),
            "for_display": always(value=False),
        },
    ),
    Layout(
        kind=CODES,
        source="",
        needs=("name", "system", "status", "code", "display"),
        fields={
            "list": _listed("uk-core", "name"),
            "code": _code("code"),
            "title": _title("display"),
            "retired": chosen("status", IS_RETIRED),
            "source": needed("system", most=120),
        },
    ),
    Layout(
        kind=CODES,
        source="NHS Mental Health Services Data Set",
        needs=("group", "codes"),
        whole=True,
        each="codes",
        fields={
            "list": needed(FILE, most=120),
            "code": _code("codes"),
            "title": _title("group"),
        },
    ),
    Layout(
        kind=CODES,
        source="A list named after its file",
        needs=("code", "description"),
        whole=True,
        fields={
            "list": needed(FILE, most=120),
            "code": _code("code"),
            "title": _title("description"),
        },
    ),
)
