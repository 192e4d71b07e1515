"""Two people acting at once, and one form sent twice: recorded once or refused, and never half."""

from uuid import uuid4

import pytest

from tests.cast import Cast, gather, open_services
from tests.crowd import at_once
from tests.episodes.conftest import day, evening, refer_to_daycare
from throughcare.episodes import actions
from throughcare.episodes.checking import faults
from throughcare.episodes.models import Episode
from throughcare.organisations.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 6


@pytest.fixture
def committed() -> Cast:
    """The cast, for other connections to see."""
    return open_services(gather())


def test_one_referral_sent_many_times_is_recorded_once(committed: Cast):
    key = uuid4()
    said = at_once(lambda _: refer_to_daycare(committed, submission=key), times=MANY, lines=MANY)
    assert said == ["done"] * MANY
    assert Episode.objects.get().event_count == 2


def test_a_step_taken_by_many_at_once_is_taken_by_one(committed: Cast):
    episode = refer_to_daycare(committed)
    said = at_once(
        lambda _: actions.take_step(
            episode=episode,
            step="referral-received",
            facts={},
            happened=day(3),
            by=committed.petra,
            at=evening(day(3)),
        ),
        times=MANY,
        lines=MANY,
    )
    assert said.count("done") == 1
    assert all("'Referral received' is not possible in" in refusal for refusal in said if refusal != "done")
    assert episode.events.count() == 3
    assert list(faults(as_of=evening(day(3)))) == []


def test_a_form_used_again_for_something_else_is_refused(committed: Cast):
    key = uuid4()
    episode = refer_to_daycare(committed, submission=key)
    with pytest.raises(Refused, match="was sent before"):
        actions.take_step(
            episode=episode,
            step="referral-received",
            facts={},
            happened=day(3),
            by=committed.petra,
            at=evening(day(3)),
            submission=key,
        )


def test_what_was_refused_can_be_sent_again_with_the_same_form(committed: Cast):
    episode = refer_to_daycare(committed)
    key = uuid4()
    arguments = {"episode": episode, "step": "referral-received", "facts": {}, "at": evening(day(3))}
    with pytest.raises(Refused):
        actions.take_step(**arguments, happened=day(9), by=committed.petra, submission=key)
    taken = actions.take_step(**arguments, happened=day(3), by=committed.petra, submission=key)
    assert taken.event_count == 3
