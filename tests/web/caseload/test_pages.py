"""The pages of caseloads: what each sees, that none asks more as it grows, and what cover shows and does not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.caseload.conftest import Team
from tests.cast import LONG_AGO
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.access.models import Grant
from throughcare.caseload.models import Absence, Arrangement, LocalWeight, Supervision, WeeklyHours
from throughcare.caseload.weighing import weighed, weights_of
from throughcare.episodes.models import Service
from throughcare.people.models import Alert
from throughcare.plans import saying

MOST = 8
CLINICIANS, OTHERS = ("petra", "nadia", "sam", "harun"), ("owen", "piotr", "gwen", "ada", "carol", "maya", "bola")
PAGES = ("/caseload", "/caseload/team", "/caseload/weights", "/caseload/away", "/caseload/supervision",
         "/caseload/supervision/arrange")  # fmt: skip


def asked(as_: SignIn, address: str, who: str = "petra") -> list[str]:
    """What the second look at a page asks of the database."""
    browser = as_(who)
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(address)
    assert answer.status_code == 200
    return queries(captured)


@pytest.mark.parametrize("address", PAGES)
def test_clinicians_open_every_page_and_nobody_else_does(as_: SignIn, team: Team, address: str):
    assert {as_(who).get(address).status_code for who in CLINICIANS} == {200}
    assert {as_(who).get(address).status_code for who in OTHERS} == {403}


def held_often(team: Team, episode: Any, times: int) -> None:
    for number in range(times):
        team.take(episode, "session-held", on=4 + number, attendance="on-time")


@pytest.mark.parametrize("address", ["/caseload", "/caseload/team"])
def test_a_caseload_of_fifty_asks_what_one_of_five_asks_and_short_histories_what_long_ones(
    as_: SignIn, team: Team, address: str
):
    people = [team.somebody(number) for number in range(5)]
    few = asked(as_, address)
    for episode in people:
        held_often(team, episode, 12)
    long = asked(as_, address)
    for number in range(5, 50):
        team.somebody(number)
    lots = asked(as_, address)
    assert len(few) == len(long) == len(lots) <= MOST, "\n".join(lots)
    assert not [sql for sql in lots if "episodes_event" in sql]


def test_no_cover_or_colleague_makes_a_page_ask_more(as_: SignIn, team: Team):
    team.somebody()
    before = {address: len(asked(as_, address, "quinn")) for address in ("/caseload", "/caseload/team", "/today")}
    team.away(team.petra, team.quinn)
    team.away(team.rosa, team.quinn)
    assert {address: len(asked(as_, address, "quinn")) for address in before} == before


def test_a_line_says_what_is_due_by_which_rule_and_what_it_weighs(as_: SignIn, team: Team):
    episode = team.somebody()
    team.take(episode, "session-held", on=10, attendance="on-time")
    told = words(as_("petra").get("/caseload"))
    assert "1 person, 4 points." in told
    assert "In treatment since 3 March 2026 4 alone" in told
    assert "14 April 2026 A review every 6 weeks of treatment (local default)" in told
    assert "10 March 2026 No plan seen" in told
    assert "Nobody has said how many hours a week you have" in told


def test_a_review_says_by_how_much_it_is_overdue(as_: SignIn, team: Team, monkeypatch: pytest.MonkeyPatch):
    team.somebody()
    monkeypatch.setattr("throughcare.web.acting.now", lambda: TODAY.replace(month=4, day=20))
    told = words(as_("petra").get("/caseload"))
    assert "1 review is overdue." in told
    assert "6 days overdue due 14 April 2026" in told
    assert "Reviews overdue 1" not in told
    assert " 1 4 1 Nobody is named" in " ".join(
        words(as_("petra").get("/caseload/team")).replace(" hours are not said", "").split()
    )


def test_an_alert_counts_for_whoever_may_see_it_and_a_plan_says_whether_it_is_agreed(as_: SignIn, team: Team):
    episode = team.somebody()
    Alert.objects.create(
        person=episode.person, kind="self-harm", category="self-harm-risk", says="x", from_on=LONG_AGO,
        review_on=date(2027, 1, 1), recorded_at=TODAY, recorded_by=team.petra,
    )  # fmt: skip
    who: dict[str, Any] = {"episode": episode, "seen": None, "by": team.petra, "at": TODAY}
    saying.say_problem(**who, key=None, own_words="I lie awake", team_words="", over=False)
    assert "6 alone, alert" in words(as_("petra").get("/caseload"))
    assert "Nobody asked" in words(as_("petra").get("/caseload"))
    saying.agree(**who, answer="yes", reason="", on=date(2026, 3, 20))
    assert "Nobody asked" not in words(as_("petra").get("/caseload"))
    hidden = Grant.objects.filter(organisation=team.petra.organisation)
    for grant in hidden:
        grant.categories = [one for one in grant.categories if one not in {"self-harm-risk", "clinical", "care-plan"}]
        grant.save()
    told = words(as_("petra").get("/caseload"))
    assert "1 person, 2 points." in told
    assert "alone" not in told
    assert "No plan seen" in told


def test_whom_one_leads_and_another_treats_is_on_both_caseloads_and_one_whom_nobody_leads_is_listed(
    as_: SignIn, team: Team
):
    team.somebody(0, therapist=team.quinn.pk)
    team.somebody(1, until="sent")
    assert "as therapist" in words(as_("quinn").get("/caseload"))
    assert "Your caseload" in words(as_("petra").get("/caseload"))
    told = words(as_("rosa").get("/caseload/team"))
    assert "1 open case has no lead in this team." in told
    assert "Archer BC" in told


def test_a_colleague_s_caseload_is_seen_and_a_stranger_s_is_not_there(as_: SignIn, team: Team):
    team.somebody()
    address = f"/caseload/staff/{team.petra.pk}"
    assert "Caseload of Petra Novak" in words(as_("quinn").get(address))
    assert as_("nadia").get(address).status_code == as_("nadia").get("/caseload/staff/987654").status_code == 404
    assert as_("nadia").get(f"{address}/hours").status_code == 404


def test_cover_tells_the_first_page_and_shows_the_caseload_until_the_last_day(
    as_: SignIn, team: Team, monkeypatch: pytest.MonkeyPatch
):
    episode = team.somebody()
    team.away(team.petra, team.quinn, back=26)
    assert "Covering for Petra Novak, back on Thursday 26 March 2026: people 1" in words(as_("quinn").get("/today"))
    told = words(as_("quinn").get("/caseload"))
    assert (
        "Covering for Petra Novak Petra Novak is back on Thursday 26 March 2026, and leads meanwhile. 1 person" in told
    )
    assert episode.reference in as_("quinn").get("/caseload").content.decode()
    assert "You are away, back on Thursday 26 March 2026. Quinn Adair covers" in words(as_("petra").get("/caseload"))
    monkeypatch.setattr("throughcare.web.acting.now", lambda: TODAY.replace(day=26))
    assert "Covering" not in words(as_("quinn").get("/today"))
    assert "Covering" not in words(as_("quinn").get("/caseload"))


def test_cover_shows_nobody_whom_the_cover_may_not_see(as_: SignIn, team: Team):
    """Someone whom the team may no longer see is on the caseload of neither."""
    episode = team.somebody()
    team.away(team.petra, team.quinn)
    Grant.objects.filter(person=episode.person).update(level="flag")
    assert "Archer" not in words(as_("quinn").get("/caseload"))
    assert episode.reference not in as_("quinn").get("/caseload").content.decode()
    assert "people 0" in words(as_("quinn").get("/today"))


Sends = Callable[[Team], tuple[str, dict[str, Any]]]
FIRST = {"from_on-day": "25", "from_on-month": "3", "from_on-year": "2026"}
BACK = {"back_on-day": "28", "back_on-month": "3", "back_on-year": "2026"}
ON = {"on-day": "18", "on-month": "3", "on-year": "2026"}
DEEDS: dict[str, tuple[Any, Sends]] = {
    "hours": (WeeklyHours, lambda t: (f"/caseload/staff/{t.petra.pk}/hours", {"hours": "22.5"})),
    "absence": (Absence, lambda t: ("/caseload/away", {
        "whose": str(t.petra.pk), "covered_by": str(t.quinn.pk), "why": "planned", **FIRST, **BACK})),
    "arrange": (Arrangement, lambda t: ("/caseload/supervision/arrange", {
        "supervisee": str(t.quinn.pk), "supervisor": str(t.petra.pk), "lead": "", "every_days": "14"})),
    "weights": (LocalWeight, lambda t: (f"/caseload/weights/{t.cast.daycare.pk}", weights(t) | {"mode-group": "5"})),
    "log": (Supervision, lambda t: (f"/caseload/supervision/{of_petra(t).pk}/log", {
        "minutes": "60", "kind": "clinical", "agreed": "x", **ON})),
}  # fmt: skip


def weights(team: Team) -> dict[str, str]:
    assert team.cast.daycare is not None
    return {one.name: str(one.points) for one in weighed(team.cast.daycare, weights_of(Service.objects.all()))}


def of_petra(team: Team) -> Arrangement:
    return team.arranged(supervisor=team.petra, lead=None)


@pytest.mark.parametrize("name", DEEDS)
def test_what_is_sent_twice_is_done_once(as_: SignIn, team: Team, name: str):
    made, sends = DEEDS[name]
    address, sent = sends(team)
    sent |= {"submission": "4c1d8d0e-9f64-4a36-8f1e-0d6f3c1a7b21"}
    answers = [as_("petra").post(address, sent) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303], words(answers[0])
    assert made.objects.count() == 1


@pytest.mark.parametrize("name", DEEDS)
def test_what_is_sent_empty_is_answered_at_its_fields(as_: SignIn, team: Team, name: str):
    _, sends = DEEDS[name]
    answer = as_("petra").post(sends(team)[0], {})
    assert answer.status_code == 422
    assert "There is a problem" in words(answer)


def test_an_absence_ends_early_on_its_page(as_: SignIn, team: Team):
    made = team.away(team.petra, team.quinn)
    address = f"/caseload/away/{made.pk}/end"
    assert as_("nadia").get(address).status_code == 404
    assert as_("petra").post(address, BACK).status_code == 303
    assert as_("petra").get(address).status_code == 404


def test_supervision_is_read_by_the_two_and_their_lead(as_: SignIn, team: Team):
    episode = team.somebody()
    made = team.arranged()
    team.held(made, agreed="To keep Fridays free", cases={episode.pk: "To ask about sleep"})
    for who in ("quinn", "rosa", "petra"):
        told = words(as_(who).get("/caseload/supervision"))
        assert "To keep Fridays free" in told
        assert ": To ask about sleep" in told
    assert "Fridays" not in words(as_("nadia").get("/caseload/supervision"))
    assert as_("petra").get(f"/caseload/supervision/{made.pk}/log").status_code == 404


def test_overdue_supervision_is_told_on_the_first_page_and_to_the_team(as_: SignIn, team: Team):
    team.arranged()
    assert "Your supervision was due on Monday 16 March 2026, 8 days ago" in words(as_("quinn").get("/today"))
    assert "8 days overdue with Rosa Lind" in words(as_("petra").get("/caseload/team"))
    Arrangement.objects.update(due_on=date(2026, 3, 23))
    assert "Your supervision was due on Monday 23 March 2026, 1 day ago" in words(as_("quinn").get("/today"))
