"""A referral to day care, as nurse and psychologist live it."""

from functools import partial

import pytest

from tests import grants
from tests.cast import Cast
from tests.episodes.conftest import REFERRAL, Take, day, evening, refer_to_daycare
from throughcare.access.models import Grant
from throughcare.access.seeing import seen_by
from throughcare.episodes import actions, referring
from throughcare.episodes.checking import faults
from throughcare.episodes.models import Clock, Episode, EventDetail, Outbox, Task
from throughcare.episodes.recording import stands
from throughcare.organisations.refusals import Refused
from throughcare.sharing import IDENTITY


def test_a_referral_that_nobody_has_received_is_still_the_referrers(cast: Cast, referred: Episode):
    assert referred.stage == "sent"
    assert referred.holder == cast.places["Eastmoor mental health team"]
    assert referred.lead == cast.nadia
    theirs = Task.objects.get(episode=referred, organisation=cast.places["Eastmoor psychology"])
    assert (theirs.waiting, theirs.standard, theirs.due_on) == ("us", "", day(2).on)


def test_receiving_it_hands_the_person_over_and_starts_the_triage_clock(cast: Cast, referred: Episode, take: Take):
    received = take(referred, "referral-received", by=cast.petra, on=day(3))
    assert received.stage == "referred"
    assert received.holder == cast.places["Eastmoor psychology"]
    assert received.lead == cast.petra
    triage = Clock.objects.get(episode=referred, standard="triage")
    assert (triage.state, triage.started_on, triage.due_on) == ("running", day(3).on, day(4).on)


def test_the_first_to_act_for_an_organisation_leads_until_another_is_named(cast: Cast, referred: Episode, take: Take):
    take(referred, "referral-received", by=cast.petra, on=day(3))
    named = actions.name_lead(episode=referred, lead=cast.ada, by=cast.petra, at=evening(day(4)), happened=day(4))
    assert named.lead == cast.ada


def test_accepting_and_starting_meets_the_clocks(cast: Cast, referred: Episode, take: Take):
    take(referred, "referral-received", by=cast.petra, on=day(3))
    take(referred, "accepted", by=cast.petra, on=day(4))
    started = take(referred, "pathway-started", by=cast.petra, on=day(18), pathway="mood")
    assert started.stage == "in-treatment"
    met = dict(Clock.objects.filter(episode=referred, state="met").values_list("standard", "stopped_on"))
    assert met == {"triage": day(4).on, "assessment": day(18).on, "treatment-start": day(18).on}


def test_answers_are_kept_by_category(cast: Cast, referred: Episode):
    kept = dict(EventDetail.objects.filter(event__episode=referred).values_list("category", "facts"))
    assert kept["clinical"] == {"reason": "low-mood"}
    assert kept["self-harm-risk"] == {"self-harm-now": False}
    assert referred.events.get(number=1).facts == {"priority": "routine"}


def test_a_step_of_another_organisation_is_refused_with_whose_it_is(cast: Cast, referred: Episode, take: Take):
    with pytest.raises(Refused, match="Day-care team to record"):
        take(referred, "referral-received", by=cast.nadia, on=day(3))
    assert referred.events.count() == 2


def test_a_step_that_asks_something_is_refused_without_it(cast: Cast, referred: Episode, take: Take):
    take(referred, "referral-received", by=cast.petra, on=day(3))
    with pytest.raises(Refused) as refusal:
        take(referred, "declined", by=cast.petra, on=day(4))
    assert set(refusal.value.reasons) == {"criterion", "instead"}


def test_a_second_referral_to_the_same_service_leads_to_the_open_one(cast: Cast, referred: Episode):
    with pytest.raises(Refused, match=referred.reference):
        referring.refer(
            person=referred.person,
            service=referred.service,
            facts=REFERRAL,
            happened=day(3),
            by=cast.nadia,
            at=evening(day(3)),
        )


def test_whoever_may_not_see_the_open_one_is_told_to_ask_and_not_its_reference(cast: Cast, referred: Episode):
    kept = grants.of(IDENTITY, organisation=cast.nadia.organisation)
    Grant.objects.filter(organisation=cast.nadia.organisation).exclude(pk__in=kept).delete()
    with pytest.raises(Refused) as refusal:
        refer_to_daycare(cast)
    assert refusal.value.reasons == {"service": "Day care, Eastmoor has this person already: ask them."}


def test_after_a_decline_the_person_can_be_referred_again_and_the_earlier_one_is_linked(
    cast: Cast, referred: Episode, take: Take
):
    take(referred, "referral-received", by=cast.petra, on=day(3))
    declined = take(referred, "declined", by=cast.petra, on=day(4), criterion="mild", instead="Peer support")
    assert (declined.outcome, declined.closed_on) == ("declined", day(4).on)
    again = referring.refer_again(
        episode=declined, facts=REFERRAL, happened=day(20), by=cast.nadia, at=evening(day(20))
    )
    assert again.follows == declined


def test_a_draft_waits_until_it_says_all_that_is_needed(cast: Cast):
    assert cast.daycare is not None
    draft = referring.refer(
        person=cast.people["alex"],
        service=cast.daycare,
        facts={"reason": "trauma"},
        happened=day(2),
        by=cast.nadia,
        at=evening(day(2)),
        send=False,
    )
    assert draft.stage == "draft"
    with pytest.raises(Refused) as refusal:
        referring.send(episode=draft, happened=day(3), by=cast.nadia, at=evening(day(3)))
    assert "priority" in refusal.value.reasons


def test_those_who_take_part_see_the_episode_and_strangers_do_not(cast: Cast, referred: Episode):
    at = evening(day(3))
    seen = {name for name, staff in cast.staff.items() if seen_by(Episode, staff=staff, as_of=at).exists()}
    assert seen == {"nadia", "petra"}


def test_seeing_runs_out_28_days_after_the_end(cast: Cast, referred: Episode, take: Take):
    take(referred, "referral-received", by=cast.petra, on=day(3))
    take(referred, "declined", by=cast.petra, on=day(4), criterion="mild", instead="Peer support")
    Grant.objects.filter(ground="placement").delete()
    assert seen_by(Episode, staff=cast.petra, as_of=evening(day(31))).exists()
    assert not seen_by(Episode, staff=cast.petra, as_of=evening(day(2, month=4))).exists()


def test_every_other_organisation_is_told_in_the_same_transaction(cast: Cast, referred: Episode):
    told = Outbox.objects.filter(episode=referred, says="referral-sent").values_list("organisation__name", flat=True)
    assert list(told) == ["Eastmoor psychology"]


def test_a_correction_stands_in_place_of_the_fact_and_both_stay(cast: Cast, referred: Episode, take: Take):
    take(referred, "referral-received", by=cast.petra, on=day(4))
    corrected = actions.correct(
        episode=referred,
        number=3,
        facts={},
        happened=day(3),
        why="It came on Tuesday.",
        by=cast.petra,
        at=evening(day(5)),
    )
    assert corrected.event_count == 4
    assert Clock.objects.get(episode=referred, standard="triage").started_on == day(3).on


def test_a_fact_is_corrected_by_those_who_recorded_it(cast: Cast, referred: Episode, take: Take):
    take(referred, "referral-received", by=cast.petra, on=day(3))
    with pytest.raises(Refused, match="ask them to correct it"):
        actions.correct(
            episode=referred, number=3, facts={}, happened=day(2), why="No", by=cast.nadia, at=evening(day(5))
        )


def test_a_fact_that_later_ones_rest_on_cannot_be_struck_out(cast: Cast, referred: Episode, take: Take):
    take(referred, "referral-received", by=cast.petra, on=day(3))
    take(referred, "accepted", by=cast.petra, on=day(4))
    with pytest.raises(Refused, match="could not stand"):
        actions.strike_out(episode=referred, number=3, why="Wrong", by=cast.petra, at=evening(day(5)))


def test_a_hand_over_counts_only_once_it_is_accepted(cast: Cast, referred: Episode, take: Take):
    take(referred, "referral-received", by=cast.petra, on=day(3))
    westfell = cast.places["Westfell mental health team"]
    actions.hand_over(
        episode=referred,
        party="daycare",
        to=westfell.pk,
        why="Moved",
        by=cast.petra,
        at=evening(day(4)),
        happened=day(4),
    )
    referred.refresh_from_db()
    assert referred.holder == cast.places["Eastmoor psychology"]
    assert seen_by(Episode, staff=cast.sam, as_of=evening(day(5))).exists()
    accepted = take(referred, "handover-accepted", by=cast.sam, on=day(5))
    assert (accepted.holder, accepted.lead) == (westfell, cast.sam)


def test_a_form_overtaken_by_another_is_refused_with_what_has_happened(cast: Cast, referred: Episode, take: Take):
    shown = referred.events.count()
    take(referred, "referral-received", by=cast.petra, on=day(3))
    with pytest.raises(Refused, match="Eastmoor psychology recorded 'Referral received'"):
        actions.take_step(
            episode=referred,
            step="accepted",
            facts={},
            happened=day(4),
            by=cast.petra,
            at=evening(day(4)),
            seen=shown,
        )


def test_ending_takes_the_step_that_leads_to_the_outcome(cast: Cast, referred: Episode, take: Take):
    take(referred, "referral-received", by=cast.petra, on=day(3))
    ended = actions.end(
        episode=Episode.objects.get(pk=referred.pk),
        outcome="withdrawn",
        facts={"who-withdrew": "person"},
        by=cast.petra,
        at=evening(day(5)),
        happened=day(5),
    )
    assert ended.outcome == "withdrawn"


def test_striking_out_the_only_fact_ends_the_episode_as_never_having_been(cast: Cast):
    assert cast.transfer is not None
    begun = referring.refer(
        person=cast.people["alex"],
        service=cast.transfer,
        facts={"why": "Hears voices"},
        begin="need-identified",
        happened=day(2),
        by=cast.nadia,
        at=evening(day(2)),
    )
    struck = actions.strike_out(
        episode=begun, number=1, why="Meant for somebody else", by=cast.nadia, at=evening(day(3))
    )
    assert (struck.outcome, struck.closed_on) == ("recorded-in-error", day(2).on)
    assert not struck.tasks.exists()


def test_what_was_read_before_somebody_else_recorded_is_read_again(cast: Cast):
    """Petra's second page was read before what she recorded on her first."""
    episode = refer_to_daycare(cast)
    at = evening(day(3))
    read = stands(episode, at=at)
    received = partial(actions.take_step, episode=episode, facts={}, happened=day(3), by=cast.petra, at=at)
    received(step="referral-received")
    with pytest.raises(Refused, match="Referral received"):
        received(step="referral-received", read=read)
    accepted = received(step="accepted", facts={"priority": "routine"}, read=read)
    assert accepted.event_count == len(read.history) + 2
    assert list(faults(as_of=at)) == []
