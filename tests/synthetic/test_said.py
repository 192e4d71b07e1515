"""What invented people say of themselves: the same each time, and nothing of the world depends on it."""

from datetime import UTC, datetime

import pytest

from tests.cast import Cast
from throughcare.organisations.codes import code_list
from throughcare.people.kinds import CHARACTERISTICS
from throughcare.people.models import Characteristic
from throughcare.stories.chance import _chances
from throughcare.synthetic.building import Ground
from throughcare.synthetic.said import NOTHING, say_of_themselves

NOW = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize("kind", CHARACTERISTICS)
def test_every_question_has_its_chances_in_codes_of_its_list(kind: str):
    codes = {*code_list(CHARACTERISTICS[kind].codes), NOTHING}
    assert set(_chances()[f"said-{kind}"]) <= codes
    assert set(_chances().get(f"said-{kind}-women", ())) <= codes


def said(cast: Cast, seed: int) -> list[tuple[str, str]]:
    ground = Ground(operator=cast.nadia, people={f"life-{n}": person for n, person in enumerate(cast.people.values())})
    Characteristic.objects.all().delete()
    say_of_themselves(ground, seed=seed)
    return list(Characteristic.objects.order_by("person", "kind").values_list("kind", "code"))


def test_the_same_seed_says_the_same(cast: Cast):
    assert said(cast, 1) == said(cast, 1) != said(cast, 3)
