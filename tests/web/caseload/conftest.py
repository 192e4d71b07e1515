"""The same team as in the tests of the room, in front of its pages."""

from tests.caseload.conftest import team

__all__ = ["team"]
