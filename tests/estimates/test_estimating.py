"""The verb, and what the database itself keeps true of estimates."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.cast import Cast
from tests.estimates import record
from tests.estimates.record import SAID, described, open_to
from throughcare.access.seeing import levels_of_record
from throughcare.estimates.example import estimate
from throughcare.estimates.models import EstimateBasis, RiskEstimate
from throughcare.organisations.acting import act
from throughcare.organisations.refusals import Refused
from throughcare.people.models import Person
from throughcare.sharing import MATRIX
from throughcare.sharing.matrix import Cell

AT = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def alex(cast: Cast) -> Person:
    return described(cast)


def keep(cast: Cast, **more: Any) -> RiskEstimate:
    return record.keep(cast, at=AT, **more)


def test_an_estimate_keeps_who_when_for_whom_and_all_that_it_rests_on(cast: Cast, alex: Person):
    made = keep(cast)
    assert (made.by, made.organisation, made.worked_out_on) == (cast.piotr, cast.piotr.organisation, AT.date())
    assert (made.figures["one_year"], made.figures["two_year"], made.figures["band"]) == (8, 16, "Low")
    assert "terms" not in made.figures
    basis = EstimateBasis.objects.get()
    assert basis.given == {**SAID, "sex": "male", "date_of_birth": "1990-05-14"}
    assert ["Sanctions", "2"] in basis.in_words
    assert sum(term["weight"] for term in basis.terms["terms"]) == pytest.approx(basis.terms["total"])


def test_who_may_write_is_the_matrix_s(cast: Cast, alex: Person):
    assert {role for role, cell in MATRIX["risk-to-others"].items() if cell is Cell.WRITE} == {"POM", "COM"}
    open_to(cast, "nadia")
    open_to(cast, "harun")
    for who in ("nadia", "owen", "harun", "sam", "gwen", "bola"):
        with pytest.raises(Refused, match="You may not write in this part"):
            keep(cast, by=cast.staff[who])


def test_the_offender_manager_of_where_somebody_lives_writes_with_no_episode_at_all(cast: Cast):
    """Row POM of the matrix, opened by placement; others there see a summary, and elsewhere nobody sees anything."""
    Person.objects.update(sex="1")
    made = keep(cast)
    assert (made.by, made.organisation) == (cast.piotr, cast.places["HMP Eastmoor"])
    person = {"person_id": cast.people["alex"].pk, "as_of": AT}
    levels = {who: levels_of_record(**person, staff=cast.staff[who]).get("risk-to-others") for who in SEEN}
    assert levels == SEEN
    for who in set(SEEN) - {"piotr"}:
        with pytest.raises(Refused, match="You may not write in this part"):
            keep(cast, by=cast.staff[who])


SEEN = {"piotr": "write", "owen": "summary", "nadia": "summary", "sam": None, "bola": None}


def test_a_fault_is_told_by_its_field(cast: Cast, alex: Person):
    with pytest.raises(Refused) as refused:
        keep(cast, said={**SAID, "sanctions": 0, "offence_group": "fraud", "nonsense": 1})
    assert refused.value.reasons.keys() == {"sanctions", "offence_group", "nonsense"}


def test_a_correction_is_of_the_same_person_and_model_and_comes_once(cast: Cast, alex: Person):
    first = keep(cast)
    with pytest.raises(Refused, match="no such estimate"):
        keep(cast, model="lds", said=dict.fromkeys(("work_skills", "literacy", "learning"), 1), corrects=first.pk)
    with pytest.raises(Refused, match="no such estimate"):
        keep(cast, corrects=first.pk + 1000)
    assert keep(cast, corrects=first.pk).corrects == first
    with pytest.raises(Refused, match="corrected meanwhile"):
        keep(cast, corrects=first.pk)


@pytest.mark.parametrize("table", ["estimates_riskestimate", "estimates_estimatebasis"])
@pytest.mark.parametrize("change", ["UPDATE {} SET person_id = person_id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_what_was_worked_out_is_never_changed_or_removed(cast: Cast, alex: Person, table: str, change: str):
    keep(cast)
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        connection.cursor().execute(f"SET CONSTRAINTS ALL IMMEDIATE; {change.format(table)}")


@pytest.mark.parametrize(
    "broken", [{"model": "static-99"}, {"version": ""}, {"corrects_id": 2_000_000, "id": 1_000_000}]
)
def test_the_database_refuses_what_cannot_be(cast: Cast, alex: Person, broken: dict[str, Any]):
    sound = {
        "person": alex,
        "organisation": cast.piotr.organisation,
        "model": "lds",
        "version": "v",
        "figures": {},
        "worked_out_on": AT.date(),
        "by": cast.piotr,
        "at": AT,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskEstimate.objects.create(**{**sound, **broken})


def test_the_database_shows_a_summary_the_figure_and_a_reader_the_rest(cast: Cast, request: pytest.FixtureRequest):
    request.getfixturevalue("alex")
    keep(cast)
    request.getfixturevalue("application_role")
    seen = {}
    for who in ("piotr", "nadia", "sam"):
        with transaction.atomic():
            act(staff=cast.staff[who], as_of=AT)
            seen[who] = (RiskEstimate.objects.count(), EstimateBasis.objects.count())
    assert seen == {"piotr": (1, 1), "nadia": (1, 0), "sam": (0, 0)}


def test_an_example_world_without_that_offender_manager_gets_none(cast: Cast, alex: Person):
    estimate(at=AT)
    assert not RiskEstimate.objects.exists()


def test_an_example_world_has_some(cast: Cast, alex: Person):
    cast.piotr.staff.username = "offender-manager"
    cast.piotr.staff.save()
    estimate(at=AT)
    assert sorted(RiskEstimate.objects.values_list("model", flat=True)) == ["arp", "ogrs3"]
