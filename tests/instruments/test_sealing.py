"""Seals: every shipped file is the one that was sealed, and a file that is not is refused by its name."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.seals import CORE, ours, tampered
from throughcare.instruments import instrument, instruments, library
from throughcare.instruments.library import Unsealed, faults, seals, shipped, source
from throughcare.instruments.sealing import SEALS, broken, sealed, seals_in
from throughcare.offline import instrument as family
from throughcare.offline import score

__all__ = ["ours"]


def asked(*words: object) -> Result:
    return CliRunner().invoke(family.command, [str(word) for word in words])


def test_every_shipped_file_is_sealed_and_is_the_one_that_was_sealed() -> None:
    """After a change: throughcare instrument seal throughcare/instruments/library."""
    assert seals().keys() == {f"{id_}_{version}.toml" for id_, version in shipped()}
    assert faults() == ()


def test_the_seal_of_a_file_is_the_hash_by_which_answers_know_it() -> None:
    assert all(seals()[f"{one.id}_{one.version}.toml"] == one.hash for one in instruments())


def test_a_file_that_differs_from_its_seal_is_refused_by_its_name(ours: Path) -> None:
    tampered(ours)
    with pytest.raises(Unsealed) as refused:
        instrument("core-10")
    assert refused.value.args[0] == (
        f"{CORE}:1: {CORE} is not the file that was sealed: it was changed since. Put back the file that was "
        "sealed, or check this one and seal it anew."
    )
    assert len(instruments()) == len(shipped()) - 1
    assert instrument("phq-9").id == "phq-9"


def test_nothing_is_scored_with_a_file_that_differs_from_its_seal(ours: Path, tmp_path: Path) -> None:
    tampered(ours)
    answers = tmp_path / "answers.json"
    answers.write_text('{"6": 3}')
    found = CliRunner().invoke(score.command, ["core-10", str(answers), "--json"])
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.startswith(f"Error: {CORE}:1: {CORE} is not the file that was sealed")


def test_the_list_and_the_check_name_a_file_that_was_changed_added_or_taken_away(ours: Path) -> None:
    tampered(ours)
    shutil.copy(ours / "wsas_2026.1.toml", ours / "wsas_2026.2.toml")
    (ours / "k6_2026.1.toml").unlink()
    for command in ("list", "check"):
        library._shipped.cache_clear()
        found = asked(command)
        assert found.exit_code == 1
        for says in (
            f"{CORE} is not the file that was sealed",
            "wsas_2026.2.toml has no seal in SHA256SUMS.",
            "k6_2026.1.toml was sealed and is not there.",
        ):
            assert says in found.output


def test_a_file_that_lies_beside_seals_is_held_to_its_own(tmp_path: Path) -> None:
    path = tmp_path / CORE
    path.write_bytes(source("core-10", "2026.1"))
    assert asked("check", path).output == "1 checked: nothing is wrong.\n"
    assert asked("seal", tmp_path).output == f"1 sealed in {tmp_path / SEALS}.\n"
    assert asked("check", path).exit_code == 0
    path.write_bytes(path.read_bytes() + b"\n")
    found = asked("check", path)
    assert (found.exit_code, f"{path}:1: {CORE} is not the file that was sealed" in found.output) == (1, True)
    assert asked("seal", tmp_path).exit_code == asked("check", path).exit_code == 0


def test_nothing_is_sealed_while_anything_is_wrong(tmp_path: Path) -> None:
    assert "there is no TOML file in this folder" in asked("seal", tmp_path).output
    (tmp_path / CORE).write_text('id = "core-10"')
    found = asked("seal", tmp_path)
    assert (found.exit_code, f"{CORE}:1:" in found.output, (tmp_path / SEALS).exists()) == (1, True, False)


@pytest.mark.parametrize("text", ["", "nonsense", f"{'a' * 63}  {CORE}", f"{'A' * 64}  {CORE}", f"{'a' * 64} {CORE}"])
def test_a_list_that_cannot_be_read_seals_nothing(text: str) -> None:
    found = broken(CORE, b"", seals_in(text))
    assert found is not None
    assert found.says == f"{CORE} has no seal in SHA256SUMS."


def test_what_was_sealed_is_found_whole_and_one_byte_more_breaks_it() -> None:
    held = seals_in(sealed({CORE: b"x", "b_1.toml": b""}))
    assert broken(CORE, b"x", held) is broken("b_1.toml", b"", held) is None
    assert broken(CORE, b"x\n", held) is not None
