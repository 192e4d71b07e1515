"""Hears of each fact, and of whoever is described anew, in its own transaction: rooms below cannot call this one."""

from throughcare.beds.following import described_anew, follow
from throughcare.episodes.recording import FOLLOWED
from throughcare.people.describing import CORRECTED

FOLLOWED.append(follow)
CORRECTED.append(described_anew)
