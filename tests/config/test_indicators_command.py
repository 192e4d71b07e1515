"""`throughcare indicators`: the figures of any period, with small numbers withheld for whoever asks."""

import json
from datetime import datetime

import pytest

from tests.cast import Cast
from tests.measures.worlds import a_year
from throughcare.audit.models import Entry
from throughcare.config.commands import indicators
from throughcare.config.trouble import Trouble


def figures(capsys: pytest.CaptureFixture[str], *, first: str = "2024-04-01", last: str = "2025-03-31", **said) -> str:
    given = {"service": None, "blueprint": "hospital-transfer", "as_of": None, "as_json": False, **said}
    days = {"first": datetime.fromisoformat(first), "last": datetime.fromisoformat(last)}
    indicators.command.callback(**days, **given)
    return capsys.readouterr().out


def test_it_prints_each_figure_with_its_interval_and_its_groups(cast: Cast, capsys: pytest.CaptureFixture[str]):
    a_year(cast)
    said = figures(capsys)
    assert "I01 In hospital within 28 days of referral\n  8 of 19 met, 42% (23% to 64%)" in said
    assert "  Still waiting: about 5" in said
    assert "    HMP Eastmoor: 8 of 19 met" in said
    assert "half within 40 days" in said
    assert "Nobody1" not in said


def test_as_json_each_figure_says_what_it_counts(cast: Cast, capsys: pytest.CaptureFixture[str]):
    a_year(cast)
    assert cast.transfer is not None
    told = json.loads(figures(capsys, service=cast.transfer.pk, as_json=True))
    first = told["figures"][0]
    assert (first["indicator"], first["whole"]["n"], first["whole"]["told"]) == ("I01", 19, [8])
    assert first["denominator"] == "All transfers completed in the period"
    assert Entry.objects.get(did="exported-measures").detail["service"] == cast.transfer.pk


def test_of_a_day_on_which_few_were_admitted_nothing_is_told(cast: Cast, capsys: pytest.CaptureFixture[str]):
    a_year(cast)
    said = figures(capsys, first="2024-06-29", last="2024-06-29", as_of=datetime(2024, 6, 29))  # noqa: DTZ001
    assert "I01 In hospital within 28 days of referral\n  withheld" in said


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"last": "2024-01-01"}, "cannot end on 2024-01-01, which is before"),
        ({"service": 0}, "There is no service number 0 of the blueprint hospital-transfer."),
        ({"as_of": datetime(2190, 1, 1)}, "Nobody knows yet how things will stand on 2190-01-01"),  # noqa: DTZ001
    ],
)
def test_what_cannot_be_counted_is_said(cast: Cast, capsys: pytest.CaptureFixture[str], asked: dict, says: str):
    with pytest.raises(Trouble, match=says):
        figures(capsys, **asked)
