"""How somebody stands to a person: the grounds there are, and one of them as a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from throughcare.sharing.break_glass import FOR_AN_EMERGENCY, HOLDS
from throughcare.sharing.matrix import Opening
from throughcare.sharing.purposes import Purpose

LONDON = ZoneInfo("Europe/London")


class Ground(StrEnum):
    """Why somebody may see something of a person."""

    CREATED = "created"
    PLACEMENT = "placement"
    IDENTIFIED = "identified"
    INVOLVEMENT = "involvement"
    AGREEMENT = "agreement"
    CONSENT = "consent"
    BREAK_GLASS = "break-glass"
    OWN = "own"


class Footing(NamedTuple):
    """A ground in words, for whoever looks and for the person; how it opens a cell; whether a service may narrow it."""

    says: str
    tells: str
    opening: Opening
    narrowed: bool


DIRECTLY, WITH_BASIS = Opening.DIRECTLY, Opening.WITH_BASIS

# An agreement may give back what a service narrowed; an emergency and a person's own right are nobody's to narrow.
GROUNDS: Mapping[Ground, Footing] = {
    Ground.CREATED: Footing(
        "Your organisation put this person on record", "They put you on record", DIRECTLY, narrowed=True
    ),
    Ground.PLACEMENT: Footing(
        "Your organisation works where this person lives", "They work where you live", DIRECTLY, narrowed=True
    ),
    Ground.IDENTIFIED: Footing(
        "Your organisation had this person's number and date of birth in front of it",
        "They had your number and your date of birth in front of them",
        DIRECTLY,
        narrowed=True,
    ),
    Ground.INVOLVEMENT: Footing(
        "Your organisation takes part in this person's care", "They take part in your care", DIRECTLY, narrowed=True
    ),
    Ground.AGREEMENT: Footing(
        "An information-sharing agreement covers this",
        "Their organisation has agreed how to share this",
        WITH_BASIS,
        narrowed=False,
    ),
    Ground.CONSENT: Footing(
        "This person has agreed that you may see this", "You said that they may see this", WITH_BASIS, narrowed=True
    ),
    Ground.BREAK_GLASS: Footing(
        "This was opened in an emergency", "They opened it in an emergency", Opening.IN_AN_EMERGENCY, narrowed=False
    ),
    Ground.OWN: Footing("This is your own", "It is your own", Opening.AS_OWN, narrowed=False),
}


class Consent(StrEnum):
    """What came of asking the person."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    COULD_NOT_BE_ASKED = "could-not-be-asked"


NAMES_ITS_PURPOSES = frozenset({Ground.AGREEMENT, Ground.CONSENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One ground on which a person's category is open to whoever asks, live or past.

    `purposes` of None are any; a consent or an agreement names its own. `since` of a consent is when it took the state
    it has: a consent given in March and withdrawn in May is two of these. `source` says which episode, which agreement,
    who gave consent. `rests_on_consent` is said of an agreement that shares nothing without the person's consent.
    Raises ValueError on a ground that could not be judged.
    """

    ground: Ground
    category: str
    level: str
    since: datetime
    until: datetime | None = None
    purposes: frozenset[Purpose] | None = None
    source: str = ""
    consent: Consent | None = None
    rests_on_consent: bool = False

    def __post_init__(self) -> None:
        if self.ground in NAMES_ITS_PURPOSES and self.purposes is None:
            raise ValueError(f"{self.ground}: say for which purposes")
        if (self.ground is Ground.CONSENT) != (self.consent is not None):
            raise ValueError(f"{self.ground}: a consent, and nothing else, says what came of asking")

    @property
    def ends(self) -> datetime | None:
        """When it stops holding. An emergency is over after a day, whatever was written down."""
        if self.ground is not Ground.BREAK_GLASS:
            return self.until
        longest = self.since + HOLDS
        return min(self.until, longest) if self.until else longest

    def begun(self, as_of: datetime) -> bool:
        return self.since <= as_of

    def ended(self, as_of: datetime) -> bool:
        return self.ends is not None and self.ends <= as_of

    def serves(self, purpose: Purpose) -> bool:
        if self.ground is Ground.BREAK_GLASS and purpose not in FOR_AN_EMERGENCY:
            return False
        return self.purposes is None or purpose in self.purposes


def spell(instant: datetime) -> str:
    """An instant as people here read it: 14:30 on 2 March 2026."""
    here = instant.astimezone(LONDON)
    return f"{here:%H:%M} on {here.day} {here:%B %Y}"
