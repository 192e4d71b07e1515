"""A morning in March; grounds, and who asks for what, written as short as they can be read."""

from datetime import datetime
from zoneinfo import ZoneInfo

from throughcare.sharing import PURPOSES_OF, Consent, Decision, Given, Ground, Purpose, may

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    """`2026-03-20` is its midnight in London; `2026-03-20T09:00` is that time."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


NOW = at("2026-03-20T09:00")


def ground(text: str) -> Given:
    """`involvement clinical write 2026-03-01 until=2026-03-18 for=direct-care,safeguarding source=Transfer`.

    `consent=given` is what came of asking; `on-consent` says that an agreement rests on consent.
    """
    kind, category, level, since, *rest = text.split()
    said = dict(word.split("=") for word in rest if "=" in word)
    return Given(
        ground=Ground(kind),
        category=category,
        level=level,
        since=at(since),
        until=at(said["until"]) if "until" in said else None,
        purposes=frozenset(map(Purpose, said["for"].split(","))) if "for" in said else None,
        consent=Consent(said["consent"]) if "consent" in said else None,
        rests_on_consent="on-consent" in rest,
        source=said.get("source", ""),
    )


def grounds(text: str) -> tuple[Given, ...]:
    """One a line."""
    return tuple(map(ground, text.strip().splitlines()))


def judged(asks: str, on: str = "", *, narrowed: dict[str, str | None] | None = None) -> Decision:
    """`PMH read clinical`, or with a purpose: `PMH read clinical safeguarding`. Else the role's usual one."""
    role, level, category, *purpose = asks.split()
    return may(
        category,
        role=role,
        purpose=Purpose(*purpose) if purpose else PURPOSES_OF[role][0],
        given=grounds(on) if on else (),
        as_of=NOW,
        level=level,
        narrowed=narrowed,
    )


INVOLVED = "involvement {} write 2026-03-01"
CONSENT = "consent clinical read 2026-03-01 for=court-and-sentence consent="
AGREED = "agreement clinical read 2026-03-01 for=court-and-sentence"
