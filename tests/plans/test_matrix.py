"""Every role, asked of the rule and of the database for plans, formulations and summaries: one answer."""

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import Cast
from tests.episodes.conftest import day, evening
from tests.kept import Kept, keep
from tests.own.asked import in_plain_sql
from tests.plans.story import Story, one_of_everything
from tests.web.conftest import TODAY
from tests.web.test_matrix_everywhere import ROLES, judged, stand
from throughcare.plans.models import DraftSection, FormulationPart, SummarySection
from throughcare.sharing.levels import reaches

# What a summary of care plans shows, and what only those see who read them.
SHOWN = ("plan", "planchange", "summary", "summarysending", "summaryreceipt")
WRITTEN = ("problem", "goal", "goalrating", "goalstep", "planreview", "planagreement", "summarydraft")


def all_said(cast: Cast) -> Story:
    """Alex's day care, with one of everything that can be said of a plan."""
    story = Story(cast).begun()
    sending = one_of_everything(story.episode, to=cast.places["HMP Westfell"].pk, by=cast.petra, at=evening(day(20)))
    story.acknowledged(sending)
    return story


@pytest.fixture(scope="module")
def kept_story(kept_cast: Kept, django_db_blocker: DjangoDbBlocker) -> Kept:
    with django_db_blocker.unblock():
        return keep(lambda: all_said(kept_cast.lay_out()))


@pytest.fixture
def story(kept_story: Kept, db: None) -> Story:
    found: Story = kept_story.lay_out()
    return found


@pytest.mark.parametrize(
    "way", ["never", "involved", "agreement", "break-glass", "their own", "formerly involved, longer ago"]
)
@pytest.mark.parametrize("role", ROLES)
def test_the_database_shows_of_a_plan_what_the_rule_says(story: Story, role: str, way: str):
    somebody = stand(role, way, story.episode.person, at=story.cast.places["Alder Unit"])
    levels = judged(role, way)
    reads = {category for category, level in levels.items() if reaches(level, "read")}
    for table in SHOWN:
        there = in_plain_sql(somebody, f"SELECT 1 FROM plans_{table}", at=TODAY)
        assert bool(there) == reaches(levels["care-plan"], "summary"), table
    for table in WRITTEN:
        assert bool(in_plain_sql(somebody, f"SELECT 1 FROM plans_{table}", at=TODAY)) == ("care-plan" in reads), table
    for model in (DraftSection, FormulationPart, SummarySection):
        found = in_plain_sql(somebody, f"SELECT DISTINCT category FROM {model._meta.db_table}", at=TODAY)
        every = set(model._default_manager.values_list("category", flat=True))
        assert {category for (category,) in found} == every & reads
