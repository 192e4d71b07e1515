"""`throughcare risk`, as somebody runs it: no database, and a sentence for whatever is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.predictors.people import answers
from throughcare.offline.risk import command
from throughcare.predictors import MODELS, questions_of


def run(tmp_path: Path, model: str, said: Any, *more: str) -> Any:
    file = tmp_path / "answers.json"
    file.write_bytes(said if isinstance(said, bytes) else json.dumps(said).encode())
    return CliRunner().invoke(command, [model, str(file), *more])


def test_ogrs3_gives_both_years_and_the_band(tmp_path: Path):
    told = json.loads(run(tmp_path, "ogrs3", answers("ogrs3"), "--json").output)
    assert (told["one_year"], told["two_year"], told["band"]) == (9, 17, "Low")
    assert [one["id"] for one in told["terms"]] == ["age-and-sex", "sanctioned-before", "rate-of-sanctions", "offence"]
    assert told["meaning"] == "group probability, not a prediction for this person"


@pytest.mark.parametrize(
    "said", [{"sex": "M"}, {"sex": "MALE"}, {"offence_group": "other"}, {"offence_group": "Other offence"}]
)
def test_what_is_written_in_another_way_is_the_same_answer(tmp_path: Path, said: dict[str, str]):
    told = [run(tmp_path, "ogrs3", answers("ogrs3", **one), "--json").output for one in ({}, said)]
    assert told[0] == told[1]


@pytest.mark.parametrize("model", MODELS)
def test_every_model_answers_in_words_and_as_json(tmp_path: Path, model: str):
    said = answers(model)
    words, data = run(tmp_path, model, said), run(tmp_path, model, said, "--json")
    assert (words.exit_code, data.exit_code) == (0, 0)
    assert "never a reason to refuse care" in words.output
    assert json.loads(data.output)["model"] == model


@pytest.mark.parametrize("model", MODELS)
def test_help_prints_the_keys(model: str):
    page = CliRunner().invoke(command, [model, "--help"]).output
    assert [one.name for one in questions_of(MODELS[model].asks) if f" {one.name} " not in page] == []


def test_what_is_wrong_is_told_with_the_file(tmp_path: Path):
    refused = run(tmp_path, "ogrs3", answers("ogrs3", sanctions=0, sex=None))
    assert refused.exit_code == 1
    assert (
        "answers.json: sex: This is missing: it must be one of male, female. sanctions: This must be" in refused.output
    )


@pytest.mark.parametrize("content", [b"[]", b"{", b"\xff", b"[" * 99_999, b" " * 200_000])
def test_a_file_that_is_no_file_of_answers_is_refused_in_words(tmp_path: Path, content: bytes):
    refused = run(tmp_path, "svrp", content)
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")
    assert "Traceback" not in refused.output


def test_a_file_that_is_not_there(tmp_path: Path):
    refused = CliRunner().invoke(command, ["lds", str(tmp_path / "nowhere.json")])
    assert (refused.exit_code, refused.output.endswith("This file does not exist.\n")) == (1, True)
