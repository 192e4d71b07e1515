"""The library: what each service does and by which rules, and what changed between versions."""

import pytest

from tests.cast import Cast
from tests.web.conftest import SignIn
from tests.web.pages import words
from throughcare.blueprints.library import load, shipped, source
from throughcare.blueprints.ways import own_steps
from throughcare.episodes.models import Blueprint


def test_the_library_says_who_wrote_and_checked_each(as_: SignIn, cast: Cast):
    page = words(as_("nadia").get("/blueprints"))
    for one in shipped():
        assert load(one).title in page
    assert "Not yet checked by a clinician" in page
    assert "Versions in use" in page


@pytest.mark.parametrize("blueprint_id", shipped())
def test_a_page_says_every_stage_step_and_standard(as_: SignIn, cast: Cast, blueprint_id):
    answer = as_("nadia").get(f"/blueprints/{blueprint_id}")
    page = words(answer)
    found = load(blueprint_id)
    for row in (*found.standards, *found.delay_reasons, *found.sources):
        assert row.title in page
    assert "Every stage can be reached and left" in page
    assert "local default, not a national standard" in page
    assert "style=" not in answer.content.decode()


def test_its_parts_are_folded_under_headings_that_say_how_much_is_in_them(as_: SignIn, cast: Cast):
    folded, opened = (as_("nadia").get(f"/blueprints/daycare{query}") for query in ("", "?print"))
    assert f"What may happen ({len(own_steps(load('daycare').pathway))})" in words(folded)
    assert folded.content.decode().count('<details class="nhsuk-details tc-part" id=') > 5
    for part in ("standards", "steps", "shares"):
        assert f'id="{part}">' in folded.content.decode()
        assert f'id="{part}" open>' in opened.content.decode()


def test_what_is_not_in_force_is_said_not_to_be(as_: SignIn, cast: Cast):
    assert "Not in force law, not in force" in words(as_("nadia").get("/blueprints/hospital-transfer"))


def test_a_blueprint_that_is_not_there(as_: SignIn, cast: Cast):
    assert as_("nadia").get("/blueprints/nothing").status_code == 404
    assert as_("nadia").get("/blueprints/compare?old=daycare&new=nothing").status_code == 404


def test_two_versions_are_compared_in_sentences(as_: SignIn, cast: Cast):
    text = source("daycare").decode().replace('title = "In treatment"', 'title = "Being treated"')
    older = Blueprint.objects.create(
        digest="0" * 64, slug="daycare", version="2025.1", title="Day care", text=text, adopted_at="2025-01-01T00:00Z"
    )
    page = words(as_("nadia").get(f"/blueprints/compare?old={older.digest}&new=daycare"))
    assert "The title of the stage 'Being treated' goes from Being treated to In treatment." in page
    assert "Nothing: the two say the same." in words(as_("nadia").get("/blueprints/compare?old=daycare&new=daycare"))
