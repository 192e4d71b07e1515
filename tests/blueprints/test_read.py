"""Reading a file: every fault with its line, in a sentence, and never an exception."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.blueprints.read import read
from throughcare.datafiles.problems import Problem
from throughcare.datafiles.read import MOST_BYTES

GOOD = """
id = "clinic"
title = "Clinic"
version = "1"
authored_by = "A"
review_by = 2027-06-01
opened_by = "nurse"

[[party]]
id = "nurse"
title = "Nurse"

[[form]]
id = "letter"

[[form.field]]
id = "kind"
label = "Kind"
kind = "choice"
category = "clinical"
choices = ["no-bed", "other"]
"""


def told(text: str | bytes) -> list[str]:
    content = text if isinstance(text, bytes) else text.encode()
    return [str(problem) for problem in read(content, path="x.toml").problems]


def test_a_good_file_has_nothing_to_tell() -> None:
    reading = read(GOOD.encode(), path="x.toml")
    assert reading.problems == ()
    assert reading.blueprint is not None
    assert reading.blueprint.digest == sha256(GOOD.encode()).hexdigest()


def test_codes_give_their_own_titles() -> None:
    blueprint = read(GOOD.encode(), path="x.toml").blueprint
    assert blueprint is not None
    assert blueprint.form["letter"].fields[0].choices == (("no-bed", "No bed"), ("other", "Other"))


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t])
def test_files_written_elsewhere_are_read_as_well(change) -> None:  # type: ignore[no-untyped-def]
    assert told(change(GOOD)) == []


# what is written in place of what, and what is told
FAULTS = [
    (
        'version = "1"',
        "version = 1",
        "x.toml:4: 'version' of the blueprint is not right. It must be text in quotes.",
    ),
    (
        'title = "Nurse"',
        "",
        "x.toml:9: Party 'nurse' has no 'title'. Give it: text in quotes.",
    ),
    (
        'id = "nurse"',
        'id = "The Nurse"',
        "x.toml:10: 'id' of party 'The Nurse' is not right. "
        "It must be an id (small letters, digits and hyphens, in quotes).",
    ),
    ('label = "Kind"', 'lable = "Kind"', "x.toml:18: 'lable' is not a key of a field. Did you mean 'label'?"),
    ('label = "Kind"', 'lable = "Kind"', "x.toml:16: Field 'kind' has no 'label'. Give it: text in quotes."),
    (
        'kind = "choice"',
        'kind = "chioce"',
        "x.toml:19: 'chioce' is not a known 'kind'. Did you mean 'choice'?",
    ),
    (
        'category = "clinical"',
        'category = "gossip"',
        "x.toml:20: 'gossip' is not a known 'category'. Known here: care-plan, clinical,",
    ),
    (
        "review_by = 2027-06-01",
        'review_by = "next year"',
        "x.toml:6: 'review_by' of the blueprint is not right. It must be a date without quotes, such as 2027-06-01.",
    ),
    (
        "review_by = 2027-06-01",
        "review_by = 2027-06-01T10:00:00Z",
        "x.toml:6: 'review_by' of the blueprint is not right.",
    ),
    ('title = "Clinic"', 'title = ""', "x.toml:3: 'title' of the blueprint says nothing. Give it: text in quotes."),
    ('title = "Nurse"', 'title = "  "', "x.toml:11: 'title' of party 'nurse' says nothing. Give it: text in quotes."),
    (
        "[[form]]",
        '[[share]]\nparty = "nurse"\ncategory = []\nlevel = "read"\n[[form]]',
        "x.toml:15: 'category' of a share says nothing. Give it: an id or a list of ids.",
    ),
    ('choices = ["no-bed", "other"]', "choices = []", "x.toml:21: 'choices' of field 'kind' is not right."),
    ('choices = ["no-bed", "other"]', "choices = [1]", "x.toml:21: 'choices' of field 'kind' is not right."),
    ('choices = ["no-bed", "other"]', 'choices = {a = ""}', None),
    ('choices = ["no-bed", "other"]', "choices = {a = 1}", "x.toml:21: 'choices' of field 'kind' is not right."),
    ('version = "1"', 'version = "1"\nstep = 4', "x.toml:5: 'step' of the blueprint is not right."),
    ('version = "1"', 'version = "1"\nevaluation = 4', "x.toml:5: 'evaluation' of the blueprint is not right."),
    ('version = "1"', f'version = "{"9" * 3000}"', "x.toml:4: 'version' of the blueprint is not right."),
    ('title = "Clinic"', 'title = "Cli\\u0007nic"', "x.toml:3: 'title' of the blueprint is not right."),
    ('id = "clinic"', "", "x.toml:1: The blueprint has no 'id'."),
    ('title = "Clinic"', "title = ", "x.toml:3: This is not TOML: Invalid value."),
    ('title = "Clinic"', 'title = "Clinic"\ntitle = "Again"', "x.toml:4: This is not TOML: Cannot overwrite a value."),
    ('version = "1"', f'version = "1"\n{"k" * 80} = 1', f"x.toml:5: '{'k' * 60}...' is not a key of a blueprint."),
]


@pytest.mark.parametrize(("was", "now", "says"), FAULTS)
def test_a_fault_names_its_line_and_says_what_to_do(was: str, now: str, says: str | None) -> None:
    found = told(GOOD.replace(was, now, 1))
    assert any(one.startswith(says) for one in found) if says else found == []


HOSTILE = [
    (b"\xff\xfe\x00", "x.toml:1: This is not text in UTF-8. Save the file as plain text in UTF-8."),
    (b"a = 1\n\xff", "x.toml:2: This is not text in UTF-8."),
    (b"\x00", "x.toml:1: This is not TOML: Invalid statement."),
    (b"a = " + b"[" * 5000, "x.toml:1: "),
    (b"#" * (MOST_BYTES + 1), "x.toml:1: This file is too large for a blueprint. Keep it under 1,000,000 bytes."),
    (b'a = """\nnever ended', "x.toml:2: This is not TOML: "),
    (b"", "x.toml:1: The blueprint has no 'id'."),
    (b"[[step]]\nid = 3\n[[step.x]]\n", "x.toml:1: The blueprint has no 'id'."),
    (b"step = [1, 2]", "x.toml:1: 'step' of the blueprint is not right."),
    (b"[form]\nid = 'x'", "x.toml:1: 'form' of the blueprint is not right."),
    (b".".join([b"a"] * 5000) + b" = 1", "x.toml:1: Lists or names are nested too deeply."),
    (b"[" + b".".join([b"a"] * 5000) + b"]", "x.toml:1: Lists or names are nested too deeply."),
    (b"[a]\nlimit = " + b"9" * 5000, "x.toml:2: This number is too long."),
]


@pytest.mark.parametrize(("content", "says"), HOSTILE)
def test_no_file_is_too_strange_for_a_sentence(content: bytes, says: str) -> None:
    assert any(one.startswith(says) for one in told(content))


@given(st.text(alphabet="[]{}='\"#\n.,abc1- \\", max_size=200))
def test_no_scribble_raises_anything(text: str) -> None:
    assert all(isinstance(problem, Problem) for problem in read(text.encode(), path="x").problems)
