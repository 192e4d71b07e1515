"""`throughcare access explain`, as whoever runs it sees it: every category with decision, ground and expiry."""

import json

import pytest

from tests.cast import LONG_AGO, Cast
from throughcare.audit.models import Entry
from throughcare.config.commands import access
from throughcare.config.trouble import Trouble
from throughcare.organisations.models import StaffRole
from throughcare.sharing import CATEGORIES


def explain(capsys: pytest.CaptureFixture[str], person: str, staff: str, *, as_json: bool = False) -> str:
    access.explain.callback(person=person, staff=staff, purpose=None, as_json=as_json)
    return capsys.readouterr().out


def test_it_prints_every_category_and_why(cast: Cast, capsys: pytest.CaptureFixture[str]):
    head, *lines = explain(capsys, "tc-aaa-222", "Nadia").splitlines()
    assert head == "TC-AAA-222, seen by nadia (PMH, Eastmoor mental health team) for the person's own care and support:"
    assert len(lines) == len(CATEGORIES)
    assert lines[4].startswith(
        "  Clinical assessment and notes: all of it, to read and to write. Your organisation works"
    )


def test_as_json_each_line_has_level_ground_expiry_reasons_and_routes(cast: Cast, capsys: pytest.CaptureFixture[str]):
    told = json.loads(explain(capsys, "TC-AAA-222", "bola", as_json=True))
    [role] = told["roles"]
    clinical = next(line for line in role["categories"] if line["category"] == "clinical")
    assert (told["person"], role["role"], clinical["level"], clinical["ground"]) == ("TC-AAA-222", "COM", None, None)
    assert "consent" in {route["kind"] for route in clinical["routes"]}
    assert "unconfirmed" in clinical["mark"]


def test_each_role_that_somebody_holds_is_told_by_itself(cast: Cast, capsys: pytest.CaptureFixture[str]):
    StaffRole.objects.create(staff=cast.nadia.staff, organisation=cast.owen.organisation, role="OPS", from_on=LONG_AGO)
    told = json.loads(explain(capsys, "TC-AAA-222", "nadia", as_json=True))
    assert {role["role"] for role in told["roles"]} == {"PMH", "OPS"}


def test_that_it_was_asked_is_on_the_audit_record(cast: Cast, capsys: pytest.CaptureFixture[str]):
    explain(capsys, "TC-AAA-222", "nadia")
    entry = Entry.objects.get(did="explained-access")
    assert (entry.person_id, entry.detail) == (cast.people["alex"].pk, {"staff": "nadia"})


@pytest.mark.parametrize(
    ("person", "staff", "says"),
    [
        ("TC-ZZZ-999", "nadia", "Nobody is on record under the reference “TC-ZZZ-999”"),
        ("TC-AAA-222", "nobody", "Nobody signs in as “nobody”"),
    ],
)
def test_whoever_is_not_there_is_said_in_a_sentence(
    cast: Cast, capsys: pytest.CaptureFixture[str], person: str, staff: str, says: str
):
    with pytest.raises(Trouble, match=says):
        explain(capsys, person, staff)
