"""The door as it was while a grant was a row for each category: what migrations of that time are written with."""

from functools import partial

from throughcare.access import policies

_ONE = "shown.category = {category}"

granted = partial(policies.granted, holds=_ONE)
secured = partial(policies.secured, holds=_ONE)
renewed_door = partial(policies.renewed_door, holds=_ONE)
