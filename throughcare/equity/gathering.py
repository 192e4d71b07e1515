"""Reading what a month is counted from, as the service that only counts. What is read leaves this room as numbers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.db.models import Q

from throughcare.care.keeping import place_of
from throughcare.episodes.history import COLUMNS, adopted, fact_of
from throughcare.episodes.models import Episode, Event, Service
from throughcare.equity.counting import Read, Spell, Tally, Who, counted
from throughcare.indicators import Period
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import COUNTER, by_service
from throughcare.pathways import Event as Fact
from throughcare.people.groups import OF_DISABILITY, SAID
from throughcare.people.models import Characteristic, Need, Person, Placement

BATCH = 500
# As long as a block may be: whoever comes again within it is known to have been here before.
LOOK_BACK = timedelta(days=366)
# Said of the blueprint of a service or an episode: that treatment starts in it.
TREATS = Q(blueprint__means__has_key=StepMeaning.TREATMENT_STARTED.value)
ROW = ("pk", "person", "blueprint", "closed_on")


@by_service(COUNTER)
def counts_of(service: Service, period: Period, *, recorded_until: datetime) -> Tally:
    """What happened in a service in a month. Memory does not grow with the episodes of it."""
    return counted(_read(service, period, recorded_until), period)


def _read(service: Service, period: Period, recorded_until: datetime) -> Iterator[Read]:
    """Every episode of which anything can be in the month, some at a time."""
    still = Q(closed_on=None) | Q(closed_on__gte=period.first - LOOK_BACK)
    asked = Episode.objects.filter(still, TREATS, service=service, created_at__lte=recorded_until)
    last = 0
    while rows := list(asked.filter(pk__gt=last).order_by("pk").values_list(*ROW)[:BATCH]):
        who = _who([row[1] for row in rows], service)
        facts = _facts([row[0] for row in rows], recorded_until)
        for key, person, digest, closed_on in rows:
            blueprint = adopted(digest, starts=service.starts, in_force=service.in_force)
            yield Read(who[person], blueprint, facts[key], closed_on)
        last = rows[-1][0]


def _who(people: list[int], service: Service) -> Mapping[int, Who]:
    """What groups are made from, of each of these people."""
    needs, spells = defaultdict[int, set[str]](set), defaultdict[int, list[Spell]](list)
    for person, kind in Need.objects.filter(person__in=people, kind__in=OF_DISABILITY).values_list("person", "kind"):
        needs[person].add(kind)
    there = Placement.objects.filter(person__in=people, organisation=place_of(service.organisation))
    lived = there.filter(unit__isnull=False).values_list("person", "unit__name", "from_on", "until_on")
    for person, unit, from_on, until_on in lived:
        spells[person].append(Spell(str(unit), from_on, until_on))
    said = _said(people)
    columns = ("pk", "sex", "ethnic_category", "birth_date", "interpreter_needed")
    described = Person.objects.filter(pk__in=people).values_list(*columns)
    return {
        key: Who(key, sex, ethnic, born, frozenset(needs[key]), interpreter, tuple(spells[key]), said[key])
        for key, sex, ethnic, born, interpreter in described
    }


def _said(people: list[int]) -> Mapping[int, Mapping[str, tuple[Spell, ...]]]:
    """What these people say of themselves, by kind."""
    found = defaultdict[int, dict[str, tuple[Spell, ...]]](dict)
    rows = Characteristic.objects.filter(person__in=people, kind__in=SAID).order_by("from_on", "id")
    for person, kind, code, from_on, until_on in rows.values_list("person", "kind", "code", "from_on", "until_on"):
        found[person][kind] = (*found[person].get(kind, ()), Spell(code, from_on, until_on))
    return found


def _facts(episodes: list[int], recorded_until: datetime) -> Mapping[int, list[Fact]]:
    found = defaultdict[int, list[Fact]](list)
    recorded = Event.objects.filter(episode__in=episodes, recorded_at__lte=recorded_until)
    for episode, *row in recorded.order_by("episode_id", "number").values_list("episode_id", *COLUMNS):
        found[episode].append(fact_of(*row))
    return found
