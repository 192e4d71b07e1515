"""Summaries: drafts, what was signed, to whom it was sent, who acknowledged it. All but `waiting` only grows.

Whoever sees that there is a plan sees that there is a summary and what it says in short; its sections, and all of a
draft, are for those who read the category they are of.
"""

from django.db import models
from django.db.models import Q

from throughcare.access.seeing import belongs_to, is_read_or_not_seen, says_its_category
from throughcare.episodes.models import Episode
from throughcare.organisations.models import Organisation
from throughcare.people.models import Person
from throughcare.plans.plan_tables import Kept
from throughcare.plans.words import CARE_PLAN, HEADINGS, HOW, SECTION, SHORT
from throughcare.sharing import CATEGORIES

OF_ITS_HEADING = Q(*[Q(key=key, category=one.category) for key, one in HEADINGS.items()], _connector="OR")


class Summary(Kept):
    """One version of the summary of an episode: signed by whoever wrote it, never changed; the last one counts.

    `in_short` and `changed` are for all who see of a plan that there is one.
    """

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    in_short = models.CharField(max_length=SHORT * 2)
    changed = models.CharField(max_length=SHORT, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "number"], name="one_summary_a_version"),
            models.CheckConstraint(name="a_summary_says_something", condition=~Q(in_short="")),
            models.CheckConstraint(
                name="a_correction_says_what_changed",
                condition=Q(number=1) | ~Q(changed=""),
            ),
        ]


class Section(models.Model):
    """What stands under one heading, of the category of that heading."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=16, choices={key: one.title for key, one in HEADINGS.items()})
    category = models.CharField(max_length=32, choices=CATEGORIES)
    says = models.CharField(max_length=SECTION)

    class Meta:
        abstract = True


class SummarySection(Section):
    """What a summary says under one heading."""

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="sections", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["summary", "key"], name="one_section_a_heading"),
            models.CheckConstraint(name="a_section_says_something", condition=~Q(says="")),
            models.CheckConstraint(name="a_section_has_the_category_of_its_heading", condition=OF_ITS_HEADING),
        ]


class SummarySending(Kept):
    """That a version went to an organisation: which categories of it, on which basis, by when it is to be acknowledged.

    `waiting` is computed: nobody there has acknowledged it, and no newer version asks for the same.
    """

    summary = models.ForeignKey(Summary, models.PROTECT, related_name="sendings", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    takes_part = models.BooleanField()
    categories = models.JSONField()
    how = models.CharField(max_length=8, choices=HOW)
    basis = models.CharField(max_length=400)
    due_on = models.DateField()
    waiting = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "due_on"], name="sending_to_answer", condition=Q(waiting=True)),
            models.Index(fields=["sender", "due_on"], name="sending_to_chase", condition=Q(waiting=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["summary", "organisation"], name="a_version_is_sent_once_to_each"),
            models.CheckConstraint(name="a_sending_says_its_basis", condition=~Q(basis="")),
            models.CheckConstraint(
                name="only_who_takes_part_opens_it_here", condition=Q(takes_part=True) | ~Q(how="record")
            ),
        ]


class SummaryReceipt(Kept):
    """Somebody at the receiver said that it came: themselves, or `who`, as the sender was told."""

    sending = models.OneToOneField(SummarySending, models.PROTECT, related_name="receipt")
    on = models.DateField()
    who = models.CharField(max_length=120, blank=True)


class SummaryDraft(Kept):
    """A summary as far as it was written, each time it was kept; or, `discarded`, `why` it was given up.

    `version` is the version that it would be signed as. The last draft of it counts, until there is that version.
    """

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    in_short = models.CharField(max_length=SHORT * 2, blank=True)
    changed = models.CharField(max_length=SHORT, blank=True)
    discarded = models.BooleanField(default=False)
    why = models.CharField(max_length=SHORT, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "number"], name="one_draft_a_number"),
            models.CheckConstraint(name="a_draft_is_discarded_for_a_reason", condition=Q(discarded=False) | ~Q(why="")),
        ]


class DraftSection(Section):
    """What a draft says under one heading."""

    draft = models.ForeignKey(SummaryDraft, models.PROTECT, related_name="sections", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "key"], name="one_drafted_section_a_heading"),
            models.CheckConstraint(name="a_drafted_section_says_something", condition=~Q(says="")),
            models.CheckConstraint(name="a_drafted_section_has_the_category_of_its_heading", condition=OF_ITS_HEADING),
        ]


belongs_to(CARE_PLAN, Summary, SummarySending, SummaryReceipt, SummaryDraft)
says_its_category(SummarySection, DraftSection)
is_read_or_not_seen(SummarySection, SummaryDraft, DraftSection)
