"""Sam, who has nothing to do with Alex, calls every verb straight, past all pages: refused, and nothing is written.

The verbs are found in the rooms themselves, so that a new one without a case fails here.
"""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from psycopg import sql

import throughcare.access
import throughcare.commencement
import throughcare.episodes
import throughcare.own
import throughcare.people
import throughcare.retention
from tests.access.test_agreements import agreed
from tests.cast import LONG_AGO, Cast
from tests.episodes.conftest import REFERRAL, day, refer_to_daycare
from tests.own.asked import account, copy_of, extended, gathered, items, linked
from tests.retention.test_retention import keep
from throughcare.access import breaking, writing
from throughcare.access.agreeing import Sharing
from throughcare.access.models import Agreement, Consent, Disclosure, Emergency
from throughcare.blueprints.library import load
from throughcare.commencement.models import Commencement
from throughcare.config.database import APPLICATION
from throughcare.episodes.models import Clock, Episode, Service
from throughcare.organisations.acting import act
from throughcare.organisations.refusals import Refused
from throughcare.own.models import Copy
from throughcare.people.models import Alert, Identifier, LegalStatus, Need, Person, Placement
from throughcare.people.numbers import Number
from throughcare.sharing import fingerprint

NOW = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
NUMBER = Number("nomis", "A1234BC", "The cell card")

# Verbs that whoever acts may call of anybody, and why nothing is lost by it.
OPEN = {
    "access.actions.record_person": "Somebody new is nobody's yet; probable duplicates are looked for in one's own",
    "access.actions.recognise": "Asks for a number and a date of birth, and refuses alike without",
    "access.breaking.break_glass": "An emergency: by number and date of birth, for a day, and reviewed",
    "episodes.referring.adopt": "Keeps a blueprint of the library; it is about nobody",
}
# Verbs that know nobody's grants. No page calls one: `access` asks first who acts, and so do their callers there.
UNGUARDED = {
    "people.actions.record_death": "record_death",
    "people.characteristics.record_characteristics": "record_characteristics",
    "people.dated.end_legal_status": "end_legal_status",
    "people.dated.end_placement": "leave",
    "people.dated.move": "place",
    "people.dated.set_legal_status": "set_legal_status",
    "people.describing.correct_person": "correct_person",
    "people.describing.create_person": "record_person",
    "people.notes.add_alert": "add_alert",
    "people.notes.add_need": "add_need",
    "people.notes.end_note": "end_note",
    "people.notes.review_alert": "review_alert",
    "people.numbers.add_identifier": "add_identifier",
}


class World:
    """Alex's record with one of everything, an episode in day care, an agreement and an emergency, none of it Sam's."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.alex = cast, cast.people["alex"]
        stamp: dict[str, Any] = {"person": self.alex, "recorded_at": NOW, "recorded_by": cast.nadia}
        self.alert = Alert.objects.create(
            kind="medicine", category="diagnosis-and-medication", says="Penicillin", from_on=LONG_AGO,
            review_on=TODAY + timedelta(days=9), **stamp,
        )  # fmt: skip
        LegalStatus.objects.create(
            kind="sentence", code="life", category="sentence-and-dates", from_on=LONG_AGO, **stamp
        )
        Identifier.objects.create(kind="nomis", value="A1234BC", source="reception", **stamp)
        self.episode = refer_to_daycare(cast)
        self.ended = Episode(
            person=self.alex, service=self.episode.service, blueprint=self.episode.blueprint, closed_on=TODAY
        )
        self.clock = Clock(episode=self.episode, standard="triage", due_on=TODAY - timedelta(days=1))
        self.agreement = agreed(cast)
        self.emergency: Emergency = breaking.break_glass(
            number=NUMBER,
            birth_date=self.alex.birth_date,
            reason="risk-to-life",
            says="A ligature",
            by=cast.alice,
            at=NOW,
        )

    def step(self, **said: Any) -> dict[str, Any]:
        return {"episode": self.episode, "happened": day(24), **said}


def _corrected(world: World) -> Person:
    world.alex.family_name = "Another"
    return world.alex


# Room and name of a verb -> what it is called with, beside who and when.
CASES: dict[str, Callable[[World], dict[str, Any]]] = {
    "access.actions.leave": lambda w: {"placement": w.alex.placements.get(), "on": TODAY},
    "access.actions.place": lambda w: {
        "placement": Placement(person=w.alex, organisation=w.cast.sam.organisation, from_on=TODAY)
    },
    "access.agreeing.end_agreement": lambda w: {"agreement": w.agreement, "on": TODAY},
    "access.agreeing.record_agreement": lambda w: {
        "agreement": Agreement(
            title="Another", purposes=["direct-care"], shares={"clinical": "read"}, lawful_basis="None of ours",
            signed_on=TODAY, review_on=TODAY + timedelta(days=90),
        ),
        "parties": [w.cast.nadia.organisation, w.cast.bola.organisation],
    },
    "access.agreeing.share": lambda w: {
        "sharing": Sharing(w.agreement, w.alex, w.cast.sam.organisation, "direct-care", ("clinical",))
    },
    "access.anew.renew": lambda w: {"person": w.alex}, "access.anew.renew_all": lambda _: {},
    "access.breaking.record_told": lambda w: {"emergency": w.emergency, "how": "By letter"},
    "access.breaking.review": lambda w: {"emergency": w.emergency, "finding": "justified", "says": "It was right"},
    "access.consenting.record_answer": lambda w: {
        "consent": Consent(
            person=w.alex, organisation=w.cast.sam.organisation, purpose="direct-care", state="given", how="in-person",
            says="Yes", at=NOW,
        ),
        "categories": ["clinical"],
    },
    "access.disclosing.disclose": lambda w: {
        "disclosure": Disclosure(
            person=w.alex, to="A newspaper", categories=["clinical"], purpose="direct-care", basis="None", form="letter"
        )
    },
    "retention.holding.hold": lambda _: {"reference": "TC-AAA-222", "reason": "inquiry", "says": "Number 7"},
    "retention.holding.lift": lambda w: {"held": keep(w.cast), "says": "It has reported"},
    "access.owning.close_own": lambda w: {"person": linked(w.cast) and w.alex},
    "access.owning.open_own": lambda w: {"person": w.alex, "account": account(w.cast, at=w.cast.sam)},
    "access.signing.sign_matrix": lambda _: {"seen": fingerprint(), "says": ""},
    "access.writing.add_alert": lambda w: {
        "alert": Alert(person=w.alex, kind="self-harm", says="x", from_on=TODAY, review_on=TODAY + timedelta(days=7))
    },
    "access.writing.add_identifier": lambda w: {"person": w.alex, "number": Number("nomis", "A4321BC", "A list")},
    "access.writing.add_need": lambda w: {"need": Need(person=w.alex, kind="language", says="x", from_on=TODAY)},
    "access.writing.correct_person": lambda w: {"person": _corrected(w)},
    "access.writing.end_legal_status": lambda w: {"status": w.alex.legal_statuses.get(), "on": TODAY},
    "access.writing.end_note": lambda w: {"note": w.alert, "on": TODAY},
    "access.writing.record_characteristics": lambda w: {"person": w.alex, "said": {}, "source": "", "from_on": TODAY},
    "access.writing.record_death": lambda w: {"person": w.alex, "on": TODAY},
    "access.writing.review_alert": lambda w: {"alert": w.alert, "next_on": TODAY + timedelta(days=30)},
    "access.writing.set_legal_status": lambda w: {
        "status": LegalStatus(person=w.alex, kind="sentence", code="remand", from_on=TODAY)
    },
    "commencement.actions.commence": lambda _: {
        "blueprint": load("hospital-transfer"),
        "record": Commencement(
            subject="tr-stat28", day=TODAY, basis="I say so", approved_by="Sam", approved_on=TODAY
        ),
    },
    "episodes.actions.correct": lambda w: w.step(number=1, facts={"priority": "urgent"}, why="So"),
    "episodes.actions.end": lambda w: w.step(outcome="declined", facts={}),
    "episodes.actions.hand_over": lambda w: w.step(party="daycare", to=w.cast.sam.organisation_id, why="So"),
    "episodes.actions.hold_jointly": lambda w: w.step(organisation=w.cast.sam.organisation_id),
    "episodes.actions.name_lead": lambda w: w.step(lead=w.cast.sam),
    "episodes.actions.strike_out": lambda w: {"episode": w.episode, "number": 1, "why": "So"},
    "episodes.actions.take_step": lambda w: w.step(step="referral-received", facts={}),
    "episodes.passing.record_lapse": lambda w: {"clock": w.clock},
    "episodes.passing.record_lead_left": lambda w: {"episode": w.episode},
    "episodes.passing.record_relief": lambda w: {"episode": w.episode},
    "episodes.referring.open_service": lambda w: {
        "service": Service(
            title="Ours now", blueprint=w.episode.blueprint, organisation=w.cast.petra.organisation, opened_on=LONG_AGO
        ),
        "parties": {},
    },
    "episodes.referring.refer": lambda w: {
        "person": w.alex, "service": w.cast.transfer, "facts": REFERRAL, "happened": day(24)
    },
    "episodes.referring.refer_again": lambda w: {"episode": w.ended, "facts": REFERRAL, "happened": day(24)},
    "episodes.referring.send": lambda w: w.step(),
    "own.accounts.end": lambda w: {"person": linked(w.cast) and w.alex, "says": "I say so"},
    "own.accounts.give": lambda w: {"person": w.alex},
    "own.accounts.link": lambda w: {"person": w.alex, "account": account(w.cast, at=w.cast.sam)},
    "own.accounts.renew_code": lambda w: {"person": linked(w.cast) and w.alex},
    "own.copying.ask": lambda w: {
        "copy": Copy(person=w.alex, asker="person", asked_by="Alex", identified="known", received_on=TODAY)
    },
    "own.copying.extend": lambda w: {
        "copy": copy_of(w.cast), "until_on": TODAY + timedelta(days=40), "says": "Ten years of notes"
    },
    "own.ending.record_told": lambda w: {"copy": extended(w.cast), "how": "paper"},
    "own.ending.refuse": lambda w: {"copy": copy_of(w.cast), "reason": "unfounded", "says": "The tenth time"},
    "own.ending.withdraw": lambda w: {"copy": copy_of(w.cast), "reason": "wish", "says": "They said so"},
    "own.gathering.prepare": lambda w: {"copy": copy_of(w.cast)},
    "own.releasing.release": lambda w: {"copy": gathered(w.cast)},
    "own.reviewing.give_opinion": lambda w: {"copy": gathered(w.cast), "harm": False, "says": "Read it"},
    "own.reviewing.review_several": lambda w: {
        "items": items(gathered(w.cast))[:1], "outcome": "release", "reason": "", "says": "Read it"
    },
    "own.reviewing.review": lambda w: {
        "item": items(gathered(w.cast))[0], "outcome": "release", "reason": "", "says": "Read it"
    },
}  # fmt: skip


def modules(room: Any) -> Iterator[Any]:
    for found in pkgutil.iter_modules(room.__path__):
        if found.name != "migrations":
            yield import_module(f"{room.__name__}.{found.name}")


def verbs() -> dict[str, Callable[..., Any]]:
    """Every public function of these rooms that takes all by name, and among that who acts and when."""
    found: dict[str, Callable[..., Any]] = {}
    for module in (
        one
        for room in (
            throughcare.people,
            throughcare.access,
            throughcare.commencement,
            throughcare.episodes,
            throughcare.own,
            throughcare.retention,
        )
        for one in modules(room)
    ):
        for name, deed in vars(module).items():
            its_own = getattr(deed, "__module__", "") == module.__name__ or module is writing
            if not inspect.isfunction(deed) or name.startswith("_") or not its_own:
                continue
            asked = inspect.signature(deed).parameters.values()
            by_name = {one.name for one in asked if one.kind is one.KEYWORD_ONLY}
            if {"by", "at"} <= by_name and len(by_name) == len(asked):
                found[f"{module.__name__.removeprefix('throughcare.')}.{name}"] = deed
    return found


def test_every_verb_has_a_case():
    assert {*CASES, *OPEN, *UNGUARDED} == set(verbs())


def test_verbs_that_know_nobody_s_grants_have_one_that_does_and_no_page_calls_them():
    unguarded = [verbs()[name] for name in UNGUARDED]
    guarded = {name.rsplit(".", 1)[1] for name in {**CASES, **OPEN} if name.startswith("access.")}
    assert set(UNGUARDED.values()) <= guarded
    pages = [
        module
        for room in ("web", "oversight", "own", "signin")
        for module in modules(import_module(f"throughcare.{room}"))
    ]
    people = [*modules(throughcare.people)]
    for module in pages:
        held = [one for one in vars(module).values() if inspect.isfunction(one) or inspect.ismodule(one)]
        assert [one for one in held if one in unguarded] == [], module.__name__
        assert [
            one for one in held if one in people and any(one.__name__ in f"throughcare.{v}" for v in UNGUARDED)
        ] == []


def written() -> dict[str, Any]:
    """How every table of ours stands, told in a fingerprint of its rows; as the owner, who sees all."""
    tables = sorted(model._meta.db_table for model in apps.get_models() if model.__module__.startswith("throughcare."))
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            rows = sql.SQL("SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {} AS t")
            cursor.execute(rows.format(sql.Identifier(table)))
            found[table] = cursor.fetchone()
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_stranger_is_refused_and_nothing_is_written(cast: Cast, name: str):
    said = CASES[name](World(cast))
    before = written()
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        act(staff=cast.sam, as_of=NOW)
        with pytest.raises(Refused) as refusal:
            verbs()[name](**said, by=cast.sam, at=NOW)
        cursor.execute("RESET ROLE")
    assert all(refusal.value.reasons.values())
    assert written() == before


def test_whoever_may_is_not_refused(cast: Cast):
    """The same calls are sound: Nadia, who writes most of Alex's record, is heard."""
    world = World(cast)
    for name in ("add_alert", "add_need", "end_note", "correct_person", "record_death"):
        deed = f"access.writing.{name}"
        verbs()[deed](**CASES[deed](world), by=cast.nadia, at=NOW)
    alex = Person.objects.get(pk=world.alex.pk)
    assert (alex.family_name, alex.died_on) == ("Another", TODAY)
