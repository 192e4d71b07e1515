"""Recording, correcting and striking out on pages: asked by the blueprint, refused in words, recorded once."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.episodes.conftest import REFERRAL, day, evening
from tests.web.conftest import SignIn
from tests.web.episodes.conftest import A_DAY, SEEN, at, take
from tests.web.pages import queries, words
from throughcare.audit.models import Entry
from throughcare.episodes import referring
from throughcare.episodes.models import Episode, Event, EventDetail


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


@pytest.mark.parametrize(("answered", "entries"), [({}, ["recorded-fact"]), ({"happened-year": ""}, ["saw-episode"])])
def test_the_record_says_what_came_of_a_form(as_: SignIn, transfer: Episode, answered, entries: list[str]):
    """Whoever recorded something was shown nothing by it; whoever is asked again is shown the episode once more."""
    earlier = Entry.objects.order_by("-id").first()
    as_("nadia").post(at(transfer, "/steps/criteria-met"), {**SEEN, **A_DAY, **answered})
    assert (
        list(Entry.objects.filter(id__gt=earlier.id, episode_id=transfer.pk).values_list("did", flat=True)) == entries
    )


def test_a_step_takes_as_many_queries_however_much_there_is_on_record(as_: SignIn, transfer: Episode):
    nadia, taken = as_("nadia"), []
    for seen in range(2, 32):
        note = {**SEEN, **A_DAY, "seen": seen, "submission": str(uuid4()), "told": f"Manager {seen}"}
        with CaptureQueriesContext(connection) as made:
            assert nadia.post(at(transfer, "/steps/escalation-recorded"), note).status_code == 303
        taken.append(len(queries(made)))
    assert set(taken[1:]) == {taken[-1]}
    assert taken[-1] <= 15


def test_whoever_was_told_what_came_between_may_send_again(as_: SignIn, transfer: Episode):
    typed = {**SEEN, **A_DAY, "seen": 1}
    answer = as_("nadia").post(at(transfer, "/steps/criteria-met"), typed)
    assert answer.status_code == 422
    tags = answer.content.decode().split("<")
    assert [tag for tag in tags if 'name="seen"' in tag and 'value="2"' in tag]


@pytest.mark.parametrize(("page", "field"), [("strike-out", "why"), ("correct", "why_corrected")])
def test_a_reason_that_turns_text_round_is_refused(as_: SignIn, transfer: Episode, page: str, field: str):
    typed = {**SEEN, **A_DAY, "finding": "met", "disorder": "Psychosis", field: "a\u202eb"}
    answer = as_("nadia").post(at(transfer, f"/facts/2/{page}"), typed)
    assert answer.status_code == 422
    assert "turns text round" in words(answer)


def test_a_key_that_was_used_in_one_episode_records_nothing_in_another(
    as_: SignIn, transfer: Episode, referred: Episode, cast: Cast
):
    note = {**SEEN, **A_DAY, "organisation": cast.nadia.organisation_id, "staff": cast.nadia.pk}
    assert as_("nadia").post(at(transfer, "/steps/lead-named"), note).status_code == 303
    answer = as_("nadia").post(at(referred, "/steps/lead-named"), note)
    assert answer.status_code == 422
    assert "This form was sent before, for something else." in words(answer)


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
        ({"submission": "x"}, "This page had lost its key"),
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


@pytest.mark.parametrize("spoilt", [{"submission": "x"}, {"submission": ""}, {"seen": "x"}, {"seen": ""}])
def test_a_page_that_lost_what_it_carries_unseen_can_be_sent_again_as_it_is(as_: SignIn, transfer: Episode, spoilt):
    typed = {**A_DAY, "finding": "met", "doctor": "Dr Ilori"}
    answer = as_("nadia").post(at(transfer, "/steps/second-medical-report"), {**SEEN, **typed, **spoilt})
    assert answer.status_code == 422
    carried = dict(re.findall(r'type="hidden" name="(submission|seen)" value="([^"]*)"', answer.content.decode()))
    again = as_("nadia").post(at(transfer, "/steps/second-medical-report"), {**typed, **carried})
    assert again.status_code == 303


def test_a_step_of_another_party_is_not_mine_and_says_whose(as_: SignIn, transfer: Episode):
    answer = as_("nadia").get(at(transfer, "/steps/bed-accepted"))
    assert answer.status_code == 403
    assert "it is for Rowan Unit" in words(answer)
    assert as_("nadia").post(at(transfer, "/steps/bed-accepted"), {**SEEN, **A_DAY}).status_code == 403
    assert Event.objects.filter(episode=transfer).count() == 2


def test_an_answer_sent_twice_was_taken_though_the_question_is_gone(as_: SignIn, transfer: Episode, cast: Cast):
    offer = {"party": "prison-mental-health", "organisation": cast.places["Westfell mental health team"].pk}
    take(transfer, "handover-offered", by=cast.nadia, on=day(18), **offer)
    answers = [as_("sam").post(at(transfer, "/steps/handover-accepted"), {**SEEN, **A_DAY, "seen": 3}) for _ in "ab"]
    assert [answer.status_code for answer in answers] == [303, 303]


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


def test_an_answer_may_be_called_as_what_a_verb_is_told_beside_it(as_: SignIn, transfer: Episode, cast: Cast):
    take(transfer, "bed-accepted", by=cast.harun, on=day(18))
    escort = {**A_DAY, "by": "Northshire escorts", "date-day": "26", "date-month": "3", "date-year": "2026"}
    harun = as_("harun")
    assert harun.post(at(transfer, "/steps/escort-booked"), {**SEEN, **escort, "seen": 3}).status_code == 303
    again = {**escort, "by": "Moorside escorts", "why_corrected": "Another firm came"}
    assert harun.post(at(transfer, "/facts/4/correct"), again).status_code == 303
    assert "Escort by was Northshire escorts" in words(harun.get(at(transfer)))


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


def test_an_answer_that_nobody_need_give_can_be_taken_back(as_: SignIn, cast: Cast):
    referral = referring.refer(
        person=cast.people["alex"], service=cast.daycare, facts={**REFERRAL, "knows": "no"}, happened=day(2),
        by=cast.nadia, at=evening(day(2)),
    )  # fmt: skip
    page = as_("nadia").get(at(referral, "/facts/1/correct")).content.decode()
    buttons = re.findall(r'name="(knows|self-harm-now)" type="radio" value="([^"]*)"( checked)?', page)
    assert [value for name, value, _ in buttons if name == "knows"] == ["yes", "no", ""]
    # What must be answered cannot be left unsaid.
    assert [value for name, value, _ in buttons if name == "self-harm-now"] == ["yes", "no"]
    typed = {**SEEN, **A_DAY, **REFERRAL, "knows": "", "happened-day": "2", "why_corrected": "Nobody asked them"}
    assert as_("nadia").post(at(referral, "/facts/1/correct"), typed).status_code == 303
    corrected = referral.events.latest("number")
    by_category = EventDetail.objects.filter(event=corrected).values_list("facts", flat=True)
    kept = {name for facts in (corrected.facts, *by_category) for name in facts}
    assert "priority" in kept
    assert "knows" not in kept


def test_a_fact_is_struck_out_with_a_reason(as_: SignIn, transfer: Episode):
    refused = as_("nadia").post(at(transfer, "/facts/2/strike-out"), {**SEEN, "why": " "})
    assert refused.status_code == 422
    assert as_("nadia").post(at(transfer, "/facts/2/strike-out"), {**SEEN, "why": "Wrong person"}).status_code == 303
    page = as_("nadia").get(at(transfer, "/facts/2/strike-out"))
    assert page.status_code == 403
    assert "Struck out as recorded in error: Wrong person" in words(page)


@pytest.mark.parametrize(("page", "field"), [("strike-out", "why"), ("correct", "why_corrected")])
def test_a_correction_sent_twice_counts_once_and_both_are_told_so(as_: SignIn, transfer: Episode, page, field):
    typed = {**SEEN, **A_DAY, "finding": "met", "disorder": "Mania", field: "Wrong line"}
    answers = [as_("nadia").post(at(transfer, f"/facts/2/{page}"), typed) for _ in "ab"]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert Event.objects.filter(episode=transfer).count() == 3


def test_facts_of_others_are_not_mine_to_correct(as_: SignIn, transfer: Episode):
    page = as_("harun").get(at(transfer, "/facts/2/correct"))
    assert page.status_code == 403
    assert "If it is wrong, ask Eastmoor mental health team." in words(page)
    assert as_("nadia").get(at(transfer, "/facts/99/correct")).status_code == 404
    assert as_("nadia").get(at(transfer, f"/facts/{10**30}/correct")).status_code == 404
