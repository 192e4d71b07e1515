"""A prison writes a scheme of mentors of its own, with other names for all that happens: it goes on working."""

from datetime import date
from typing import Any

import pytest

from tests.cast import gather, open_services
from tests.cover.conftest import NOW, Eastmoor, furnish, on
from tests.meanings.renamed import ours, renamed, with_own_outcomes
from tests.mentors import SUPERVISED
from throughcare.blueprints.check import check
from throughcare.blueprints.library import load
from throughcare.blueprints.read import read
from throughcare.cover import progress
from throughcare.cover.models import Mentoring, Rest
from throughcare.episodes import referring
from throughcare.episodes.models import Episode
from throughcare.meanings import OUTCOMES, OutcomeMeaning
from throughcare.pathways import Moment
from throughcare.peers import schemes
from throughcare.peers.models import Match, Mentee, Mentor
from throughcare.peers.pairing import match


def own_words(slug: str) -> str:
    """The library's blueprint in names of this prison's own."""
    return with_own_outcomes(renamed(slug, f"eastmoor-{slug}"), load(slug).outcome_titles)


class Ours(Eastmoor):
    def takes(self, given: str, step: str, by: str = "mina", when: Moment | None = None, **facts: Any) -> Episode:
        return super().takes(given, ours(step), by, when, **facts)


@pytest.fixture
def scheme(db: None, monkeypatch: pytest.MonkeyPatch) -> Eastmoor:
    """Robin is a mentor of it; Blake asked for one and was found safe."""
    cast = open_services(gather())
    monkeypatch.setattr(referring, "source", lambda slug: own_words(slug).encode())
    made = furnish(cast)
    found = Ours(made.cast, made.mina, made.wings, made.mentoring, made.support)
    schemes.open_scheme(
        support=found.support, mentors=found.mentoring, place=cast.places["HMP Eastmoor"], values=schemes.Values(),
        by=found.mina, at=NOW,
    )  # fmt: skip
    found.mentor("Robin", "TC-RBC-222")
    found.supported("Blake", "TC-BKC-222")
    return found


@pytest.mark.parametrize("slug", ["peer-mentor", "peer-support"])
def test_no_name_of_the_library_is_left(slug: str):
    theirs, text = load(slug), own_words(slug)
    reading = read(text.encode(), path="ours.toml")
    assert reading.blueprint is not None
    assert check(reading) == ()
    names = {*reading.blueprint.standard, *reading.blueprint.outcome_means}
    assert all(name.startswith("our-") for name in names)
    assert {ours(code): word for code, word in theirs.outcome_means.items()} == reading.blueprint.outcome_means


def test_every_word_of_an_outcome_has_a_sentence_and_is_borne():
    borne = {word for slug in ("peer-mentor", "peer-support") for word in load(slug).outcome_means.values()}
    assert OUTCOMES.keys() == set(OutcomeMeaning) == borne
    assert all(said.says.endswith(".") for said in OUTCOMES.values())


def test_a_debrief_says_until_when_a_mentor_rests(scheme: Eastmoor):
    scheme.takes("Robin", "distress-noted", what="death")
    scheme.takes("Robin", "debriefed", **{"with": "Mina Osei", "rest": "2026-03-30"})
    assert Rest.objects.get(episode=scheme.of("Robin")).until_on == date(2026, 3, 30)
    assert Mentor.objects.get(episode=scheme.of("Robin")).rest_until == date(2026, 3, 30)


def test_mentors_who_stop_are_counted_by_what_their_outcome_means(scheme: Eastmoor):
    scheme.takes("Robin", "stopped", outcome=ours("to-work"))
    row = Mentoring.objects.get(episode=scheme.of("Robin"))
    assert (row.left_on, row.offered) == (NOW.date(), False)
    told = progress.progress(scheme.mina.organisation, as_of=date(2026, 4, 2))
    assert told.left_for == (("To work or education", "fewer than 5"),)


def test_whoever_becomes_a_mentor_is_counted_as_one(scheme: Eastmoor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(progress, "enough", lambda *parts: any(parts))
    scheme.takes("Blake", "support-ended", when=on(20), outcome=ours("became-mentor"))
    referring.refer(
        person=scheme.of("Blake").person, service=scheme.mentoring, facts={"languages": "English"}, by=scheme.mina,
        happened=on(21), at=NOW,
    )  # fmt: skip
    first, *_ = progress.progress(scheme.mina.organisation, as_of=date(2026, 4, 2)).figures
    assert (first.key, first.k) == ("mentee-to-mentor", 1)


def test_a_match_is_made_and_ends_when_the_mentor_stops(scheme: Eastmoor):
    mentor, mentee = (
        model.objects.get(episode=scheme.of(name)) for model, name in ((Mentor, "Robin"), (Mentee, "Blake"))
    )
    scheme.takes("Robin", "supervision-held", when=on(20), **SUPERVISED[3])
    made = match(mentor=mentor, mentee=mentee, aim="To leave my cell once a day", by=scheme.mina, at=NOW)
    scheme.takes("Robin", "suspended", reason="conduct")
    made.refresh_from_db()
    assert (made.ended, Match.objects.filter(ended_at=None).count()) == ("mentor-suspended", 0)
    assert Mentee.objects.get(pk=mentee.pk).waits
