"""From the facts of an episode, as they were recorded and corrected, to what is counted of it."""

from datetime import date

from tests.blueprints.test_mentor_ways import ACTIVE, MENTOR, SUPPORT, SUSPENDED
from tests.facts import history
from throughcare.meanings import OutcomeMeaning
from throughcare.outcomes import Supported, read_mentor, read_support

UNTIL = date(2026, 12, 31)
ASKED = """2026-01-05 support-requested
    2026-01-06 request-looked-at
    2026-01-06 found-safe
    2026-01-06 self-harm-recorded
    2026-01-08 matched
    2026-01-10 contact-held"""
SAID = {3: {"work": "none"}, 4: {"self-reported": "now", "recorded": "never"}, 6: {"minutes": "40", "kind": "art"}}


def read(story: str, until: date = UNTIL) -> Supported:
    found = read_support(1, SUPPORT, history(story), SAID, until=until)
    assert found is not None
    return found


def test_who_is_supported_since_when_and_what_was_answered():
    found = read(ASKED)
    assert found.with_mentor == ((date(2026, 1, 8), None),)
    assert found.answers == {"work": ("none",), "self-reported": ("now",), "recorded": ("never",)}
    assert [(one.minutes, one.kind) for one in found.contacts] == [(40, "art")]
    assert (found.ended_on, found.ended_as) == (None, None)


def test_a_match_that_ended_and_another_are_two_times():
    found = read(
        f"{ASKED}\n2026-02-01 match-ended\n2026-02-04 matched\n2026-03-01 support-ended facts.outcome=goals-met"
    )
    assert found.with_mentor == ((date(2026, 1, 8), date(2026, 2, 1)), (date(2026, 2, 4), date(2026, 3, 1)))
    assert (found.ended_on, found.ended_as) == (date(2026, 3, 1), OutcomeMeaning.GOALS_MET)


def test_what_came_later_than_the_day_that_is_asked_about_has_not_happened():
    found = read(f"{ASKED}\n2026-03-01 released", until=date(2026, 1, 9))
    assert (found.contacts, found.ended_on) == ((), None)


def test_an_answer_that_was_taken_back_does_not_count():
    found = read(f"{ASKED}\n2026-01-11 recorded-in-error corrects=4")
    assert "self-reported" not in found.answers


def test_an_episode_that_never_was_is_counted_nowhere():
    undone = history("2026-01-05 support-requested\n2026-01-06 recorded-in-error corrects=1")
    assert read_support(1, SUPPORT, undone, {}, until=UNTIL) is None
    assert read_support(1, SUPPORT, (), {}, until=UNTIL) is None


def test_a_mentor_is_active_until_a_suspension_and_leaves_for_a_reason():
    active = read_mentor(1, MENTOR, history(ACTIVE), until=UNTIL)
    assert active is not None
    assert active.served == ((date(2026, 5, 4), None),)
    gone = read_mentor(1, MENTOR, history(f"{SUSPENDED}\n2026-06-10 stopped facts.outcome=to-work"), until=UNTIL)
    assert gone is not None
    assert gone.served == ((date(2026, 5, 4), date(2026, 6, 1)),)
    assert (gone.left_on, gone.left_as) == (date(2026, 6, 10), OutcomeMeaning.TO_WORK)


def test_whoever_has_not_been_active_is_no_mentor_yet():
    assert read_mentor(1, MENTOR, history(ACTIVE), until=date(2026, 5, 1)) is None
