"""A layout and what it says, as a PDF. What people typed reaches Typst as data, never as markup."""

import json
from collections.abc import Mapping
from datetime import datetime
from importlib import resources
from typing import Any

import typst

from throughcare.typesetting.showing import LATIN, SHOWN, Stretches, showable

FRAME = resources.files("throughcare.typesetting").joinpath("frame.typ").read_bytes()


def pdf(layout: bytes, values: Mapping[str, Any], *, at: datetime) -> bytes:
    """A tagged PDF (PDF/UA-1) with letters that travel with the product. It reaches for no network.

    The layout follows `frame.typ` and finds there what it says, with `values()`. Photos come as lists of bytes.
    """
    try:
        return _set(layout, values, SHOWN, at=at)
    except typst.TypstError:
        # Two letters may ask for a shape together that neither does alone. Fewer letters are better than no paper.
        return _set(layout, values, LATIN, at=at)


def _set(layout: bytes, values: Mapping[str, Any], among: Stretches, *, at: datetime) -> bytes:
    written = typst.compile(
        FRAME + layout,
        sys_inputs={"values": json.dumps(_said(values, among))},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
    assert isinstance(written, bytes)
    return written


def _said(value: Any, among: Stretches) -> Any:
    """The same values with every text in them as it can be shown."""
    if isinstance(value, str):
        return showable(value, among=among)
    if isinstance(value, Mapping):
        return {name: _said(one, among) for name, one in value.items()}
    if isinstance(value, bytes):
        return list(value)
    return [_said(one, among) for one in value] if isinstance(value, list | tuple) else value
