"""Who holds the person, in which stage, and how the episode ended."""

import pytest

from tests.facts import day, history
from throughcare.pathways import Pathway, State, accountable, follow, holders
from throughcare.pathways.state import after

TREATED = """
    2026-03-02 received party=clinic organisation=eastmoor staff=petra
    2026-03-04 accepted party=clinic organisation=eastmoor staff=quinn hospital=rowan
"""


def state(clinic: Pathway, text: str) -> State:
    return follow(clinic, history(text), bound={"nurse": "westfell"})


def test_before_the_first_fact_nobody_is_accountable(clinic: Pathway) -> None:
    nothing = State()
    assert accountable(clinic, nothing) == ()
    assert holders(clinic, nothing) == ()
    assert nothing.since is None


def test_whoever_acts_as_a_party_plays_it_and_a_step_may_name_another(clinic: Pathway) -> None:
    found = state(clinic, TREATED)
    assert dict(found.bound) == {"nurse": "westfell", "clinic": "eastmoor", "hospital": "rowan"}
    assert accountable(clinic, found) == ("clinic", "hospital")
    assert holders(clinic, found) == ("eastmoor", "rowan")


def test_a_party_keeps_its_organisation_whoever_else_acts_as_it(clinic: Pathway) -> None:
    assert state(clinic, TREATED + "2026-03-05 letter party=clinic organisation=other").bound["clinic"] == "eastmoor"


def test_whoever_first_acts_for_an_organisation_leads_until_another_is_named(clinic: Pathway) -> None:
    assert state(clinic, TREATED).leads == {"eastmoor": "petra"}
    named = TREATED + "2026-03-05 lead-named facts.organisation=eastmoor facts.staff=quinn"
    assert state(clinic, named).leads == {"eastmoor": "quinn"}


@pytest.mark.parametrize(
    ("then", "leads"),
    [
        ("2026-03-05 lead-left facts.organisation=eastmoor facts.staff=petra", {}),
        ("2026-03-05 lead-left facts.organisation=eastmoor facts.staff=somebody-else", {"eastmoor": "petra"}),
    ],
)
def test_whoever_has_left_leads_no_longer(clinic: Pathway, then: str, leads: dict[str, str]) -> None:
    assert state(clinic, TREATED + then).leads == leads


def test_a_stay_ends_where_the_next_begins(clinic: Pathway) -> None:
    found = state(clinic, TREATED + "2026-03-06 weakened party=clinic")
    assert [(stay.stage, stay.since, stay.until) for stay in found.stays] == [
        ("received", day("2026-03-02"), day("2026-03-04")),
        ("treated", day("2026-03-04"), None),
    ]
    assert found.since == day("2026-03-04")


OFFER = TREATED + "2026-03-05 handover-offered facts.party=clinic facts.organisation=alder\n"


def test_the_giver_holds_until_the_hand_over_is_accepted(clinic: Pathway) -> None:
    assert holders(clinic, state(clinic, OFFER)) == ("eastmoor", "rowan")
    assert holders(clinic, state(clinic, OFFER + "2026-03-06 handover-accepted")) == ("alder", "rowan")
    declined = state(clinic, OFFER + "2026-03-06 handover-declined why=full")
    assert (holders(clinic, declined), declined.offer) == (("eastmoor", "rowan"), None)


def test_another_organisation_may_hold_jointly_for_a_time(clinic: Pathway) -> None:
    jointly = TREATED + "2026-03-05 held-jointly facts.organisation=alder\n"
    assert holders(clinic, state(clinic, jointly)) == ("eastmoor", "rowan", "alder")
    over = jointly + "2026-03-09 joint-holding-ended facts.organisation=alder"
    assert holders(clinic, state(clinic, over)) == ("eastmoor", "rowan")


def test_parts_are_kept_over_time(clinic: Pathway) -> None:
    parts = state(clinic, OFFER + "2026-03-06 handover-accepted").parts
    assert [(part.party, part.organisation, part.until) for part in parts] == [
        ("nurse", "westfell", None),
        ("clinic", "eastmoor", day("2026-03-06")),
        ("hospital", "rowan", None),
        ("offered", "alder", day("2026-03-06")),
        ("clinic", "alder", None),
    ]


def test_while_a_referral_is_not_received_only_the_referrer_takes_part(clinic: Pathway) -> None:
    sent = "2026-03-01 referral-drafted party=nurse\n2026-03-02 referral-sent party=nurse"
    found = follow(clinic, history(sent), bound={"nurse": "westfell", "clinic": "eastmoor", "hospital": "rowan"})
    assert {part.party for part in found.parts} == {"nurse", "clinic"}
    assert holders(clinic, found) == ("westfell",)


FINISHED = TREATED + "2026-03-05 report\n2026-03-06 finished"
# how it went on, the outcome
OUTCOMES = [
    (FINISHED + " outcome=better", "better"),
    (FINISHED + " outcome=nonsense", None),
    (FINISHED, None),
    (TREATED + "2026-03-05 report\n2026-03-05 weakened outcome=left\n2026-03-06 finished", "left"),
    (TREATED + "2026-03-05 report\n2026-03-05 weakened outcome=left\n2026-03-06 died", "died"),
    ("2026-03-02 received\n2026-03-03 refused", "refused"),
    (TREATED, None),
]


@pytest.mark.parametrize(("text", "outcome"), OUTCOMES)
def test_an_episode_ends_with_what_was_recorded_said_or_carried(
    clinic: Pathway, text: str, outcome: str | None
) -> None:
    assert state(clinic, text).outcome == outcome


def test_nobody_holds_whoever_has_left(clinic: Pathway) -> None:
    ended = state(clinic, TREATED + "2026-03-06 died")
    assert (ended.closed, holders(clinic, ended)) == (True, ())
    assert all(part.until == day("2026-03-06") for part in ended.parts)


def test_a_fact_that_moves_nobody_leaves_the_very_same_state(clinic: Pathway) -> None:
    *before, letter, another = history(TREATED + "2026-03-05 letter party=clinic\n    2026-03-06 letter party=clinic")
    once = after(clinic, follow(clinic, before, bound={}), letter)
    assert once.taken == {"received", "accepted", "letter"}
    assert after(clinic, once, another) is once
