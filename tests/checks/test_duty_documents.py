"""The threat model and the impact assessment say what is true: every test that a control names is there to hold it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.sources import ROOT
from throughcare.sharing import PURPOSES

DOCUMENTS = ("docs/threat-model.md", "docs/data-protection-impact-assessment.md")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
NO_TEST = "no test yet"

# Controls of the documents that nothing tests, and why not. The list only becomes shorter.
UNTESTED = {
    "R12": "Encryption of disks and backups is the deploying organisation's.",
}


def controls(document: str) -> Iterator[dict[str, str]]:
    """The rows of every table that has a column of tests, by the names of its columns."""
    head: list[str] = []
    for line in (ROOT / document).read_text().splitlines():
        if not line.startswith("|"):
            head = []
        elif not head:
            head = cells(line)
        elif "Test" in head and not set(line) <= set("|- "):
            yield dict(zip(head, cells(line), strict=True))


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def functions(file: str) -> set[str]:
    return {node.name for node in ast.walk(ast.parse((ROOT / file).read_text())) if isinstance(node, ast.FunctionDef)}


def named(text: str) -> list[tuple[str, str]]:
    return NAMED.findall(text)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_test_that_is_named_exists(document: str):
    found = named((ROOT / document).read_text())
    assert len(found) > 20
    missing = [f"{file}::{test}" for file, test in found if not (ROOT / file).exists() or test not in functions(file)]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_control_names_a_test_or_says_that_there_is_none(document: str):
    rows = list(controls(document))
    assert len(rows) > 20
    assert [row for row in rows if not named(row["Test"]) and row["Test"] != NO_TEST] == []


def test_one_control_is_without_a_test_and_no_more():
    without = [
        row.get("no.") or row["risk"]
        for document in DOCUMENTS
        for row in controls(document)
        if row["Test"] == NO_TEST
    ]  # fmt: skip
    assert sorted(without) == sorted(UNTESTED)
    assert len(UNTESTED) == 1


@pytest.mark.parametrize("document", DOCUMENTS)
def test_where_a_control_lies_is_a_file_of_ours(document: str):
    places = [row["where"].strip("`") for row in controls(document) if "where" in row]
    assert places
    assert [place for place in places if not (ROOT / place).is_file()] == []


def test_every_threat_has_controls_and_every_control_a_threat():
    text = (ROOT / DOCUMENTS[0]).read_text()
    listed = {row["no."] for row in controls(DOCUMENTS[0])}
    threats, _ = text.split("## Threats")[1].split("## Controls")
    assert set(re.findall(r"\bC\d+\b", threats)) == listed
    rows = [cells(line) for line in threats.splitlines() if line.startswith("| ")][1:]
    assert [row[0] for row in rows if not re.search(r"C\d+", row[3])] == []
    assert set("STRIDE") == {kind for row in rows for kind in row[2].split(", ")}


def test_every_risk_has_a_measure():
    text = (ROOT / DOCUMENTS[1]).read_text()
    risks = set(re.findall(r"^\| (R\d+) \| [^|]* \| (?:low|medium|high), ", text, re.MULTILINE))
    assert risks
    assert risks == {row["risk"] for row in controls(DOCUMENTS[1]) if "risk" in row}


def test_purposes_and_their_bases_are_those_of_the_table():
    text = (ROOT / DOCUMENTS[1]).read_text()
    rows = [cells(line) for line in text.splitlines() if line.endswith(" | recalled, not confirmed |")]
    assert [[says.casefold(), general, health, mark] for says, general, health, _, mark in rows] == [
        [basis.says.casefold(), basis.general, basis.health, basis.mark] for basis in PURPOSES.values()
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_prose_keeps_to_the_width_of_a_page(document: str):
    lines = (ROOT / document).read_text().splitlines()
    assert [line for line in lines if len(line) > 120 and not line.startswith("|")] == []


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda lock: lock.name)
def test_whatever_is_installed_is_locked_to_a_hash(lock: Path):
    wanted = [part for part in re.split(r"\n(?=\S)", lock.read_text()) if part and not part.startswith("#")]
    assert wanted
    assert [part.split()[0] for part in wanted if "==" not in part or "--hash=sha256:" not in part] == []
