"""A summary: begun from what is on record, signed once, sent to each as far as they may see, and acknowledged."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.own.asked import linked
from tests.plans.story import SECTIONS, Story
from throughcare.access.models import Disclosure, Grant
from throughcare.access.seeing import seen_by
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.plans.drafting import OnRecord, draft
from throughcare.plans.keeping import Known
from throughcare.plans.letters import letters_of
from throughcare.plans.models import Summary, SummaryReceipt, SummarySending
from throughcare.plans.reading import sections_of
from throughcare.plans.summing import Receiver, acknowledge, send
from throughcare.plans.words import HEADINGS, SECTION

NOW = evening(day(24))
TEAM, PRISON = "Eastmoor mental health team", "HMP Eastmoor"


def ended(cast: Cast) -> Story:
    return Story(cast).whole().ended()


def keys_of(summary: Summary, staff: StaffRole) -> list[str]:
    return [one.key for one in sections_of(summary, staff=staff, as_of=NOW)]


def test_it_is_begun_from_what_is_on_record(cast: Cast):
    story = Story(cast).whole()
    story.take("session-held", on=day(10), attendance="on-time", core_10="22")
    story.take("session-lost-to-regime", on=day(17), reason="regime-lockdown").ended()
    told = draft(OnRecord(story.read_by(cast.petra), story.plan_of(cast.petra)))
    assert told["person"].splitlines() == ["Alex Marlow", "Born Monday 14 May 1990", "Lives at HMP Eastmoor"]
    assert told["reason"] == "Main reason: Low mood"
    assert told["outcomes"] == "CORE-10 score: 22 on Tuesday 10 March 2026 → 9 on Friday 20 March 2026"
    assert "Sessions held: 1\nSessions that the prison's regime took: 1" in told["procedures"]
    assert "Cuts when alone" in told["risks"]
    assert told["requirements"] == "Interpreter, reading, hearing or other needs: Large print"
    assert "Keep a sleep diary (the person, by Monday 23 March 2026)" in told["plan"]
    assert "working on it: 2 of 10 on Monday 9 March 2026 → 5 of 10 on Monday 16 March 2026" in told["in-their-words"]
    assert {"diagnoses", "allergies", "medications", "gp"}.isdisjoint(told)
    assert set(told) <= set(HEADINGS)


def test_it_says_where_more_is_on_record_than_fits(cast: Cast):
    story = Story(cast).whole()
    scores = [f"{number} {'x' * 390}" for number in range(11)]
    told = draft(OnRecord(story.read_by(cast.petra), story.plan_of(cast.petra), scores))["scores"]
    assert told.splitlines() == [*scores[:10], "More is on record than fits here."]
    # A browser sends each end of a line as two characters.
    assert len(told.replace("\n", "\r\n")) <= SECTION


def test_sending_is_the_step_of_the_service_and_is_logged(cast: Cast):
    story = ended(cast)
    summary = story.signed()
    story.sent(summary, TEAM, PRISON)
    (event,) = story.episode.events.filter(step="discharge-letter-sent")
    assert event.facts == {"sent-to": f"{TEAM}, {PRISON}"}
    assert {row.to for row in Disclosure.objects.all()} == {TEAM, PRISON}
    rows = {row.organisation.name: row for row in SummarySending.objects.select_related("organisation")}
    assert {row.due_on for row in rows.values()} == {date(2026, 3, 27)}
    assert rows[PRISON].categories == ["care-plan", "self-harm-risk"]
    assert rows[TEAM].categories == ["care-plan", "clinical", "therapy-content", "self-harm-risk"]


def test_each_receiver_sees_the_sections_that_they_may_read(cast: Cast):
    story = ended(cast)
    summary = story.signed()
    story.sent(summary, TEAM, PRISON)
    assert keys_of(summary, cast.nadia) == keys_of(summary, cast.petra) == list(SECTIONS)
    assert keys_of(summary, cast.owen) == ["risks"]
    assert keys_of(summary, cast.piotr) == []
    for officer in (cast.owen, cast.piotr):
        assert [one.in_short for one in seen_by(Summary, staff=officer, as_of=NOW)] == [summary.in_short]
    assert keys_of(summary, cast.sam) == []
    assert list(letters_of(story.episode.pk, staff=cast.sam, as_of=NOW).versions) == []
    assert keys_of(summary, linked(cast)) == list(SECTIONS)


def test_it_is_acknowledged_once_by_somebody_there(cast: Cast):
    story = ended(cast)
    (sending,) = story.sent(story.signed(), TEAM)
    made = acknowledge(sending=sending, who="", by=cast.nadia, at=evening(day(23)))
    assert (made.on, made.who) == (day(23).on, "")
    sending.refresh_from_db()
    assert not sending.waiting
    with pytest.raises(Refused, match="acknowledged on Monday 23 March 2026: Nadia Rahman"):
        acknowledge(sending=sending, who="", by=cast.nadia, at=evening(day(24)))
    assert SummaryReceipt.objects.count() == 1


def test_the_sender_says_who_there_told_them(cast: Cast):
    story = ended(cast)
    (sending,) = story.sent(story.signed(), TEAM)
    with pytest.raises(Refused, match="Say who there told you"):
        acknowledge(sending=sending, who=" ", by=cast.petra, at=NOW)
    with pytest.raises(Refused, match="for whoever received"):
        acknowledge(sending=sending, who="Somebody", by=cast.owen, at=NOW)
    assert acknowledge(sending=sending, who="The duty nurse", by=cast.petra, at=NOW).who == "The duty nurse"


def test_one_that_takes_no_part_needs_a_basis_and_gets_what_is_chosen(cast: Cast):
    story = ended(cast)
    summary, westfell = story.signed(), cast.places["Westfell mental health team"].pk
    for receiver, field in (
        (Receiver(westfell), "basis"),
        (Receiver(westfell, basis="Consent"), "categories"),
        (Receiver(westfell, basis="Consent", categories=("incidents",)), "categories"),
        (Receiver(westfell, basis="\u202ex", categories=("care-plan",)), "basis"),
        (Receiver(cast.petra.organisation_id), "organisation"),
        (Receiver(999_999), "organisation"),
    ):
        with pytest.raises(Refused) as caught:
            send(summary=summary, to=[receiver], by=cast.petra, at=NOW)
        assert list(caught.value.reasons) == [field]
    assert not Disclosure.objects.exists()
    receiver = Receiver(westfell, how="mail", basis="Consent of 20 March", categories=("care-plan",))
    (sending,) = send(summary=summary, to=[receiver], by=cast.petra, at=NOW)
    assert (sending.takes_part, sending.categories, sending.how) == (False, ["care-plan"], "mail")
    assert Disclosure.objects.get().basis == "Consent of 20 March"
    assert list(letters_of(story.episode.pk, staff=cast.sam, as_of=NOW).versions) == []


def test_a_correction_says_what_changed_and_asks_again(cast: Cast):
    story = ended(cast)
    first = story.signed()
    (sending,) = story.sent(first, TEAM)
    acknowledge(sending=sending, who="", by=cast.nadia, at=evening(day(21)))
    with pytest.raises(Refused) as caught:
        story.signed(on=23)
    assert list(caught.value.reasons) == ["changed"]
    story.signed(on=23, changed="The dose was wrong")
    newest = letters_of(story.episode.pk, staff=cast.nadia, as_of=NOW).sendings
    assert [(one.summary.number, one.waiting, one.organisation.name) for one in newest] == [
        (2, True, TEAM),
        (1, False, TEAM),
    ]
    with pytest.raises(Refused, match="send the newest"):
        story.sent(first, PRISON, on=24)


def test_a_version_not_acknowledged_when_it_was_corrected_waits_no_more(cast: Cast):
    story = ended(cast)
    (old,) = story.sent(story.signed(), TEAM)
    story.signed(on=23, changed="The dose was wrong")
    with pytest.raises(Refused, match="A newer version was sent"):
        acknowledge(sending=old, who="", by=cast.nadia, at=NOW)


def test_a_correction_waits_for_no_receiver_that_is_gone_nor_for_whoever_corrects(cast: Cast):
    """The summary went to Nadia's team, to the prison, and to a team that has been closed since."""
    story = ended(cast)
    first = story.signed()
    story.sent(first, TEAM, PRISON)
    to = Receiver(cast.places["Westfell mental health team"].pk, "mail", "Consent of 20 March", ("care-plan",))
    send(summary=first, to=[to], by=cast.petra, at=evening(day(20)))
    Organisation.objects.filter(pk=to.organisation).update(closed=True)
    corrected = story.signed(on=23, changed="The dose was wrong", by=cast.nadia)
    sent = SummarySending.objects.filter(summary=corrected).select_related("organisation")
    assert [one.organisation.name for one in sent] == [PRISON]


def test_a_correction_for_somebody_who_takes_part_no_longer_says_so(cast: Cast):
    story = ended(cast)
    story.sent(story.signed(), TEAM)
    Grant.objects.filter(organisation=cast.places[TEAM]).update(ends_at=evening(day(22)))
    corrected = story.signed(on=23, changed="The dose was wrong")
    sent = SummarySending.objects.get(summary=corrected)
    assert (sent.takes_part, sent.how, sent.basis) == (False, "mail", "Had the version that this one corrects")
    assert Disclosure.objects.latest("pk").basis == sent.basis


def test_nobody_signs_what_they_may_not_read_nor_twice_at_once(cast: Cast):
    story = ended(cast)
    with pytest.raises(Refused) as caught:
        story.signed(sections={**SECTIONS, "social-context": "x" * 4001})
    assert list(caught.value.reasons) == ["social-context"]
    with pytest.raises(Refused, match="Plans are written by"):
        story.signed(by=cast.owen)
    story.signed()
    with pytest.raises(Refused, match="Petra Novak signed version 1 meanwhile"):
        story.signed(known=Known(0, 0))
    for said, field in (({"in_short": ""}, "in_short"), ({"sections": {"plan": "x"}}, "plain")):
        with pytest.raises(Refused) as caught:
            story.signed(**said, changed="x")
        assert list(caught.value.reasons) == [field]


def test_what_was_signed_is_never_changed(cast: Cast):
    summary = ended(cast).signed()
    for change in (lambda: Summary.objects.update(in_short="x"), lambda: summary.sections.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_it_is_corrected_after_the_episode_has_ended_by_those_whose_it_is(cast: Cast):
    story = ended(cast)
    story.sent(story.signed(), TEAM)
    story.take("followed-up", on=day(23))
    assert story.signed(on=24, changed="The dose was wrong").number == 2
    with pytest.raises(Refused):
        story.signed(on=24, changed="Mine", by=cast.nadia)


def test_sent_twice_is_refused(cast: Cast):
    story = ended(cast)
    summary = story.signed()
    story.sent(summary, TEAM)
    with pytest.raises(Refused, match="has this version already"):
        story.sent(summary, TEAM)
    assert SummarySending.objects.count() == 1
