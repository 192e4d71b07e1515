"""The notice of a referral: who is told, in one step; the date that it gave, and who is told again."""

import pytest

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.papers.story import Story, remanded, sentenced, text_of
from throughcare.access.models import Disclosure
from throughcare.audit.models import Entry
from throughcare.episodes import actions
from throughcare.episodes.models import Clock
from throughcare.organisations.refusals import Refused
from throughcare.papers import notices
from throughcare.papers.kinds import notice_paper
from throughcare.papers.notices import Recipient, authority_of, recipients, sent
from throughcare.papers.printing import printed
from throughcare.papers.sending import Sending, send_notices


def offered(story: Story, cast: Cast) -> list[Recipient]:
    """Who has yet to be told."""
    return [one for one, due in notices.offered(story.read_by(cast.nadia)).items() if due]


def told(story: Story, cast: Cast, *, on: int = 3) -> None:
    seen = story.episode.events.count()
    sending = Sending(day(on), "mail")
    story.episode = send_notices(
        episode=story.episode, to=offered(story, cast), sending=sending, seen=seen, by=cast.nadia, at=evening(day(on))
    )


ALL = [
    "Secretary of State (Mental Health Casework Section): Mental Health Casework Section",
    "Governor, director or manager of the place: HMP Eastmoor",
    "NHS England: Case management, North",
    "Integrated care board: Northshire Commissioning",
    "Service provider: Rowan Unit",
]


@pytest.mark.parametrize("begun", [sentenced, remanded])
def test_everybody_the_act_names_is_offered_and_told_in_one_step(cast: Cast, begun):
    story = begun(cast).begun()
    assert [one.says for one in offered(story, cast)] == ALL
    told(story, cast)
    facts = story.read_by(cast.nadia)
    assert [one.recipient.says for one in sent(facts)] == ALL
    assert {one.gave for one in sent(facts)} == {"2026-03-02"}
    assert {one.signed for one in sent(facts)} == {"Nadia Rahman, Eastmoor mental health team, Tuesday 3 March 2026"}
    assert offered(story, cast) == []


def test_each_notice_is_a_fact_and_a_disclosure_and_the_clock_of_notices_is_met(cast: Cast):
    story = sentenced(cast).begun()
    told(story, cast)
    assert story.episode.events.filter(step="referral-notice-sent").count() == 5
    rows = Disclosure.objects.filter(person=story.person)
    assert sorted(row.to for row in rows) == sorted(ALL)
    assert {tuple(row.categories) for row in rows} == {("identity-and-location", "referral-and-stage")}
    assert all("not in force" in row.basis for row in rows)
    assert Entry.objects.filter(did="disclosed", person_id=story.person.pk).count() == 5
    assert Clock.objects.get(episode=story.episode, standard="tr-notice").state == "met"


def test_a_notice_says_that_a_request_was_made_and_when_and_nothing_of_the_person_s_health(cast: Cast):
    story = sentenced(cast, says="Hears voices").begun()
    told(story, cast)
    facts = story.read_by(cast.nadia)
    for one in sent(facts):
        text = text_of(printed(notice_paper(facts, one, at=evening(day(3))), at=evening(day(3))))
        assert "Date of the initial request Monday 2 March 2026" in text
        assert "A registered medical practitioner has been asked for a report" in text
        assert "Nadia Rahman, Eastmoor mental health team" in text
        assert "not in force" in text
        assert "voices" not in text
    authority = next(one for one in sent(facts) if one.recipient.kind == "detention-authority")
    assert authority.authority == "The Governor or Director of the prison"


PLACES = {
    "HMP Eastmoor": "prison",
    "HMP & YOI Westfell": "young-offender-institution",
    "Oakhill Secure Training Centre": "secure-training-centre",
    "Ashfield Secure Children's Home": "secure-childrens-home",
    "Marshside Immigration Removal Centre": "immigration-detention",
    "Quayside Short-Term Holding Facility": "immigration-detention",
}


@pytest.mark.parametrize("place", PLACES)
def test_whom_it_is_addressed_to_goes_by_the_kind_of_place(place: str):
    assert authority_of(place) == PLACES[place]


def correct(story: Story, cast: Cast) -> None:
    story.episode = actions.correct(
        episode=story.episode, number=1, facts={}, happened=day(1), why="The letter is of Sunday.", by=cast.nadia,
        at=evening(day(4)),
    )  # fmt: skip


def test_a_notice_that_gave_an_earlier_date_says_so_and_its_recipient_is_told_again(cast: Cast):
    story = sentenced(cast).begun()
    told(story, cast)
    correct(story, cast)
    facts = story.read_by(cast.nadia)
    assert all(one.outdated for one in sent(facts))
    assert [one.says for one in offered(story, cast)] == ALL
    text = text_of(printed(notice_paper(facts, sent(facts)[0], at=evening(day(4))), at=evening(day(4))))
    assert "Date of the initial request Monday 2 March 2026" in text
    assert "Date of the request as it stands now Sunday 1 March 2026" in text
    assert "Why it was corrected The letter is of Sunday." in text
    told(story, cast, on=5)
    assert offered(story, cast) == []
    assert [one.gave for one in sent(story.read_by(cast.nadia))] == ["2026-03-02"] * 5 + ["2026-03-01"] * 5


def test_of_a_notice_on_which_nobody_wrote_the_date_it_gave_what_stood_then(cast: Cast):
    story = sentenced(cast).begun()
    story.take("referral-notice-sent", by=cast.nadia, on=day(3), recipient="secretary-of-state")
    correct(story, cast)
    notice = sent(story.read_by(cast.nadia))[0]
    assert (notice.gave, notice.outdated) == ("2026-03-02", True)


def test_the_date_of_the_request_changes_by_a_correction_with_a_reason_alone(cast: Cast):
    story = sentenced(cast).begun()
    with pytest.raises(Refused, match="Say why it is corrected"):
        actions.correct(
            episode=story.episode, number=1, facts={}, happened=day(1), why=" ", by=cast.nadia, at=evening(day(4))
        )
    with pytest.raises(Refused):
        story.take("initial-request-for-medical-report", by=cast.nadia, on=day(5), section="section-47", why="Again")
    assert notices.requested_on(story.read_by(cast.nadia)) == "2026-03-02"


def test_one_that_cannot_be_sent_leaves_none(cast: Cast):
    story = sentenced(cast).begun()
    all_of_them = offered(story, cast)
    with pytest.raises(Refused, match="not a choice"):
        send_notices(
            episode=story.episode, to=[*all_of_them, Recipient("a-neighbour", "A neighbour")],
            sending=Sending(day(3), "mail"), seen=1, by=cast.nadia, at=evening(day(3)),
        )  # fmt: skip
    assert not Disclosure.objects.exists()
    assert story.episode.events.count() == 1


@pytest.mark.parametrize("who", ["harun", "piotr", "maya", "carol"])
def test_notices_are_for_the_prison_s_mental_health_team_to_send(cast: Cast, who: str):
    story = sentenced(cast).begun()
    with pytest.raises(Refused):
        send_notices(
            episode=story.episode, to=offered(story, cast), sending=Sending(day(3), "mail"), seen=1,
            by=cast.staff[who], at=evening(day(3)),
        )  # fmt: skip
    assert not Disclosure.objects.exists()


def test_a_board_that_is_of_wales_is_told_as_one(cast: Cast):
    pays = cast.places["Northshire Commissioning"]
    pays.name = "Northshire University Health Board"
    pays.save()
    kinds = [one.kind for one in recipients(sentenced(cast).begun().read_by(cast.nadia))]
    assert ("health-board" in kinds, "icb" in kinds) == (True, False)
