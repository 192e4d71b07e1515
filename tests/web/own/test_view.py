"""A person's own record: for themselves when they are signed in, and for staff to print for them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import grants
from tests.access.asked import answer
from tests.cast import LONG_AGO, Cast, live_at
from tests.episodes.conftest import day, evening, refer_to_daycare, request_for
from tests.own.asked import account, alex, in_plain_sql, linked, note, warn
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.access import breaking
from throughcare.access.models import Disclosure, Emergency
from throughcare.audit.models import Entry
from throughcare.config.urls import urlpatterns
from throughcare.episodes import actions, referring
from throughcare.organisations.models import Staff, StaffRole
from throughcare.own.looked import LOOKS
from throughcare.pathways import Moment
from throughcare.people.models import Identifier
from throughcare.people.numbers import Number

MINE = ["/own", "/own/seen", "/own/looked"]
SHEET = [f"/people/TC-AAA-222{page}" for page in MINE]


def opened(cast: Cast, *, by: str = "harun", days: int = 7) -> Emergency:
    """Harun, who has nothing to do with Alex, opened their record."""
    stamp = {"recorded_at": TODAY - timedelta(days=30), "recorded_by": cast.nadia}
    Identifier.objects.create(person=alex(cast), kind="nomis", value="A1234BC", source="reception", **stamp)
    return breaking.break_glass(
        number=Number("nomis", "A1234BC", "The cell card"),
        birth_date=alex(cast).birth_date,
        reason="risk-to-life",
        says="His brother Tony rang",
        by=cast.staff[by],
        at=TODAY - timedelta(days=days),
    )


def test_signing_in_leads_to_ones_own_record(as_: SignIn, cast: Cast):
    linked(cast)
    for address in ("/", "/today"):
        assert as_("alex").get(address, follow=True).redirect_chain[-1][0] == "/own"
    page = as_("alex").get("/own")
    assert (page.status_code, "Alex Marlow" in words(page)) == (200, True)
    assert "People Refer" not in words(page)


def test_where_somebody_stands_is_said_in_the_blueprint_s_words_for_them(as_: SignIn, cast: Cast):
    linked(cast)
    episode = refer_to_daycare(cast)
    assert "Referral sent" in words(as_("alex").get("/own")), "there are no words for them yet"
    received = {"step": "referral-received", "facts": {}, "happened": day(3), "at": evening(day(3))}
    actions.take_step(episode=episode, by=cast.petra, **received)
    page = words(as_("alex").get("/own"))
    assert "We have your referral. We will look at it by" in page
    assert "Eastmoor psychology must see to this." in page
    assert "This is late: “" in page
    assert "self-harm-now" not in page


def test_what_nobody_holds_is_said(as_: SignIn, cast: Cast):
    linked(cast)
    episode = refer_to_daycare(cast)
    type(episode).objects.filter(pk=episode.pk).update(nobody_holds=True)
    assert "Nobody sees to this just now." in words(as_("alex").get("/own"))


@pytest.mark.parametrize("address", ["/own", SHEET[0]])
def test_security_is_never_there_and_of_alerts_only_that_there_is_one(as_: SignIn, cast: Cast, address: str):
    linked(cast)
    grants.of("security-intelligence", organisation=cast.nadia.organisation).update(level="read")
    warn(cast, "keep-apart", "Keep apart from B wing")
    warn(cast, "from-others", "Owes Tony money")
    warn(cast, "self-harm", "Somebody looks in every hour")
    page = words(as_("alex" if address == "/own" else "nadia").get(address))
    assert "Keep apart" not in page
    assert "Risk from others: there is a note about this. Ask what it says" in page
    assert "Tony" not in page
    assert "Self-harm or suicide: there is a note about this." in page
    assert "every hour" not in page


def test_an_officer_prints_no_more_than_they_see_themselves(as_: SignIn, cast: Cast):
    """Nothing clinical is his to print."""
    note(cast, "Takes insulin", kind="physical-health")
    assert "Takes insulin" in words(as_("nadia").get(SHEET[0]))
    warn(cast, "keep-apart", "Keep apart from B wing")
    page = words(as_("owen").get(SHEET[0]))
    assert "Takes insulin" not in page
    assert "Keep apart" not in page, "an officer reads it, and the person never does"


def test_who_can_see_what_and_why_in_words_to_the_person(as_: SignIn, cast: Cast):
    linked(cast)
    opened(cast, days=0)
    page = words(as_("alex").get("/own/seen"))
    assert "HMP Eastmoor Why: They work where you live. All of it: Self-harm risk and ACCT; Risk to others" in page
    assert "A short version: " in page
    assert "Rowan Unit" not in page, "of an emergency somebody tells them first"
    assert "Security intelligence" not in page
    assert "own account" not in page


def test_what_they_were_asked_and_said(as_: SignIn, cast: Cast):
    linked(cast)
    answer(cast, "given", by=cast.nadia, says="If it helps with the hostel")
    answer(cast, "could-not-be-asked", by=cast.nadia, says="Tony said he was out", categories=["housing"])
    page = words(as_("alex").get("/own/seen"))
    assert "You said yes If it helps with the hostel" in page
    assert "You could not be asked" in page
    assert "Tony" not in page


@pytest.mark.parametrize("address", ["/own/looked", SHEET[2]])
def test_an_emergency_is_there_once_the_person_was_told_and_every_look_in_it_too(as_: SignIn, cast: Cast, address: str):
    linked(cast)
    emergency = opened(cast)
    look = {"person_id": alex(cast).pk, "did": "saw-person"}
    Entry.objects.create(by=cast.harun, at=emergency.at + timedelta(hours=1), **look)
    who = "alex" if address == "/own/looked" else "nadia"
    assert "Rowan Unit" not in words(as_(who).get(address))
    breaking.record_told(emergency=emergency, how="At the gate", by=cast.harun, at=TODAY)
    page = words(as_(who).get(address))
    assert "Rowan Unit (Secure hospital clinician) opened it on Tuesday 17 March 2026" in page
    assert "Why: Somebody may die or be badly hurt." in page
    assert "Looked at who you are and what is on record about you" in page
    assert "Tony" not in page, "what was typed may name others"
    assert "Harun" not in page, "the place and the job, not the name"


def test_who_has_looked_by_day_place_and_job(as_: SignIn, cast: Cast):
    linked(cast)
    as_("owen").get("/people/TC-AAA-222")
    as_("nadia").get("/people/TC-AAA-222/access/organisations")
    as_("alex").get("/own")
    page = words(as_("alex").get("/own/looked"))
    assert (
        "Tuesday 24 March 2026 HMP Eastmoor Prison operations: wing, safer custody, segregation Looked at who" in page
    )
    assert "Looked at who can see your record" in page
    assert "Owen" not in page
    assert "Person using the service" not in page.split("Who has looked", 2)[2], "that they looked themselves"
    assert "Some things may be left out" in page


def test_what_was_sent_to_whom_without_what_they_are_never_shown(as_: SignIn, cast: Cast):
    linked(cast)
    for to, categories in (("The hostel", ["housing"]), ("Police", ["security-intelligence"])):
        Disclosure.objects.create(
            person=alex(cast), to=to, categories=categories, purpose="direct-care", basis="Duty", form="mail",
            by=cast.nadia, at=TODAY,
        )  # fmt: skip
    for who, address in (("alex", "/own/looked"), ("nadia", SHEET[2])):
        page = words(as_(who).get(address))
        assert "to The hostel . What: Housing, benefits and resettlement. How: By secure mail." in page
        assert "Police" not in page


def every_page_about_somebody() -> list[str]:
    """The addresses of all pages that name a person, an episode or a number, about somebody else."""
    from_root = [pattern for included in urlpatterns[1:] for pattern in included.url_patterns]
    given = {"<reference:reference>": "TC-BBB-222", "<addition:what>": "need", "<slug:step_id>": "step"}
    numbers = {f"<int:{name}>": "1" for name in ("number", "item", "gathered", "service_id")}
    # A photo of a hospital is about nobody.
    about = [pattern for pattern in from_root if pattern.name != "hospital_photo"]
    addresses = {str(pattern.pattern) for pattern in about if "<" in str(pattern.pattern)}
    for word, value in {
        **given,
        **numbers,
        "<file:kind>": "pdf",
        "<paper:key>": "warrant",
        "<slug:kind>": "clinical",
        "<slug:blueprint_id>": "daycare",
    }.items():
        addresses = {address.replace(word, value) for address in addresses}
    return sorted(f"/{address}" for address in addresses if "<" not in address)


def test_nothing_else_is_there_for_them(as_: SignIn, cast: Cast):
    linked(cast)
    live_at(cast, "HMP Eastmoor", "Jamie", "Hollis", reference="TC-BBB-222")
    mine, pages = as_("alex"), every_page_about_somebody()
    assert len(pages) > 20
    assert [page for page in [*pages, "/people/TC-AAA-222", SHEET[0]] if mine.get(page).status_code != 404] == []
    assert [page for page in pages if mine.post(page, {"says": "x"}).status_code != 404] == []
    for page in (
        "/people",
        "/people?q=Marlow",
        "/people/new",
        "/refer",
        "/services",
        "/copies",
        "/guardian",
        "/emergency",
    ):
        assert mine.get(page).status_code == 403


@pytest.mark.parametrize("address", MINE)
def test_an_account_that_belongs_to_nobody_finds_nothing(as_: SignIn, cast: Cast, address: str):
    account(cast)
    assert as_("alex").get(address).status_code == 404
    assert as_("nadia").get(address).status_code == 404, "staff have no record here"


@pytest.mark.parametrize("address", SHEET)
def test_whoever_may_not_see_the_person_finds_no_sheet(as_: SignIn, address: str):
    assert as_("sam").get(address).status_code == 404
    assert as_("nadia").get(address.replace("AAA", "ZZZ")).status_code == 404


@pytest.mark.parametrize("address", [*SHEET, f"{SHEET[0]}/given", f"{SHEET[0]}/account"])
def test_a_peer_mentor_prints_nothing_and_learns_of_no_look(as_: SignIn, cast: Cast, address: str):
    mentor = Staff.objects.create(username="mo", display_name="Mo", password="!")
    cast.staff["mo"] = StaffRole.objects.create(
        staff=mentor, organisation=cast.owen.organisation, role="PM", from_on=LONG_AGO
    )
    as_("nadia").get("/people/TC-AAA-222")
    assert as_("mo").get("/people/TC-AAA-222").status_code == 404
    assert as_("mo").get(address).status_code == 404
    look = f"SELECT 1 FROM own_looked({alex(cast).pk})"
    assert (in_plain_sql(cast.staff["mo"], look), bool(in_plain_sql(cast.nadia, look))) == ([], True)


@pytest.mark.parametrize("did", LOOKS)
def test_every_kind_of_look_in_the_table_is_told_by_the_database(as_: SignIn, cast: Cast, did: str):
    Entry.objects.create(by=cast.owen, at=TODAY, did=did, person_id=alex(cast).pk)
    Entry.objects.create(by=cast.owen, at=TODAY, did="saw-something-new", person_id=alex(cast).pk)
    told = in_plain_sql(cast.nadia, f"SELECT role, did FROM own_looked({alex(cast).pk})")
    assert told == [("OPS", did)]


@pytest.mark.parametrize("address", [*MINE, *SHEET])
def test_each_look_is_audited_and_asks_eight_questions_at_most(as_: SignIn, cast: Cast, address: str):
    linked(cast)
    refer_to_daycare(cast)
    referring.refer(
        person=alex(cast), service=cast.transfer, facts=request_for(cast),
        begin="initial-request-for-medical-report", happened=Moment(on=TODAY.date()), by=cast.nadia, at=TODAY,
    )  # fmt: skip
    answer(cast, "given", by=cast.nadia)
    note(cast, "A quiet room")
    who, did = ("alex", "saw-own-record") if address in MINE else ("nadia", "saw-own-sheet")
    browser = as_(who)
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    assert len(queries(asked)) <= 8, "\n".join(queries(asked))
    assert Entry.objects.filter(did=did, person_id=alex(cast).pk).count() == 2


def test_what_was_put_into_their_hands_is_logged_once(as_: SignIn, cast: Cast):
    nadia = as_("nadia")
    sent = {"form": "paper", "submission": "3b6d3d0a-5a44-4c8e-8c59-30d1a5ad7d01"}
    given = f"{SHEET[0]}/given"
    assert [nadia.post(given, sent).status_code for _ in range(2)] == [303, 303]
    row = Disclosure.objects.get()
    assert (row.to, row.form, row.purpose) == ("The person themselves", "paper", "subject-access")
    assert not {"security-intelligence", "victim", "indicators"} & set(row.categories)
    assert Entry.objects.filter(did="disclosed", ground="paper").exists()
    assert as_("sam").post(given, sent).status_code == 404
