"""Hears of each fact in its own transaction: `episodes` lies below and cannot call this room."""

from throughcare.beds.following import follow
from throughcare.episodes.recording import FOLLOWED

FOLLOWED.append(follow)
