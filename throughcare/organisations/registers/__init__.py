"""The registers other people keep: which file is which, and what becomes of its columns."""

from throughcare.organisations.refusals import Refused
from throughcare.organisations.registers.code_lists import CODE_LISTS, CODES
from throughcare.organisations.registers.estates import ESTATES
from throughcare.organisations.registers.layout import Layout
from throughcare.organisations.registers.sheets import Sheet

LAYOUTS = (*ESTATES, *CODE_LISTS)
KINDS = tuple(dict.fromkeys(layout.kind for layout in LAYOUTS))

__all__ = ["CODES", "KINDS", "LAYOUTS", "Layout", "layout_of"]


def layout_of(kind: str, sheet: Sheet) -> Layout:
    """The layout of a sheet to be loaded as `kind`. Raises Refused, field "file", when it is not of that kind."""
    fitting = [layout for layout in LAYOUTS if layout.fits(sheet.header)]
    for layout in fitting:
        if layout.kind == kind and layout.useless:
            raise Refused({"file": f"{sheet.name} {layout.useless}"})
        if layout.kind == kind:
            return layout
    raise Refused({"file": _not_of_kind(kind, sheet, fitting)})


def _not_of_kind(kind: str, sheet: Sheet, fitting: list[Layout]) -> str:
    nearest = min((layout for layout in LAYOUTS if layout.kind == kind), key=lambda layout: _lacked(layout, sheet))
    lacks = ", ".join(column for column in nearest.needs if column not in sheet.header)
    amiss = f"lacks {lacks}" if lacks else f"has columns besides {' and '.join(nearest.needs)}"
    says = f"{sheet.name} is not a file of {kind}: line 1 {amiss}."
    return f"{says} It looks like a file of {fitting[0].kind}." if fitting else says


def _lacked(layout: Layout, sheet: Sheet) -> float:
    """The share of a layout's columns that the sheet has not."""
    return sum(column not in sheet.header for column in layout.needs) / len(layout.needs)
