"""An emergency on the Guardian's pages, narrow as on a telephone: axe finds nothing, nothing sticks out."""

from datetime import date, timedelta

import pytest

from tests.browser.conftest import Visit, axe, follow, picture, too_wide
from tests.browser.everybody import wrong_with
from tests.cast import Cast, live_at
from tests.web.conftest import TODAY
from throughcare.access import breaking
from throughcare.access.agreeing import record_agreement
from throughcare.access.disclosing import disclose
from throughcare.access.models import Agreement, Disclosure
from throughcare.audit import actions as audit
from throughcare.lookout import actions as lookout
from throughcare.people.models import Identifier, Need
from throughcare.people.numbers import Number
from throughcare.retention import holding

pytestmark = pytest.mark.browser


def test_an_emergency_is_found_and_reviewed_without_scripts(visit: Visit, world: Cast):
    stamp = {"recorded_at": TODAY, "recorded_by": world.nadia}
    Identifier.objects.create(person=world.people["alex"], kind="nomis", value="A1234BC", source="reception", **stamp)
    breaking.break_glass(
        number=Number("nomis", "A1234BC", "The cell card"),
        birth_date=date(1990, 5, 14),
        reason="risk-to-life",
        says="Found with a ligature",
        by=world.nadia,
        at=TODAY - timedelta(days=7),
    )
    narrow = visit("gwen", "/guardian", width=320)
    assert (axe(narrow), too_wide(narrow)) == ([], [])
    plain = visit("gwen", "/guardian", width=320, scripts=False)
    follow(plain.get_by_role("link", name="Review the emergency of TC-AAA-222"))
    assert too_wide(plain) == []
    plain.get_by_label("It was right to look").check()
    plain.get_by_label("Why you think so").fill("Nobody else could be reached")
    follow(plain.get_by_role("button", name="Record the review"))
    assert plain.get_by_text("Your review is on record.").is_visible()
    assert plain.get_by_text("There is none to review.").is_visible()


def test_who_looked_is_found_without_scripts(visit: Visit, world: Cast):
    """The audit record, what is worth a look, who looked at one record, and an agreement, as on a telephone."""
    alex, gwen = world.people["alex"], world.gwen
    for hours, by in [(1, world.nadia), (12, world.nadia), (20, world.owen)]:
        audit.record(by=by, at=TODAY - timedelta(hours=hours), did="saw-person", person_id=alex.pk)
    said = {"purposes": ["direct-care"], "shares": {"housing": "read"}, "lawful_basis": "Article 6(1)(e)"}
    row = Agreement(title="Eastmoor and Northshire", signed_on=TODAY, review_on=TODAY + timedelta(days=9), **said)
    parties = [gwen.organisation, world.bola.organisation]
    agreement = record_agreement(agreement=row, parties=parties, by=gwen, at=TODAY)
    disclosure = Disclosure(
        person=alex, to="The duty solicitor", categories=["clinical"], purpose="court-and-sentence", basis="9(2)(f)",
        form="spoken", says="Fit to be heard",
    )  # fmt: skip
    disclose(disclosure=disclosure, by=world.nadia, at=TODAY)
    plain = visit("gwen", "/guardian", width=320, scripts=False)
    follow(plain.get_by_role("link", name="The audit record: who looked at what"))
    plain.get_by_label("Worth a look").select_option("Looks out of hours")
    follow(plain.get_by_role("button", name="Show"))
    follow(plain.get_by_role("link", name="TC-AAA-222"))
    assert plain.get_by_text("Members of Eastmoor mental health team alone").is_visible()
    for name, (who, address) in {
        "guardian-audit": ("gwen", "/guardian/audit"),
        "guardian-looked": ("gwen", "/people/TC-AAA-222/looked"),
        "looked-by-staff": ("nadia", "/people/TC-AAA-222/looked"),
        "guardian-agreements": ("gwen", "/guardian/agreements"),
        "guardian-agreement": ("gwen", f"/guardian/agreements/{agreement.pk}"),
        "guardian-end-agreement": ("gwen", f"/guardian/agreements/{agreement.pk}/end"),
        "guardian-disclosed": ("gwen", "/guardian/disclosures"),
        "disclosures-with-one": ("owen", "/people/TC-AAA-222/disclosures"),
    }.items():
        assert wrong_with(visit, who, address, name) == [], name


def test_what_was_found_is_acknowledged_without_scripts(visit: Visit, world: Cast):
    """Nadia looked at somebody of another prison with whom her team has nothing to do."""
    person = live_at(world, "HMP Westfell", "Bo", "Hill", reference="TC-ZZA-777")
    audit.record(by=world.nadia, at=TODAY - timedelta(hours=1), did="saw-person", person_id=person.pk)
    lookout.go_round(at=TODAY)
    narrow, wide = visit("gwen", "/guardian/findings", width=320), visit("gwen", "/guardian/findings")
    picture(narrow, "to-look-at-320")
    picture(wide, "to-look-at-with-one")
    assert (axe(narrow), axe(wide), too_wide(narrow)) == ([], [], [])
    plain = visit("gwen", "/guardian", width=320, scripts=False)
    follow(plain.get_by_role("link", name="To look at: what was found in the audit record (1)"))
    follow(plain.get_by_role("link", name="Acknowledge number"))
    picture(plain, "acknowledge-320")
    assert too_wide(plain) == []
    plain.get_by_label("What you found, or what follows").fill("Covered the clinic at Westfell")
    follow(plain.get_by_role("button", name="Acknowledge"))
    assert plain.get_by_text("That you looked is on record.").is_visible()
    assert plain.get_by_text("There is nothing to look at.").is_visible()
    follow(plain.get_by_role("link", name="What was acknowledged"))
    assert plain.get_by_text("Covered the clinic at Westfell").is_visible()


def test_who_looked_goes_back_page_by_page_without_scripts(visit: Visit, world: Cast):
    for days in range(1, 120):
        audit.record(
            by=world.owen, at=TODAY - timedelta(days=days), did="saw-person", person_id=world.people["alex"].pk
        )
    plain = visit("nadia", "/people/TC-AAA-222/looked", width=320, scripts=False)
    follow(plain.get_by_role("link", name="Older page"))
    picture(plain, "looked-older-320")
    assert too_wide(plain) == []
    follow(plain.get_by_role("link", name="Older page"))
    assert plain.get_by_role("link", name="Older page").count() == 0
    follow(plain.get_by_role("link", name="Newer page"))
    assert (axe(visit("nadia", plain.url.partition("/people")[1] + plain.url.partition("/people")[2]))) == []


def test_an_organisation_is_found_for_consent_without_scripts_and_what_was_typed_stays(visit: Visit, world: Cast):
    plain = visit("nadia", "/people/TC-AAA-222/consent", width=320, scripts=False)
    plain.get_by_label("What they said, in their own words").fill("Only about the hostel")
    plain.get_by_label("An organisation that takes no part yet").fill("alder")
    follow(plain.get_by_role("button", name="Find"))
    picture(plain, "consent-found-320")
    assert too_wide(plain) == []
    assert plain.get_by_text("One was found, and can be chosen below.").is_visible()
    assert plain.get_by_label("Who may see it").locator("option:checked").inner_text() == "Alder Unit"
    assert plain.get_by_label("What they said, in their own words").input_value() == "Only about the hostel"


def test_an_officer_reads_that_there_is_something_and_what_to_do(visit: Visit, world: Cast):
    narrow, wide = visit("owen", "/people/TC-AAA-222", width=320), visit("owen", "/people/TC-AAA-222")
    picture(narrow, "person-with-flags-320")
    picture(wide, "person-with-flags")
    assert (axe(narrow), axe(wide), too_wide(narrow)) == ([], [], [])
    assert wide.get_by_text("Ask the mental health team before an appointment or a move is changed.").is_visible()


def test_what_would_be_due_is_listed_and_a_record_is_held_without_scripts(visit: Visit, world: Cast):
    """Of two who died long ago one is held; then the other is as well, and the first is let go."""
    for letter in "AB":
        person = (
            world.people["alex"]
            if letter == "A"
            else live_at(world, "HMP Eastmoor", "Jamie", "Hollis", reference="TC-WWW-222")
        )
        type(person).objects.filter(pk=person.pk).update(died_on=date(2010, 1, 1))
        Need.objects.create(
            person=person, kind="physical-health", category="clinical", says="x", from_on=date(2009, 1, 1),
            recorded_at=TODAY, recorded_by=world.nadia,
        )  # fmt: skip
    holding.hold(reference="TC-AAA-222", reason="inquiry", says="Number 7 of 2026", by=world.gwen, at=TODAY)
    for width in (1180, 320):
        page = visit("gwen", "/guardian/retention", width=width)
        picture(page, f"retention-due-{width}")
        assert (axe(page), too_wide(page)) == ([], [])
        assert page.get_by_text("TC-WWW-222").is_visible()
    plain = visit("gwen", "/guardian/retention/hold", width=320, scripts=False)
    plain.get_by_label("Which record").fill("tc-www-222")
    plain.get_by_label("A complaint is open").check()
    plain.get_by_label("What it is about").fill("Number 8 of 2026")
    follow(plain.get_by_role("button", name="Hold it"))
    assert plain.get_by_text("The record is on hold.").is_visible()
    follow(plain.get_by_role("link", name="Lift the hold on TC-AAA-222"))
    assert too_wide(plain) == []
    plain.get_by_label("Why it need not be held any more").fill("It has reported")
    follow(plain.get_by_role("button", name="Lift it"))
    assert plain.get_by_text("The hold is lifted.").is_visible()
