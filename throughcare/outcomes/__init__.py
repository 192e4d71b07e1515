"""What a scheme of peer mentors came to over a time: plain values in, numbers with what is not known out."""

from throughcare.outcomes.blocks import Block
from throughcare.outcomes.mentors import Mentor, Turnover
from throughcare.outcomes.reached import Reached, Scheme, reached, withheld
from throughcare.outcomes.rows import rows
from throughcare.outcomes.supported import ASKED, Supported, read_mentor, read_support

__all__ = [
    "ASKED",
    "Block",
    "Mentor",
    "Reached",
    "Scheme",
    "Supported",
    "Turnover",
    "reached",
    "read_mentor",
    "read_support",
    "rows",
    "withheld",
]
