"""Of what kind a programme and its sessions are, and to which category of the record it belongs who is in them."""

from django.db import models

from throughcare.sessions.words import KINDS, TREATMENT
from throughcare.sharing import CATEGORIES, STAGES

CONTACTS = "peer-contacts"
# The categories of what is said of people in programmes.
OF_PROGRAMMES = {key: CATEGORIES[key] for key in (STAGES, CONTACTS)}


class OfKind(models.Model):
    """What is treatment, or something that a mentor scheme does together."""

    kind = models.CharField(max_length=16, choices=KINDS, default=TREATMENT)

    class Meta:
        abstract = True

    @property
    def category(self) -> str:
        """Of which category of the record it is that somebody waits for it, has a place or was there."""
        return category_of(self.kind)


def category_of(kind: str) -> str:
    return STAGES if kind == TREATMENT else CONTACTS
