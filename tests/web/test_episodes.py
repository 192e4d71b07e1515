"""The page of an episode: where it stands, by which rule, what can be done, and by whom."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.episodes.conftest import REFERRAL, day, evening, request_for
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import queries, words
from throughcare.access.models import Grant
from throughcare.audit.models import Entry
from throughcare.episodes import actions, referring
from throughcare.episodes.models import Episode, Event
from throughcare.organisations.models import StaffRole

SEEN = {"seen": 2, "submission": "4c1d8d0e-9f64-4a36-8f1e-0d6f3c1a7b21"}
A_DAY = {"happened-day": "20", "happened-month": "3", "happened-year": "2026", "happened-time": ""}


@pytest.fixture
def transfer(cast: Cast) -> Episode:
    """Nadia asked for the first report on Monday 2 March and wrote it down the day after; it was made on the 17th."""
    episode = referring.refer(
        person=cast.people["alex"],
        service=cast.transfer,
        facts=request_for(cast),
        begin="initial-request-for-medical-report",
        happened=day(2),
        by=cast.nadia,
        at=evening(day(3)),
    )
    return take(episode, "first-medical-report", by=cast.nadia, on=day(17), finding="met", disorder="Psychosis")


@pytest.fixture
def referred(cast: Cast) -> Episode:
    return referring.refer(
        person=cast.people["alex"],
        service=cast.daycare,
        facts=REFERRAL,
        happened=day(2),
        by=cast.nadia,
        at=evening(day(2)),
    )


def take(episode: Episode, step: str, *, by, on, **facts) -> Episode:
    return actions.take_step(episode=episode, step=step, facts=facts, happened=on, by=by, at=evening(on))


def at(episode: Episode, rest: str = "") -> str:
    return f"/episodes/{episode.reference}{rest}"


# ------------------------------------------------------------------ the page


def test_the_sentence_of_truth_says_who_holds_what_is_due_and_on_whom_it_waits(as_: SignIn, transfer: Episode):
    page = words(as_("nadia").get(at(transfer)))
    assert "Held by Eastmoor mental health team since Monday 2 March 2026." in page
    assert "'In hospital within 28 days of referral' is due by Monday 30 March 2026" in page
    assert (
        "(28 days, national guidance; day 0 was Monday 2 March 2026, because 'Initial request for a medical report'"
        " happened then)"
    ) in page
    assert "'Notice of the referral within 2 working days' was due by Wednesday 4 March 2026" in page
    assert "Waiting on Eastmoor mental health team : Criteria met: go on or Bed requested." in page


def test_every_standard_stands_beside_the_others_with_its_force(as_: SignIn, transfer: Episode):
    page = words(as_("nadia").get(at(transfer)))
    assert "28 days, law, not in force" in page
    assert "14 days, local default, not a national standard" in page
    assert "Due by Sunday 29 March 2026" in page
    assert (
        "Day 1 was Monday 2 March 2026, because 'Initial request for a medical report' happened then;"
        " recorded on Tuesday 3 March 2026"
    ) in page
    assert "Was 1 day late" in page


def test_steps_are_mine_theirs_or_not_yet_and_each_says_why(as_: SignIn, transfer: Episode):
    page = as_("nadia").get(at(transfer)).content.decode()
    assert at(transfer, "/steps/criteria-met") in page
    assert at(transfer, "/steps/bed-accepted") not in page
    said = words(as_("nadia").get(at(transfer)))
    assert "Bed accepted : Rowan Unit" in said
    assert "needs 'Second medical report' first" in said
    assert "This is what the person is waiting for" in said


def test_whom_nobody_holds_is_said_first_with_the_form_to_name_a_lead(as_: SignIn, referred: Episode, cast: Cast):
    take(referred, "referral-received", by=cast.petra, on=day(3))
    offer = {"party": "daycare", "organisation": cast.places["Westfell mental health team"].pk}
    take(referred, "handover-offered", by=cast.petra, on=day(4), **offer)
    StaffRole.objects.filter(pk=cast.sam.pk).update(until_on=date(2026, 3, 20))
    Episode.objects.filter(pk=referred.pk).update(nobody_holds=True)
    page = words(as_("petra").get(at(referred)))
    assert page.index("Nobody holds this") < page.index("Held by")
    assert "Name who holds this person" in page


def test_corrections_show_both_values_and_who_said_so(as_: SignIn, transfer: Episode, cast: Cast):
    actions.correct(
        episode=transfer,
        number=2,
        facts={"disorder": "Mania"},
        happened=day(16),
        why="Read the wrong line",
        by=cast.nadia,
        at=evening(day(18)),
    )
    html = as_("nadia").get(at(transfer)).content.decode()
    page = words(as_("nadia").get(at(transfer)))
    assert "<s>First medical report, Tuesday 17 March 2026</s>" in html
    assert "Corrected by fact 3" in page
    assert "Correction: Read the wrong line. When it happened was Tuesday 17 March 2026 ." in page
    assert "Disorder, its nature or degree was Psychosis ." in page
    assert "Met on day 14" in page


def test_what_was_struck_out_stays_struck_through(as_: SignIn, transfer: Episode, cast: Cast):
    actions.strike_out(episode=transfer, number=2, why="Another person", by=cast.nadia, at=evening(day(18)))
    assert "Struck out as recorded in error: Another person" in words(as_("nadia").get(at(transfer)))


def test_answers_of_a_category_without_a_grant_are_absent_and_the_page_says_so(as_: SignIn, transfer: Episode):
    page = words(as_("owen").get(at(transfer)))
    assert "Psychosis" not in page
    assert "Acutely unwell" not in page
    assert "Your organisation is not shown:" in page
    assert "Diagnosis and medication" in page.split("Your organisation is not shown:")[1]
    assert "Psychosis" in words(as_("nadia").get(at(transfer)))


def test_without_the_category_of_identity_nobody_is_named(as_: SignIn, transfer: Episode, cast: Cast):
    Grant.objects.filter(organisation=cast.owen.organisation, category="identity-and-location").update(ends_at=TODAY)
    page = words(as_("owen").get(at(transfer)))
    assert "Marlow" not in page
    assert transfer.reference in page
    assert "Who this is about is not shown" in page


def test_those_who_may_not_see_it_find_nothing(as_: SignIn, transfer: Episode):
    for address in ("", "/steps/criteria-met", "/facts/1/correct", "/facts/1/strike-out", "/receipt"):
        assert as_("sam").get(at(transfer, address)).status_code == 404


def test_delays_and_days_lost_stand_with_reason_and_party(as_: SignIn, transfer: Episode, cast: Cast):
    delay = {"reason": "no-assessor", "from": "2026-03-10", "until": "2026-03-16"}
    take(transfer, "delay-recorded", by=cast.nadia, on=day(17), **delay)
    page = words(as_("nadia").get(at(transfer)))
    assert "Lost 7 days: No assessor (Secure hospital or provider collaborative)" in page
    assert "excuses no breach by itself" in page
    assert "not answered yet" in page


def test_whoever_must_be_told_is_named_with_the_day(as_: SignIn, transfer: Episode):
    page = words(as_("nadia").get(at(transfer)))
    assert "Monday 23 March 2026: Northshire Commissioning or HMP Eastmoor. Day 21 and no bed" in page


def test_an_ended_episode_says_how_it_ended_and_offers_a_new_referral(as_: SignIn, transfer: Episode, cast: Cast):
    take(transfer, "withdrawn", by=cast.nadia, on=day(20), **{"care-instead": "Seen daily"})
    page = words(as_("nadia").get(at(transfer)))
    assert "Ended on Friday 20 March 2026: Withdrawn on clinical grounds ." in page
    assert "Refer again" in page
    assert "What can happen next" not in page


def test_the_page_for_printing_opens_everything(as_: SignIn, transfer: Episode):
    page = as_("nadia").get(at(transfer, "?print")).content.decode()
    assert "<details" in page
    assert page.count("<details") == page.count('<details class="nhsuk-details" open')


def test_seeing_an_episode_is_on_the_audit_record(as_: SignIn, transfer: Episode, cast: Cast):
    as_("nadia").get(at(transfer))
    entry = Entry.objects.get(did="saw-episode")
    assert (entry.by, entry.person_id, entry.episode_id) == (cast.nadia, cast.people["alex"].pk, transfer.pk)


def test_the_number_of_queries_does_not_grow_with_the_facts(as_: SignIn, transfer: Episode, cast: Cast):
    nadia = as_("nadia")
    nadia.get(at(transfer))
    with CaptureQueriesContext(connection) as few:
        nadia.get(at(transfer))
    for number in range(25):
        take(transfer, "escalation-recorded", by=cast.carol, on=day(18), told=f"Manager {number}")
    with CaptureQueriesContext(connection) as many:
        nadia.get(at(transfer))
    assert len(queries(many)) == len(queries(few)) <= 8, "\n".join(queries(many))


# ------------------------------------------------------------------ recording a step


def test_a_step_asks_what_its_blueprint_asks_and_starts_at_today(as_: SignIn, transfer: Episode):
    page = as_("nadia").get(at(transfer, "/steps/criteria-met")).content.decode()
    assert "Hospital or provider that assesses" in page
    assert 'value="24"' in page
    assert "Rowan Unit</option>" in page
    assert "HMP Westfell" not in page


def test_what_is_known_is_said_beside_the_question(as_: SignIn, transfer: Episode):
    page = words(as_("nadia").get(at(transfer, "/steps/criteria-met")))
    assert "On record: Rowan Unit, Monday 2 March 2026." in page


def test_a_step_is_recorded_and_the_page_of_the_episode_says_so(as_: SignIn, transfer: Episode, cast: Cast):
    alder = cast.places["Alder Unit"].pk
    answer = as_("nadia").post(at(transfer, "/steps/criteria-met"), {**SEEN, **A_DAY, "secure-hospital": alder})
    assert (answer.status_code, answer["Location"]) == (303, at(transfer, "?done=recorded"))
    page = words(as_("nadia").get(answer["Location"]))
    assert "It is on record." in page
    assert "Held by Alder Unit since Friday 20 March 2026, but no lead is named." in page


def test_the_same_form_sent_twice_counts_once(as_: SignIn, transfer: Episode):
    for _ in range(2):
        answer = as_("nadia").post(at(transfer, "/steps/criteria-met"), {**SEEN, **A_DAY})
        assert answer.status_code == 303
    assert Event.objects.filter(episode=transfer, step="criteria-met").count() == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"happened-day": "31", "happened-month": "2"}, "There is no 31 February 2026."),
        ({"happened-year": "2027"}, "is in the future"),
        ({"happened-year": "1980"}, "is before the person was born"),
        ({"happened-time": "25:00"}, "24-hour clock"),
        ({"happened-day": "", "happened-month": "", "happened-year": ""}, "When it happened cannot be left empty."),
        ({"seen": "1"}, "Since you opened this page Eastmoor mental health team recorded 'First medical report'"),
        ({"seen": "x"}, "There is a problem"),
        ({"submission": "x"}, "This page has lost its key"),
        ({"finding": "perhaps"}, "Choose one of those offered."),
        ({"doctor": "x" * 300}, "is too long"),
        ({"doctor": "a\0b"}, "a character that cannot be seen"),
    ],
)
def test_every_refusal_is_a_sentence_and_keeps_what_was_typed(as_: SignIn, transfer: Episode, typed, says):
    take_second = {**SEEN, **A_DAY, "finding": "met", "treatment": "Clozapine <b>", **typed}
    answer = as_("nadia").post(at(transfer, "/steps/second-medical-report"), take_second)
    assert answer.status_code == 422
    assert says in words(answer)
    assert "Clozapine &lt;b&gt;" in answer.content.decode()
    assert Event.objects.filter(episode=transfer).count() == 2


def test_a_step_of_another_party_is_not_mine_and_says_whose(as_: SignIn, transfer: Episode):
    answer = as_("nadia").get(at(transfer, "/steps/bed-accepted"))
    assert answer.status_code == 403
    assert "it is for Rowan Unit" in words(answer)
    assert as_("nadia").post(at(transfer, "/steps/bed-accepted"), {**SEEN, **A_DAY}).status_code == 403


@pytest.mark.parametrize("step", ["no-such-step", "recorded-in-error", "referral-drafted"])
def test_what_no_form_records_is_not_found(as_: SignIn, transfer: Episode, step):
    assert as_("nadia").get(at(transfer, f"/steps/{step}")).status_code == 404


def test_a_step_that_is_not_possible_now_says_why_and_may_have_happened_earlier(as_: SignIn, transfer: Episode):
    page = words(as_("nadia").get(at(transfer, "/steps/application-to-mhcs")))
    assert "Not possible as things stand." in page
    assert "'Second medical report' first" in page
    answer = as_("nadia").post(at(transfer, "/steps/application-to-mhcs"), {**SEEN, **A_DAY})
    assert answer.status_code == 422
    assert "and it is not recorded" in words(answer)


@pytest.mark.parametrize(
    ("step", "answers"),
    [
        ("lead-named", {"organisation": "Eastmoor mental health team", "staff": "nadia"}),
        ("handover-offered", {"party": "prison-mental-health", "organisation": "Westfell mental health team"}),
        ("held-jointly", {"organisation": "Rowan Unit"}),
        ("delay-recorded", {"reason": "no-bed", "from-day": "18", "from-month": "3", "from-year": "2026"}),
    ],
)
def test_who_holds_and_what_delays_is_recorded_by_forms_too(as_: SignIn, transfer: Episode, cast: Cast, step, answers):
    known = {**{name: place.pk for name, place in cast.places.items()}, "nadia": cast.nadia.pk}
    typed = {name: known.get(answer, answer) for name, answer in answers.items()}
    answer = as_("nadia").post(at(transfer, f"/steps/{step}"), {**SEEN, **A_DAY, **typed})
    assert answer.status_code == 303, words(answer)
    assert Event.objects.filter(episode=transfer, step=step).exists()


def test_a_hand_over_is_answered_by_those_it_was_offered_to(as_: SignIn, transfer: Episode, cast: Cast):
    offer = {"party": "prison-mental-health", "organisation": cast.places["Westfell mental health team"].pk}
    take(transfer, "handover-offered", by=cast.nadia, on=day(18), **offer)
    assert "Accept the hand-over" not in words(as_("nadia").get(at(transfer)))
    sam = as_("sam")
    assert "Accept the hand-over" in words(sam.get(at(transfer)))
    assert sam.post(at(transfer, "/steps/handover-accepted"), {**SEEN, **A_DAY, "seen": 3}).status_code == 303
    assert "Held by Westfell mental health team since Friday 20 March 2026" in words(sam.get(at(transfer)))


def test_a_delay_is_ended_by_choosing_it(as_: SignIn, transfer: Episode, cast: Cast):
    take(transfer, "delay-recorded", by=cast.nadia, on=day(18), reason="no-bed", **{"from": "2026-03-17"})
    page = words(as_("nadia").get(at(transfer, "/steps/delay-ended")))
    assert "No bed, since Tuesday 17 March 2026" in page
    until = {"until-day": "19", "until-month": "3", "until-year": "2026"}
    typed = {**SEEN, **A_DAY, "seen": 3, "delay": "3", **until}
    assert as_("nadia").post(at(transfer, "/steps/delay-ended"), typed).status_code == 303
    assert "17 March 2026 to 19 March 2026" in words(as_("nadia").get(at(transfer)))


def test_receiving_a_referral_asks_nothing_again(as_: SignIn, referred: Episode):
    page = as_("petra").get(at(referred, "/steps/referral-received")).content.decode()
    assert "Main reason" not in page
    assert as_("petra").post(at(referred, "/steps/referral-received"), {**SEEN, **A_DAY}).status_code == 303


# ------------------------------------------------------------------ correcting


def test_a_correction_starts_from_what_is_on_record(as_: SignIn, transfer: Episode):
    page = as_("nadia").get(at(transfer, "/facts/2/correct")).content.decode()
    assert "Psychosis</textarea>" in page
    assert 'value="17"' in page


def test_a_correction_is_recorded_with_its_reason(as_: SignIn, transfer: Episode):
    typed = {**SEEN, **A_DAY, "finding": "met", "disorder": "Mania", "happened-day": "16"}
    refused = as_("nadia").post(at(transfer, "/facts/2/correct"), typed)
    assert refused.status_code == 422
    assert "Why it is corrected cannot be left empty." in words(refused)
    answer = as_("nadia").post(at(transfer, "/facts/2/correct"), {**typed, "why_corrected": "Wrong line"})
    assert answer["Location"] == at(transfer, "?done=corrected")
    assert "Met on day 14" in words(as_("nadia").get(at(transfer)))


def test_a_fact_is_struck_out_with_a_reason(as_: SignIn, transfer: Episode):
    refused = as_("nadia").post(at(transfer, "/facts/2/strike-out"), {**SEEN, "why": " "})
    assert refused.status_code == 422
    assert as_("nadia").post(at(transfer, "/facts/2/strike-out"), {**SEEN, "why": "Wrong person"}).status_code == 303
    assert as_("nadia").get(at(transfer, "/facts/2/strike-out")).status_code == 403


def test_facts_of_others_are_not_mine_to_correct(as_: SignIn, transfer: Episode):
    assert as_("harun").get(at(transfer, "/facts/2/correct")).status_code == 403
    assert as_("nadia").get(at(transfer, "/facts/99/correct")).status_code == 404
    assert as_("nadia").get(at(transfer, f"/facts/{10**30}/correct")).status_code == 404
