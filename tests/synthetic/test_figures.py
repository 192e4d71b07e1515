"""The north in figures: they say what the reports say that it was made from."""

from tests.synthetic.rehearsal import LAST_DAY, Rehearsed
from throughcare.indicators import INDICATORS, Case, Period, Tally, publish
from throughcare.measures.casing import CLOCKS, clocks_of, follow, steps_of
from throughcare.pathways import Moment


def test_fewer_than_a_third_are_in_hospital_within_14_days_and_about_a_fifth_within_28(transfers: list[Rehearsed]):
    counted, whole = Tally(), Period(LAST_DAY.replace(year=2024), LAST_DAY)
    for one in transfers:
        counted.count(
            Case(clocks_of(one.blueprint, one.now.runs), one.now.facts, Moment(LAST_DAY), steps_of(one.blueprint)),
            INDICATORS.values(),
            period=whole,
        )
    told = {figure.indicator: figure.whole for figure in publish(counted, tuple(INDICATORS.values()), period=whole)}
    within_14, within_28, days = told["I02"], told["I01"], told["I06"]
    assert within_14 is not None
    assert within_28 is not None
    assert days is not None
    assert within_14.told[0] / within_14.n < 0.30
    assert 0.10 < within_28.told[0] / within_28.n < 0.30
    assert days.median is not None
    assert days.median > 28


def test_clocks_are_followed_for_figures_as_the_whole_course_follows_them(transfers: list[Rehearsed]):
    for one in transfers:
        quick = follow(one.blueprint, one.events, as_of=Moment(LAST_DAY), bound=one.bound)
        assert quick.facts == one.now.facts
        assert quick.runs == {name: one.now.runs[name] for name in one.blueprint.meaning(*CLOCKS)}
