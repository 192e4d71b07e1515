"""Who works where: posts of each kind of place, the cast first, and some people who have left since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from throughcare.stories.cast import WHO_CAN_SIGN_IN
from throughcare.stories.chance import happens, stream
from throughcare.stories.naming import draw_name
from throughcare.stories.places import Land

# Kind of place -> role -> how many people.
POSTS: Mapping[str, Mapping[str, int]] = {
    "prison": {"OPS": 3, "POM": 2},
    "mental-health-provider": {"PMH": 4},
    "peer-support": {"MC": 2},
    "secure-hospital": {"SH": 4},
    "nhs-trust": {"PMH": 1},
    "case-management": {"CM": 2},
    "commissioner": {"COMM": 1},
    "court": {"CRT": 1},
    "probation-region": {"COM": 1},
    "probation-unit": {"COM": 3},
    "local-authority": {"LAH": 1},
    "community-team": {"CMHT": 2},
    "mhcs": {"MHCS": 4},
}
WRITERS = frozenset(role for posts in POSTS.values() for role in posts)
LEFT = 0.12


@dataclass(frozen=True)
class Post:
    """Somebody in a role at a place, until the day they left."""

    username: str
    name: str
    role: str
    place: str
    left_on: date | None = None

    def held_on(self, day: date) -> bool:
        return self.left_on is None or day < self.left_on


Posts = Mapping[str, Sequence[Post]]


def posts(land: Land, *, seed: int, ends_on: date, days: int) -> Posts:
    """Everybody who works in the land, by place. The first of each role at a place has never left."""
    found = {}
    for place in land.every:
        mine = [Post(m.username, m.name, m.role, m.place) for m in WHO_CAN_SIGN_IN if m.place == place.key]
        for role, number in POSTS[place.kind].items():
            there = sum(post.role == role for post in mine)
            mine += [_post(place.key, role, r, seed=seed, ends_on=ends_on, days=days) for r in range(there, number)]
        found[place.key] = tuple(mine)
    return found


def _post(place: str, role: str, rank: int, *, seed: int, ends_on: date, days: int) -> Post:
    rng = stream(seed, "post", place, role, rank)
    given, family, _, _ = draw_name(rng, sex=rng.choice("12"))
    left = ends_on - timedelta(days=rng.randint(10, days // 2)) if rank and happens(rng, LEFT) else None
    return Post(f"{role.lower()}-{place}-{rank + 1}", f"{given} {family}", role, place, left)


def somebody(posts: Posts, place: str, *, on: date, rng: Random, roles: Sequence[str] = ()) -> Post:
    """Somebody in post at a place on a day, in one of the roles given or of those who write: Guardians do not."""
    there = [post for post in posts[place] if post.held_on(on) and post.role in (roles or WRITERS)]
    return rng.choice(there)
