"""The invented ACCTs of an example world: one of each course, in the prison whose officers have an account."""

from tests.acct.conftest import BEGAN, DAY
from tests.cast import Cast, live_at
from throughcare.acct import checking
from throughcare.acct.example import mirror_some
from throughcare.acct.models import AcctStanding
from throughcare.acct.reckoning import state_of

LATER = BEGAN + 90 * DAY


def test_a_prison_has_one_overdue_one_in_post_closure_and_one_that_ended(cast: Cast):
    for number in range(3):
        live_at(cast, "HMP Eastmoor", "Jo", f"Reed{number}", reference=f"TC-JJJ-22{number + 2}")
    assert mirror_some(at=LATER) == 3
    states = [state_of(one.stands, as_of=LATER) for one in AcctStanding.objects.order_by("-opened_at")]
    assert [one.word for one in states] == ["open", "post-closure", "ended"]
    assert [[owed.says for owed in one.overdue] for one in states] == [["next case review"], [], []]
    assert list(checking.faults()) == []
