"""Plans of episodes and formulations. All but `Plan` are facts that only grow.

`Plan` keeps, for lists, what its facts amount to. Each change of a plan has a number, by which two who write at once
are told apart; of what was said of one problem, goal or step, the last counts and the others stay.

A plan that is there, whether it is agreed and when it is looked at again, is seen from a summary on; everything written
in it only by those who read all of it. Single scores of goals belong to the plan: whoever works towards a goal may see
how far it is.
"""

from django.db import models
from django.db.models import F, Q

from throughcare.access.seeing import belongs_to, is_read_or_not_seen, says_its_category
from throughcare.episodes.models import Episode
from throughcare.organisations.models import StaffRole
from throughcare.people.models import Person
from throughcare.plans.words import (
    ANSWERS,
    BEST,
    CARE_PLAN,
    DID,
    FORMULATION,
    GOAL_STATES,
    LONG,
    SHORT,
    STEP_STATES,
    TO_DO,
    WHOSE,
    WORKING,
    YES,
    Did,
)
from throughcare.sharing import CATEGORIES


class Kept(models.Model):
    """Something about one person, who wrote it down and when."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(StaffRole, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Plan(models.Model):
    """The plan of an episode. `unasked` says that it changed since the person was last asked; all is computed."""

    episode = models.OneToOneField(Episode, models.PROTECT, related_name="plan")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    changes = models.PositiveIntegerField(default=0)
    agreed = models.CharField(max_length=16, blank=True, choices=ANSWERS)
    unasked = models.BooleanField(default=False)
    review_due_on = models.DateField(null=True)


class PlanChange(Kept):
    """One thing that was said of a plan, in the order of being said."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="said", db_index=False)
    number = models.PositiveIntegerField()
    did = models.CharField(max_length=12, choices=[(did.value, says) for did, says in DID.items()])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_change_a_number"),
            models.CheckConstraint(name="a_change_is_of_a_known_kind", condition=Q(did__in=[str(did) for did in Did])),
        ]


class Said(models.Model):
    """What one change says. `plan` and `person` are those of the change, for the index and for the door."""

    change = models.OneToOneField(PlanChange, models.PROTECT, primary_key=True, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Problem(Said):
    """A problem, in the person's words and in the team's. `key` numbers the problems of a plan."""

    key = models.PositiveSmallIntegerField()
    own_words = models.CharField(max_length=SHORT, blank=True)
    team_words = models.CharField(max_length=SHORT, blank=True)
    over = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_problem_says_something", condition=~Q(own_words="", team_words=""))
        ]


class Goal(Said):
    """A goal in the person's own words, perhaps about one of the problems."""

    key = models.PositiveSmallIntegerField()
    own_words = models.CharField(max_length=SHORT)
    problem = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=12, choices=GOAL_STATES, default=WORKING)
    why = models.CharField(max_length=SHORT, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_goal_is_in_words", condition=~Q(own_words="")),
            models.CheckConstraint(name="a_goal_stands_in_a_known_way", condition=Q(state__in=list(GOAL_STATES))),
        ]


class GoalRating(Said):
    """How near the person says they are to a goal on a day: 0, not at all, to 10, there."""

    goal = models.PositiveSmallIntegerField()
    on = models.DateField()
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="a_rating_is_at_most_ten", condition=Q(value__lte=BEST))]


class GoalStep(Said):
    """A step towards a goal: who does it, by when, and what became of it."""

    key = models.PositiveSmallIntegerField()
    goal = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=SHORT)
    whose = models.CharField(max_length=8, choices=WHOSE)
    who = models.CharField(max_length=SHORT, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=STEP_STATES, default=TO_DO)
    why = models.CharField(max_length=SHORT, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_step_says_what_is_done", condition=~Q(what="")),
            models.CheckConstraint(name="not_done_says_why", condition=~Q(state="not-done", why="")),
            models.CheckConstraint(name="somebody_else_is_named", condition=~Q(whose="other", who="")),
        ]


class PlanReview(Said):
    """The plan was looked at together. `event` is the fact of the episode that says so, where its service has one."""

    on = models.DateField()
    changed = models.CharField(max_length=LONG)
    next_on = models.DateField(null=True)
    event = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_review_says_what_changed", condition=~Q(changed="")),
            models.CheckConstraint(
                name="the_next_review_comes_later", condition=Q(next_on=None) | Q(next_on__gt=F("on"))
            ),
        ]


class PlanAgreement(Said):
    """What the person answered when they were asked whether they agree to the plan as it stood."""

    on = models.DateField()
    answer = models.CharField(max_length=16, choices=ANSWERS)
    reason = models.CharField(max_length=SHORT, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="without_a_yes_there_is_a_reason", condition=Q(answer=YES) | ~Q(reason="")),
        ]


class FormulationPart(Kept):
    """One part of one version of a formulation; of each part the last version counts."""

    episode = models.ForeignKey(Episode, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    part = models.CharField(max_length=16, choices={key: part.title for key, part in FORMULATION.items()})
    category = models.CharField(max_length=32, choices=CATEGORIES)
    says = models.CharField(max_length=LONG, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "part", "number"], name="one_part_a_version"),
            models.CheckConstraint(
                name="a_part_has_the_category_of_its_kind",
                condition=Q(
                    *[Q(part=key, category=part.category) for key, part in FORMULATION.items()], _connector="OR"
                ),
            ),
        ]


belongs_to(CARE_PLAN, Plan, PlanChange)
belongs_to(CARE_PLAN, Problem, Goal, GoalRating, GoalStep, PlanReview, PlanAgreement)
says_its_category(FormulationPart)
is_read_or_not_seen(Problem, Goal, GoalRating, GoalStep, PlanReview, PlanAgreement, FormulationPart)
