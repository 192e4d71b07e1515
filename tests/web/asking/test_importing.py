"""`throughcare responses import`: rows of a file are judged as forms are, and loading a file twice changes nothing."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.responses.conftest import PLAIN, Fill, rules
from tests.web.conftest import TODAY
from throughcare.asking.importing import COLUMNS
from throughcare.audit.models import Entry
from throughcare.config.commands import responses
from throughcare.config.trouble import Trouble
from throughcare.episodes.models import Episode
from throughcare.instruments import instrument
from throughcare.responses import answering, checking
from throughcare.responses.models import RaisedAlert, Response

Import = Callable[..., dict[str, Any]]
Later = Callable[[], None]


@pytest.fixture
def load(
    treated: Episode, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Import:
    """load({...}, {...}): each row is CORE-10 of Alex on 20 March, entered by Petra, with what it says otherwise."""
    monkeypatch.setattr(responses.timezone, "now", lambda: TODAY)

    def loaded(*rows: dict[str, str], header: tuple[str, ...] = ()) -> dict[str, Any]:
        usual = {
            "episode": treated.reference, "instrument": "core-10", "version": "2026.1", "completed_on": "2026-03-20",
            "occasion": "between", "after": "", "filled": "alone", "entered_by": "petra",
            **{f"item-{n}": str(value) for n, value in PLAIN.items()},
        }  # fmt: skip
        path = tmp_path / "answers.csv"
        with path.open("w", newline="") as file:
            found = csv.DictWriter(
                file, header or list(dict.fromkeys([*usual, *(name for row in rows for name in row)]))
            )
            found.writeheader()
            found.writerows(
                {name: value for name, value in {**usual, **row}.items() if name in found.fieldnames} for row in rows
            )
        responses.import_.callback(file=path, as_json=True)
        return dict(json.loads(capsys.readouterr().out))

    return loaded


def test_a_row_of_an_instrument_whose_file_was_changed_is_refused_by_its_line(load: Import, broken_later: Later):
    broken_later()
    refused = load({"item-6": "2"})["refused"]
    assert "core-10_2026.1.toml is not the file that was sealed" in str(refused[0])
    assert not Response.objects.exists()


def test_a_row_is_entered_scored_and_raises_its_alert(cast: Cast, load: Import):
    assert load({"item-6": "2"}) == {"added": 1, "unchanged": 0, "alerts": 1, "refused": []}
    response = Response.objects.get()
    assert (response.entered, response.by, response.digest) == ("file", cast.petra, instrument("core-10").hash)
    assert rules(response) == {"item-6"}
    assert response.scores.get(scale="total").value == 14
    assert Entry.objects.get(did="imported-answers").detail == {"added": 1, "unchanged": 0, "refused": 0}
    assert list(checking.faults()) == []


def test_loading_twice_changes_nothing(cast: Cast, load: Import):
    rows = [{"item-6": "1"}, {"occasion": "session", "after": "4"}]
    assert load(*rows)["added"] == 2
    assert load(*rows) == {"added": 0, "unchanged": 2, "alerts": 0, "refused": []}
    answering.amend(
        response=Response.objects.get(occasion="between"), given=PLAIN, seen=1, why="Misread", by=cast.petra, at=TODAY
    )
    assert load(*rows)["unchanged"] == 2
    assert (Response.objects.count(), RaisedAlert.objects.count()) == (2, 1)


# what a row says otherwise -> what is said of its line
REFUSED = [
    ({"episode": "EP-ZZZ-999"}, "episode: Petra Novak sees no episode “EP-ZZZ-999”."),
    ({"episode": ""}, "episode: Petra Novak sees no episode “”."),
    ({"entered_by": "sam"}, "episode: Sam Field sees no episode"),
    ({"entered_by": "owen"}, "episode: Owen Pryce sees no episode"),
    ({"entered_by": "nobody"}, "entered_by: Nobody signs in as “nobody”."),
    ({"instrument": "core10"}, "instrument: There is no instrument 'core10'. Did you mean 'core-10'?"),
    ({"version": "2025.1"}, "version: “2025.1” is not the version of CORE-10 that is answered here: 2026.1 is."),
    ({"version": ""}, "version: “” is not the version"),
    ({"completed_on": "20/03/2026"}, "completed_on: Write the day as 2026-03-24."),
    ({"completed_on": "2026-02-31"}, "completed_on: Write the day as 2026-03-24."),
    ({"completed_on": "2026-03-30"}, "completed_on: Monday 30 March 2026 has not come yet."),
    ({"completed_on": "2026-03-01"}, "completed_on: Sunday 1 March 2026 is before this episode began"),
    ({"completed_on": "1980-01-01"}, "completed_on: Tuesday 1 January 1980 is before Alex Marlow was born"),
    ({"occasion": "whenever"}, "occasion: Choose one of those offered."),
    ({"occasion": "session"}, "after: Say after how many sessions or months"),
    ({"after": "four"}, "after: Leave it empty, or say after how many."),
    ({"after": "4"}, "after: A number belongs to sessions and months alone."),
    ({"filled": "clinician"}, "filled: CORE-10: the person answers it themselves."),
    ({"item-3": "7"}, "Item 3: 7 is not 0 to 4."),
    ({"item-3": "1.0"}, "Item 3: “1.0” is not a whole number."),
    ({"item-11": "1"}, "Item “11” is not one of CORE-10, 1 to 10."),
    ({f"item-{n}": "" for n in range(1, 11)}, "Nothing is answered."),
]


@pytest.mark.parametrize(("said", "says"), REFUSED, ids=range(len(REFUSED)))
def test_a_row_that_cannot_be_is_refused_with_its_line_and_the_others_are_entered(
    load: Import, said: dict[str, str], says: str
):
    told = load(said, {"occasion": "end"})
    assert (told["added"], len(told["refused"])) == (1, 1)
    assert told["refused"][0]["line"] == 2
    assert told["refused"][0]["reason"].startswith(says)


def test_two_rows_of_one_occasion_and_day_are_told_apart_from_a_file_loaded_twice(load: Import, fill: Fill):
    told = load({}, {"item-1": "4"})
    assert (told["added"], told["refused"]) == (1, [{"line": 3, "reason": "Line 2 is of the same occasion and day."}])
    told = load({"item-1": "4"})
    assert told["refused"][0]["reason"].startswith("This was entered for Friday 20 March 2026 before")


def test_a_blank_risk_item_of_a_file_is_for_review(load: Import):
    assert load({"item-6": ""})["alerts"] == 1
    assert RaisedAlert.objects.get().rule == "item-6-blank"


def test_what_is_worse_than_a_first_score_already_there_counts_among_the_alerts(load: Import):
    load({"completed_on": "2026-03-19"})
    assert load({"item-1": "4", "item-4": "4", "item-5": "2"})["alerts"] == 1


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ((*COLUMNS, "item6"), "Nothing is known of a column 'item6'."),
        (COLUMNS[1:], "answers.csv has no column episode."),
    ],
)
def test_a_file_with_a_misspelt_column_is_refused_whole(load: Import, header: tuple[str, ...], says: str):
    with pytest.raises(Trouble, match=says):
        load({"item6": "3"}, header=header)
    assert not Response.objects.exists()


def test_in_words(treated: Episode, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "answers.csv"
    path.write_text(f"{','.join(COLUMNS)},item-1\n{treated.reference},core-10,1,2026-03-20,end,,alone,petra,3\n")
    responses.import_.callback(file=path, as_json=False)
    assert capsys.readouterr().out == (
        "answers.csv: 0 added, 0 there before, 1 refused, 0 alerts raised.\n"
        "  line 2: version: “1” is not the version of CORE-10 that is answered here: 2026.1 is.\n"
    )
