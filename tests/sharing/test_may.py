"""Who may see what, as cases a clinician can read: who asks for what, on which grounds, and what is shown."""

import pytest

from tests.sharing.cases import AGREED, CONSENT, INVOLVED, NOW, at, ground, grounds, judged
from throughcare.sharing import CATEGORIES, Ground, Purpose, explain

# Asked, the grounds, the level shown, the ground it stands on.
ALLOWED = [
    ("PMH write clinical", "involvement clinical write 2026-03-01", "write", "involvement"),
    ("PMH read clinical", "involvement clinical write 2026-03-01", "write", "involvement"),
    ("PMH read clinical", "placement clinical read 2026-03-01", "read", "placement"),
    ("PMH read identity-and-location", "identified identity-and-location read 2026-03-01", "read", "identified"),
    ("OPS write self-harm-risk", "placement self-harm-risk write 2026-03-01", "write", "placement"),
    ("OPS flag mha-status", "placement mha-status write 2026-03-01", "flag", "placement"),
    ("PMH flag security-intelligence", "involvement security-intelligence write 2026-03-01", "flag", "involvement"),
    ("CM summary clinical", "involvement clinical write 2026-03-01", "summary", "involvement"),
    # Involved until a day that has not come.
    ("PMH read clinical", "involvement clinical write 2026-03-01 until=2026-03-21", "write", "involvement"),
    # What the matrix leaves to a basis opens to be read, whatever the paper says.
    ("COM read clinical", f"{CONSENT}given", "read", "consent"),
    ("COM read clinical", "agreement clinical write 2026-03-01 for=court-and-sentence", "read", "agreement"),
    ("SH read victim", "agreement victim read 2026-03-01 for=direct-care", "read", "agreement"),
    # An agreement opens what is open to the role as far as the role goes, without a part in the care.
    ("CMHT read clinical", "agreement clinical write 2026-03-01 for=direct-care", "read", "agreement"),
    ("PMH write clinical", "agreement clinical write 2026-03-01 for=direct-care", "write", "agreement"),
    # An agreement on consent, and the consent.
    ("COM read clinical", f"{AGREED} on-consent\n{CONSENT}given", "read", "agreement"),
    # Asked again, and yes this time; asked again and could not be: yes still holds.
    (
        "COM read clinical",
        "consent clinical read 2026-03-01 for=court-and-sentence consent=refused\n"
        "consent clinical read 2026-03-02 for=court-and-sentence consent=given",
        "read",
        "consent",
    ),
    (
        "COM read clinical",
        f"{CONSENT}given\nconsent clinical read 2026-03-02 for=court-and-sentence consent=could-not-be-asked",
        "read",
        "consent",
    ),
    # A no to one purpose is no no to another, and stops neither a part in the care nor an agreement that stands on law.
    (
        "COM read clinical",
        f"{CONSENT}given\nconsent clinical read 2026-03-02 for=safeguarding consent=refused",
        "read",
        "consent",
    ),
    ("COM read clinical", f"{AGREED}\n{CONSENT}refused", "read", "agreement"),
    (
        "CMHT read clinical",
        "involvement clinical read 2026-03-01\nconsent clinical read 2026-03-02 for=direct-care consent=refused",
        "read",
        "involvement",
    ),
    # An emergency shows what is needed, to be read, for a day.
    ("PMH read clinical", "break-glass clinical write 2026-03-20", "read", "break-glass"),
    ("CMHT read self-harm-risk safeguarding", "break-glass self-harm-risk read 2026-03-20", "read", "break-glass"),
    # One's own.
    ("SU read clinical", "own clinical read 2026-03-01", "read", "own"),
    ("SU summary risk-to-others", "own risk-to-others read 2026-03-01", "summary", "own"),
    ("SU write protected-characteristics", "own protected-characteristics write 2026-03-01", "write", "own"),
    ("PM write peer-contacts", "own peer-contacts write 2026-03-01", "write", "own"),
    # Of several grounds the best level; of equals the one that lasts longest; of these the first in the table.
    (
        "PMH read clinical",
        "placement clinical summary 2026-03-01\ninvolvement clinical read 2026-03-01 until=2026-03-21",
        "read",
        "involvement",
    ),
    (
        "PMH read clinical",
        "involvement clinical read 2026-03-01 until=2026-03-21\nplacement clinical read 2026-03-01 until=2026-03-25",
        "read",
        "placement",
    ),
    (
        "PMH read clinical",
        "placement clinical read 2026-03-01 until=2026-03-25\ninvolvement clinical read 2026-03-01",
        "read",
        "involvement",
    ),
    (
        "PMH read clinical",
        "involvement clinical read 2026-03-01\nplacement clinical read 2026-03-01",
        "read",
        "placement",
    ),
]


@pytest.mark.parametrize(("asks", "on", "level", "stands_on"), ALLOWED)
def test_what_may_be_seen(asks: str, on: str, level: str, stands_on: str) -> None:
    decision = judged(asks, on)
    assert (decision.allowed, decision.level, decision.ground) == (True, level, Ground(stands_on))
    assert decision.reasons[0].kind == "ground"
    assert decision.routes == ()


BY_PLACEMENT = "placement housing read 2026-03-01"
BY_AGREEMENT = "agreement housing read 2026-03-01 for=direct-care"
BY_CONSENT = "consent housing read 2026-03-01 for=direct-care consent=given"

# What the service leaves of housing, the grounds, what a prison nurse then sees. An agreement gives back what a
# service took away; nothing gives more than the matrix does.
NARROWED = [
    ({}, INVOLVED.format("housing"), "read"),
    ({"housing": "summary"}, INVOLVED.format("housing"), "summary"),
    ({"housing": None}, INVOLVED.format("housing"), None),
    ({"housing": "write"}, INVOLVED.format("housing"), "read"),
    ({"clinical": None}, INVOLVED.format("housing"), "read"),
    ({"housing": "flag"}, BY_PLACEMENT, "flag"),
    ({"housing": "flag"}, BY_CONSENT, "flag"),
    ({"housing": "flag"}, BY_AGREEMENT, "read"),
    ({"housing": None}, BY_AGREEMENT, "read"),
    ({"housing": None}, BY_AGREEMENT.replace(" read ", " write "), "read"),
]


@pytest.mark.parametrize(("narrowed", "on", "level"), NARROWED)
def test_a_service_narrows_and_an_agreement_gives_back(
    narrowed: dict[str, str | None], on: str, level: str | None
) -> None:
    assert judged("PMH flag housing", on, narrowed=narrowed).level == level


def test_an_emergency_and_ones_own_are_nobodys_to_narrow() -> None:
    nothing: dict[str, str | None] = {"clinical": None}
    assert judged("PMH read clinical", "break-glass clinical read 2026-03-20", narrowed=nothing).allowed
    assert judged("SU read clinical", "own clinical read 2026-03-01", narrowed=nothing).allowed


def test_an_emergency_says_when_it_is_over() -> None:
    assert judged("PMH read clinical", "break-glass clinical read 2026-03-20").until == at("2026-03-21")
    shorter = "break-glass clinical read 2026-03-20 until=2026-03-20T12:00"
    assert judged("PMH read clinical", shorter).until == at("2026-03-20T12:00")


def test_everything_is_explained_in_the_order_of_the_table() -> None:
    explained = explain(
        role="PMH", purpose=Purpose.DIRECT_CARE, given=grounds(INVOLVED.format("mha-status")), as_of=NOW
    )
    assert list(explained) == list(CATEGORIES)
    assert [category for category, decision in explained.items() if decision.allowed] == ["mha-status"]


@pytest.mark.parametrize(
    "text",
    [
        "agreement clinical read 2026-03-01",
        "consent clinical read 2026-03-01 consent=given",
        "consent clinical read 2026-03-01 for=direct-care",
        "involvement clinical read 2026-03-01 consent=given",
    ],
)
def test_a_ground_that_could_not_be_judged_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"say for which purposes|what came of asking"):
        ground(text)
