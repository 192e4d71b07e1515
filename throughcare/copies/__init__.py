"""What every room hands over when somebody asks for a copy of their record, and what is left out and why."""

from throughcare.copies.handing import COVERED, HANDS, Found, handed_over, hands_over, leaves_out

__all__ = ["COVERED", "HANDS", "Found", "handed_over", "hands_over", "leaves_out"]
