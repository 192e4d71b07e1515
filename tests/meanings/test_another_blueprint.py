"""A prison writes a transfer of its own, with other names: beds, papers, providers, lists and figures go on working."""

from datetime import date, timedelta

from tests.beds.conftest import said, ward_at
from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.ladder.conftest import climb
from tests.meanings.renamed import SLUG, STEPS, ours
from tests.own.asked import linked
from tests.papers.story import Story
from tests.web.conftest import TODAY, SignIn
from tests.web.pages import words
from throughcare.beds import offering
from throughcare.beds.models import Bed, Stay, Wait
from throughcare.episodes.history import blueprint_of
from throughcare.indicators import Period
from throughcare.ladder.models import Line
from throughcare.measures.gathering import Window, counted
from throughcare.organisations.keeper import clock_keeper
from throughcare.papers import notices
from throughcare.papers.kinds import PAPERS, there_are
from throughcare.papers.sending import Sending, send_notices
from throughcare.pathways import Moment
from throughcare.providers.consistency import facts
from throughcare.transfers import ending

NOW = evening(day(12))
SPRING = Period(date(2026, 1, 1), date(2026, 3, 31))


def steps(story: Story) -> list[str]:
    return list(story.episode.events.order_by("number").values_list("step", flat=True))


def test_no_name_of_the_library_is_left(story: Story):
    blueprint = blueprint_of(story.begun().episode)
    assert blueprint.id == SLUG
    assert not {step.id for step in blueprint.pathway.steps if step.id.startswith("our-")} & STEPS
    assert "tr-28" not in blueprint.standard


def test_a_bed_is_asked_for_offered_accepted_and_moved_into(story: Story, cast: Cast):
    ward_at(cast.harun, "Cedar ward", said())
    story.begun()
    report = {"finding": "met", "doctor": "Dr Iqbal", "approved": "yes"}
    story.take("first-medical-report", by=cast.nadia, on=day(9), **report)
    story.take("access-assessment-done", by=cast.harun, on=day(11), result="accepted", level="medium")
    wait = Wait.objects.get(episode=story.episode)
    assert (wait.open, wait.since, wait.level, wait.at_risk) == (True, day(2).on, "medium", True)
    offer = offering.offer(episode=story.episode, bed=Bed.objects.earliest("pk"), by=cast.harun, at=NOW)
    for by, on in ((cast.harun, None), (cast.harun, date(2026, 3, 20)), (cast.nadia, None), (cast.nadia, None)):
        offering.agree(offer=offer, who="", expected_on=on, by=by, at=NOW + timedelta(hours=1))
    assert steps(story)[-2:] == [ours("bed-accepted"), ours("bed-offered-date")]
    story.take("second-medical-report", by=cast.harun, on=day(13), finding="met", doctor="Dr Ilori")
    story.applied().moved()
    stay = Stay.objects.get(episode=story.episode)
    assert (stay.from_on, stay.until_on) == (day(20).on, None)
    story.returning()
    stay.refresh_from_db()
    assert stay.ready_on == day(22).on
    story.take("remission-warrant-given", by=cast.maya, on=day(23), section="section-50")
    story.take("returned-to-prison", by=cast.owen, on=day(23))
    stay.refresh_from_db()
    assert (stay.until_on, stay.left_for) == (day(23).on, "returned-to-prison")


def test_a_no_of_the_hospital_is_a_fact_and_cites_a_criterion(story: Story, cast: Cast, as_: SignIn):
    story.begun().take("bed-requested", by=cast.nadia, on=day(9), secure_hospital=story.rowan)
    page = words(as_("harun").get(f"/episodes/{story.episode.reference}/steps/{ours('bed-declined')}"))
    assert "Appropriate treatment is available" in page


def test_every_paper_is_there_and_says_what_was_recorded(story: Story, cast: Cast, as_: SignIn):
    story.whole()
    read = story.read_by(cast.nadia)
    assert there_are(read).keys() == PAPERS.keys()
    for key in PAPERS:
        assert as_("nadia").get(f"/episodes/{story.episode.reference}/papers/{key}").status_code == 200
    warrant = words(as_("nadia").get(f"/episodes/{story.episode.reference}/papers/warrant"))
    assert "Last day Monday 30 March 2026" in warrant
    assert "Named bed Ash" in words(as_("nadia").get(f"/episodes/{story.episode.reference}/papers/application"))


def test_notices_go_out_and_the_person_reads_of_their_move(story: Story, cast: Cast, as_: SignIn):
    linked(cast)
    story.begun().assessed()
    to = list(notices.recipients(story.read_by(cast.nadia)))
    send_notices(episode=story.episode, to=to, sending=Sending(day(14), "mail"), seen=len(steps(story)), by=cast.nadia,
                 at=evening(day(14)))  # fmt: skip
    assert steps(story).count(ours("referral-notice-sent")) == len(to)
    page = words(as_("alex").get("/own/move"))
    assert "A hospital says yes" in page
    assert "Thursday 12 March 2026" in page


def test_who_to_refer_to_is_asked_beside_it_and_its_decisions_are_compared(story: Story, cast: Cast, as_: SignIn):
    story.begun()
    area = cast.places["Northshire Commissioning"].pk
    story.take("home-area-recorded", by=cast.nadia, on=day(3), commissioner=area, told_by="GP record")
    page = words(as_("nadia").get(f"/episodes/{story.episode.reference}/provider"))
    assert "Northshire Commissioning" in page
    episode = as_("nadia").get(f"/episodes/{story.episode.reference}").content.decode()
    assert f'href="/episodes/{story.episode.reference}/provider"' in episode
    story.assessed()
    told = {fact.step: fact for fact in facts()}
    assert {"report-requested", "access-assessed", "bed-accepted"} <= told.keys()
    assert told["report-requested"].answers["section"] == "section-47"


def test_it_is_on_the_list_of_transfers_with_its_last_contact(story: Story, cast: Cast):
    story.begun().take("waiting-contact-made", by=cast.nadia, on=day(9), who="prison-team", how="video")
    line = Line.objects.get(episode=story.episode, organisation=cast.nadia.organisation)
    assert (line.contact, line.contact_on) == (ours("waiting-contact-made"), day(9).on)
    assert climb(evening(day(16))) >= 1


def test_figures_count_it(story: Story):
    story.begun().assessed().applied().moved()
    found = counted(Window(SPRING, Moment(SPRING.last), recorded_until=TODAY + timedelta(days=30)))
    met = {figure.indicator: number for (figure, group, band), number in found.bands.items() if group == ("", "")}
    assert {"I01", "I02", "I03", "I04", "I06", "I08", "I09", "MOJ"} <= met.keys()


def test_on_the_way_to_hospital_nobody_counts_as_released(story: Story, cast: Cast):
    story.begun().assessed().applied()
    story.take("transfer-direction-given", by=cast.maya, on=day(17), section="section-47", restricted="yes",
               secure_hospital=story.rowan)  # fmt: skip
    story.take("left-prison", by=cast.piotr, on=day(18))
    story.person.placements.update(until_on=day(18).on)
    assert ending.record_ending(episode=story.episode, by=clock_keeper(at=TODAY), at=TODAY) is None
