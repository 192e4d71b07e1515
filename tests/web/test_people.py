"""Searching before adding, recognising somebody by a number, and adding to what is on record."""

from datetime import date

import pytest

from tests.cast import Cast, live_at
from tests.web.conftest import SignIn
from throughcare.access.models import Grant
from throughcare.audit.models import Entry
from throughcare.people.models import Alert, Identifier, LegalStatus, Need, Person, Placement

ALEX = "/people/TC-AAA-222"
NEW = {"family_name": "Okafor", "given_names": "Daniel", "sex": "1"}
BORN = {"birth_date-day": "3", "birth_date-month": "march", "birth_date-year": "1987"}
HOSTILE = [
    "na\0me",
    "x" * 5000,
    "<script>alert(1)</script>",
    "a\u202eb",
    "\ufffd\u0300\u0300\u0300\u0300\u0300",
    "'; DROP TABLE people_person; --",
    "\U0001d518\U0001d52b\U0001d526",
]


def words(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def unknown(cast: Cast) -> Person:
    """Somebody at Westfell, whom nobody at Eastmoor may see, with a prison number."""
    person = live_at(cast, "HMP Westfell", "Jamie", "Hollis", reference="TC-WWW-222")
    Identifier.objects.create(
        person=person,
        kind="nomis",
        value="A1234BC",
        source="reception",
        recorded_at=person.recorded_at,
        recorded_by=cast.sam,
    )
    return person


def test_the_page_begins_with_a_search_and_says_who_can_be_found(as_: SignIn):
    page = words(as_("nadia").get("/people"))
    assert "Search for a person" in page
    assert "You find those whom your organisation may see" in page


def test_a_match_says_why_it_was_found_and_where_the_person_is(as_: SignIn):
    page = words(as_("nadia").get("/people?q=marlow+14/5/1990"))
    assert '<a href="/people/TC-AAA-222">Alex Marlow</a>' in page
    assert "Found because: same date of birth; same family name" in page
    assert "Born 14 May 1990. At HMP Eastmoor since 1 January 2026" in page


def test_whom_a_search_showed_is_on_the_audit_record(as_: SignIn, cast: Cast):
    as_("nadia").get("/people?q=marlow")
    entry = Entry.objects.get(did="searched-people")
    assert (entry.by, entry.detail) == (cast.nadia, {"people": [cast.people["alex"].pk]})


def test_those_who_may_not_be_seen_are_not_found_by_any_search(as_: SignIn, unknown: Person):
    for typed in ("Hollis", "A1234BC", "TC-WWW-222", "14/5/1990"):
        page = words(as_("nadia").get("/people", {"q": typed}))
        assert "Jamie" not in page
        assert "see who the number belongs to" in page
        assert "add this person" in page


@pytest.mark.parametrize("typed", HOSTILE[1:])
def test_whatever_is_searched_for_gets_words(as_: SignIn, typed):
    answer = as_("nadia").get("/people", {"q": typed})
    assert answer.status_code == 200
    assert "<script>alert" not in words(answer)


def test_a_peer_mentor_has_no_search(as_: SignIn, cast: Cast):
    cast.nadia.role = "PM"
    cast.nadia.save()
    for address in ("/people?q=marlow", "/people/new?q=x", "/people/recognise"):
        assert as_("nadia").get(address).status_code == 403


def test_a_number_and_a_date_of_birth_together_show_who_it_is(as_: SignIn, unknown: Person):
    nadia = as_("nadia")
    assert nadia.get("/people/TC-WWW-222").status_code == 404
    page = words(nadia.get("/people/recognise?q=A1234BC"))
    assert 'value="A1234BC"' in page
    typed = {"kind": "nomis", "number": "a1234bc", "birth_date-day": "14", "birth_date-month": "5"}
    wrong = nadia.post("/people/recognise", {**typed, "birth_date-year": "1991"})
    assert wrong.status_code == 422
    assert "Nobody is on record with this number and this date of birth." in words(wrong)
    right = nadia.post("/people/recognise", {**typed, "birth_date-year": "1990"})
    assert right["Location"] == "/people/TC-WWW-222?done=recognised"
    assert "Jamie Hollis" in words(nadia.get(right["Location"]))


def test_nobody_is_added_without_a_search(as_: SignIn):
    assert as_("nadia").get("/people/new")["Location"] == "/people"


def test_what_was_searched_for_is_not_asked_again(as_: SignIn):
    page = words(as_("nadia").get("/people/new?q=daniel+okafor+3/3/1987+9434765919"))
    for value in ("Okafor", "Daniel", "1987", "9434765919"):
        assert f'value="{value}"' in page


def test_somebody_new_is_put_on_record_and_seen_by_whoever_did_it(as_: SignIn):
    answer = as_("nadia").post("/people/new?q=okafor", {**NEW, **BORN, "nomis": "a9876zx"})
    assert answer.status_code == 303
    made = Person.objects.get(family_name="Okafor")
    assert made.birth_date == date(1987, 3, 3)
    assert made.identifiers.get().value == "A9876ZX"
    page = words(as_("nadia").get(answer["Location"]))
    assert "The person is on record." in page
    assert as_("sam").get(f"/people/{made.reference}").status_code == 404


def test_a_probable_duplicate_is_shown_first_and_added_only_when_looked_at(as_: SignIn, cast: Cast):
    typed = {
        "family_name": "Marlowe",
        "given_names": "Alex",
        "sex": "X",
        "birth_date-day": "14",
        "birth_date-month": "5",
        "birth_date-year": "1990",
    }
    asked = as_("nadia").post("/people/new?q=x", typed)
    assert asked.status_code == 422
    page = words(asked)
    assert "Is it one of these?" in page
    assert 'href="/people/TC-AAA-222"' in page
    assert 'value="Marlowe"' in page
    looked = {**typed, "looked_at": str(cast.people["alex"].pk), "is_new": "on"}
    assert as_("nadia").post("/people/new?q=x", looked).status_code == 303


@pytest.mark.parametrize("looked", ["9" * 5000, "9" * 30, "-1", ",,,", "\u0661", "x"])
def test_forged_records_looked_at_are_no_records(as_: SignIn, looked):
    answer = as_("nadia").post("/people/new?q=x", {**NEW, "looked_at": looked, "is_new": "on"})
    assert answer.status_code == 303


@pytest.mark.parametrize("typed", ["x" * 5000, "a\0b"])
def test_a_number_from_a_slip_is_refused_in_our_own_words(as_: SignIn, typed):
    page = words(as_("nadia").post("/people/new?q=x", {**NEW, "nomis": typed}))
    assert "Ensure this value" not in page
    assert "Null characters" not in page


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_names_are_refused_or_kept_as_they_are(as_: SignIn, typed):
    answer = as_("nadia").post("/people/new?q=x", {**NEW, "family_name": typed, "looked_at": typed, "nomis": typed})
    assert answer.status_code in {303, 422}
    assert "<script>alert" not in words(answer)
    if answer.status_code == 422:
        assert 'value="Daniel"' in words(answer)
        assert "There is a problem" in words(answer)


@pytest.mark.parametrize(
    ("born", "says"),
    [
        (("31", "2", "1987"), "There is no 31 February 1987."),
        (("", "2", "1987"), "The date needs a day."),
        (("1", "13", "1987"), "The month needs to be a number from 1 to 12"),
        (("1", "1", "87"), "The year needs four digits"),
        (("1", "1", "2027"), "The date of birth has not come yet."),
        (("1", "1", "0001"), "The date of birth is too long ago"),
        (("x\0", "1", "1990"), "The day needs to be a number"),
    ],
)
def test_an_impossible_date_of_birth_is_named_and_kept(as_: SignIn, born, says):
    typed = dict(zip(("birth_date-day", "birth_date-month", "birth_date-year"), born, strict=True))
    answer = as_("nadia").post("/people/new?q=x", {**NEW, **typed})
    assert answer.status_code == 422
    page = words(answer)
    assert says in page
    assert 'href="#id_birth_date-day"' in page
    assert f'value="{born[2]}"' in page


ADDED = {
    "identifier": ({"kind": "nhs-number", "typed": "943 476 5919", "source": "hospital letter"}, Identifier),
    "legal-status": ({"status": "mental-health-act:16"}, LegalStatus),
    "need": ({"kind": "language", "says": "Speaks Polish"}, Need),
    "alert": ({"kind": "self-harm", "says": "Check every hour"}, Alert),
}
SINCE = {"from_on-day": "20", "from_on-month": "3", "from_on-year": "2026"}
AGAIN = {"review_on-day": "1", "review_on-month": "4", "review_on-year": "2026"}


@pytest.mark.parametrize("what", ADDED)
def test_adding_to_a_record_shows_on_the_persons_page(as_: SignIn, what):
    typed, model = ADDED[what]
    nadia = as_("nadia")
    assert nadia.get(f"{ALEX}/add/{what}").status_code == 200
    answer = nadia.post(f"{ALEX}/add/{what}", {**typed, **SINCE, **AGAIN})
    assert answer["Location"] == f"{ALEX}?done={what}"
    assert model.objects.filter(person__reference="TC-AAA-222").exists()
    page = words(nadia.get(answer["Location"]))
    for shown in ("943 476 5919", "Section 47", "Speaks Polish", "Check every hour")[list(ADDED).index(what) :][:1]:
        assert shown in page


@pytest.mark.parametrize("what", ADDED)
def test_what_is_missing_is_named_at_its_field_and_nothing_is_recorded(as_: SignIn, what):
    model = ADDED[what][1]
    answer = as_("nadia").post(f"{ALEX}/add/{what}", {"from_on-day": "20"})
    assert answer.status_code == 422
    assert "There is a problem" in words(answer)
    assert not model.objects.filter(person__reference="TC-AAA-222").exists()


@pytest.mark.parametrize("what", ADDED)
@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_values_get_words(as_: SignIn, what, typed):
    answer = as_("nadia").post(f"{ALEX}/add/{what}", dict.fromkeys([*ADDED[what][0], *SINCE, *AGAIN], typed))
    assert answer.status_code == 422


def test_an_impossible_number_is_refused_at_its_field(as_: SignIn):
    answer = as_("nadia").post(f"{ALEX}/add/identifier", {"kind": "nhs-number", "typed": "9434765918", "source": "x"})
    assert answer.status_code == 422
    assert 'href="#id_typed"' in words(answer)
    assert 'value="9434765918"' in words(answer)


def test_those_who_may_read_a_part_and_not_write_it_are_told_so(as_: SignIn, cast: Cast):
    answer = as_("owen").get(f"{ALEX}/add/need")
    assert answer.status_code == 403
    assert "This is not yours to write" in words(answer)
    assert "Add a need" not in words(as_("owen").get(ALEX))


def test_an_officer_is_offered_only_the_alerts_that_are_theirs_to_write(as_: SignIn):
    page = words(as_("owen").get(f"{ALEX}/add/alert"))
    assert "Self-harm or suicide" in page
    assert "Medicine or allergy" not in page
    typed = {"kind": "medicine", "says": "x", **SINCE, **AGAIN}
    assert as_("owen").post(f"{ALEX}/add/alert", typed).status_code == 422


def test_a_move_is_recorded_in_two_steps(as_: SignIn, cast: Cast):
    nadia, west = as_("nadia"), cast.places["HMP Westfell"]
    assert "HMP Westfell" in words(nadia.get(f"{ALEX}/move"))
    page = words(nadia.get(f"{ALEX}/move?place={west.pk}"))
    assert "Move to HMP Westfell" in page
    answer = nadia.post(f"{ALEX}/move?place={west.pk}", SINCE)
    assert answer["Location"] == f"{ALEX}?done=moved"
    assert Placement.objects.get(person=cast.people["alex"], until_on=None).organisation == west
    assert as_("sam").get(ALEX).status_code == 200


@pytest.mark.parametrize("place", ["x", "9" * 30, "-1", "0"])
def test_a_place_that_is_none_is_not_found(as_: SignIn, place):
    assert as_("nadia").get(f"{ALEX}/move?place={place}").status_code == 404


def test_a_move_to_where_the_person_is_already_says_so(as_: SignIn, cast: Cast):
    answer = as_("nadia").post(f"{ALEX}/move?place={cast.places['HMP Eastmoor'].pk}", SINCE)
    assert answer.status_code == 422
    assert "The person is there already" in words(answer)


def test_without_a_grant_there_is_no_page(as_: SignIn, cast: Cast):
    assert as_("sam").get(ALEX).status_code == 404
    Grant.objects.all().delete()
    assert as_("nadia").get(ALEX).status_code == 404


def test_a_person_added_by_a_form_sent_twice_is_on_record_once(as_: SignIn):
    typed = {**NEW, **BORN, "submission": "3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7a03"}
    nadia = as_("nadia")
    first, second = (nadia.post("/people/new?q=okafor", typed) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Person.objects.filter(family_name="Okafor").count() == 1
