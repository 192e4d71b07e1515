"""Who may not see what, why, and what would open it."""

import pytest

from tests.sharing.cases import AGREED, CONSENT, INVOLVED, judged

# Asked, the grounds, the level that is shown all the same, the kinds of reasons, the kinds of routes nearest first.
REFUSED = [
    ("PMH read clinical", "", None, ["no-ground"], ["involvement", "consent", "agreement", "break-glass"]),
    (
        "PMH read clinical",
        "involvement clinical write 2026-03-01 until=2026-03-20",
        None,
        ["ended"],
        ["involvement", "consent", "agreement", "break-glass"],
    ),
    (
        "CMHT read clinical",
        "involvement clinical write 2026-03-25",
        None,
        ["not-begun"],
        ["wait", "involvement", "consent", "agreement", "break-glass"],
    ),
    # Grounds of another category are beside the point.
    (
        "COM read housing",
        "involvement victim write 2026-03-01",
        None,
        ["no-ground"],
        ["involvement", "consent", "agreement"],
    ),
    # Purpose.
    (
        "CMHT read clinical safeguarding",
        "involvement clinical read 2026-03-01 for=direct-care",
        None,
        ["other-purpose"],
        ["purpose", "involvement", "consent", "agreement", "break-glass"],
    ),
    ("CMHT read clinical evaluation", "involvement clinical read 2026-03-01", None, ["not-their-purpose"], ["purpose"]),
    ("OPS read clinical evaluation", "", None, ["never", "not-their-purpose"], []),
    # A basis: not by a part in the care, not without consent, not for another purpose, not after a no.
    ("COM read clinical", "involvement clinical write 2026-03-01", None, ["needs-basis"], ["consent", "agreement"]),
    ("COM read clinical", f"{CONSENT}refused", None, ["no-consent"], ["consent", "agreement"]),
    (
        "COM read clinical",
        f"{CONSENT}given\nconsent clinical read 2026-03-10 for=court-and-sentence consent=withdrawn",
        None,
        ["no-consent"],
        ["consent", "agreement"],
    ),
    ("COM read clinical", f"{CONSENT}could-not-be-asked", None, ["no-consent"], ["consent", "agreement"]),
    ("COM read clinical", f"{CONSENT}given\n{CONSENT}refused", None, ["no-consent"], ["consent", "agreement"]),
    ("COM read clinical", f"{AGREED} on-consent", None, ["no-consent"], ["consent", "agreement"]),
    ("COM read clinical", f"{AGREED} on-consent\n{CONSENT}refused", None, ["no-consent"], ["consent", "agreement"]),
    (
        "COM read clinical",
        f"{AGREED} on-consent\nconsent clinical read 2026-03-01 until=2026-03-10 for=court-and-sentence consent=given",
        None,
        ["no-consent", "ended"],
        ["consent", "agreement"],
    ),
    ("COM read clinical safeguarding", f"{CONSENT}given", None, ["other-purpose"], ["purpose", "consent", "agreement"]),
    # More than is shown.
    (
        "PMH write clinical",
        "placement clinical read 2026-03-01",
        "read",
        ["ground", "ground"],
        ["involvement", "consent", "agreement"],
    ),
    ("CM read clinical", "involvement clinical read 2026-03-01", "summary", ["ground", "never"], []),
    ("CM read clinical", "", None, ["never", "no-ground"], ["involvement", "consent", "agreement"]),
    (
        "OPS summary mha-status",
        "placement mha-status flag 2026-03-01",
        "flag",
        ["ground", "what-to-do", "never"],
        [],
    ),
    (
        "POM read protected-characteristics",
        "involvement protected-characteristics read 2026-03-01",
        "flag",
        ["ground", "qualifier", "never"],
        [],
    ),
    # Emergencies: over after a day, for those who treat people, for what keeps somebody safe, and for that alone.
    (
        "PMH read clinical",
        "break-glass clinical read 2026-03-19",
        None,
        ["ended"],
        ["involvement", "consent", "agreement", "break-glass"],
    ),
    (
        "PMH read clinical",
        "break-glass clinical read 2026-03-18 until=2026-03-30",
        None,
        ["ended"],
        ["involvement", "consent", "agreement", "break-glass"],
    ),
    (
        "PMH write clinical",
        "break-glass clinical write 2026-03-20",
        "read",
        ["ground", "role"],
        ["involvement", "consent", "agreement"],
    ),
    (
        "PMH read therapy-content",
        "break-glass therapy-content read 2026-03-20",
        None,
        ["role"],
        ["involvement", "consent", "agreement"],
    ),
    ("SH read victim", "break-glass victim read 2026-03-20", None, ["needs-basis"], ["consent", "agreement"]),
    (
        "PMH read clinical service-management",
        "break-glass clinical read 2026-03-20",
        None,
        ["other-purpose"],
        ["purpose", "involvement", "consent", "agreement"],
    ),
    (
        "COM read risk-to-others safeguarding",
        "break-glass risk-to-others read 2026-03-20",
        None,
        ["role"],
        ["involvement", "consent", "agreement"],
    ),
    # Nothing opens it.
    ("PM read clinical", "involvement clinical write 2026-03-01", None, ["never"], []),
    ("COMM flag referral-and-stage", "involvement referral-and-stage read 2026-03-01", None, ["never"], []),
    ("EVAL flag clinical", "agreement clinical read 2026-03-01 for=evaluation", None, ["never"], []),
    ("ADMIN flag identity-and-location", "created identity-and-location write 2026-03-01", None, ["never"], []),
    ("SU flag victim", "own victim read 2026-03-01", None, ["never"], []),
    ("COMM flag indicators", "involvement indicators write 2026-03-01", None, ["never"], []),
    # One's own is nobody else's, and a mentor's log is not another mentor's.
    (
        "PMH read clinical",
        "own clinical read 2026-03-01",
        None,
        ["role"],
        ["involvement", "consent", "agreement", "break-glass"],
    ),
    ("SU read clinical", "involvement clinical read 2026-03-01", None, ["role"], ["own"]),
    ("PM read peer-contacts", "involvement peer-contacts read 2026-03-01", None, ["role"], ["own"]),
]


@pytest.mark.parametrize(("asks", "on", "level", "reasons", "routes"), REFUSED)
def test_what_may_not_be_seen_why_and_what_would_open_it(
    asks: str, on: str, level: str | None, reasons: list[str], routes: list[str]
) -> None:
    decision = judged(asks, on)
    assert (decision.allowed, decision.level) == (False, level)
    assert [reason.kind for reason in decision.reasons] == reasons
    assert [route.kind for route in decision.routes] == routes
    assert (decision.nearest.kind if decision.nearest else None) == (routes[0] if routes else None)


def test_what_a_service_took_away_is_said_and_an_agreement_is_the_way() -> None:
    decision = judged("PMH read housing", INVOLVED.format("housing"), narrowed={"housing": None})
    assert [reason.says for reason in decision.reasons] == [
        "What this service leaves those who take part of 'Housing, benefits and resettlement': nothing."
    ]
    assert [route.kind for route in decision.routes] == ["agreement"]


SAID = [
    (
        "PMH read clinical",
        "involvement clinical read 2026-03-01 until=2026-04-17 source=Transfer",
        "Your organisation takes part in this person's care (Transfer), until 00:00 on 17 April 2026.",
    ),
    (
        "PMH read clinical",
        "placement clinical read 2026-03-01",
        "Your organisation works where this person lives, with no end set.",
    ),
    (
        "PMH read clinical",
        "involvement clinical read 2026-03-01 until=2026-03-18 source=Transfer",
        "Your organisation takes part in this person's care (Transfer), but that ended at 00:00 on 18 March 2026.",
    ),
    (
        "COM read clinical",
        f"{CONSENT}refused source=Ms-Hill",
        "This person was asked, and refused (00:00 on 1 March 2026, Ms-Hill).",
    ),
    (
        "COM read clinical",
        f"{AGREED}\n{CONSENT}refused",
        "This person said no to sharing on consent (00:00 on 1 March 2026). What is shown does not rest on consent.",
    ),
    ("OPS flag mha-status", INVOLVED.format("mha-status"), "The flag says what to do, never the diagnosis."),
    (
        "LAH flag protected-characteristics",
        INVOLVED.format("protected-characteristics"),
        "It says what must be arranged, such as an interpreter or larger print.",
    ),
    (
        "PM read clinical",
        "",
        "The most that is ever shown of 'Clinical assessment and notes' to a peer mentor: nothing. It is kept by a "
        "liaison and diversion practitioner or a prison mental health practitioner or a secure hospital clinician.",
    ),
]


@pytest.mark.parametrize(("asks", "on", "says"), SAID)
def test_a_reason_is_a_sentence_for_whoever_asks(asks: str, on: str, says: str) -> None:
    assert says in [reason.says for reason in judged(asks, on).reasons]


def test_a_route_says_what_is_missing_and_who_can_see_to_it() -> None:
    involvement, _, agreement, glass = judged(
        "PMH read care-plan", "involvement care-plan read 2026-03-01 until=2026-03-18"
    ).routes
    assert involvement.says.endswith("(the last one ended at 00:00 on 18 March 2026)")
    assert "their lead" in involvement.who
    assert "'Care plan and section 117 plan' for the person's own care and support" in agreement.says
    assert agreement.who == "the Caldicott Guardians of both organisations"
    assert "24 hours" in glass.who
    assert "3 working days" in glass.who
