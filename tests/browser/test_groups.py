"""A twelve-week emotional-regulation group in a browser, from the waiting list to a summary that was acknowledged."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit, follow, picture, session
from tests.care.conftest import Eastmoor, furnish
from tests.cast import Cast
from tests.web.conftest import TODAY
from throughcare.care import waiting
from throughcare.care.models import Attendance, Cohort, Membership, Session, Wait
from throughcare.episodes.models import Clock, Episode, Event
from throughcare.organisations.models import StaffRole
from throughcare.plans.models import SummarySending
from throughcare.web import acting

pytestmark = pytest.mark.browser

MEMBERS = 12
# What a facilitator may press for a register of twelve in which everybody was there: two tabs each, and the button.
MOST_PRESSES = 2 * MEMBERS + 8
# CORE-10 at the start, 24 of 40, and at the end, 9; items 2 and 3 are turned round. Nobody plans to end their life.
WORSE = dict(zip(range(1, 11), (3, 1, 1, 3, 2, 0, 3, 3, 2, 2), strict=True))
BETTER = dict(zip(range(1, 11), (1, 3, 3, 1, 1, 0, 1, 1, 1, 1), strict=True))
OUTCOME = "CORE-10: 24 (moderate to severe) on Tuesday 24 March 2026 → 9 (low) on Tuesday 16 June 2026"


class Typist:
    """A keyboard that counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
        self.presses += times

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.presses += len(text)

    @property
    def here(self) -> str:
        """The label of what has the focus."""
        return str(
            self.page.evaluate("document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText")
        )


@pytest.fixture
def eastmoor(world: Cast) -> Eastmoor:
    """Twelve in treatment at Eastmoor; nobody waits yet."""
    made = furnish(world)
    for number in range(MEMBERS):
        made.somebody(number)
    return made


def it_is(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acting, "now", lambda: at)


def test_twelve_weeks_from_the_waiting_list_to_the_summary(
    visit: Visit, eastmoor: Eastmoor, monkeypatch: pytest.MonkeyPatch
):
    blake, *others = eastmoor.people.values()
    page = visit("petra", f"/episodes/{blake.reference}/sessions/wait", scripts=False)
    goes_on_the_list(page)
    for episode in others:
        eastmoor.waits(episode)
    cohort = open_a_group(page)
    is_offered_a_place(page)
    everybody_has_a_place(cohort, by=eastmoor.petra)
    answer(page, blake, "At the start", WORSE, comes_to="24 moderate to severe")
    presses = []
    for meeting in Session.objects.filter(cohort=cohort).order_by("number"):
        it_is(meeting.ends_at + timedelta(minutes=10), monkeypatch)
        come_back(page, eastmoor.cast)
        page.goto(f"/groups/sessions/{meeting.pk}")
        presses.append(take_the_register(page, meeting, lost="Blake" if meeting.number == 3 else ""))
        if meeting.number == 3:
            book_anew(page, blake, meeting)
    assert len(presses) == 12
    assert max(presses) <= MOST_PRESSES
    end_treatment(page, blake)
    answer(page, blake, "At the end", BETTER, comes_to="9 low")
    write_the_summary(page, blake)
    send_it(page)
    acknowledge_it(visit("nadia", "/today", scripts=False), blake)
    assert story(blake) == [*["session-held"] * 2, "session-lost-to-regime", "session-rebooked",
                            *["session-held"] * 9, "treatment-ended", "discharge-letter-sent"]  # fmt: skip
    assert [clock.state for clock in Clock.objects.filter(episode=blake, standard="rebook")] == ["met"]
    assert Membership.objects.get(episode=blake).ended == "treatment-ended"
    assert Attendance.objects.filter(lost_to_regime=True).count() == 1


def come_back(page: Page, cast: Cast) -> None:
    """Petra signs in anew: nobody stays signed in for a week."""
    address = page.url.split("/", 3)
    page.context.add_cookies([{"name": "sessionid", "value": session(cast, "petra"), "url": "/".join(address[:3])}])


def goes_on_the_list(page: Page) -> None:
    page.get_by_label("Emotional regulation").check()
    fill_day(page, "since", "3", "3")
    follow(page.get_by_role("button", name="Put on the list"))


def fill_day(page: Page, name: str, day: str, month: str) -> None:
    for box, text in (("day", day), ("month", month), ("year", "2026")):
        page.locator(f"[name={name}-{box}]").fill(text)


def open_a_group(page: Page) -> Cohort:
    page.goto("/groups")
    follow(page.get_by_role("link", name="Open a group"))
    page.get_by_label("Name of the group").fill("Spring group")
    fill_day(page, "when", "31", "3")
    page.locator("[name=when-time]").fill("10:00")
    page.get_by_label("Room").select_option(index=1)
    page.get_by_label("Petra Novak").check()
    follow(page.get_by_role("button", name="Look what stands against it"))
    assert page.get_by_text("nothing stands against it").count() == 12
    assert not Cohort.objects.exists()
    picture(page, "group-planned")
    follow(page.get_by_role("button", name="Open it and book its sessions"))
    return Cohort.objects.get()


def is_offered_a_place(page: Page) -> None:
    """The first of the list."""
    assert page.get_by_role("link", name="Offer a place").count() == MEMBERS
    follow(page.get_by_role("link", name="Offer a place").first)
    follow(page.get_by_role("button", name="Offer it"))
    follow(page.get_by_role("link", name="Takes the place"))
    follow(page.get_by_role("button", name="Record the yes"))


def everybody_has_a_place(cohort: Cohort, *, by: StaffRole) -> None:
    """The others by the verbs of the same pages: one place is like another, and each takes four pages."""
    for wait in Wait.objects.filter(ended_at=None):
        made = waiting.offer(cohort=cohort, wait=wait, out_of_turn="", by=by, at=TODAY)
        waiting.accept(membership=made, by=by, at=TODAY)
    assert Membership.objects.filter(ended_at=None, accepted_at__isnull=False).count() == MEMBERS


def answer(page: Page, episode: Episode, occasion: str, given: dict[int, int], *, comes_to: str) -> None:
    """Petra enters what the person answered, on the occasion that is due."""
    page.goto(f"/episodes/{episode.reference}/questionnaires")
    follow(page.get_by_role("link", name=f"Enter now CORE-10, {occasion}"))
    for number, value in given.items():
        page.locator(f'[name="item-{number}"][value="{value}"]').check()
    follow(page.get_by_role("button", name="Keep the answers"))
    assert comes_to in page.locator("main").inner_text()
    picture(page, f"answered-{occasion}")


def take_the_register(page: Page, session: Session, *, lost: str) -> int:
    """By keyboard alone, from the first list on; how many keys it took."""
    typist = Typist(page)
    page.locator("select").first.focus()
    for _ in range(MEMBERS):
        if lost and typist.here.startswith(lost):
            typist.type("Lock")
        typist.press("Tab", 2)
    assert typist.here == "Save the register"
    picture(page, f"register-{session.number}")
    with page.expect_navigation():
        typist.press("Enter")
    assert page.get_by_text("The register is saved").is_visible(), page.locator("main").inner_text()
    return typist.presses


def book_anew(page: Page, episode: Episode, session: Session) -> None:
    page.goto(f"/episodes/{episode.reference}/sessions")
    follow(page.get_by_role("link", name="Book a new time"))
    there = session.starts_at + timedelta(days=2)
    fill_day(page, "when", str(there.day), str(there.month))
    page.locator("[name=when-time]").fill("14:00")
    page.get_by_label("Room").select_option(index=1)
    page.get_by_label("Petra Novak").check()
    follow(page.get_by_role("button", name="Look what stands against it"))
    follow(page.get_by_role("button", name="Book it"))
    assert page.get_by_text("The session is booked.").is_visible()
    picture(page, "rebooked")


def end_treatment(page: Page, episode: Episode) -> None:
    page.goto(f"/episodes/{episode.reference}/steps/treatment-ended")
    page.get_by_label("Treatment completed").or_(page.get_by_label("Completed")).first.check()
    follow(page.get_by_role("button", name="Record").first)


def write_the_summary(page: Page, episode: Episode) -> None:
    """Begun from the record: what was done, how much of it the regime took, and what the questionnaires came to."""
    page.goto(f"/episodes/{episode.reference}/summary")
    follow(page.get_by_role("link", name="Write it"))
    done = page.get_by_label("What was done").input_value()
    assert "Sessions held: 11" in done
    assert "Sessions that the prison's regime took: 1" in done
    assert f"{OUTCOME}; -15, reliably better" in page.get_by_label("Scores of questionnaires").input_value()
    page.get_by_label("In short").fill("Twelve weeks of emotional regulation, completed.")
    page.get_by_label("In plain words, for the person").fill("You came to the group for twelve weeks. You did well.")
    picture(page, "summary-begun")
    follow(page.get_by_role("button", name="Sign it"))
    assert page.get_by_text("The summary is signed.").is_visible(), page.locator("main").inner_text()


def send_it(page: Page) -> None:
    follow(page.get_by_role("link", name="Send it"))
    page.get_by_label("Eastmoor mental health team").check()
    follow(page.get_by_role("button", name="Send it"))
    assert page.get_by_text("Not acknowledged").is_visible()


def acknowledge_it(page: Page, episode: Episode) -> None:
    """The receiver is told on their first page, reads it with its outcomes, and says that it came."""
    follow(page.get_by_role("link", name="Summaries sent to you that nobody has acknowledged: 1"))
    follow(page.get_by_role("link", name="Blake Archer"))
    assert OUTCOME in page.locator("main").inner_text()
    picture(page, "summary-received")
    follow(page.get_by_role("link", name="Acknowledge"))
    follow(page.get_by_role("button", name="It came"))
    assert page.get_by_text("Acknowledged", exact=True).is_visible()
    assert not SummarySending.objects.filter(waiting=True).exists()


def story(episode: Episode) -> list[str]:
    return list(Event.objects.filter(episode=episode, number__gt=6).order_by("number").values_list("step", flat=True))
