"""What a mentor carries, and why somebody is to be looked after first."""

from datetime import UTC, date, datetime, timedelta

import pytest

from throughcare.rota.carrying import (
    OVER,
    REASONS,
    USUAL,
    WEIGHTS,
    Carried,
    Mentor,
    in_words,
    over,
    pressing,
    reasons,
)

NOW = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)
TODAY = date(2026, 3, 24)
A_DAY = timedelta(days=1)
QUIET = Carried(contacts=3, minutes=100)
MUCH = {TODAY: Carried(contacts=40, minutes=1500, worries=4, distress=1, deaths=1)}
DUE: dict[str, tuple[Mentor, str]] = {
    "debrief-late": (
        Mentor(debrief_due=NOW - A_DAY),
        "Something weighed on them, and nobody has talked it over: that was due by Monday 23 March 2026 at 09:30.",
    ),
    "supervision-late": (
        Mentor(supervision_due=TODAY - A_DAY), "Supervision was due on Monday 23 March 2026, 1 day ago.",
    ),
    "debrief-owed": (
        Mentor(debrief_due=NOW + A_DAY),
        "Something weighed on them: to be talked over by Wednesday 25 March 2026 at 09:30.",
    ),
    "much": (Mentor(days=MUCH), "They carry much: 115 points in 14 days, and 100 is much here."),
    "left": (
        Mentor(left_on=TODAY - 3 * A_DAY, offered_on_leaving=False),
        "They stopped on Saturday 21 March 2026, and nothing is on record of what they were offered on leaving.",
    ),
    "supervision-soon": (
        Mentor(supervision_due=TODAY + 3 * A_DAY), "Supervision is due on Friday 27 March 2026.",
    ),
    "rests": (
        Mentor(rests_until=TODAY),
        "They rest up to and including Tuesday 24 March 2026: no turn and nobody new until then.",
    ),
}  # fmt: skip
NOT_DUE = {
    "nothing": Mentor(),
    "supervision in good time": Mentor(supervision_due=TODAY + 4 * A_DAY),
    "a rest that is over": Mentor(rests_until=TODAY - A_DAY),
    "one who stopped and was offered support": Mentor(left_on=TODAY),
    "one who stopped long ago": Mentor(left_on=TODAY - 28 * A_DAY, offered_on_leaving=False),
    "much, but a fortnight ago": Mentor(days={TODAY - 14 * A_DAY: MUCH[TODAY]}),
    "much, of one who has stopped": Mentor(days=MUCH, left_on=TODAY),
}


def test_every_reason_is_tried_in_the_order_of_the_table():
    assert list(DUE) == list(REASONS)


@pytest.mark.parametrize("key", DUE)
def test_why_to_look_after_somebody_is_told_in_words(key: str):
    mentor, says = DUE[key]
    (reason,) = reasons(mentor, as_of=NOW)
    assert (reason.key, reason.says) == (key, says)
    assert reason.urgent is key.endswith("-late")


@pytest.mark.parametrize("name", NOT_DUE)
def test_nothing_is_told_where_nothing_is_due(name: str):
    assert reasons(NOT_DUE[name], as_of=NOW) == ()


def test_who_is_first_is_decided_by_the_first_reason_and_then_by_what_they_carry():
    late, owed, much, quiet = (DUE[key][0] for key in ("debrief-late", "debrief-owed", "much", "rests"))
    mentors = [Mentor(), quiet, much, owed, late]
    ordered = sorted(mentors, key=lambda one: pressing(reasons(one, as_of=NOW), over(one.days, 14, until=TODAY)))
    assert ordered == [late, owed, much, quiet, Mentor()]
    assert pressing((), MUCH[TODAY]) < pressing((), QUIET)


def test_several_reasons_come_with_the_most_pressing_first():
    mentor = Mentor(debrief_due=NOW + A_DAY, supervision_due=TODAY - A_DAY, rests_until=TODAY, days=MUCH)
    found = [one.key for one in reasons(mentor, as_of=NOW)]
    assert found == ["supervision-late", "debrief-owed", "much", "rests"]


def test_days_are_counted_with_today_and_no_further_back():
    days = {TODAY - number * A_DAY: Carried(contacts=1) for number in range(40)}
    assert [over(days, number, until=TODAY).contacts for number in OVER] == [14, 28]


def test_a_scheme_weighs_as_it_likes():
    carried = MUCH[TODAY]
    assert carried.points() == 40 + 25 + 4 * 5 + 10 + 20
    assert carried.points({**USUAL, "worries": 0}) == carried.points() - 20
    helped = carried.and_(Carried(groups=2, group_minutes=150))
    assert (helped.points() - carried.points(), helped.points({**USUAL, "group-hours": 5}) - carried.points()) == (
        2,
        10,
    )
    assert set(USUAL) > set(WEIGHTS)


def test_what_somebody_carries_is_said_in_words():
    assert in_words(Carried()) == "nothing on record"
    assert in_words(QUIET) == "3 contacts in 1 hour 40 minutes"
    assert in_words(Carried(groups=1, group_minutes=60)) == "1 group helped for 1 hour"
    assert in_words(QUIET.and_(Carried(groups=2, group_minutes=150))) == (
        "3 contacts in 1 hour 40 minutes, 2 groups helped for 2½ hours"
    )
    assert in_words(Carried(1, 30, 1, 2, 1)) == (
        "1 contact in half an hour, 1 worry passed on, 2 things that weighed on them, "
        "1 death of somebody they supported"
    )
