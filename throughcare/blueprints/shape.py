"""Which keys a blueprint file may hold, and what each must be: one table for reading, for faults and for advice."""

from throughcare.clocks import Counting, Force, Restart, Unit
from throughcare.datafiles.shape import (
    DAY,
    FLAG,
    NAME,
    NAMES,
    NEEDED_NAME,
    NEEDED_TEXT,
    NUMBER,
    NUMBERS,
    TEXT,
    Key,
    Kind,
    Shape,
    tables,
)
from throughcare.law import KINDS
from throughcare.meanings import ClockMeaning, StepMeaning
from throughcare.sharing import CATEGORIES, LEVELS

FIELD_KINDS = (
    "text", "long-text", "date", "time", "number", "yes-no", "choice", "choices", "organisation", "staff", "criterion",
)  # fmt: skip

FIELD: Shape = {
    "id": NEEDED_NAME,
    "label": NEEDED_TEXT,
    "kind": Key(Kind.NAME, needed=True, among=FIELD_KINDS),
    "category": Key(Kind.NAME, needed=True, among=tuple(CATEGORIES)),
    "required": FLAG,
    "hint": TEXT,
    "choices": Key(Kind.TITLES),
}

STEP: Shape = {
    "id": NEEDED_NAME,
    "title": NEEDED_TEXT,
    "by": Key(Kind.NAMES, needed=True),
    "from": NAMES,
    "within": NAMES,
    "to": NAME,
    "returns": FLAG,
    "begins": FLAG,
    "needs": NAMES,
    "binds": NAME,
    "outcome": NAME,
    "once": FLAG,
    "upon": Key(Kind.NAME, among=("admission", "death", "move", "release")),
    "means": Key(Kind.NAMES, among=tuple(StepMeaning)),
    "form": NAME,
    "plain": TEXT,
}

STANDARD: Shape = {
    "id": NEEDED_NAME,
    "title": NEEDED_TEXT,
    "means": Key(Kind.NAMES, among=tuple(ClockMeaning)),
    "starts": Key(Kind.NAMES, needed=True),
    "may_start_at": NAMES,
    "stops": Key(Kind.NAMES, needed=True),
    "each": NAMES,
    "each_in": NAME,
    "ends": NAMES,
    "resets": NAMES,
    "pauses": NAMES,
    "resumes": NAMES,
    "blocks": NAMES,
    "opens": NAMES,
    "limit": NUMBER,
    "unit": Key(Kind.NAME, needed=True, among=tuple(Unit)),
    "counting": Key(Kind.NAME, needed=True, among=tuple(Counting)),
    "warn_at": NUMBER,
    "buckets": NUMBERS,
    "force": Key(Kind.NAME, needed=True, among=tuple(Force)),
    "owner": NEEDED_NAME,
    "counts_to": NAME,
    "restarts": Key(Kind.NAME, among=tuple(Restart)),
    "shadow": FLAG,
    "effective_from": DAY,
    "effective_to": DAY,
    "source": NAME,
    "confirmed": FLAG,
}

RULE: Shape = {
    "id": NEEDED_NAME,
    "title": NEEDED_TEXT,
    "kind": Key(Kind.NAME, needed=True, among=tuple(KINDS)),
    "steps": Key(Kind.NAMES, needed=True),
    "answer": NAMES,
    "must_be": NAMES,
    "of": NAMES,
    "because": NAME,
    "which_is": NAMES,
    "number": NUMBER,
    "demands": FLAG,
    "says": NEEDED_TEXT,
    "force": Key(Kind.NAME, needed=True, among=tuple(Force)),
    "shadow": FLAG,
    "effective_from": DAY,
    "effective_to": DAY,
    "source": NAME,
    "confirmed": FLAG,
}


BLUEPRINT: Shape = {
    "id": NEEDED_NAME,
    "title": NEEDED_TEXT,
    "version": NEEDED_TEXT,
    "summary": TEXT,
    "authored_by": NEEDED_TEXT,
    "checked_by": TEXT,
    "review_by": Key(Kind.DAY, needed=True),
    "opened_by": NEEDED_NAME,
    "outcomes": Key(Kind.TITLES),
    "outcomes_mean": Key(Kind.TITLES),
    "source": tables({"id": NEEDED_NAME, "title": NEEDED_TEXT, "address": TEXT}),
    "criterion": tables(
        {
            "id": NEEDED_NAME,
            "says": NEEDED_TEXT,
            "needed": Key(Kind.NAME, needed=True, among=("all", "any", "exclude")),
            "instead": NAME,
        }
    ),
    "party": tables({"id": NEEDED_NAME, "title": NEEDED_TEXT, "kinds": NAMES, "accountable": FLAG}),
    "stage": tables(
        {
            "id": NEEDED_NAME,
            "title": NEEDED_TEXT,
            "accountable": NAMES,
            "joint": NAMES,
            "joint_days": NUMBER,
            "waiting_on": NAME,
            "final": FLAG,
            "outcomes": NAMES,
        }
    ),
    "step": tables(STEP),
    "standard": tables(STANDARD),
    "rule": tables(RULE),
    "form": tables({"id": NEEDED_NAME, "field": tables(FIELD)}),
    "delay_reason": tables(
        {
            "id": NEEDED_NAME,
            "title": NEEDED_TEXT,
            "party": NEEDED_NAME,
            "can_excuse": FLAG,
            "cause_can_excuse": FLAG,
            "closable": FLAG,
        }
    ),
    "escalation": tables(
        {
            "id": NEEDED_NAME,
            "standard": NEEDED_NAME,
            "at": Key(Kind.NUMBER, needed=True),
            "to": Key(Kind.NAMES, needed=True),
            "says": NEEDED_TEXT,
            "does": TEXT,
            "unless": NAMES,
            "daily": FLAG,
        }
    ),
    "share": tables(
        {
            "party": NEEDED_NAME,
            "category": Key(Kind.NAMES, needed=True, among=tuple(CATEGORIES)),
            "level": Key(Kind.NAME, needed=True, among=LEVELS),
        }
    ),
    "instrument": tables({"id": NEEDED_NAME, "title": TEXT, "when": Key(Kind.TEXTS, needed=True)}),
    "indicator": tables(
        {
            "id": NEEDED_NAME,
            "title": NEEDED_TEXT,
            "numerator": NEEDED_TEXT,
            "denominator": NEEDED_TEXT,
            "exclusions": TEXT,
            "by": NAMES,
            "better": Key(Kind.NAME, among=("higher", "lower", "even")),
            "standard": NAME,
            "note": TEXT,
        }
    ),
    "evaluation": Key(
        Kind.TABLE, inside={"design": TEXT, "outcomes": NAMES, "compare": TEXT, "smallest": NUMBER, "note": TEXT}
    ),
}
