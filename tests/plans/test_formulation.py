"""A formulation: short, in parts, and for those who treat the person alone."""

import pytest

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.own.asked import in_plain_sql, linked
from tests.plans.story import PARTS, Story
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.plans.formulating import formulate
from throughcare.plans.models import FormulationPart
from throughcare.plans.reading import formulation_of, parts_now

NOW = evening(day(24))


def parts_of(story: Story, staff: StaffRole) -> set[str]:
    return set(parts_now(formulation_of(story.episode.pk, staff=staff, as_of=NOW)))


def test_those_who_treat_read_all_of_it_and_others_nothing(cast: Cast):
    story = Story(cast).whole()
    assert parts_of(story, cast.petra) == parts_of(story, cast.nadia) == set(PARTS)
    for other in (cast.owen, cast.piotr, cast.bola, cast.carol, cast.sam, cast.harun):
        assert parts_of(story, other) == set()
        assert in_plain_sql(other, "SELECT says FROM plans_formulationpart") == []


def test_the_person_reads_what_is_written_of_them(cast: Cast):
    story = Story(cast).whole()
    mine = linked(cast)
    assert {says for (says,) in in_plain_sql(mine, "SELECT says FROM plans_formulationpart")} == set(PARTS.values())
    assert parts_of(story, mine) == set(PARTS)


def test_what_is_written_anew_counts_and_the_version_before_stays(cast: Cast):
    story = Story(cast).whole()
    formulate(episode=story.episode, parts={**PARTS, "helps": "Drawing"}, seen=1, by=cast.petra, at=evening(day(17)))
    rows = formulation_of(story.episode.pk, staff=cast.petra, as_of=NOW)
    assert {part: (row.number, row.says) for part, row in parts_now(rows).items() if part in {"helps", "links"}} == {
        "links": (1, PARTS["links"]),
        "helps": (2, "Drawing"),
    }
    assert [row.says for row in rows if row.part == "helps"] == ["Drawing", PARTS["helps"]]


WRONG = [
    ({"links": "x"}, 0, "Meanwhile somebody else wrote here: Petra Novak"),
    (PARTS, 1, "Nothing here differs"),
    ({"links": "x" * 2001}, 1, "use at most 2000"),
    ({"links": "\u202ex"}, 1, "cannot be seen"),
]


@pytest.mark.parametrize(("parts", "seen", "says"), WRONG)
def test_what_cannot_be_written_is_refused(cast: Cast, parts: dict[str, str], seen: int, says: str):
    story = Story(cast).whole()
    with pytest.raises(Refused, match=says):
        formulate(episode=story.episode, parts=parts, seen=seen, by=cast.petra, at=evening(day(17)))
    assert FormulationPart.objects.count() == len(PARTS)


def test_others_write_none_of_it(cast: Cast):
    story = Story(cast).whole()
    for other in (cast.owen, cast.harun):
        with pytest.raises(Refused, match="Plans are written by"):
            formulate(episode=story.episode, parts={"links": "x"}, seen=1, by=other, at=evening(day(17)))
