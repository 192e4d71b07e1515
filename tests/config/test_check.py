"""`throughcare check` verifies the whole audit chain and says how much that was; on request only what is new."""

import json
from datetime import UTC, datetime

import pytest

from tests.audit.test_audit import record, tamper
from throughcare.audit import actions
from throughcare.audit.models import Seal
from throughcare.config.commands import check

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CHANGED = "Seal 1 of the audit chain does not match its 3 entries."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_seals_of_which_one_is_verified() -> None:
    record(3)
    actions.seal(at=NOON)
    actions.verify(at=NOON)
    record(2)
    actions.seal(at=NOON)


def checked(capsys: pytest.CaptureFixture[str], *, as_json: bool = False, since_last: bool = False) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        check.command.callback(as_json=as_json, since_last=since_last)
    return int(ended.value.code or 0), capsys.readouterr().out


def test_all_of_it_is_verified_and_counted(capsys: pytest.CaptureFixture[str]):
    ended, said = checked(capsys)
    assert ended == 0
    assert said.endswith("Of the audit chain, 2 seals over 5 entries were verified.\n")


def test_on_request_only_what_is_new_since_the_hourly_job(capsys: pytest.CaptureFixture[str]):
    ended, said = checked(capsys, as_json=True, since_last=True)
    assert (ended, json.loads(said)) == (0, {"faults": [], "seals": 1, "entries": 2})


def test_an_old_entry_that_was_changed_is_found_by_the_whole_look_and_not_by_the_short_one(
    capsys: pytest.CaptureFixture[str],
):
    tamper(f"UPDATE audit_entry SET did = 'nothing' WHERE id = {Seal.objects.get(number=1).entries[0]}")
    assert checked(capsys, since_last=True)[0] == 0
    ended, said = checked(capsys, as_json=True)
    assert (ended, json.loads(said)["faults"]) == (1, [CHANGED])
