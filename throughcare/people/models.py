"""A person, the numbers they are known by, where they are, their legal status, needs and alerts.

Every row belongs to one person and says so in `person_id`; a row that only some may read names its category.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from throughcare.organisations import spans
from throughcare.organisations.codes import code_list
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.people.kinds import ALERTS, CHARACTERISTICS, IDENTIFIERS, LEGAL_STATUSES, NEEDS, SAID_BY, SEXES


class Recorded(models.Model):
    """Who wrote a row down, acting as what, and when they did."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Person(Recorded):
    """Somebody whose care this record is about. `reference` is how people and paper name the record."""

    reference = models.CharField(max_length=16, unique=True)
    family_name = models.CharField(max_length=100)
    given_names = models.CharField(max_length=100, blank=True)
    known_as = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField("date of birth", null=True, blank=True)
    died_on = models.DateField("date of death", null=True, blank=True)
    sex = models.CharField(max_length=1, choices=SEXES, default="X")
    ethnic_category = models.CharField(max_length=2, default="99")
    language = models.CharField(max_length=60, blank=True)
    interpreter_needed = models.BooleanField(default=False)
    fictional = models.BooleanField(default=False)
    # Kept by the verbs from the three names: what search looks a person up by.
    name_keys = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        verbose_name_plural = "people"
        indexes = [
            GinIndex(fields=["name_keys"], name="person_name_keys", fastupdate=False),
            models.Index(fields=["birth_date"], name="person_birth_date"),
        ]
        constraints = [
            models.CheckConstraint(name="person_has_a_family_name", condition=~Q(family_name="")),
            models.CheckConstraint(
                name="person_reference_is_readable",
                condition=Q(reference__regex=r"^TC-[2-9A-Z]{3}-[2-9A-Z]{3}$"),
            ),
            models.CheckConstraint(
                name="nobody_dies_before_birth",
                condition=Q(birth_date__isnull=True) | Q(died_on__isnull=True) | Q(birth_date__lte=F("died_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class Identifier(Recorded):
    """A number somebody else knows the person by, in its canonical form. A person may have many of one kind."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="identifiers", db_index=False)
    kind = models.CharField(max_length=16, choices={kind: row.title for kind, row in IDENTIFIERS.items()})
    value = models.CharField(max_length=40)
    # Whoever gave the number out: for hospital and local numbers, which mean nothing without it.
    issuer = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, db_index=False)
    source = models.CharField(max_length=120)
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["person_id", "kind", "id"]
        indexes = [
            models.Index(fields=["person", "kind"], name="identifier_person"),
            models.Index(fields=["value"], name="identifier_value"),
        ]
        constraints = [
            models.CheckConstraint(name="identifier_is_of_a_known_kind", condition=Q(kind__in=list(IDENTIFIERS))),
            models.UniqueConstraint(
                name="one_person_a_national_number",
                fields=["kind", "value"],
                condition=Q(kind__in=[kind for kind, row in IDENTIFIERS.items() if row.national]),
            ),
            models.UniqueConstraint(
                name="one_person_a_number_of_an_issuer",
                fields=["kind", "issuer", "value"],
                condition=Q(kind__in=[kind for kind, row in IDENTIFIERS.items() if not row.national]),
            ),
            models.CheckConstraint(
                name="a_local_number_has_an_issuer",
                condition=Q(kind__in=[kind for kind, row in IDENTIFIERS.items() if row.national])
                | Q(issuer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{IDENTIFIERS[self.kind].title} {self.value}"


class Placement(spans.Span, Recorded):
    """Where the person lives by order of a court or clinician: a prison wing, a ward. Never two places at once."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="placements", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="placements", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, db_index=False)

    class Meta:
        ordering = ["person_id", "from_on", "id"]
        indexes = [
            models.Index(fields=["person", "from_on"], name="placement_person"),
            models.Index(
                fields=["organisation", "unit"], name="placement_here_now", condition=Q(until_on__isnull=True)
            ),
        ]
        constraints = [
            spans.ends_after_it_begins("placement_ends_after_it_begins"),
            spans.never_overlap("placements_never_overlap", same=("person_id",)),
        ]


class LegalStatus(spans.Span, Recorded):
    """Under which law and order the person is held or supervised. Two of one kind never overlap."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="legal_statuses", db_index=False)
    kind = models.CharField(max_length=24, choices={kind: row.title for kind, row in LEGAL_STATUSES.items()})
    code = models.CharField(max_length=40)
    category = models.CharField(max_length=40)

    class Meta:
        verbose_name_plural = "legal statuses"
        ordering = ["person_id", "from_on", "id"]
        indexes = [models.Index(fields=["person", "kind", "from_on"], name="legal_status_person")]
        constraints = [
            models.CheckConstraint(name="legal_status_is_of_a_known_kind", condition=Q(kind__in=list(LEGAL_STATUSES))),
            spans.ends_after_it_begins("legal_status_ends_after_it_begins"),
            spans.never_overlap("legal_statuses_of_a_kind_never_overlap", same=("person_id",), same_word="kind"),
        ]


class Need(spans.Span, Recorded):
    """Something the person needs that others must arrange: housing, an interpreter, larger print."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="needs", db_index=False)
    kind = models.CharField(max_length=24, choices={kind: row.title for kind, row in NEEDS.items()})
    says = models.CharField("what is needed", max_length=400)
    category = models.CharField(max_length=40)

    class Meta:
        ordering = ["person_id", "from_on", "id"]
        indexes = [models.Index(fields=["person", "kind"], name="need_person")]
        constraints = [
            models.CheckConstraint(name="need_is_of_a_known_kind", condition=Q(kind__in=list(NEEDS))),
            models.CheckConstraint(name="need_says_something", condition=~Q(says="")),
            spans.ends_after_it_begins("need_ends_after_it_begins"),
        ]


class Characteristic(spans.Span, Recorded):
    """What a person says of themselves of one kind: never inferred, and no answer is an answer too."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="characteristics", db_index=False)
    kind = models.CharField(max_length=16, choices={kind: row.title for kind, row in CHARACTERISTICS.items()})
    code = models.CharField(max_length=12)
    source = models.CharField(max_length=8, choices=SAID_BY)

    class Meta:
        ordering = ["person_id", "kind", "from_on", "id"]
        indexes = [models.Index(fields=["person", "kind", "from_on"], name="characteristic_person")]
        constraints = [
            models.CheckConstraint(
                name="characteristic_is_a_code_of_its_kind",
                condition=Q(
                    *(Q(kind=kind, code__in=list(code_list(row.codes))) for kind, row in CHARACTERISTICS.items()),
                    _connector=Q.OR,
                ),
            ),
            models.CheckConstraint(
                name="characteristic_is_said_or_read_somewhere", condition=Q(source__in=list(SAID_BY))
            ),
            spans.ends_after_it_begins("characteristic_ends_after_it_begins"),
            spans.never_overlap("characteristics_of_a_kind_never_overlap", same=("person_id",), same_word="kind"),
        ]


class Alert(spans.Span, Recorded):
    """What everybody near the person must do or avoid, in words of action, until somebody has looked again."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="alerts", db_index=False)
    kind = models.CharField(max_length=24, choices={kind: row.title for kind, row in ALERTS.items()})
    says = models.CharField("what to do", max_length=400)
    review_on = models.DateField("look again on")
    category = models.CharField(max_length=40)

    class Meta:
        ordering = ["person_id", "from_on", "id"]
        indexes = [
            models.Index(fields=["person", "kind"], name="alert_person"),
            models.Index(fields=["review_on"], name="alert_due", condition=Q(until_on__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(name="alert_is_of_a_known_kind", condition=Q(kind__in=list(ALERTS))),
            models.CheckConstraint(name="alert_says_something", condition=~Q(says="")),
            models.CheckConstraint(name="alert_is_reviewed_later", condition=Q(review_on__gte=F("from_on"))),
            spans.ends_after_it_begins("alert_ends_after_it_begins"),
        ]
