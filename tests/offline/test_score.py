"""`throughcare score`, `change` and `instrument` on files: what they print, and how they refuse."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from throughcare.handbook.instrument_page import page
from throughcare.instruments import instrument
from throughcare.instruments.library import source
from throughcare.offline import change, score
from throughcare.offline import instrument as instrument_family
from throughcare.offline.printed import MOST_BYTES

PHQ = {str(n): 2 for n in range(1, 10)}


def asked(command, *arguments: object) -> Result:  # type: ignore[no-untyped-def]
    return CliRunner().invoke(command, [str(one) for one in arguments])


@pytest.fixture
def kept(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Keeps answers, or whatever stands in their place, in a file."""

    def keep(answers: object, name: str = "answers.json") -> Path:
        path = tmp_path / name
        path.write_bytes(answers if isinstance(answers, bytes) else json.dumps(answers).encode())
        return path

    return keep


def printed(found: Result) -> dict[str, Any]:
    assert found.exit_code == 0, found.output
    return dict(json.loads(found.stdout))


def test_scored_answers_are_printed_under_these_names_and_no_others(kept) -> None:  # type: ignore[no-untyped-def]
    assert printed(asked(score.command, "phq-9", kept(PHQ), "--json")) == {
        "instrument": "phq-9",
        "version": "2026.1",
        "scores": {"total": 18},
        "bands": {"total": "moderately severe", "syndrome": "major depressive syndrome"},
        "alerts": [{"item": "9", "value": 2, "rule": "item-9"}],
        "refused": None,
    }


def test_the_trauma_questionnaire_prints_its_label_too(kept) -> None:  # type: ignore[no-untyped-def]
    told = printed(asked(score.command, "itq", kept({str(n): 2 for n in range(1, 19)}), "--json"))
    assert (told["label"], told["bands"]) == ("CPTSD", {})


def test_swemwbs_prints_raw_and_metric(kept) -> None:  # type: ignore[no-untyped-def]
    told = printed(asked(score.command, "swemwbs", kept({str(n): 4 for n in range(1, 8)}), "--json"))
    assert told["scores"] == {"raw": 28, "metric": 25.03}


def test_incomplete_answers_have_no_score_and_still_their_alerts(kept) -> None:  # type: ignore[no-untyped-def]
    told = printed(asked(score.command, "phq-9", kept({"1": 1, "9": 1}), "--json"))
    assert (told["scores"], told["bands"]) == ({}, {})
    assert told["refused"].startswith("Not scored: 7 of the 9 items")
    assert told["alerts"] == [{"item": "9", "value": 1, "rule": "item-9"}]


def test_an_answer_out_of_range_is_refused_by_item_and_no_alert_is_lost(kept) -> None:  # type: ignore[no-untyped-def]
    told = printed(asked(score.command, "phq-9", kept(PHQ | {"3": 4, "12": 0}), "--json"))
    assert told["scores"] == {}
    assert told["refused"] == "Item 3: 4 is not 0 to 3. Item “12” is not one of PHQ-9, 1 to 10."
    assert told["alerts"] == [{"item": "9", "value": 2, "rule": "item-9"}]


def test_a_risk_item_out_of_range_is_for_review(kept) -> None:  # type: ignore[no-untyped-def]
    told = printed(asked(score.command, "phq-9", kept(PHQ | {"9": 7}), "--json"))
    assert told["alerts"] == [{"item": "9", "value": None, "rule": "item-9-blank"}]


def test_a_scale_that_could_not_be_scored_is_null(kept) -> None:  # type: ignore[no-untyped-def]
    told = printed(asked(score.command, "dialog", kept({str(n): 5 for n in range(1, 9)}), "--json"))
    assert told["scores"] == {"total": 5, "treatment": None}


def test_a_score_in_words(kept) -> None:  # type: ignore[no-untyped-def]
    assert asked(score.command, "core-10", kept({str(n): 2 for n in range(1, 10)})).stdout == (
        "CORE-10 2026.1\n"
        "Psychological distress: 20 of 0 to 40, moderate (unconfirmed)\n"
        "Some items are blank. Ten times the mean of the items answered; at least nine must be.\n"
        "ALERT: Plans to end their life, even only occasionally: see them now, and consider an ACCT.\n"
    )
    assert asked(score.command, "phq-9", kept({"9": 0})).stdout.startswith("PHQ-9 2026.1\nNot scored: 8 of the 9")


# what stands in the file, and what is told
STRANGE = [
    (b"", "This is not JSON: Expecting value (line 1)."),
    (b'{"1": 2,', "This is not JSON: Expecting property name enclosed in double quotes (line 1)."),
    (b"\xff\xfe{", "This is not text in UTF-8."),
    (b"[1, 2]", 'Answers are an object such as {"1": 3, "2": 0}.'),
    (b"null", 'Answers are an object such as {"1": 3, "2": 0}.'),
    (b"[" * 90_000, "Lists or names are nested too deeply."),
    (b'{"1": 1, "1": 2}', "Item “1” is answered twice."),
    (b'{"\\ud800": 1, "\\ud800": 2}', "Item “?” is answered twice."),
    (b'{"1": ' + b"9" * 5000 + b"}", "A number in this file is too long."),
    (b" " * (MOST_BYTES + 1), "this file is too large; keep it under 100,000 bytes."),
]


@pytest.mark.parametrize(("content", "says"), STRANGE, ids=range(len(STRANGE)))
def test_a_file_that_cannot_be_read_is_one_sentence_that_names_it(kept, content: bytes, says: str) -> None:  # type: ignore[no-untyped-def]
    path = kept(content)
    for found in (
        asked(score.command, "phq-9", path, "--json"),
        asked(change.command, "phq-9", kept(PHQ, "good.json"), path),
    ):
        assert (found.exit_code, found.stdout, found.stderr) == (1, "", f"Error: {path}: {says}\n")


def test_a_file_from_elsewhere_may_begin_with_a_mark(kept) -> None:  # type: ignore[no-untyped-def]
    assert printed(asked(score.command, "phq-9", kept(b"\xef\xbb\xbf{}"), "--json"))["scores"] == {}


def test_what_is_not_there_is_a_sentence(kept, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert (
        asked(score.command, "phq", kept(PHQ)).stderr == "Error: There is no instrument 'phq'. Did you mean 'phq-9'?\n"
    )
    assert "This file does not exist." in asked(score.command, "phq-9", tmp_path / "none.json").stderr
    assert "This is a folder, not a file." in asked(score.command, "phq-9", tmp_path).stderr
    assert "There is no version '7'" in asked(score.command, "phq-9", kept(PHQ), "--version", "7").stderr


def test_a_name_that_is_no_text_is_repeated_safely(kept) -> None:  # type: ignore[no-untyped-def]
    told = printed(asked(score.command, "phq-9", kept(b'{"\\ud800\\u001b[31m": 1}'), "--json"))
    assert told["refused"] == "Item “??[31m” is not one of PHQ-9, 1 to 10."


def test_a_change_is_printed_with_its_threshold_and_source(kept) -> None:  # type: ignore[no-untyped-def]
    before, after = kept(PHQ, "before.json"), kept(PHQ | {str(n): 0 for n in range(1, 6)}, "after.json")
    assert printed(asked(change.command, "phq-9", before, after, "--json")) == {
        "instrument": "phq-9", "version": "2026.1", "scale": "total", "before": 18, "after": 8, "difference": -10,
        "reliable": "improved", "clinically_significant": "recovered", "because": "", "threshold": 6, "op": ">=",
        "basis": "RCI95", "source": "mhsds", "confirmed": True, "cutoff": 10, "cutoff_confirmed": True,
    }  # fmt: skip
    assert asked(change.command, "phq-9", before, after).stdout == (
        "Depression: 18 to 8, a difference of -10\n"
        "Reliable change: improved (>= 6, RCI95, NHS Digital, mental health monthly statistics: outcome tools and"
        " thresholds)\nClinically significant: recovered\n"
    )


@pytest.mark.parametrize(
    ("before", "after", "reliable", "clinically"),
    [
        ("20", "13", "improved", "improved"),
        ("20", "15", "no", "unchanged"),
        ("15", "9.9", "no", "unchanged"),
        ("15", "9", "improved", "recovered"),
        ("4", "12", "worse", "harmed"),
    ],
)
def test_two_scores_are_compared_without_their_answers(before: str, after: str, reliable: str, clinically: str) -> None:
    told = printed(asked(change.command, "core-10", before, after, "--json"))
    assert (told["reliable"], told["clinically_significant"], told["threshold"]) == (reliable, clinically, 6)


def test_a_score_that_an_instrument_cannot_give_is_refused() -> None:
    refused = asked(change.command, "core-10", "20", "41")
    assert (refused.exit_code, refused.stderr) == (
        1,
        "Error: 41 is no score of “Psychological distress”, which goes from 0 to 40.\n",
    )


def test_a_change_that_cannot_be_told_says_why(kept) -> None:  # type: ignore[no-untyped-def]
    whole, part = kept(PHQ, "whole.json"), kept({"1": 1}, "part.json")
    told = printed(asked(change.command, "phq-9", whole, part, "--json"))
    assert (told["reliable"], told["clinically_significant"], told["difference"]) == (None, None, None)
    assert told["because"].startswith("The last set of answers has no score.")
    assert asked(change.command, "phq-9", whole, part).stdout == told["because"] + "\n"
    assert "has no scale 'totl'. Did you mean 'total'?" in asked(
        change.command, "phq-9", whole, whole, "--scale", "totl"
    ).stderr  # fmt: skip


def test_the_list_names_every_instrument_and_what_is_unconfirmed() -> None:
    rows = {row["id"]: row for row in json.loads(asked(instrument_family.command, "list", "--json").stdout)}
    assert rows["phq-9"]["text_ships"]
    assert rows["phq-9"]["unconfirmed"] == []
    assert (rows["wemwbs"]["text_ships"], rows["wemwbs"]["licence"]) == (False, "licence-needed")
    lines = asked(instrument_family.command, "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(rows)


def test_an_instrument_is_shown_as_its_page() -> None:
    assert asked(instrument_family.command, "show", "wsas").stdout == page(instrument("wsas"))


def test_a_file_of_an_instrument_is_checked_with_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(source("phq-9", "2026.1"))
    assert asked(instrument_family.command, "check", file).stdout == "1 checked: nothing is wrong.\n"
    file.write_bytes(source("phq-9", "2026.1").replace(b"720433000", b"720433001"))
    found = asked(instrument_family.command, "check", file)
    assert found.exit_code == 1
    assert "720433001 is no code of SNOMED." in found.stdout
