"""A request for a copy that is gathered again, withdrawn or refused: each is a fact, and one excludes the others."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from tests.own.asked import TODAY, copy_of, extended, gathered, in_plain_sql, items, note
from tests.own.test_copies import decide, look, opinion, ready
from throughcare.audit.models import Entry
from throughcare.organisations.refusals import Refused
from throughcare.own import copying, ending, gathering, releasing, reviewing
from throughcare.own.models import Copy, CopyTold, Ending, Item, Preparation, Release

LATER = TODAY + timedelta(hours=1)


def again(cast: Cast, copy: Copy, says: str = "A letter came since") -> Preparation:
    return gathering.prepare(copy=copy, says=says, by=cast.nadia, at=LATER)


def released(cast: Cast) -> Copy:
    made = ready(cast)
    opinion(cast, made)
    decide(cast, look(made))
    releasing.release(copy=made, by=cast.gwen, at=TODAY)
    return made


def test_gathered_again_the_earlier_gathering_stays_as_it_was(cast: Cast):
    made = ready(cast)
    before = list(Item.objects.values_list())
    note(cast, "A radio, from Tony")
    assert again(cast, made).number == 2
    assert list(Item.objects.filter(gathering=1).values_list()) == before
    assert len(items(made, gathering=2)) == len(before) + 1


def test_it_takes_a_reason(cast: Cast):
    with pytest.raises(Refused, match="Say why it is gathered again"):
        again(cast, gathered(cast), " ")
    assert Preparation.objects.count() == 1


def test_what_was_decided_and_said_of_the_earlier_one_counts_no_more(cast: Cast):
    made = ready(cast)
    old = look(made)
    opinion(cast, made)
    decide(cast, old)
    again(cast, made)
    with pytest.raises(Refused, match="gathered again since"):
        decide(cast, old)
    with pytest.raises(Refused, match="1 item is still to be looked at"):
        releasing.release(copy=made, by=cast.gwen, at=LATER)
    decide(cast, items(made, gathering=2, outcome="look")[0])
    with pytest.raises(Refused, match="A health professional has yet to say"):
        releasing.release(copy=made, by=cast.gwen, at=LATER)
    opinion(cast, made)
    assert releasing.release(copy=made, by=cast.gwen, at=LATER).released == len(items(made, gathering=2))
    assert len(reviewing.judged(made, 1)) == len(items(made, gathering=1)), "and is still there to be looked at"


def end(cast: Cast, outcome: str, copy: Copy, *, reason: str = "", says: str = "They said so", **more: Any) -> Ending:
    verb, usual, by = {
        "withdrawn": (ending.withdraw, "wish", cast.nadia),
        "refused": (ending.refuse, "excessive", cast.gwen),
    }[outcome]
    return verb(copy=copy, reason=reason or usual, says=says, **{"by": by, "at": LATER, **more})


ENDED = {"withdrawn": "The request was withdrawn", "refused": "The request was refused"}


@pytest.mark.parametrize("outcome", ENDED)
def test_once_it_has_ended_nothing_more_is_done_about_it(cast: Cast, outcome: str):
    made = ready(cast)
    row = end(cast, outcome, made)
    assert (row.outcome, row.says, Entry.objects.filter(did=f"{outcome}-copy").count()) == (outcome, "They said so", 1)
    deeds = (
        lambda: releasing.release(copy=made, by=cast.gwen, at=LATER),
        lambda: decide(cast, look(made)),
        lambda: again(cast, made),
        lambda: opinion(cast, made),
        lambda: end(cast, "withdrawn", made),
        lambda: end(cast, "refused", made),
    )
    for deed in deeds:
        with pytest.raises(Refused, match=ENDED[outcome]):
            deed()


@pytest.mark.parametrize("outcome", ENDED)
def test_what_is_released_is_neither_withdrawn_nor_refused(cast: Cast, outcome: str):
    made = released(cast)
    with pytest.raises(Refused, match="It stays as it is"):
        end(cast, outcome, made)


def test_the_database_itself_lets_a_copy_end_in_one_way(cast: Cast):
    made = released(cast)
    about = {"copy": made, "person_id": made.person_id, "by": cast.gwen, "at": LATER}
    with pytest.raises(IntegrityError, match="own_ending"), transaction.atomic():
        Ending.objects.create(**about, outcome="refused", reason="unfounded", says="x")
    other = copy_of(cast)
    end(cast, "refused", other)
    about["copy"] = other
    with pytest.raises(IntegrityError, match="a_release_is_how_it_ended"), transaction.atomic():
        Release.objects.create(**about, page="", pdf=b"", digest="", released=0, withheld=0)


WRONG = {
    "no reason": ("withdrawn", {"says": " "}, "Say why."),
    "a reason of the other kind": ("withdrawn", {"reason": "excessive"}, "not one of those there are"),
    "no reason for a refusal": ("refused", {"says": ""}, "Say why."),
    "a refusal because it is much work": ("refused", {"reason": "busy"}, "not one of those there are"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_refused_and_leaves_nothing(cast: Cast, case: str):
    outcome, said, why = WRONG[case]
    with pytest.raises(Refused, match=why):
        end(cast, outcome, copy_of(cast), **said)
    assert not Ending.objects.exists()


def test_a_refusal_is_a_guardian_s_and_a_withdrawal_for_all_who_handle_it(cast: Cast):
    made = copy_of(cast)
    for who in ("nadia", "petra", "sam", "ada"):
        with pytest.raises(Refused, match="This is for others"):
            end(cast, "refused", made, by=cast.staff[who])
    for who in ("petra", "sam", "ada"):
        with pytest.raises(Refused, match="This is for others"):
            end(cast, "withdrawn", made, by=cast.staff[who])
    assert end(cast, "withdrawn", made, by=cast.gwen).by == cast.gwen


def tell(cast: Cast, copy: Copy, how: str = "paper") -> CopyTold:
    return ending.record_told(copy=copy, how=how, by=cast.nadia, at=LATER)


def test_whoever_asked_is_told_of_an_extension_and_of_a_refusal_once_each(cast: Cast):
    made = copy_of(cast)
    with pytest.raises(Refused, match="There is nothing to tell"):
        tell(cast, made)
    made = extended(cast)
    assert tell(cast, made).what == "extension"
    with pytest.raises(Refused, match="on record already"):
        tell(cast, made)
    end(cast, "refused", made)
    with pytest.raises(Refused, match="not one of those"):
        tell(cast, made, "shouted")
    assert tell(cast, made, "spoken").what == "refusal"


def test_a_withdrawal_is_theirs_and_nothing_is_told_of_it(cast: Cast):
    made = extended(cast)
    end(cast, "withdrawn", made)
    with pytest.raises(Refused, match="There is nothing to tell"):
        tell(cast, made)


def test_in_plain_sql_only_those_who_handle_it_see_how_it_ended(cast: Cast):
    made = extended(cast)
    end(cast, "refused", made)
    tell(cast, made)
    for table in ("own_ending", "own_copytold"):
        sees = {who: bool(in_plain_sql(staff, f"SELECT 1 FROM {table}")) for who, staff in cast.staff.items()}
        assert {who for who, seen in sees.items() if seen} == {"nadia", "gwen"}


def test_those_that_ended_are_due_no_more(cast: Cast):
    end(cast, "withdrawn", copy_of(cast))
    open_still = copy_of(cast)
    assert list(Copy.objects.with_due().unended()) == [open_still]
    assert {one.pk for one in copying.copies_of(cast.nadia)} > {open_still.pk}
