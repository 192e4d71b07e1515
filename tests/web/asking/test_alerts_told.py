"""What is told of alerts to those who read nobody's record: half years, counted once, nothing small and no name."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import LONG_AGO, Cast, live_at
from tests.responses.asked import an_alert
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.asking import telling
from throughcare.asking.figures import Raised
from throughcare.asking.models import AlertsTold
from throughcare.asking.telling import halves
from throughcare.episodes.models import Episode
from throughcare.organisations.models import Staff, StaffRole
from throughcare.responses.models import AlertEntry, RaisedAlert
from throughcare.web import acting

LATER = datetime(2026, 11, 2, 12, tzinfo=UTC)
NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def commissioner(cast: Cast) -> StaffRole:
    staff = Staff.objects.create(username="colm", display_name="Colm Dacey", password="!")
    place = cast.places["Northshire Commissioning"]
    cast.staff["colm"] = StaffRole.objects.create(staff=staff, organisation=place, role="COMM", from_on=LONG_AGO)
    return cast.staff["colm"]


def told(alerts: list[Raised]) -> list[dict[str, Any]]:
    return list(telling._lines(alerts, as_of=LATER))


def raised(number: int, *, kind: str = "alert", about: str = "self-harm", **said: Any) -> list[Raised]:
    """So many alerts, each of another person, acknowledged after half an hour where nothing else is said."""
    usual = {"acknowledged_at": NOON + HOUR / 2, "person": 0}
    return [Raised(NOON, 60, kind=kind, about=about, **{**usual, "person": n, **said}) for n in range(1, number + 1)]


LATE = {"acknowledged_at": NOON + 3 * HOUR, "escalated": True}


@pytest.mark.parametrize(
    ("alerts", "names"),
    [
        (raised(4), []),
        (raised(5), ["All"]),
        (raised(12) + raised(4, **LATE), []),
        (raised(12) + raised(5, **LATE), ["All"]),
        (raised(30, person=1), []),
        (raised(6) + raised(4, kind="review", about="deterioration"), ["All"]),
        (raised(6) + raised(6, kind="review", about="deterioration"),
         ["All", "See them now", "To be looked at", "Self-harm or suicide", "Worse than at first"]),
        (raised(20) + raised(3, acknowledged_at=None), []),
    ],
    ids=range(8),
)  # fmt: skip
def test_a_split_is_told_whole_where_no_number_of_it_is_small_or_not_at_all(alerts: list[Raised], names: list[str]):
    assert [one["name"] for one in told(alerts)] == names


def test_a_median_needs_five_on_either_side():
    assert told(raised(9))[0]["median"] is None
    assert told(raised(10))[0]["median"] == 30
    assert "people" not in told(raised(10))[0]


@pytest.mark.parametrize(
    ("today", "newest"),
    [
        (date(2026, 5, 1), (date(2025, 4, 1), date(2025, 9, 30))),
        (date(2026, 5, 2), (date(2025, 10, 1), date(2026, 3, 31))),
        (date(2026, 10, 31), (date(2025, 10, 1), date(2026, 3, 31))),
        (date(2026, 11, 1), (date(2026, 4, 1), date(2026, 9, 30))),
    ],
)
def test_a_half_is_told_when_every_clock_of_it_is_over_and_halves_do_not_overlap(
    today: date, newest: tuple[date, date]
):
    found = halves(today)
    assert found[0] == newest
    assert len(found) == 4
    assert all(earlier[1] + timedelta(days=1) == later[0] for later, earlier in pairwise(found))


@pytest.fixture
def six(cast: Cast, treated: Episode) -> list[RaisedAlert]:
    """Six people of Petra's answered in March that they had made plans to end their life; all are acknowledged."""
    made = [an_alert(treated, by=cast.petra)]
    for number in range(5):
        person = live_at(cast, "HMP Eastmoor", "Sam", f"Other{'abcde'[number]}", reference=f"TC-AAB-22{number + 2}")
        kept = Episode.objects.get(pk=treated.pk)
        kept.pk, kept.person, kept.reference = None, person, f"EP-AAB-22{number + 2}"
        kept.save(force_insert=True)
        made.append(an_alert(kept, by=cast.petra))
    for alert in made:
        about = {"alert": alert, "person_id": alert.person_id, "category": alert.category, "by": cast.petra}
        AlertEntry.objects.create(**about, kind="acknowledged", at=alert.at + HOUR / 4)
    return made


def test_it_is_counted_once_as_the_application_and_never_changed(
    cast: Cast, six: list[RaisedAlert], request: pytest.FixtureRequest
):
    request.getfixturevalue("application_role")
    assert [telling.tell(at=LATER), telling.tell(at=LATER)] == [1, 0]
    row = AlertsTold.objects.get()
    assert (row.organisation, row.from_on, row.lines[0]["raised"]) == (cast.petra.organisation, date(2025, 10, 1), 6)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        AlertsTold.objects.update(lines=[])


def test_a_commissioner_comes_to_it_from_the_header_and_reads_no_name(
    as_: SignIn, commissioner: StaffRole, six: list[RaisedAlert], later: Callable[[], None]
):
    telling.tell(at=LATER)
    later()
    colm = as_("colm")
    assert 'href="/alerts/told"' in colm.get("/today").content.decode()
    page = words(colm.get("/alerts/told"))
    assert "1 October 2025 to 31 March 2026 Eastmoor psychology" in page
    assert "All 6 too few to say 6 of 6 (100%) 95% interval 61% to 100% 0" in page
    assert not {"Alex", "Marlow", "Other", "Petra", "TC-AAA-222"} & set(page.replace(",", " ").split())
    for closed in ("/alerts/figures", f"/alerts/{six[0].pk}"):
        answer = colm.get(closed)
        assert answer.status_code == 404 or "6 of 6" not in words(answer)


def test_fewer_than_five_are_not_told(
    as_: SignIn, cast: Cast, treated: Episode, commissioner: StaffRole, later: Callable[[], None]
):
    an_alert(treated, by=cast.petra)
    telling.tell(at=LATER)
    later()
    assert "Eastmoor psychology: not told, because some number is under 5." in words(as_("colm").get("/alerts/told"))


@pytest.mark.parametrize(("who", "status"), [("petra", 200), ("owen", 200), ("maya", 404), ("gwen", 404), ("ada", 404)])
def test_who_may_open_it(as_: SignIn, treated: Episode, who: str, status: int):
    assert as_(who).get("/alerts/told").status_code == status


def test_it_asks_as_much_of_many_as_of_few(as_: SignIn, cast: Cast, commissioner: StaffRole):
    colm = as_("colm")
    colm.get("/alerts/told")
    for place in list(cast.places.values())[:6]:
        AlertsTold.objects.create(
            organisation=place, from_on=date(2025, 4, 1), until_on=date(2025, 9, 30), lines=told(raised(12)), at=NOON
        )
    with CaptureQueriesContext(connection) as captured:
        assert colm.get("/alerts/told").status_code == 200
    assert len(queries(captured)) <= 8


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    return lambda: monkeypatch.setattr(acting, "now", lambda: LATER)
