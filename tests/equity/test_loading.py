"""`throughcare roll load`: by the verb of the page; twice changes nothing, and a wrong line is named."""

import json
from pathlib import Path

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.equity.worlds import wings
from tests.web.conftest import TODAY
from throughcare.config.commands import roll
from throughcare.config.trouble import Trouble
from throughcare.equity.models import Roll

HEAD = "place,month,dimension,group,average,apart,source"
GOOD = (
    "HMP Eastmoor,2026-02,unit,A wing,140.5,no,Roll at unlock",
    "HMP Eastmoor,2026-02,unit,Lodge wing,120,yes,Roll at unlock",
    "HMP Eastmoor,2026-02,ethnic,White,300,,Roll at unlock",
    "HMP Eastmoor,2026-01,unit,A wing,139,no,Roll at unlock",
)
WRONG = {
    "no such place": ("HMP Nowhere,2026-02,unit,A wing,1,no,x", "Line 3: there is no prison called “HMP Nowhere”."),
    "no month": ("HMP Eastmoor,February,unit,A wing,1,no,x", "Line 3: “February” is no month: write it as 2026-02."),
    "no number": ("HMP Eastmoor,2026-02,unit,B wing,many,no,x", "Line 3: “many” is no number of people."),
    "no such wing": ("HMP Eastmoor,2026-02,unit,Z wing,1,no,x", "Line 3: HMP Eastmoor has no unit called “Z wing”."),
    "no such group": ("HMP Eastmoor,2026-02,hair,red,1,no,x", "Line 3: “hair” is none of unit, ethnic"),
    "too many": ("HMP Eastmoor,2026-02,unit,B wing,20001,no,x", "Line 3: B wing: the average is from 0 to 20,000"),
    "not over": ("HMP Eastmoor,2026-03,unit,B wing,1,no,x", "Line 3: March 2026 is not over"),
    "from nowhere": ("HMP Eastmoor,2026-02,unit,B wing,1,no,", "Line 3: Say where the numbers are from."),
    "too few cells": ("HMP Eastmoor,2026-02,unit", "Line 3: "),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    wings(cast)
    monkeypatch.setattr(timezone, "now", lambda: TODAY)


def file(folder: Path, *lines: str, head: str = HEAD) -> Path:
    made = folder / "rolls.csv"
    made.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return made


def loaded(capsys: pytest.CaptureFixture[str], path: Path) -> dict[str, int]:
    roll.load.callback(file=path, as_json=True)
    found: dict[str, int] = json.loads(capsys.readouterr().out)
    return found


def test_a_file_is_kept_and_loading_it_again_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = file(tmp_path, *GOOD)
    assert loaded(capsys, path) == {"added": 4, "unchanged": 0, "refused": {}}
    assert loaded(capsys, path) == {"added": 0, "unchanged": 4, "refused": {}}
    assert Roll.objects.count() == 4
    assert Roll.objects.get(group="Lodge wing").apart


def test_what_is_said_otherwise_is_kept_beside_what_was_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    loaded(capsys, file(tmp_path, *GOOD))
    again = file(tmp_path, GOOD[0].replace("140.5", "141"), GOOD[1].replace("yes", "no"), GOOD[2])
    assert loaded(capsys, again) == {"added": 2, "unchanged": 1, "refused": {}}
    assert Roll.objects.count() == 6


@pytest.mark.parametrize("case", WRONG)
def test_a_line_that_cannot_be_taken_is_named_and_nothing_is_kept(tmp_path: Path, case: str):
    line, says = WRONG[case]
    with pytest.raises(Trouble) as refused:
        roll.load.callback(file=file(tmp_path, GOOD[0], line, GOOD[3]), as_json=False)
    assert says in str(refused.value)
    assert Roll.objects.count() == 0


def test_as_json_the_lines_are_named_and_the_command_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        roll.load.callback(file=file(tmp_path, WRONG["no number"][0]), as_json=True)
    assert ended.value.code == 1
    assert json.loads(capsys.readouterr().out)["refused"] == {"line 2": "Line 2: “many” is no number of people."}


def test_a_file_of_something_else_is_refused_whole(tmp_path: Path):
    with pytest.raises(Trouble, match="has no column place, month"):
        roll.load.callback(file=file(tmp_path, "1,2", head="a,b"), as_json=False)
    with pytest.raises(Trouble, match="There is no file"):
        roll.load.callback(file=tmp_path / "nothing.csv", as_json=False)
