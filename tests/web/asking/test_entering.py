"""Answers entered by staff and from paper; what is refused keeps what was typed."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.responses.conftest import PLAIN, Fill, rules
from tests.web.asking.conftest import digest, filled, on_paper
from tests.web.conftest import SignIn
from tests.web.pages import queries, words
from throughcare.responses.models import Answers, NotAnswered, RaisedAlert, Response


def test_the_episode_leads_to_what_is_due(as_: SignIn, place: str):
    page = as_("petra").get(place.rsplit("/", 1)[0])
    assert f'href="{place}"' in page.content.decode()
    told = words(as_("petra").get(place))
    assert "CORE-10 At the start Due since Wednesday 18 March 2026, by the blueprint" in told


@pytest.mark.parametrize("who", ["owen", "sam", "harun", "gwen", "piotr"])
def test_whoever_sees_no_clinical_notes_has_no_such_page(as_: SignIn, place: str, fill: Fill, who: str):
    number = fill(PLAIN).pk
    for address in ("", f"/{number}", "/core-10", "/core-10/enter", "/core-10/hand-over", "/core-10/for-the-person"):
        assert as_(who).get(place + address).status_code == 404
    assert as_(who).post(f"{place}/core-10/enter", filled()).status_code in {404, 403}
    assert Response.objects.count() == 1


def test_staff_enter_all_items_on_one_page(as_: SignIn, place: str):
    page = words(as_("petra").get(f"{place}/core-10/enter"))
    assert "6. I made plans to end my life" in page
    assert "It does not rate anybody\N{RIGHT SINGLE QUOTATION MARK}s risk" in page
    answer = as_("petra").post(f"{place}/core-10/enter", filled(occasion="start", **{"item-6": "1"}))
    assert answer.status_code == 303
    response = Response.objects.get()
    assert rules(response) == {"item-6"}
    assert "12 mild" not in (told := words(as_("petra").get(answer["Location"])))
    assert "13 mild" in told


def test_paper_is_entered_with_the_day_on_which_it_was_filled_in(as_: SignIn, place: str):
    answer = as_("petra").post(f"{place}/core-10/paper", on_paper(**{"item-6": "3"}))
    assert answer.status_code == 303
    told = words(as_("petra").get(answer["Location"]))
    assert "Filled in on Friday 20 March 2026" in told
    assert "Entered from paper, 4 days later" in told
    alert = words(as_("petra").get(f"/alerts/{RaisedAlert.objects.get().pk}"))
    assert "entered 4 days later" in alert


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (on_paper(day="30"), "Monday 30 March 2026 has not come yet."),
        (on_paper(day="1"), "is before this episode began, on Monday 2 March 2026."),
        (on_paper(year="1980"), "is before Alex Marlow was born"),
        (on_paper(day="31", month="2"), "There is no 31 February 2026."),
        (on_paper(**{"item-3": "7"}), "Choose one of those offered."),
        (on_paper(filled="clinician"), "Choose one of those offered."),
        (on_paper(digest="0" * 64), "has come in another version since this form was opened"),
        (on_paper(**{f"item-{n}": "" for n in range(1, 11)}), "Nothing is answered."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(as_: SignIn, place: str, said: dict[str, Any], says: str):
    answer = as_("petra").post(f"{place}/core-10/paper", said)
    assert answer.status_code == 422
    assert says in words(answer)
    assert 'value="2" checked' in answer.content.decode() or "Nothing is answered" in says
    assert not Response.objects.exists()


def test_an_edition_that_changed_is_sent_again_as_looked_over(as_: SignIn, place: str):
    answer = as_("petra").post(f"{place}/core-10/paper", on_paper(digest="0" * 64))
    assert digest("core-10") in answer.content.decode()


def test_sent_twice_it_is_there_once_and_the_same_occasion_names_the_earlier_one(as_: SignIn, place: str):
    said = filled(submission="4c1d8d0e-9f64-4a36-8f1e-0d6f3c1a7b21")
    petra = as_("petra")
    assert [petra.post(f"{place}/core-10/enter", said).status_code for _ in range(2)] == [303, 303]
    again = petra.post(f"{place}/core-10/enter", filled())
    assert again.status_code == 422
    assert "This was entered for Tuesday 24 March 2026 before" in words(again)
    assert Response.objects.count() == 1


def test_a_correction_raises_late_and_shows_both(as_: SignIn, place: str, fill: Fill):
    response = fill(PLAIN)
    said = {name: value for name, value in filled(**{"item-6": "2"}).items() if name.startswith("item-")}
    answer = as_("petra").post(f"{place}/{response.pk}/correct", {**said, "seen": "1", "why": "Read the wrong line"})
    assert answer.status_code == 303
    told = words(as_("petra").get(answer["Location"]))
    assert "Version 2 was corrected: Read the wrong line" in told
    assert rules(response) == {"item-6"}


def test_nobody_takes_a_correction_back_that_they_have_not_read(as_: SignIn, place: str, fill: Fill):
    """Both opened the form before either sent it: one puts item 1 right, the other item 2."""
    petra, page = as_("petra"), f"{place}/{fill(PLAIN).pk}/correct"
    items = {name: value for name, value in filled().items() if name.startswith("item-")}
    first = {**items, "item-1": "4", "seen": "1", "why": "Read the wrong line"}
    assert petra.post(page, first).status_code == 303
    second = {**items, "item-2": "4", "seen": "1", "why": "A smudge"}
    refused = petra.post(page, second)
    assert refused.status_code == 422
    assert "Petra Novak corrected this meanwhile: “Read the wrong line”." in words(refused)
    assert 'name="seen" value="2"' in refused.content.decode()
    assert petra.post(page, {**second, "item-1": "4", "seen": "2"}).status_code == 303
    last = Answers.objects.latest("version__number").given
    assert (last["1"], last["2"]) == (4, 4)


def test_without_wording_the_page_asks_by_number_and_offers_no_device(as_: SignIn, place: str):
    page = words(as_("petra").get(f"{place}/wemwbs/enter"))
    assert "Enter the numbers from the paper form" in page
    assert "Item 14, as on the paper form" in page
    assert "No wording of WEMWBS may be shown here" in words(as_("petra").get(f"{place}/wemwbs/hand-over"))


def test_a_cut_off_of_men_or_of_women_says_so_in_words_and_in_the_picture(as_: SignIn, place: str, fill: Fill):
    fill({str(number): 0 for number in range(1, 12)}, "dudit")
    page = as_("petra").get(f"{place}/dudit").content.decode()
    for says in ("at least 6 drug-related problems, men", "at least 2 drug-related problems, women"):
        assert page.count(says) == 2, says


def test_why_it_was_not_answered_takes_it_off_the_list(as_: SignIn, place: str):
    said = {"occasion": "start", "outcome": "lost-to-regime", "on-day": "24", "on-month": "3", "on-year": "2026"}
    assert as_("petra").post(f"{place}/core-10/not-answered", {**said, "says": ""}).status_code == 303
    assert NotAnswered.objects.get().outcome == "lost-to-regime"
    assert "core-10/not-answered" not in as_("petra").get(place).content.decode()


def test_an_instrument_that_is_none_is_absent(as_: SignIn, place: str):
    for page in ("enter", "paper", "hand-over", "not-answered"):
        assert as_("petra").get(f"{place}/core-9/{page}").status_code == 404


def test_every_page_asks_as_much_of_many_as_of_few(as_: SignIn, cast: Cast, place: str, fill: Fill):
    first = fill(PLAIN)
    petra = as_("petra")
    pages = ["", f"/{first.pk}", "/core-10", "/core-10/for-the-person", "/core-10/enter", f"/{first.pk}/correct"]
    few = [asked(petra, place + page) for page in pages]
    for number in range(2, 12):
        fill({**PLAIN, "6": number % 3}, occasion="session", nth=number)
    lots = [asked(petra, place + page) for page in pages]
    assert few == lots
    assert max(lots) <= 8


def asked(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200

    return len(queries(captured))
