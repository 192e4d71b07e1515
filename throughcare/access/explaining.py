"""Why somebody sees what they see of a person: the rows of grants and consents as grounds, for `sharing` to judge."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import Case, CharField, Model, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat, NullIf

from throughcare.access.models import Agreement, Consent, Emergency, Grant
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.sharing import PURPOSES_OF, Decision, Given, Ground, Purpose, explain
from throughcare.sharing import Consent as Answer

# What consent opens once it is given.
READ = "read"


def decisions(
    person: Person, *, staff: StaffRole, as_of: datetime, purpose: Purpose | None = None
) -> Mapping[str, Decision]:
    """Category -> how much of it a member of staff is shown and why, for a purpose or the usual one of their role."""
    usual = PURPOSES_OF[staff.role][0]
    given = grounds(person, staff=staff)
    return explain(role=staff.role, purpose=purpose or usual, given=given, as_of=as_of)


def grounds(person: Person, *, staff: StaffRole) -> tuple[Given, ...]:
    """Every ground, live or past, on which a member of staff may or might see something of a person. Two questions."""
    mine = Q(staff__isnull=True) | Q(staff=staff)
    grants = Grant.objects.filter(mine, person=person, organisation=staff.organisation_id).order_by("pk")
    granted = (_granted(one, category) for one in grants.annotate(**STANDS_ON) for category in one.categories)
    return (*granted, *_answered(person, staff))


def _stands_on(model: type[Model], what: str | Combinable) -> Subquery:
    return Subquery(model._default_manager.filter(pk=OuterRef("source_id")).order_by().values_list(what)[:1])


ASKED_BY = Coalesce(NullIf("recorded_by__staff__display_name", Value("")), "recorded_by__staff__username")
# What a grant stands on in words, and whether that needs the person's consent: read with the grants themselves.
STANDS_ON = {
    "source": Case(
        When(ground=Ground.AGREEMENT, then=_stands_on(Agreement, "title")),
        When(ground=Ground.CONSENT, then=_stands_on(Consent, Concat(Value("asked by "), ASKED_BY))),
        When(ground=Ground.BREAK_GLASS, then=_stands_on(Emergency, "says")),
        output_field=CharField(),
    ),
    "rests": Case(When(ground=Ground.AGREEMENT, then=_stands_on(Agreement, "rests_on_consent")), default=False),
}


def _granted(grant: Grant, category: str) -> Given:
    ground, read = Ground(grant.ground), vars(grant)
    return Given(
        ground=ground,
        category=category,
        level=grant.level,
        since=grant.starts_at,
        until=grant.ends_at,
        purposes=frozenset({Purpose(grant.purpose)}) if grant.purpose else None,
        source=read["source"] or "",
        consent=Answer.GIVEN if ground is Ground.CONSENT else None,
        rests_on_consent=bool(read["rests"]),
    )


def _answered(person: Person, staff: StaffRole) -> Iterator[Given]:
    """What the person answered otherwise than with yes."""
    asked = Consent.objects.filter(person=person, organisation=staff.organisation_id)
    for row in asked.exclude(state=Answer.GIVEN).select_related("recorded_by__staff"):
        yield Given(
            ground=Ground.CONSENT,
            category=row.category,
            level=READ,
            since=row.at,
            purposes=frozenset({Purpose(row.purpose)}),
            source=f"asked by {row.recorded_by.staff}",
            consent=Answer(row.state),
        )
