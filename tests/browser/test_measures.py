"""Measures in a browser: axe finds nothing, nothing sticks out, they need no scripts, they print."""

from dataclasses import asdict

import pytest

from tests.browser.conftest import Visit
from tests.browser.everybody import wrong_with
from tests.cast import Cast
from tests.indicators.worlds import case, table, transfer
from tests.measures.trends import MET, shares
from tests.web.conftest import TODAY
from throughcare.indicators import BLUEPRINT
from throughcare.measures.models import Publication

pytestmark = pytest.mark.browser

QUICK = transfer("2026-04-01", "2026-04-10", "2026-04-20", "2026-04-24")
IN_TIME = transfer("2026-04-01", "2026-04-10", "2026-04-20", "2026-04-29")
LATE = transfer("2026-02-01", "2026-02-14", "2026-05-05", "2026-05-12")
WAITS = [f"2026-{day} initial-request-for-medical-report" for day in ("06-12", "05-20", "04-20", "03-01")]
ADDRESSES = {
    "measures": "/measures",
    "measures-of-no-year": "/measures?year=1066",
    "measure": "/measures/figure?figure=I01",
    "measure-of-days": "/measures/figure?figure=I06",
    "measure-of-waits": "/measures/figure?figure=I07",
}


@pytest.fixture
def counted(world: Cast) -> None:
    """A year of a hundred and fifty transfers from three prisons, and one before it in which there was nobody."""
    groups = {
        "prison": ("HMP Eastmoor", "HMP Westfell", "HMP Larkstead"),
        "sex": ("Male", "Male", "Male", "Female"),
        "level": ("Medium", "Medium", "Low", "High", "Psychiatric intensive care"),
        "owner": ("Secure hospital or provider collaborative", "Prison mental health team (no delay recorded)"),
    }
    texts = [*[QUICK] * 24, *[IN_TIME] * 21, *[LATE] * 75, *WAITS * 12]
    cases = [
        case(text, **{dimension: names[(number * 7) % len(names)] for dimension, names in groups.items()})
        for number, text in enumerate(texts)
    ]
    for year, people in ((2024, cases), (2023, [])):
        rows = [asdict(figure) for figure in table(people).values()]
        rows[0]["course"] = asdict(shares(year, MET[12:] if year == 2024 else MET[:12]))
        Publication.objects.create(blueprint=BLUEPRINT, year=year, made_at=TODAY, table=rows)


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.usefixtures("counted")
def test_a_page_of_figures_is_for_everybody(visit: Visit, name: str):
    assert wrong_with(visit, "nadia", ADDRESSES[name], name) == []
