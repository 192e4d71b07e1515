"""Whatever is entered, an alert is there if, and only if, a rule matches some version that was saved.

The judge beside the product reads the rules of the file by itself, and knows nothing of scores.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.cast import Cast
from tests.responses.conftest import NOON, sheet
from throughcare.episodes.models import Episode
from throughcare.instruments import instrument, instruments
from throughcare.organisations.refusals import Refused
from throughcare.responses import answering, checking
from throughcare.responses.models import RaisedAlert, Score

WATCHED = [one.id for one in instruments() if any(rule.item for rule in one.alerts) and one.rater == "self"]
BY_SCORE = {"reliable-deterioration"} | {rule.id for one in instruments() for rule in one.alerts if rule.scale}


def by_the_file(name: str, answers: dict[str, Any]) -> set[str]:
    """The rules of single items that answers match, read from the file."""
    matched = set()
    for rule in instrument(name).alerts:
        value = answers.get(rule.item)
        if not rule.item:
            continue
        if value is None:
            matched.add(f"{rule.id}-blank")
        elif {">=": value >= rule.value, ">": value > rule.value, "<=": value <= rule.value}[rule.op]:
            matched.add(rule.id)
    return matched


@st.composite
def filled(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]]]:
    """An instrument, and one to three states of its answers, any of them blank."""
    name = draw(st.sampled_from(WATCHED))
    items = {item.number: st.none() | st.sampled_from(item.values) for item in instrument(name).items}
    return name, draw(st.lists(st.fixed_dictionaries(items), min_size=1, max_size=3))


class NeverLost(TestCase):
    @pytest.fixture(autouse=True)
    def _given(self, cast: Cast, treated: Episode) -> None:
        self.cast, self.treated = cast, treated

    @settings(max_examples=60)
    @given(filled())
    def test_an_alert_is_there_if_and_only_if_a_rule_matches(self, entered: tuple[str, list[dict[str, Any]]]) -> None:
        name, states = entered
        saved: list[dict[str, Any]] = []
        response = None
        for state in states:
            try:
                if response is None:
                    response = answering.record(
                        episode=self.treated, sheet=sheet(state, name), by=self.cast.petra, at=NOON
                    )
                else:
                    answering.amend(
                        response=response, given=state, seen=len(saved), why="Misread", by=self.cast.petra, at=NOON
                    )
                saved.append(state)
            except Refused:
                continue
        wanted = set().union(*(by_the_file(name, state) for state in saved)) if saved else set()
        assert set(RaisedAlert.objects.exclude(rule__in=BY_SCORE).values_list("rule", flat=True)) == wanted
        assert bool(saved) == Score.objects.exists()
        assert list(checking.faults()) == []
