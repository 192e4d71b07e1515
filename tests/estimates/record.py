"""Alex's record, open to whoever a test needs, and what an offender manager answers about Alex."""

from typing import Any

from tests.cast import MONDAY, Cast
from throughcare.access.models import Grant
from throughcare.estimates import estimating
from throughcare.estimates.models import RiskEstimate
from throughcare.people.models import Person
from throughcare.sharing import CATEGORIES

SAID: dict[str, object] = {
    "conviction_date": "2021-08-05",
    "follow_up_start": "2021-12-12",
    "sanctions": 2,
    "age_at_first_sanction": 21,
    "offence_group": "other-offence",
}


def open_to(cast: Cast, who: str, level: str = "write") -> None:
    """A grant of all categories of Alex's record, up to a level."""
    Grant.objects.create(
        person=cast.people["alex"],
        organisation=cast.staff[who].organisation,
        categories=sorted(CATEGORIES),
        level=level,
        ground="involvement",
        episode_id=1,
        starts_at=MONDAY,
    )


def described(cast: Cast) -> Person:
    """Alex, whose sex is on record, as the models ask it, and whose risk Piotr at the prison writes down."""
    Person.objects.update(sex="1")
    open_to(cast, "piotr")
    cast.people["alex"].refresh_from_db()
    return cast.people["alex"]


def keep(cast: Cast, **more: Any) -> RiskEstimate:
    """An estimate of Alex by Piotr; `more` says what is otherwise."""
    usual = {"person_id": cast.people["alex"].pk, "model": "ogrs3", "said": SAID, "by": cast.piotr}
    return estimating.record(**{**usual, **more})
