"""`throughcare scheme outcomes`: what a scheme came to, for whoever evaluates it, without naming anybody."""

import json
from datetime import datetime

import pytest

from tests.web.showing.conftest import cast, kept_peers, lived, peers
from throughcare.audit.models import Entry
from throughcare.config.commands import scheme
from throughcare.config.trouble import Trouble
from throughcare.peers.models import Scheme

__all__ = ["cast", "kept_peers", "lived", "peers"]


def printed(capsys: pytest.CaptureFixture[str], *, last: str = "2026-03-31", number: int = 0, **said: bool) -> str:
    days = {"first": datetime.fromisoformat("2025-04-01"), "last": datetime.fromisoformat(last)}
    given = {"internal": False, "as_json": False, **said}
    scheme.outcomes.callback(number=number or Scheme.objects.get().pk, **days, **given)
    return capsys.readouterr().out


@pytest.mark.usefixtures("lived")
def test_small_numbers_are_withheld_unless_they_are_asked_for_inside(capsys: pytest.CaptureFixture[str]):
    outside = json.loads(printed(capsys, as_json=True))
    inside = json.loads(printed(capsys, as_json=True, internal=True))
    assert not [row for row in outside["figures"] if row["k"]]
    assert {"figure": "people", "value": 2}.items() <= inside["figures"][0].items()
    assert (outside["internal"], inside["internal"]) == (False, True)
    exported = Entry.objects.filter(did="exported-outcomes").order_by("pk")
    assert [one.detail["internal"] for one in exported] == [False, True]


@pytest.mark.usefixtures("lived")
def test_as_csv_every_row_names_its_figure(capsys: pytest.CaptureFixture[str]):
    head, *rows = printed(capsys, internal=True).lstrip("\ufeff").splitlines()
    assert head.startswith("figure,title,source,of,cell,k,n,unknown")
    assert any(row.startswith("self-harm-change,What became of it,as the person says") for row in rows)


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"number": 99999}, "There is no mentor scheme number 99999. Known here:"),
        ({"last": "2024-01-01"}, "cannot end on 2024-01-01, before it begins"),
        ({"last": "2090-01-01"}, "Nobody knows yet how things will stand on 2090-01-01"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str], said: dict, says: str):
    with pytest.raises(Trouble, match=says):
        printed(capsys, **said)
