"""Shared with the tests of episodes: a transfer requested on Monday 2 March, and short ways to record steps."""

from tests.episodes.conftest import requested, take

__all__ = ["requested", "take"]
