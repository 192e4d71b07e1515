"""Some of the invented people of an example world have estimates, by those who manage their sentences."""

from datetime import date, datetime, timedelta
from random import Random

from django.db.models import Q

from throughcare.access.models import Grant
from throughcare.estimates import estimating
from throughcare.estimates.models import RISK
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person

# An offender manager of the prison that newcomers look at.
WHO, SOME = "offender-manager", 12
EARLIEST, LONGEST_AGO = 12, 400
GROUPS = ("theft-non-motor", "violence", "criminal-damage", "drug-possession-supply", "public-order")
CATEGORIES = ("theft-non-motor", "violence-against-the-person-sub-abh", "criminal-damage", "drug-possession-or-supply")


def estimate(*, at: datetime) -> None:
    """One or two estimates each of a few people whose offender manager is one of those who can sign in."""
    by = StaffRole.objects.select_related("organisation").filter(staff__username=WHO).first()
    if by is None:
        return
    chance = Random(WHO)
    held = Grant.objects.live(as_of=at).of(RISK).filter(organisation=by.organisation, level="write")
    known = Person.objects.filter(~Q(birth_date=None), died_on=None, sex__in=estimating.SEXES)
    for person in known.filter(pk__in=held.values("person")).order_by("pk")[:SOME]:
        said = _history(person, chance, at=at)
        old = {**said, "offence_group": chance.choice(GROUPS)}
        estimating.record(person_id=person.pk, model="ogrs3", said=old, by=by, at=at)
        new = {**said, "offence_category": chance.choice(CATEGORIES), "assessment_date": at.date().isoformat()}
        estimating.record(person_id=person.pk, model="arp", said=new, by=by, at=at)


def _history(person: Person, chance: Random, *, at: datetime) -> dict[str, object]:
    """Convictions that nobody has: a first sanction in youth, the last one within about a year."""
    convicted = at.date() - timedelta(days=chance.randint(30, LONGEST_AGO))
    assert person.birth_date
    age = _age(person.birth_date, convicted)
    return {
        "conviction_date": convicted.isoformat(),
        "follow_up_start": (at.date() + timedelta(days=chance.randint(30, LONGEST_AGO))).isoformat(),
        "sanctions": chance.randint(2, 15),
        "age_at_first_sanction": chance.randint(EARLIEST, max(EARLIEST, min(25, age))),
    }


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
