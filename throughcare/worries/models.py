"""The tables of worries: where each is described is said by the module that it comes from."""

from throughcare.worries.local_tables import OffCall, OnCall, WorryWatch
from throughcare.worries.worry_tables import (
    CONTACTS,
    SELF_HARM,
    Heard,
    MentorTold,
    NamedWorry,
    Tap,
    Worry,
    WorryEntry,
    WorryLine,
)

__all__ = [
    "CONTACTS",
    "SELF_HARM",
    "Heard",
    "MentorTold",
    "NamedWorry",
    "OffCall",
    "OnCall",
    "Tap",
    "Worry",
    "WorryEntry",
    "WorryLine",
    "WorryWatch",
]
