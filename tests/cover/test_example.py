"""The example world's rota: the active mentors there are, no rule broken, and gaps that can be seen."""

from datetime import datetime, timedelta

from tests.cover.conftest import NOW, Eastmoor
from throughcare.cover import reading
from throughcare.cover.checking import faults
from throughcare.cover.example import fill_rotas
from throughcare.cover.models import Duty
from throughcare.rota.rules import against
from throughcare.rota.turns import Turn


def turns(given: str, scheme: Eastmoor) -> list[Turn]:
    rows = Duty.objects.filter(episode=scheme.of(given), ended_at=None)
    return [Turn(row.starts_at, row.ends_at) for row in rows]


def test_an_example_rota_breaks_no_rule_and_has_gaps(scheme: Eastmoor):
    at: datetime = NOW + timedelta(hours=1)
    assert fill_rotas(at=at) > 10
    for given in ("Robin", "Sasha"):
        assert against(turns(given, scheme)) == ()
    place = scheme.cast.places["HMP Eastmoor"].pk
    wings = reading.wings(scheme.mina, place, reading.coming(at), at=at)
    assert [wing.name for wing in wings] == ["C wing", "D wing"]
    assert reading.gaps_of(wings, reading.coming(at))
    assert list(faults(as_of=at)) == []
