"""Scripts in the record or in an address come out as the text they are, on every page and in every picture."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection, models
from pytest_django import DjangoDbBlocker

from tests.acct.asked import an_acct
from tests.caseload.story import colleague, shared
from tests.cast import Cast
from tests.cover.story import covered
from tests.episodes.conftest import day, evening, refer_to_daycare, request_for
from tests.kept import Kept, keep
from tests.own.asked import extended, gathered
from tests.papers.test_plain import a_photo, kept
from tests.plans.story import one_of_everything
from tests.responses.asked import all_of_questionnaires
from tests.web.attack.columns import CODES, TEXT
from tests.web.attack.conftest import patterns
from tests.web.attack.inert import SCRIPT, SHORT, would_run
from tests.web.conftest import TODAY, SignIn
from tests.worries.asked import all_of_worries
from throughcare.access import breaking
from throughcare.access.models import Consent, SignOff
from throughcare.blueprints.holding import questions
from throughcare.commencement.models import Commencement
from throughcare.episodes import referring
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode, EventDetail
from throughcare.lookout.models import Acknowledgement, Finding
from throughcare.own import accounts, ending, gathering
from throughcare.people.models import Alert, Identifier, Need
from throughcare.people.numbers import Number
from throughcare.plans import summing
from throughcare.retention import holding
from throughcare.sharing import fingerprint

TEXTS = (models.CharField, models.TextField)


def ours() -> dict[str, type[models.Model]]:
    """By name, and with the room before it where two rooms have a table of that name."""
    found = [model for model in apps.get_models() if model.__module__.startswith("throughcare.")]
    named = Counter(model.__name__ for model in found)
    return {one.__name__ if named[one.__name__] == 1 else one._meta.label: one for one in found}


def test_every_column_of_text_is_said_to_be_one_or_not():
    for name, model in ours().items():
        columns = {one.name for one in model._meta.fields if isinstance(one, TEXTS) and not one.choices}
        assert columns == TEXT.get(name, set()) | CODES.get(name, set()), name


@pytest.fixture(scope="module")
def kept_spoilt(kept_cast: Kept, django_db_blocker: DjangoDbBlocker) -> Kept:
    def made() -> tuple[Cast, Episode]:
        cast: Cast = kept_cast.lay_out()
        return cast, everything_spoilt(cast)

    with django_db_blocker.unblock():
        return keep(made)


@pytest.fixture
def laid_out(kept_spoilt: Kept, db: None) -> tuple[Cast, Episode]:
    found: tuple[Cast, Episode] = kept_spoilt.lay_out()
    return found


@pytest.fixture
def cast(laid_out: tuple[Cast, Episode]) -> Cast:
    return laid_out[0]


@pytest.fixture
def spoilt(laid_out: tuple[Cast, Episode]) -> Episode:
    return laid_out[1]


def everything_spoilt(cast: Cast) -> Episode:
    """Everything that can be told about Alex, and then a script in each column of text, past every form."""
    alex, stamp = cast.people["alex"], {"recorded_at": evening(day(2)), "recorded_by": cast.nadia}
    Need.objects.create(
        person=alex, kind="language", category="protected-characteristics", says="x", from_on=day(2).on, **stamp
    )
    Alert.objects.create(
        person=alex,
        kind="self-harm",
        category="self-harm-risk",
        says="x",
        from_on=day(2).on,
        review_on=day(9).on,
        **stamp,
    )
    Identifier.objects.create(person=alex, kind="nomis", value="A1234BC", source="x", **stamp)
    Consent.objects.create(
        person=alex, organisation=cast.bola.organisation, category="clinical", purpose="direct-care", state="given",
        how="in-person", says="x", at=TODAY, **stamp,
    )  # fmt: skip
    for who in ("petra", "nadia"):
        opened = breaking.break_glass(
            number=Number("nomis", "A1234BC", "x"), birth_date=alex.birth_date, reason="risk-to-life", says="x",
            by=cast.staff[who], at=TODAY,
        )  # fmt: skip
    assert opened.organisation == cast.gwen.organisation
    SignOff.objects.create(
        organisation=cast.gwen.organisation, by=cast.gwen, fingerprint=fingerprint(), says="x", at=TODAY
    )
    refer_to_daycare(cast)
    episode = referring.refer(
        person=alex, service=cast.transfer, facts=request_for(cast), begin="initial-request-for-medical-report",
        happened=day(2), by=cast.nadia, at=evening(day(2)),
    )  # fmt: skip
    holding.hold(reference=alex.reference, reason="inquiry", says="x", by=cast.gwen, at=TODAY)
    accounts.give(person=alex, by=cast.nadia, at=TODAY)
    accounts.end(person=alex, says="x", by=cast.nadia, at=TODAY)
    refused = extended(cast)
    ending.refuse(copy=refused, reason="excessive", says="x", by=cast.gwen, at=TODAY)
    again = gathered(cast)
    gathering.prepare(copy=again, says="x", by=cast.nadia, at=TODAY)
    found_and_acknowledged(cast)
    Commencement.objects.create(
        slug="hospital-transfer", subject="tr-stat28", basis="x", approved_by="x", approved_on=day(2).on, by=cast.ada,
        at=TODAY,
    )  # fmt: skip
    kept(cast, photo=a_photo())
    sent = one_of_everything(episode, to=cast.places["HMP Westfell"].pk, by=cast.nadia, at=evening(day(20)))
    summing.acknowledge(sending=sent, who="x", by=cast.nadia, at=evening(day(21)))
    all_of_questionnaires(episode, by=cast.nadia)
    all_of_worries(episode, by=cast.nadia)
    an_acct(alex, by=cast.nadia, at=evening(day(20)))
    shared(episode, other=colleague(cast.nadia), by=cast.nadia, at=evening(day(20)))
    covered(episode, place=cast.places["HMP Eastmoor"], by=cast.nadia, at=evening(day(20)))
    with past_the_triggers():
        spoil()
    return episode


def found_and_acknowledged(cast: Cast) -> None:
    for number in range(2):
        finding = Finding.objects.create(
            rule="no-part", key=str(number), at=TODAY, organisation=cast.gwen.organisation, by=cast.nadia,
            person=cast.people["alex"], reference="TC-AAA-222", happened_at=TODAY,
        )  # fmt: skip
        if number == 0:
            Acknowledgement.objects.create(finding=finding, by=cast.gwen, says="x", at=TODAY)


@contextmanager
def past_the_triggers() -> Iterator[None]:
    """What was recorded cannot be changed by anybody; whoever owns the tables can lift that for a moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%_is_append_only'")
        tables = [table for (table,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def spoil() -> None:
    for name, columns in TEXT.items():
        model = ours()[name]
        for row in model._default_manager.all():
            for column in columns:
                most = model._meta.get_field(column).max_length or 1000
                # A number of its own in each, where the column must tell rows apart.
                value = f"{SCRIPT if most > len(SCRIPT) + 12 else SHORT}{row.pk}"
                model._default_manager.filter(pk=row.pk).update(**{column: value[:most]})
    for detail in EventDetail.objects.select_related("event__episode"):
        asked = questions(blueprint_of(detail.event.episode), detail.event.step)
        typed = {one.id: SCRIPT for one in asked if one.kind in {"text", "long-text"}}
        EventDetail.objects.filter(pk=detail.pk).update(facts={**detail.facts, **typed})


# Part of an address -> the table that the number in it is a row of.
NUMBERED = {
    "guardian/emergencies/": "Emergency", "guardian/findings/": "Finding", "copies/": "Copy", "/needs/": "Need",
    "/alerts/": "Alert", "alerts/<int:number>": "RaisedAlert", "questionnaires/<int:number>": "Response",
    "wording/<int:number>": "SiteText", "instruments/confirmed/": "FactsConfirmed", "/placements/": "Placement",
    "hospital/photos/": "HospitalPhoto", "worries/<int:number>": "Worry",
    "/summary/sent/": "SummarySending", "caseload/staff/": "StaffRole", "caseload/away/": "Absence",
    "cover/turns/": "Duty", "cover/weekly/": "WeeklyDuty", "cover/mentors/": "Mentoring", "cover/wanted/": "Unit",
    "caseload/supervision/": "Arrangement", "caseload/weights/": "Service",
}  # fmt: skip
# Part of an address -> the file that is there instead of a page.
FILES = {
    "/file.pdf": "application/pdf", "/hospital/photos/": "image/png", "/line": "image/svg+xml", ".csv": "text/csv"
}  # fmt: skip
PAGES = {"text/html", "text/plain", "application/json", "application/fhir+json"}
NO_TEXT = ("text/csv", "application/pdf", "image/png")


OF_EPISODES = ("episodes/", "api/EpisodeOfCare/")
LISTS = ("EpisodeOfCare", "Flag", "Observation", "QuestionnaireResponse")


def addresses(cast: Cast, episode: Episode) -> Iterator[str]:
    """Every page there is, about Alex, the transfer and the services."""
    said = {
        "<reference:reference>": "TC-AAA-222", "<slug:step_id>": "first-medical-report", "<int:number>": "1",
        "<int:service_id>": str(cast.transfer.pk), "<slug:blueprint_id>": "hospital-transfer",
        "<slug:provider_id>": "none", "<int:pk>": "1", "<int:item>": "1", "<file:kind>": "html",
        "<paper:key>": "warrant", "<slug:subject>": "tr-stat28", "<model:model>": "lds",
        "<slug:name>": "core-10", "<slug:rule>": "item-6", "<alert_deed:deed>": "act",
        "<int:mentor>": "1", "<account_deed:deed>": "give", "<of_scheme:kind>": "mentor", "<worry_deed:deed>": "act",
        "<acct_deed:deed>": "closed",
        "<int:row>": "1",
    }  # fmt: skip
    for name, written in patterns():
        address = (
            written.replace("<reference:reference>", episode.reference) if written.startswith(OF_EPISODES) else written
        )
        for table in (table for part, table in NUMBERED.items() if part in written):
            address = address.replace("<int:number>", last(table))
        for part, value in said.items():
            address = address.replace(part, value)
        if name != "account_logout":
            yield from (
                f"/{address.replace('<addition:what>', what)}"
                for what in ("need", "identifier", "alert", "legal-status")
            )
    yield from ("/people?q=TC-AAA-222", "/refer?person=TC-AAA-222", "/today?waiting=us")
    yield from (f"/api/{one}?patient=TC-AAA-222" for one in LISTS)
    yield f"/refer/{cast.transfer.pk}?person=TC-AAA-222"
    yield f"/people/TC-AAA-222/move?place={cast.places['HMP Westfell'].pk}"
    yield "/blueprints/compare?a=daycare&b=hospital-transfer"


def last(table: str) -> str:
    return str(ours()[table]._default_manager.order_by("-pk").values_list("pk", flat=True)[0])


@pytest.mark.parametrize("who", ["nadia", "petra", "gwen", "owen", "ada", "harun"])
def test_a_script_in_the_record_runs_on_no_page(as_: SignIn, cast: Cast, spoilt: Episode, who: str):
    """And every page is a page; `FILES` are what they are."""
    browser, shown = as_(who), 0
    for address in dict.fromkeys(addresses(cast, spoilt)):
        answer = browser.get(address)
        assert answer.status_code < 500, address
        assert answer["Content-Type"].split(";")[0] in PAGES | {FILES[part] for part in FILES if part in address}
        if answer["Content-Type"].startswith(NO_TEXT):
            continue  # No browser runs what a file holds; cells are guarded (test_audit), and papers (test_papers).
        page = answer.content.decode()
        assert would_run(page) == [], address
        assert "<script>alert" not in page
        assert "onerror=alert(1)>" not in page, address
        assert ">49" not in page
        shown += "&lt;script&gt;alert(1)" in page
    assert shown > 5
