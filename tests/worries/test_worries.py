"""A worry escalated, missed, sent up, answered; who is told of it and when, and what the mentor hears."""

from datetime import UTC, datetime, time

import pytest

from tests.cast import live_at
from tests.worries.conftest import MINUTE, NIGHT, Scheme, escalate
from throughcare.organisations.refusals import Refused
from throughcare.worries import answering, checking, setting, shifts
from throughcare.worries.models import Heard, MentorTold, OnCall, WorryEntry, WorryLine, WorryWatch
from throughcare.worries.reading import open_worries, told_to_mentor

HOUR = 60 * MINUTE
DUTY = "Duty manager, through the control room"


def steps(scheme: Scheme) -> list[str]:
    return list(scheme.mentee.events.order_by("number").values_list("step", flat=True))


def test_a_worry_escalated_missed_sent_up_answered(scheme: Scheme, tap):
    worry, owen = tap().worry, scheme.cast.owen
    assert steps(scheme)[-1] == "worry-raised"
    assert [escalate(NIGHT + minutes * MINUTE) for minutes in (14, 15, 16, 600)] == [0, 1, 0, 0]
    sent_up = WorryEntry.objects.get(kind="escalated")
    assert (sent_up.told, sent_up.told_as) == (owen.organisation, DUTY)
    answering.acknowledge(worry=worry, by=owen, at=NIGHT + 20 * MINUTE)
    answering.act(worry=worry, action="acct-opened", acct="", says="", by=owen, at=NIGHT + 30 * MINUTE)
    with pytest.raises(Refused, match="number of the ACCT"):
        answering.close(worry=worry, says="An ACCT is open", by=owen, at=NIGHT + 40 * MINUTE)
    answering.link_acct(worry=worry, acct="E-104/26", by=owen, at=NIGHT + 41 * MINUTE)
    answering.close(worry=worry, says="An ACCT is open", by=owen, at=NIGHT + 42 * MINUTE)
    became = list(WorryEntry.objects.order_by("pk").values_list("kind", flat=True))
    assert became == ["escalated", "acknowledged", "seen", "acted", "acct", "closed"]
    assert steps(scheme)[-1] == "worry-answered"
    assert list(checking.faults()) == []
    with pytest.raises(Refused, match="was closed on"):
        answering.see(worry=worry, by=owen, at=NIGHT + 50 * MINUTE)


def test_the_duty_manager_sees_it_was_sent_up_while_no_job_runs(scheme: Scheme, tap):
    tap()
    at_once, later = (open_worries(staff=scheme.cast.owen, as_of=NIGHT + minutes * MINUTE)[0] for minutes in (14, 15))
    assert at_once.sent_up == ()
    assert later.sent_up == ((DUTY, NIGHT + 15 * MINUTE),)
    assert (later.is_late(NIGHT + 15 * MINUTE), later.minutes(NIGHT + 15 * MINUTE)) == (True, 15)
    assert not WorryEntry.objects.exists()


def test_what_is_acknowledged_in_time_is_sent_up_to_nobody(scheme: Scheme, tap):
    answering.acknowledge(worry=tap().worry, by=scheme.cora, at=NIGHT + 14 * MINUTE)
    assert escalate(NIGHT + 60 * MINUTE) == 0
    assert not WorryLine.objects.filter(rung__gt=0).exists()
    again = answering.acknowledge(worry=WorryLine.objects.first().worry, by=scheme.cast.owen, at=NIGHT + 20 * MINUTE)
    assert again.entries.get(kind="acknowledged").by == scheme.cora
    assert list(checking.faults()) == []


def on_call(
    scheme: Scheme, title: str, *, rung: int = 0, starts: datetime = NIGHT, ends: datetime | None = None, **more
):
    row = OnCall(
        service=scheme.support, rung=rung, title=title, starts_at=starts, ends_at=ends,
        **{"organisation": scheme.organisation, **more},
    )  # fmt: skip
    return setting.put_on_call(row=row, by=scheme.cora, at=starts)


def test_whoever_is_on_call_is_told_first_and_others_when_they_are_silent(scheme: Scheme, tap):
    nadia = scheme.cast.nadia
    on_call(scheme, "Cora at home")
    on_call(scheme, "Night nurse", rung=1, organisation=nadia.organisation, role="PMH")
    worry = tap().worry
    with pytest.raises(Refused, match="not told of it"):
        answering.acknowledge(worry=worry, by=nadia, at=NIGHT + MINUTE)
    assert [escalate(NIGHT + minutes * MINUTE) for minutes in (15, 29, 30, 90)] == [1, 0, 1, 0]
    told = list(WorryEntry.objects.order_by("pk").values_list("told_as", flat=True))
    assert told == ["Night nurse", DUTY]
    answering.acknowledge(worry=worry, by=nadia, at=NIGHT + 31 * MINUTE)
    assert list(checking.faults()) == []


def test_a_rota_that_ends_in_the_night_leaves_nobody_untold(scheme: Scheme, tap):
    """Cora goes home ten minutes later: those who come on call then are told, and nobody twice."""
    on_call(scheme, "Cora", ends=NIGHT + 10 * MINUTE)
    nadia = scheme.cast.nadia
    on_call(scheme, "Night nurse", starts=NIGHT + 10 * MINUTE, organisation=nadia.organisation)
    worry = tap(at=NIGHT + 8 * MINUTE).worry
    assert escalate(NIGHT + 9 * MINUTE) == 0
    assert [escalate(NIGHT + minutes * MINUTE) for minutes in (11, 12)] == [1, 0]
    answering.acknowledge(worry=worry, by=nadia, at=NIGHT + 13 * MINUTE)
    assert list(checking.faults()) == []


def test_whoever_is_on_call_twice_is_told_once_and_no_tap_is_lost(scheme: Scheme, tap):
    """One name on two rungs, and the duty manager on call under the name that they have at the end of every chain."""
    prison = scheme.cast.owen.organisation
    on_call(scheme, "Orderly officer", organisation=prison)
    on_call(scheme, "Orderly officer", rung=1, organisation=prison)
    later = NIGHT + 60 * MINUTE
    on_call(scheme, DUTY, rung=1, organisation=prison, starts=later)
    for at in (NIGHT, later):
        lines = WorryLine.objects.filter(worry=tap(at=at).worry).order_by("rung", "pk")
        told = [("Orderly officer", at), (DUTY, at + 15 * MINUTE)]
        assert list(lines.values_list("title", "from_at")) == told
    assert [escalate(later + minutes * MINUTE) for minutes in (15, 16, 31)] == [2, 0, 0]
    assert list(checking.faults()) == []


def test_a_worry_that_cannot_be_sent_up_keeps_no_other_from_it(scheme: Scheme, tap):
    """Of the second it is on record already that the duty manager was told, and on the list not."""
    first, stuck, last = tap().worry, tap(mentee=None).worry, tap(mentee=None).worry
    prison = scheme.cast.owen.organisation
    WorryEntry.objects.create(worry=stuck, kind="escalated", told=prison, told_as=DUTY, by=scheme.cora, at=NIGHT)
    with pytest.raises(ExceptionGroup, match="1 could not be done, 2 were"):
        escalate(NIGHT + 15 * MINUTE)
    told = WorryLine.objects.filter(rung=1, told=True).order_by("worry_id")
    assert [one.worry for one in told] == [first, last]


def test_the_mentor_hears_that_staff_know_and_never_what_it_was(scheme: Scheme, tap):
    worry, owen = tap().worry, scheme.cast.owen

    def hears(minutes: int) -> str:
        (told,) = told_to_mentor(staff=scheme.milo, as_of=NIGHT + minutes * MINUTE)
        return f"{told.first_name}: {vars(told)['says']}"

    assert hears(0) == "Alex: It has reached staff. Somebody will come."
    answering.acknowledge(worry=worry, by=owen, at=NIGHT + 5 * MINUTE)
    assert hears(5) == "Alex: Staff know."
    answering.hear(worry=worry, says="He has saved up tablets", by=owen, at=NIGHT + 6 * MINUTE)
    answering.act(worry=worry, action="acct-opened", acct="E-1", says="Cell searched", by=owen, at=NIGHT + 7 * MINUTE)
    assert hears(7) == "Alex: Staff know, and have seen them."
    answering.close(worry=worry, says="An ACCT is open", by=owen, at=NIGHT + 9 * MINUTE)
    assert hears(9) == "Alex: Staff know, and have dealt with it."
    assert {one.name for one in MentorTold._meta.fields}.isdisjoint({"says", "action", "acct"})


def test_what_a_worry_is_staff_write_who_read_self_harm_risk(scheme: Scheme, tap):
    worry = tap().worry
    with pytest.raises(Refused, match="In this role nobody writes"):
        answering.hear(worry=worry, says="x", by=scheme.cora, at=NIGHT)
    with pytest.raises(Refused, match="for others to answer"):
        answering.hear(worry=worry, says="x", by=scheme.milo, at=NIGHT)
    answering.hear(worry=worry, says="He has saved up tablets", by=scheme.cast.nadia, at=NIGHT)
    assert Heard.objects.get().person_id == scheme.mentee.person_id


def test_a_scheme_sets_its_minutes_and_shifts(scheme: Scheme, tap):
    watch = WorryWatch(
        minutes=10,
        fold_minutes=2,
        shifts=[time(20, 0), time(8, 0)],
        duty_manager="Orderly officer",
        owner="Cora",
        why="x",
    )
    setting.set_watch(service=scheme.support, watch=watch, by=scheme.cora, at=NIGHT)
    worry = tap().worry
    assert (worry.within, worry.seen_by) == (10, datetime(2026, 3, 24, 8, tzinfo=UTC))
    assert escalate(NIGHT + 10 * MINUTE) == 1
    with pytest.raises(Refused, match="sets this"):
        setting.set_watch(service=scheme.support, watch=watch, by=scheme.cast.owen, at=NIGHT)


def test_a_shift_ends_when_another_begins_also_over_midnight_and_in_spring():
    starts = (time(7, 30), time(20, 30))
    assert shifts.shift_end(NIGHT, starts) == datetime(2026, 3, 24, 7, 30, tzinfo=UTC)
    before_summer_time = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert shifts.shift_end(before_summer_time, starts) == datetime(2026, 3, 29, 6, 30, tzinfo=UTC)
    at_the_end = datetime(2026, 3, 24, 7, 25, tzinfo=UTC)
    assert shifts.seen_by(at_the_end, starts, within=15) == at_the_end + 15 * MINUTE


def test_the_number_of_an_acct_is_of_one_person_in_a_prison(scheme: Scheme, tap):
    """Somebody else's number is refused: said at once, said later, and where it is said later whom a worry is about."""
    owen, first = scheme.cast.owen, tap().worry
    answering.act(worry=first, action="acct-opened", acct="E-104/26", says="", by=owen, at=NIGHT + 2 * MINUTE)
    blake = live_at(scheme.cast, "HMP Eastmoor", "Blake", "Archer", reference="TC-BBB-333")
    other = tap(mentee=scheme.matched(blake), at=NIGHT + 9 * MINUTE).worry
    for deed in (
        lambda: answering.act(worry=other, action="acct-opened", acct="e-104/26", says="", by=owen, at=NIGHT + HOUR),
        lambda: answering.link_acct(worry=other, acct="E-104/26", by=owen, at=NIGHT + HOUR),
    ):
        with pytest.raises(Refused, match="another person's ACCT"):
            deed()
    unnamed = tap(mentee=None, at=NIGHT + 20 * MINUTE).worry
    answering.act(worry=unnamed, action="acct-reviewed", acct="E-104/26", says="", by=owen, at=NIGHT + HOUR)
    with pytest.raises(Refused, match="another person's ACCT"):
        answering.name(worry=unnamed, person=blake, episode=None, by=owen, at=NIGHT + HOUR)
    answering.name(worry=unnamed, person=scheme.mentee.person, episode=None, by=owen, at=NIGHT + HOUR)
