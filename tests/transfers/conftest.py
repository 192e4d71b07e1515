"""A transfer that Nadia has begun for Alex at Eastmoor, as in the tests of episodes."""

from tests.episodes.conftest import directed, requested, take

__all__ = ["directed", "requested", "take"]
