"""Which keys an instrument's file may hold, and what each must be."""

from throughcare.datafiles.shape import (
    FLAG,
    NAME,
    NEEDED_NAME,
    NEEDED_TEXT,
    NUMBER,
    REAL,
    REALS,
    TEXT,
    Key,
    Kind,
    Shape,
    tables,
)  # fmt: skip
from throughcare.instruments import algorithms, methods
from throughcare.instruments.parts import DIRECTIONS, OPS, About, Blanks, Rater
from throughcare.instruments.parts import Kind as AlertKind

# Every fact says where it comes from; one that does not say that it was confirmed there was not.
FACT: Shape = {"source": NEEDED_NAME, "confirmed": FLAG}
NEEDED_REAL, NEEDED_REALS = Key(Kind.REAL, needed=True), Key(Kind.REALS, needed=True)
OP = Key(Kind.TEXT, needed=True, among=tuple(OPS))
SEXES = ("men", "women")
BASES = ("RCI95", "RCI90", "MIC", "policy")
SYSTEMS = ("loinc", "snomed")
STATUSES = ("free", "free-unchanged", "free-non-commercial", "licence-needed", "ask-first")

ITEMS: Shape = {
    "numbers": NEEDED_TEXT,
    "also": TEXT,
    "values": NEEDED_REALS,
    "choices": Key(Kind.TEXTS),
    "reverse": TEXT,
    "optional": FLAG,
    "unknown": NUMBER,
}
SCALE: Shape = {
    "id": NEEDED_TEXT,
    "title": NEEDED_TEXT,
    "items": TEXT,
    "method": Key(Kind.NAME, needed=True, among=(*methods.METHODS, methods.ALGORITHM)),
    "range": REALS,
    "better": Key(Kind.NAME, among=tuple(DIRECTIONS)),
    "needed": NUMBER,
    "blanks": Key(Kind.NAME, among=tuple(Blanks)),
    "of": NAME,
    "table": REALS,
    "weights": TEXT,
    "algorithm": Key(Kind.NAME, among=tuple(algorithms.ALGORITHMS)),
    "rho": REAL,
    **FACT,
}
INSTRUMENT: Shape = {
    "id": NEEDED_NAME,
    "title": NEEDED_TEXT,
    "version": NEEDED_TEXT,
    "authored_by": NEEDED_TEXT,
    "checked_by": TEXT,
    "review_by": Key(Kind.DAY, needed=True),
    "rater": Key(Kind.NAME, needed=True, among=tuple(Rater)),
    "recall": NEEDED_TEXT,
    "asks": TEXT,
    "note": TEXT,
    "main": TEXT,
    "missing": NEEDED_TEXT,
    "source": tables({"id": NEEDED_NAME, "title": NEEDED_TEXT, "address": TEXT}),
    "licence": Key(
        Kind.TABLE,
        needed=True,
        inside={
            "holder": NEEDED_TEXT,
            "terms": NEEDED_TEXT,
            "text_may_ship": FLAG,
            "status": Key(Kind.NAME, needed=True, among=STATUSES),
            **FACT,
        },
    ),
    "keys": Key(Kind.TABLE, needed=True, inside=FACT),
    "wording": Key(Kind.TABLE, inside=FACT),
    "items": tables(ITEMS),
    "text": Key(Kind.TITLES),
    "scale": tables(SCALE),
    "bands": tables({"scale": NEEDED_TEXT, "at": NEEDED_REALS, "labels": Key(Kind.TEXTS, needed=True), **FACT}),
    "cutoff": tables(
        {
            "scale": NEEDED_TEXT,
            "op": OP,
            "value": NEEDED_REAL,
            "meaning": NEEDED_TEXT,
            "sex": Key(Kind.NAME, among=SEXES),
            "may_be": REALS,
            **FACT,
        }
    ),
    "change": tables(
        {
            "scale": NEEDED_TEXT,
            "op": OP,
            "threshold": NEEDED_REAL,
            "basis": Key(Kind.TEXT, needed=True, among=BASES),
            **FACT,
        }
    ),
    "norm": tables(
        {
            "scale": NEEDED_TEXT,
            "population": NEEDED_TEXT,
            "n": NUMBER,
            "mean": NEEDED_REAL,
            "sd": NEEDED_REAL,
            "alpha": REAL,
            "retest": REAL,
            **FACT,
        }
    ),
    "alert": tables(
        {
            "id": NEEDED_NAME,
            "items": TEXT,
            "scale": TEXT,
            "op": OP,
            "value": NEEDED_REAL,
            "says": NEEDED_TEXT,
            "kind": Key(Kind.NAME, needed=True, among=tuple(AlertKind)),
            "about": Key(Kind.NAME, needed=True, among=tuple(About)),
            "off": FLAG,
            **FACT,
        }
    ),
    "skip": tables({"when": NEEDED_TEXT, "equals": Key(Kind.NUMBER, needed=True), "items": NEEDED_TEXT, **FACT}),
    "code": tables(
        {
            "system": Key(Kind.NAME, needed=True, among=SYSTEMS),
            "code": NEEDED_TEXT,
            "of": NEEDED_TEXT,
            **FACT,
        }
    ),
    "recoding": tables({"of": NEEDED_NAME, "add": NEEDED_REAL, **FACT}),
}
