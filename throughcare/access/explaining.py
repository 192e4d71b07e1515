"""Why somebody sees what they see of a person: the rows of grants and consents as grounds, for `sharing` to judge."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import Q

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
    """Every ground, live or past, on which a member of staff may or might see something of a person."""
    mine = Q(staff__isnull=True) | Q(staff=staff)
    grants = list(Grant.objects.filter(mine, person=person, organisation=staff.organisation_id).order_by("pk"))
    return (*_granted(grants), *_answered(person, staff))


def _granted(grants: Sequence[Grant]) -> Iterator[Given]:
    agreements = Agreement.objects.in_bulk(_numbers(grants, Ground.AGREEMENT))
    consents = Consent.objects.select_related("recorded_by__staff").in_bulk(_numbers(grants, Ground.CONSENT))
    emergencies = Emergency.objects.in_bulk(_numbers(grants, Ground.BREAK_GLASS))
    sources = {
        **{(Ground.AGREEMENT, key): agreement.title for key, agreement in agreements.items()},
        **{(Ground.CONSENT, key): f"asked by {consent.recorded_by.staff}" for key, consent in consents.items()},
        **{(Ground.BREAK_GLASS, key): emergency.says for key, emergency in emergencies.items()},
    }
    resting = {(Ground.AGREEMENT, key) for key, agreement in agreements.items() if agreement.rests_on_consent}
    for grant in grants:
        ground = Ground(grant.ground)
        stands_on = (ground, grant.source_id or 0)
        yield Given(
            ground=ground,
            category=grant.category,
            level=grant.level,
            since=grant.starts_at,
            until=grant.ends_at,
            purposes=frozenset({Purpose(grant.purpose)}) if grant.purpose else None,
            source=sources.get(stands_on, ""),
            consent=Answer.GIVEN if ground is Ground.CONSENT else None,
            rests_on_consent=stands_on in resting,
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


def _numbers(grants: Iterable[Grant], ground: Ground) -> set[int]:
    """The rows that grants of this ground stand on."""
    return {grant.source_id for grant in grants if grant.ground == ground and grant.source_id is not None}
