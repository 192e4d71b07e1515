"""Questions that are written once bring what their querysets would."""

import pytest
from django.db.models import Count, Q

from tests.cast import Cast
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.questions import Given, Question, among

ROLES = Question(
    lambda: (
        StaffRole._default_manager.filter(organisation=Given("organisation"))
        .select_related("staff", "organisation")
        .defer("organisation__register")
        .order_by("staff__username")
    )
)
KINDS = Question(
    lambda: (
        Organisation._default_manager.filter(Q(kind=Given("kind")) | Q(name=Given("name")))
        .values_list("kind")
        .annotate(many=Count("id"))
        .order_by("kind")
    )
)


def test_it_brings_rows_with_what_belongs_to_them(cast: Cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = ROLES.ask(organisation=cast.petra.organisation_id)
        assert [str(role) for role in found] == [str(cast.ada), str(cast.petra)]


def test_it_is_asked_anew_with_other_values(cast: Cast):
    before = ROLES.ask(organisation=cast.petra.organisation_id)
    assert ROLES.ask(organisation=cast.harun.organisation_id) == [cast.harun]
    assert ROLES.ask(organisation=cast.petra.organisation_id) == before


def test_it_brings_counts_and_values(cast: Cast):
    assert KINDS.ask(kind="secure-hospital", name="HMP Eastmoor") == [("prison", 1), ("secure-hospital", 2)]


def test_a_value_that_is_missing_is_a_mistake(cast: Cast):
    with pytest.raises(KeyError):
        ROLES.ask()


def test_a_value_is_never_read_as_sql(cast: Cast):
    assert KINDS.ask(kind="' OR true --", name="%s") == []


def test_one_question_serves_any_number_of_values(cast: Cast):
    places = Question(lambda: Organisation._default_manager.filter(among("pk", "places")).order_by("pk"))
    every = sorted(place.pk for place in cast.places.values())
    for some in ([], every[:1], every):
        assert [place.pk for place in places.ask(places=some)] == some
