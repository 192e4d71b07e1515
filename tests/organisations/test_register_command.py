"""`throughcare register load`, as whoever runs it sees it."""

import json
from pathlib import Path

import pytest

from throughcare.config.commands import register
from throughcare.config.trouble import Trouble
from throughcare.organisations.models import Organisation

pytestmark = pytest.mark.django_db

PRISONS = "agency_code,name,active\nEMI,Eastmoor (HMP),t\nWFI,Westfell (HMP),f\n,Nowhere,t\n"


@pytest.fixture
def prisons(tmp_path: Path) -> Path:
    file = tmp_path / "prisons.csv"
    file.write_text(PRISONS)
    return file


def load(kind: str, file: Path, capsys: pytest.CaptureFixture[str], *, as_json: bool = False) -> str:
    register.load.callback(kind=kind, file=file, as_json=as_json)
    return capsys.readouterr().out


def test_it_prints_what_became_of_every_row(prisons: Path, capsys: pytest.CaptureFixture[str]):
    assert load("prisons", prisons, capsys) == (
        "prisons.csv: 1 added, 0 changed, 1 closed, 1 refused.\n  line 4: agency_code: It is empty.\n"
    )


def test_it_prints_the_same_as_json(prisons: Path, capsys: pytest.CaptureFixture[str]):
    expected = {"added": 1, "changed": 0, "closed": 1, "refused": [{"line": 4, "reason": "agency_code: It is empty."}]}
    assert json.loads(load("prisons", prisons, capsys, as_json=True)) == expected
    assert json.loads(load("prisons", prisons, capsys, as_json=True)) == expected | {"added": 0, "closed": 0}


def test_it_says_who_is_on_record_and_not_in_the_file(prisons: Path, capsys: pytest.CaptureFixture[str]):
    load("prisons", prisons, capsys)
    prisons.write_text("agency_code,name,active\nWFI,Westfell (HMP),f\n")
    told = load("prisons", prisons, capsys)
    assert told.endswith("1 on record from this source are not in this file and stay as they are.\n")


def test_what_cannot_be_loaded_is_one_sentence_and_nothing_is_done(prisons: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(Trouble, match=r"^prisons.csv is not a file of courts: line 1 lacks court_code"):
        load("courts", prisons, capsys)
    assert not Organisation.objects.filter(code="EMI").exists()
