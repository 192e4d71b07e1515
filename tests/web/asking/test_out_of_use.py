"""An instrument's file is found changed: every page says which and what to do, what is kept stays readable, and nothing
that was typed is lost.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from tests.copies.told import told as copied
from tests.responses.conftest import NOON, PLAIN, Fill
from tests.seals import CORE
from tests.web.asking.conftest import digest, filled, on_paper
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import words
from throughcare.episodes.models import Episode
from throughcare.instruments import library
from throughcare.organisations.keeper import clock_keeper
from throughcare.responses import sitting
from throughcare.responses.models import RaisedAlert, Response, Sitting

SAYS = (
    f"CORE-10 cannot be used. {CORE} is not the file that was sealed: it was changed since. Put back the file "
    "that was sealed, or check this one and seal it anew."
)
SIXTH = 6
Later = Callable[[], None]


@pytest.fixture
def number(fill: Fill, broken_later: Later) -> int:
    """What Alex answered before the file was changed."""
    made = fill({**PLAIN, "6": 2}).pk
    fill({"1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "6": 0, "7": 1, "8": 1, "9": 1}, "phq-9")
    broken_later()
    return made


def test_the_list_says_which_file_it_is_and_keeps_everything_else_readable(as_: SignIn, place: str, number: int):
    answer = as_("petra").get(place)
    told = words(answer)
    assert (answer.status_code, told.count(SAYS)) == (200, 1)
    assert "total: 14 mild As it was kept: its file cannot be used" in told
    assert "Cannot be told" in told
    assert "PHQ-9" in told
    assert "8 mild" in told


def test_one_response_is_read_as_it_was_given_and_cannot_be_corrected(as_: SignIn, place: str, number: int):
    answer = as_("petra").get(f"{place}/{number}")
    told = words(answer)
    assert (answer.status_code, SAYS in told) == (200, True)
    assert "6. as on the form 2" in told
    assert "Correct an answer" not in told
    assert "moderate" not in told


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/core-10", "CORE-10 cannot be drawn."),
        ("/core-10/for-the-person", "We cannot show your numbers just now. The fault is ours. Your answers are kept."),
        ("/phq-9", "One score, 8 on"),
    ],
)
def test_trends_and_what_the_person_is_told(as_: SignIn, place: str, number: int, address: str, says: str):
    answer = as_("petra").get(place + address)
    assert answer.status_code == 200
    assert says in words(answer)
    assert (SAYS in words(answer)) == ("core" in address)


FORMS = ["/core-10/enter", "/core-10/paper", "/core-10/hand-over", "/core-10/not-answered", "/{}/correct"]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_needs_the_file_says_so_before_anything_is_typed(
    as_: SignIn, place: str, number: int, form: str
):  # fmt: skip
    answer = as_("petra").get(place + form.format(number))
    assert answer.status_code == 409
    assert SAYS.removeprefix("CORE-10 cannot be used. ") in words(answer)


def test_what_was_typed_meanwhile_is_shown_to_be_copied(as_: SignIn, place: str, broken_later: Later):
    said = on_paper(why="Petra misread the sixth")
    broken_later()
    for form in ("/core-10/enter", "/core-10/paper"):
        answer = as_("petra").post(place + form, said)
        told = words(answer)
        assert answer.status_code == 409
        assert "What you typed has not been recorded" in told
        assert "Item 7 2" in told
        assert "Petra misread the sixth" in told
    assert not Response.objects.exists()


def test_when_the_file_is_put_back_all_is_as_before(as_: SignIn, place: str, number: int, mended: Later):
    mended()
    told = words(as_("petra").get(place))
    assert "cannot be used" not in told
    assert "14 mild" in told
    assert as_("petra").post(f"{place}/core-10/enter", filled()).status_code == 422  # of the same day as the first


def test_whoever_sees_no_clinical_notes_is_told_nothing(as_: SignIn, place: str, number: int):
    for form in ("", "/core-10", *FORMS):
        assert as_("owen").get(place + form.format(number)).status_code == 404


@pytest.fixture
def device(as_: SignIn, place: str) -> Client:
    """Petra has put her device into Alex's hands, and Alex has answered the first six questions."""
    client = as_("petra")
    client.post(f"{place}/core-10/hand-over", {"occasion": "start", "code": "4821", "digest": digest("core-10")})
    for item, value in {**PLAIN, "6": 2}.items():
        if int(item) <= SIXTH:
            client.post("/answering", {"item": item, "answer": value, "does": "next"})
    return client


def test_on_a_device_what_was_answered_is_kept_and_the_last_answer_can_be_sent_again(
    device: Client, broken_later: Later, mended: Later
):
    broken_later()
    assert "What you answered is kept. Please give the device back." in words(device.get("/answering"))
    answer = device.post("/answering", {"item": "7", "answer": "3", "does": "next"})
    told = words(answer)
    assert (answer.status_code, CORE in told) == (422, False)
    assert "The answers that you gave before are kept. The last one is not." in told
    assert '<input type="hidden" name="answer" value="3">' in answer.content.decode()
    mended()
    assert device.post("/answering", {"item": "7", "answer": "3", "does": "next"}).status_code == 303
    assert RaisedAlert.objects.get().rule == "item-6"


def test_the_code_frees_the_device_and_time_hands_in_what_was_answered_once_the_file_is_back(
    device: Client, broken_later: Later, mended: Later
):
    broken_later()
    assert device.post("/answering/back", {"code": "4821"})["Location"] == "/sign-in"
    later = TODAY + 2 * sitting.LASTS
    assert sitting.close_left(by=clock_keeper(at=later), at=later) == 0
    assert Sitting.objects.get().ended == ""
    mended()
    assert sitting.close_left(by=clock_keeper(at=later), at=later) == 1
    assert Sitting.objects.get().ended == "time-over"


def test_what_a_service_sets_goes_on_for_its_other_instruments(as_: SignIn, treated: Episode, number: int):
    place = f"/services/{treated.service_id}"
    told = words(as_("petra").get(f"{place}/alerts"))
    assert SAYS in told
    assert "PHQ-9: rules" in told
    assert as_("petra").get(f"{place}/completion").status_code == 200
    sent = as_("petra").post(f"{place}/alerts/core-10/item-6", {"value": "2", "owner": "Petra", "why": "Too many"})
    assert sent.status_code == 409
    assert "Too many" in words(sent)


@pytest.mark.parametrize("address", ["/wording", "/instruments"])
def test_what_is_said_of_all_instruments_names_the_broken_one(as_: SignIn, number: int, address: str):
    answer = as_("petra").get(address)
    assert (answer.status_code, CORE in words(answer)) == (200, True)


def test_the_alert_stays_where_it_is(as_: SignIn, number: int):
    alert = RaisedAlert.objects.get(response=number)
    assert as_("petra").get("/alerts").status_code == 200
    assert as_("petra").get(f"/alerts/{alert.pk}").status_code == 200
    assert as_("petra").post(f"/alerts/{alert.pk}/acknowledge", {}).status_code == 303


def test_a_copy_of_the_record_holds_the_numbers(cast: Cast, number: int):
    found = copied(cast.people["alex"], to=cast.petra, at=NOON)
    assert "total: 14 (mild)" in found["CORE-10, filled in on 24 March 2026"].says
    assert "6. as on the form: 2" in found["CORE-10, filled in on 24 March 2026: what you answered"].says


def test_a_file_that_was_taken_away_is_named_too(as_: SignIn, place: str, ours, fill: Fill):  # type: ignore[no-untyped-def]
    number = fill(PLAIN).pk
    (ours / CORE).unlink()
    library._shipped.cache_clear()
    library._loaded.cache_clear()
    told = words(as_("petra").get(f"{place}/{number}"))
    assert f"CORE-10 cannot be used. {CORE} was sealed and is not there. Put it back, or seal anew." in told
