"""Organisations, their units, the staff who act for them and the code lists they write in."""

from datetime import date
from typing import Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from throughcare.organisations import spans
from throughcare.organisations.kinds import KINDS, filling
from throughcare.organisations.roles import ROLES


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def open_on(self, as_of: date) -> Self:
        """Those at work on a day. One closed on a day nobody knows is not counted as open on any."""
        return self.filter(
            Q(closed=False) | Q(closed_on__gt=as_of),
            Q(opened_on__isnull=True) | Q(opened_on__lte=as_of),
        )

    def filling(self, part: str) -> Self:
        """Those that may take a blueprint's part: `probation` finds regions and delivery units too."""
        return self.filter(kind__in=filling(part))


class Organisation(models.Model):
    """A body that can hold, refer, receive or pay for somebody's care."""

    kind = models.CharField(max_length=32, choices={kind: row.title for kind, row in KINDS.items()})
    name = models.CharField(max_length=200)
    code_system = models.CharField(max_length=24, blank=True)
    code = models.CharField(max_length=64, blank=True)
    region = models.CharField(max_length=80, blank=True)
    town = models.CharField(max_length=80, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    # As a register gives it ("delius:N53"), so that a part may be loaded before the whole it belongs to.
    parent_address = models.CharField(max_length=96, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    opened_on = models.DateField(null=True, blank=True)
    closed = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    fictional = models.BooleanField(default=False)
    register = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=120, blank=True)
    source_as_of = models.DateField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["kind", "name"], name="organisation_kind_name"),
            models.Index(fields=["parent_address"], name="organisation_parent", condition=~Q(parent_address="")),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_organisation_a_code", fields=["code_system", "code"], condition=~Q(code="")
            ),
            models.CheckConstraint(name="organisation_is_of_a_known_kind", condition=Q(kind__in=list(KINDS))),
            models.CheckConstraint(name="organisation_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="a_code_has_a_system", condition=Q(code="") | ~Q(code_system="")),
            models.CheckConstraint(name="a_closing_day_closes", condition=Q(closed_on__isnull=True) | Q(closed=True)),
            models.CheckConstraint(
                name="nothing_succeeds_itself",
                condition=~Q(successor=models.F("id")) & ~Q(parent=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The code with its system, as registers and exchanges write it: `nomis:LEI`."""
        return f"{self.code_system}:{self.code}" if self.code else ""


class Unit(models.Model):
    """A place within an organisation: a wing, a ward, a court room, an office."""

    KINDS = {
        "wing": "Wing",
        "ward": "Ward",
        "court-room": "Court room",
        "office": "Office",
        "clinic": "Clinic",
        "reception": "Reception",
        "segregation": "Segregation unit",
        "health-care": "Health care wing",
    }

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units", db_index=False)
    kind = models.CharField(max_length=16, choices=KINDS)
    name = models.CharField(max_length=80)
    closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["organisation_id", "name"]
        constraints = [
            models.UniqueConstraint(name="one_unit_a_name", fields=["organisation", "name"]),
            models.CheckConstraint(name="unit_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class StaffAccounts(BaseUserManager["Staff"]):
    """What the sign-in library asks of an account table."""

    def sign_up(self, *, username: str, display_name: str, email: str = "", password: str | None = None) -> "Staff":
        staff = Staff(username=username, display_name=display_name, email=self.normalize_email(email))
        staff.set_password(password)
        staff.save()
        return staff


class Staff(AbstractBaseUser):
    """Somebody who can sign in. What they may do comes from their roles, and whom they see from grants.

    There is no superuser: nobody stands above the grants, and an administrator keeps registers and accounts.
    """

    username = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True)
    display_name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    # Counts how often all sessions were ended at once: those that began before the last time are good for nothing.
    sessions_ended = models.PositiveIntegerField(default=0, db_default=0)
    # Until when a password that somebody else gave is good; none, once its owner has chosen one that nobody knows.
    given_until = models.DateTimeField(null=True)

    objects = StaffAccounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email", "display_name"]

    class Meta:
        verbose_name_plural = "staff"
        constraints = [
            models.UniqueConstraint(Lower("username"), name="one_account_a_username"),
            models.UniqueConstraint(Lower("email"), name="one_account_an_email", condition=~Q(email="")),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        return self.display_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django keeps in a session and compares at each request: another password, or the count, ends it."""
        salt = "throughcare.organisations.Staff"
        return salted_hmac(salt, f"{self.sessions_ended}:{self.password}", secret, algorithm="sha256").hexdigest()


class StaffRole(spans.Span):
    """What somebody is there to do, for which organisation, from when until when. The `by` of every verb."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="roles", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="staff_roles", db_index=False)
    role = models.CharField(max_length=8, choices={code: row.title for code, row in ROLES.items()})
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, db_index=False)

    class Meta:
        ordering = ["staff_id", "from_on", "id"]
        indexes = [
            models.Index(fields=["staff", "from_on"], name="staff_role_staff"),
            models.Index(fields=["organisation", "role"], name="staff_role_organisation"),
        ]
        constraints = [
            models.CheckConstraint(name="staff_role_is_known", condition=Q(role__in=list(ROLES))),
            spans.ends_after_it_begins("staff_role_ends_after_it_begins"),
            spans.never_overlap(
                "staff_role_never_twice_at_once", same=("staff_id", "organisation_id"), same_word="role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff}, {ROLES[self.role].title}, {self.organisation}"


class Code(models.Model):
    """One entry of a code list somebody else keeps, as a register gave it.

    Lists marked `for_display=False` hold words a page must not show raw; they serve to map incoming records.
    """

    list = models.CharField(max_length=120)
    code = models.CharField(max_length=100)
    title = models.CharField(max_length=400)
    within = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    retired = models.BooleanField(default=False)
    for_display = models.BooleanField(default=True)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["list", "code", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                name="one_code_a_list_and_time", fields=["list", "code", "valid_from"], nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
