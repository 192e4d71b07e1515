"""What the register and the rows say of some areas: read in one question, whatever the number of rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import JSONObject

from throughcare.organisations.models import Organisation
from throughcare.providers.answering import Row, miles_apart
from throughcare.providers.kinds import AREAS, DECIDERS
from throughcare.providers.models import Responsibility, Threshold

ODS = "ods"
NO_REGION = "No region given"
ROW = ("answers", "area", "level", "specialty", "sex", "organisation", "from_on", "until_on", "source", "approved_by")
VERSION = ("level", "specialty", "admits", "refuses", "from_on", "source")

Groups = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Known:
    """The organisations that a page speaks of by primary key, the rows of the areas asked for, and all thresholds."""

    organisations: Mapping[int, Organisation]
    rows: Sequence[Row]
    thresholds: Mapping[int, Sequence[Threshold]] = field(default_factory=dict)

    def areas(self, *also: int) -> Groups:
        """The areas that any row is about, and those named, by region."""
        return by_region(one for one in self.organisations.values() if vars(one)["answered_for"] or one.pk in also)

    def area_of(self, prison: Organisation | None, *, otherwise: int | None) -> Organisation | None:
        """The area that a prison lies in by its register; else the one given."""
        code = prison.register.get("icb") if prison else None
        found = (one for one in self.organisations.values() if code and (one.code_system, one.code) == (ODS, code))
        return next(found, self.organisations.get(otherwise or 0))

    def deciders(self, area: Organisation | None) -> list[Organisation]:
        """The case managers of the region of an area; of every region where it says none."""
        every = [one for one in self.organisations.values() if one.kind in DECIDERS]
        return [one for one in every if area is not None and one.region == area.region] or every


def read(*, areas: Sequence[int] = (), prison: int | None = None, also: Sequence[int] = ()) -> Known:
    """Everything about these areas, the prison and the area it lies in, and who else is named by primary key."""
    its_area = Organisation.objects.filter(pk=prison or 0, register__has_key="icb").values(its=KT("register__icb"))
    near = Q(area__in=areas) | Q(area__code_system=ODS, area__code__in=its_area)
    rows = Responsibility.objects.filter(near)
    found = Organisation.objects.annotate(
        answered_for=Exists(Responsibility.objects.filter(area=OuterRef("pk"))),
        held=ArraySubquery(_told(rows.filter(area=OuterRef("pk")), ROW)),
        versions=ArraySubquery(_told(Threshold.objects.filter(provider=OuterRef("pk")), VERSION)),
    ).filter(
        Q(pk__in=[*areas, *also, prison or 0])
        | Q(answered_for=True)
        | Q(pk__in=rows.values("organisation"))
        | Q(code_system=ODS, code__in=its_area)
        | Q(kind__in=DECIDERS, closed=False)
    )
    every = list(found)
    return Known(
        {one.pk: one for one in every},
        [_row(said) for one in every for said in vars(one)["held"]],
        {one.pk: [_version(one, said) for said in vars(one)["versions"]] for one in every},
    )


def _told(rows: QuerySet[Any], names: Iterable[str]) -> QuerySet[Any]:
    return rows.order_by("pk").values(json=JSONObject(number=F("pk"), **{name: F(name) for name in names}))


def _row(said: Mapping[str, Any]) -> Row:
    return Row(**_dated(said))


def _version(provider: Organisation, said: Mapping[str, Any]) -> Threshold:
    dated = _dated(said)
    return Threshold(pk=dated.pop("number"), provider=provider, **dated)


def _dated(said: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(said[name]) for name in ("from_on", "until_on") if said.get(name)}
    return {**said, **days}


def by_region(found: Iterable[Organisation]) -> Groups:
    """Organisations as a list to choose from has them."""
    ordered = sorted(found, key=lambda one: (one.region == "", one.region, one.name))
    return [
        (region or NO_REGION, [(str(one.pk), one.name) for one in there])
        for region, there in groupby(ordered, key=lambda one: one.region)
    ]


def could_be(kinds: Iterable[str], *, as_of: date) -> list[Organisation]:
    """The organisations at work on a day that are of one of these kinds."""
    return list(Organisation.objects.open_on(as_of).filter(kind__in=kinds).only("pk", "name", "region", "kind"))


def areas_by_rows(*, as_of: date) -> list[tuple[Organisation, int, int]]:
    """Each area that could be answered for, with how many rows hold on a day and how many there ever were."""
    counted: dict[int, list[bool]] = {}
    for area, from_on, until_on in Responsibility.objects.order_by().values_list("area", "from_on", "until_on"):
        counted.setdefault(area, []).append(from_on <= as_of and (until_on is None or until_on > as_of))
    every = sorted(could_be(AREAS, as_of=as_of), key=lambda one: (one.region == "", one.region, one.name))
    return [(one, sum(counted.get(one.pk, [])), len(counted.get(one.pk, []))) for one in every]


def how_far(place: Organisation, prison: Organisation) -> str:
    """How far a place is from a prison, as far as the register knows: a sentence."""
    miles = _miles(place, prison)
    if miles is not None:
        return f"It is about {miles} miles from {prison} in a straight line."
    if place.region and prison.region and place.region != prison.region:
        return f"It is in {place.region}, and {prison} in {prison.region}; the miles are not on record."
    return f"The miles from {prison} are not on record."


def _miles(*both: Organisation) -> int | None:
    where = [(one.register.get("lat"), one.register.get("lon")) for one in both]
    if any(None in place for place in where):
        return None
    return miles_apart(where[0], where[1])
