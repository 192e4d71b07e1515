"""The example world has answers over time, alerts that were seen to, and one that still waits."""

from time import process_time

from tests.cast import Cast
from tests.episodes.conftest import Take, day, evening
from throughcare.asking import example
from throughcare.episodes.models import Episode
from throughcare.responses import checking
from throughcare.responses.models import OpenAlert, Response


def test_answers_follow_the_facts_and_nothing_is_amiss(cast: Cast, treated: Episode, take: Take):
    for number in (19, 20, 23, 24):
        take(treated, "session-held", by=cast.petra, on=day(number), attendance="on-time")
    began = process_time()
    made = example.answer(at=evening(day(26)))
    assert process_time() - began < 10
    assert made == Response.objects.count() >= 3
    assert OpenAlert.objects.count() <= 2
    assert list(checking.faults()) == []
