"""What a hospital says of itself to somebody who will come there: words and a photo, each version kept.

None of it is about anybody: whoever signs in may read it.
"""

from django.db import models
from django.db.models import Q

from throughcare.organisations.models import Organisation, StaffRole

LONGEST = 400


class Kept(models.Model):
    """Who of the hospital wrote it down and when. A ward left open means all of the hospital."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    ward = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class HospitalPhoto(Kept):
    """A photo of the ward, drawn anew from what was sent: pixels and nothing else."""

    png = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    alt = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["organisation", "ward", "-id"], name="hospital_photo_newest")]
        constraints = [models.CheckConstraint(name="a_photo_says_what_is_on_it", condition=~Q(alt=""))]


class HospitalWords(Kept):
    """One version of the words; the newest of a ward counts. `photo` is the one shown with them."""

    place = models.CharField("what the place is like", max_length=LONGEST)
    people = models.CharField("who they will meet", max_length=LONGEST)
    different = models.CharField("what is different from prison", max_length=LONGEST)
    things = models.CharField("what happens to their things", max_length=LONGEST)
    photo = models.ForeignKey(HospitalPhoto, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name_plural = "hospital words"
        indexes = [models.Index(fields=["organisation", "ward", "-id"], name="hospital_words_newest")]
        constraints = [
            models.CheckConstraint(
                name="a_hospital_says_all_four",
                condition=~Q(place="") & ~Q(people="") & ~Q(different="") & ~Q(things=""),
            )
        ]
