"""Whatever stands in a file, `score`, `change` and `risk` answer in a sentence, of every instrument and every model."""

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.predictors.people import answers
from throughcare.config.commands import throughcare
from throughcare.instruments import Instrument, instruments
from throughcare.instruments.reading import spoken
from throughcare.predictors import MODELS, questions_of

# The words of a program that nobody who fills in a form has asked for.
WORDS_OF_A_PROGRAM = re.compile(r"\b(True|False|None|NoneType|nan|inf|dict|str|int|float|bool|Traceback)\b")
SHAPE = {"instrument", "version", "scores", "bands", "alerts", "refused"}

# What stands in the place of the first answer, and what is said of it; {range} are the answers there are.
FIRST = [
    ("1.5", "1.5 is not a whole number."),
    ("1.0", "1.0 is not written as a whole number."),
    ("-99", "-99 is not {range}."),
    ("99", "99 is not {range}."),
    ("1e400", "a number this long is not a whole number."),
    ("-1e400", "a number this long is not a whole number."),
    ("9" * 200, "99999999999999999999... is not {range}."),
    ("true", "true is not a whole number."),
    ("false", "false is not a whole number."),
    ('"1"', "“1” is not a whole number."),
    ('"' + "9" * 300 + '"', "“99999999999999999999...” is not a whole number."),
    ('""', "“” is not a whole number."),
    ("[1]", "a list is not a whole number."),
    ("{}", "an object is not a whole number."),
]
# What cannot be read at all.
UNREADABLE = [
    "",
    "[]",
    "null",
    "3",
    "true",
    "{",
    '{"1": NaN}',
    '{"1": Infinity}',
    '{"1": 1, "1": 2}',
    "\x00",
    '{"1": }',
]


def run(*words: object) -> Result:
    return CliRunner().invoke(throughcare, [str(word) for word in words])


def kept(folder: Path, content: str, name: str = "answers.json") -> Path:
    path = folder / name
    path.write_text(content)
    return path


def answered(of: Instrument, first: str) -> str:
    lowest = {item.number: item.values[0] for item in of.items}
    number = of.items[0].number
    rest = json.dumps({name: value for name, value in lowest.items() if name != number})
    return f'{{"{number}": {first}{f", {rest[1:]}" if len(lowest) > 1 else "}"}'


@pytest.mark.parametrize("of", instruments(), ids=lambda of: of.id)
def test_an_answer_that_is_none_is_refused_by_its_item(of: Instrument, tmp_path: Path) -> None:
    number, sound = of.items[0].number, kept(tmp_path, answered(of, str(of.items[0].min)), "sound.json")
    for given, says in FIRST:
        path = kept(tmp_path, answered(of, given))
        found = run("score", of.id, path, "--json")
        told = json.loads(found.stdout)
        assert (found.exit_code, told["scores"], told["bands"]) == (0, {}, {})
        assert told["refused"].startswith(f"Item {number}: {says.format(range=spoken(of.items[0]))}"), given
        for answer in (
            found,
            run("score", of.id, path),
            run("change", of.id, sound, path),
            run("change", of.id, path, path),
        ):
            assert (answer.exit_code, WORDS_OF_A_PROGRAM.findall(answer.output)) == (0, [])


@pytest.mark.parametrize("of", instruments(), ids=lambda of: of.id)
def test_the_shape_of_a_score_is_the_same_whatever_is_answered(of: Instrument, tmp_path: Path) -> None:
    shape = SHAPE | ({"label"} if of.id == "itq" else set())
    lowest, highest, blank = str(of.items[0].min), str(of.items[0].max), "null"
    for first in (lowest, highest, blank, "99"):
        told = json.loads(run("score", of.id, kept(tmp_path, answered(of, first)), "--json").stdout)
        assert told.keys() == shape
        assert (told["instrument"], told["version"]) == (of.id, of.version)
        assert bool(told["scores"]) is (told["refused"] is None)
        assert not told["scores"] or ("raw" if of.id == "swemwbs" else of.main_scale) in told["scores"]
        assert all(alert.keys() == {"item", "value", "rule"} for alert in told["alerts"])
    empty = json.loads(run("score", of.id, kept(tmp_path, "{}"), "--json").stdout)
    assert (empty["scores"], bool(empty["refused"])) == ({}, True)
    strange = json.loads(run("score", of.id, kept(tmp_path, '{"zzz": 1}'), "--json").stdout)
    assert strange["refused"].startswith(f"Item “zzz” is not one of {of.title}")


def test_the_main_scale_is_named_total_but_for_swemwbs() -> None:
    assert {of.id: of.main_scale for of in instruments() if of.main_scale != "total"} == {"swemwbs": "metric"}


@pytest.mark.parametrize("content", UNREADABLE, ids=range(len(UNREADABLE)))
def test_a_file_that_holds_no_answers_is_one_sentence_that_names_it(content: str, tmp_path: Path) -> None:
    path = kept(tmp_path, content)
    commands: list[tuple[object, ...]] = [
        *(("score", of.id, path, "--json") for of in instruments()),
        *(("change", of.id, path, path) for of in instruments()),
        *(("risk", model, path) for model in MODELS),
    ]
    for words in commands:
        found = run(*words)
        assert (found.exit_code, found.stdout) == (1, "")
        assert found.stderr.startswith(f"Error: {path}: ")
        assert not re.search(r"\b(True|False|None|Traceback)\b", found.stderr)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("nan", "1", "nan: This file does not exist."),
        ("1", "x", "1: This file does not exist."),
        ("-1", "1", "-1 is no score of “Depression”, which goes from 0 to 27."),
        ("1", "28", "28 is no score of “Depression”, which goes from 0 to 27."),
        ("1" * 9, "1", "111111111: This file does not exist."),
        ("", "1", ": A name of nothing names no file."),
    ],
)
def test_a_score_that_is_none_is_refused(before: str, after: str, says: str) -> None:
    found = run("change", "phq-9", "--json", "--", before, after)
    assert (found.exit_code, found.stdout, found.stderr) == (1, "", f"Error: {says}\n")


@pytest.mark.parametrize("model", MODELS)
def test_whatever_a_model_is_told_it_answers_or_names_the_key(model: str, tmp_path: Path) -> None:
    good: dict[str, Any] = json.loads(json.dumps(answers(model), default=str))
    told = ["1.5", "-1", "1e400", "true", '""', '"x"', "[1]", "{}", "9" * 200, '"2026-02-30"', '"\\ud800"', "null"]
    for one, said in product(questions_of(MODELS[model].asks), told):
        path = kept(tmp_path, json.dumps({**good, one.name: "@"}).replace('"@"', said))
        found = run("risk", model, path, "--json")
        assert found.exit_code == 0 or found.stderr.startswith(f"Error: {path}: "), found.exception
        assert found.exit_code == 0 or f"{one.name}: " in found.stderr
        assert not WORDS_OF_A_PROGRAM.search(found.stderr)
