"""The forms of a plan, each for one verb. `seen` is how much of the plan whoever types has in front of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict

from throughcare.episodes.reading import Account
from throughcare.fields.boxes import LOST_KEY, DayField, MomentField
from throughcare.meanings import ClockMeaning
from throughcare.organisations.models import StaffRole
from throughcare.pathways import Moment
from throughcare.plans import saying
from throughcare.plans.reading import Written
from throughcare.plans.words import ANSWERS, BEST, GOAL_STATES, LONG, SHORT, STEP_STATES, WHOSE, WORST
from throughcare.web.forms import KeyedForm

OWN_WORDS = "As they say it. Read it back to them"


def several(label: str, *, most: int, hint: str = "", required: bool = True, rows: int = 3) -> forms.CharField:
    """A text of some lines."""
    box = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=most, required=required, widget=box)


class PlanForm(KeyedForm):
    """`number` is of the goal, step or problem that it is about; 0 for a new one."""

    title, button = "", "Record"
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": LOST_KEY, "invalid": LOST_KEY})

    def __init__(self, data: QueryDict | None, told: Account, written: Written, number: int) -> None:
        super().__init__(data)
        self.told, self.written, self.number = told, written, number
        self.person_id = told.episode.person_id
        self.initial["seen"] = written.number
        self.fill()

    def fill(self) -> None:
        """What stands in the fields before anybody types."""

    @property
    def today(self) -> date:
        return self.told.course.as_of.on

    @property
    def about_what(self) -> str:
        """The line of the plan that it is about, in its own words."""
        return ""

    def begin(self, row: Any, *names: str) -> None:
        self.initial.update({name: getattr(row, name) for name in names})


def of_key(rows: Sequence[Any], key: int) -> Any:
    """The row of a key, or None."""
    return next((row for row in rows if row.key == key), None)


class ProblemForm(PlanForm):
    title = "A problem"
    own_words = forms.CharField(label="In the person's words", max_length=SHORT, required=False, help_text=OWN_WORDS)
    team_words = forms.CharField(label="In the team's words", max_length=SHORT, required=False)
    over = forms.BooleanField(label="It is no longer a problem", required=False)

    def fill(self) -> None:
        if row := of_key(self.written.problems_now, self.number):
            self.begin(row, "own_words", "team_words", "over")
        else:
            del self.fields["over"]

    def record(self, *, by: StaffRole, at: datetime, seen: int, over: bool = False, **said: str) -> Any:
        episode, key = self.told.episode, self.number or None
        return saying.say_problem(episode=episode, key=key, over=over, seen=seen, by=by, at=at, **said)


class GoalForm(PlanForm):
    title = "A goal"
    own_words = forms.CharField(label="The goal, in the person's own words", max_length=SHORT, help_text=OWN_WORDS)
    problem = forms.ChoiceField(label="Which problem it is about", required=False)
    state = forms.ChoiceField(label="How it stands", choices=list(GOAL_STATES.items()), widget=forms.RadioSelect)
    why = forms.CharField(
        label="Why", max_length=SHORT, required=False, help_text="Needed when the goal is left or changed"
    )

    def fill(self) -> None:
        problems = [(str(one.key), one.says) for one in self.written.problems_now if not one.over]
        self.offer_choices("problem", [("", "None of them"), *problems])
        if row := of_key(self.written.goals_now, self.number):
            self.begin(row, "own_words", "problem", "state", "why")
        else:
            del self.fields["state"], self.fields["why"]
        if not problems:
            del self.fields["problem"]

    def record(
        self, *, by: StaffRole, at: datetime, seen: int, own_words: str, problem: str = "", state: str = "working",
        why: str = "",
    ) -> Any:  # fmt: skip
        about = int(problem) if problem else None
        given: dict[str, Any] = {"key": self.number or None, "state": state, "why": why, "seen": seen}
        return saying.say_goal(episode=self.told.episode, own_words=own_words, problem=about, by=by, at=at, **given)


class OfGoal(PlanForm):
    @property
    def about_what(self) -> str:
        goal = of_key(self.written.goals_now, self.number)
        return goal.own_words if goal else ""


class RatingForm(OfGoal):
    title = "How near is the goal?"
    value = forms.ChoiceField(
        label="What the person says, from 0 to 10", help_text="0 is not at all near, 10 is there",
        choices=[("", "Choose one"), *((str(n), str(n)) for n in range(WORST, BEST + 1))],
    )  # fmt: skip
    on = DayField(label="On which day they said it")

    def fill(self) -> None:
        self.initial["on"] = self.today

    def record(self, *, by: StaffRole, at: datetime, seen: int, value: str, on: date) -> Any:
        given: dict[str, Any] = {"goal": self.number, "value": int(value), "on": on, "seen": seen}
        return saying.rate_goal(episode=self.told.episode, by=by, at=at, **given)


class StepForm(OfGoal):
    title = "A step towards the goal"
    what = forms.CharField(label="What is done", max_length=SHORT)
    whose = forms.ChoiceField(label="Who does it", choices=list(WHOSE.items()), widget=forms.RadioSelect)
    who = forms.CharField(
        label="Their name or their part", max_length=SHORT, required=False, help_text="Needed when it is somebody else"
    )
    due_on = DayField(label="By when", required=False)

    def record(self, *, by: StaffRole, at: datetime, seen: int, **said: Any) -> Any:
        return saying.say_step(episode=self.told.episode, goal=self.number, seen=seen, by=by, at=at, **said)


class StepDoneForm(PlanForm):
    title = "What became of a step"
    state = forms.ChoiceField(label="How it stands", choices=list(STEP_STATES.items()), widget=forms.RadioSelect)
    why = forms.CharField(label="Why", max_length=SHORT, required=False, help_text="Needed when it was not done")

    @property
    def about_what(self) -> str:
        step = of_key(self.written.steps_now, self.number)
        return step.what if step else ""

    def fill(self) -> None:
        if row := of_key(self.written.steps_now, self.number):
            self.begin(row, "why")

    def record(self, *, by: StaffRole, at: datetime, seen: int, **said: str) -> Any:
        return saying.close_step(episode=self.told.episode, key=self.number, seen=seen, by=by, at=at, **said)


class ReviewForm(PlanForm):
    title = "Review the plan"
    changed = several("What changed", most=LONG, hint="What you looked at together, and what is different from now on")
    happened = MomentField(label="When you looked at it", hint="Leave the time empty if it is not known")
    next_on = DayField(label="When you look at it again")

    def fill(self) -> None:
        self.initial["happened"] = self.today
        if self.told.blueprint.that_means(ClockMeaning.TO_REVIEW):
            del self.fields["next_on"]

    def record(
        self, *, by: StaffRole, at: datetime, seen: int, changed: str, happened: Moment, next_on: date | None = None
    ) -> Any:
        given: dict[str, Any] = {"changed": changed, "happened": happened, "next_on": next_on}
        return saying.review(episode=self.told.episode, seen=seen, by=by, at=at, **given)


class AgreementForm(PlanForm):
    title = "Does the person agree?"
    answer = forms.ChoiceField(
        label="What they say of the plan as it stands", choices=list(ANSWERS.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Why not", max_length=SHORT, required=False,
        help_text="In their words. Needed unless they agree",
    )  # fmt: skip
    on = DayField(label="On which day you asked")

    def fill(self) -> None:
        self.initial["on"] = self.today

    def record(self, *, by: StaffRole, at: datetime, seen: int, **said: Any) -> Any:
        return saying.agree(episode=self.told.episode, seen=seen, by=by, at=at, **said)


# Word of an address -> its form, and whether it is about a line that is there already: None where it may be either.
WAYS: dict[str, type[PlanForm]] = {
    "problem": ProblemForm,
    "goal": GoalForm,
    "rating": RatingForm,
    "step": StepForm,
    "step-done": StepDoneForm,
    "review": ReviewForm,
    "agreement": AgreementForm,
}
# Of which list of the plan the number in the address is, where there is one.
NUMBERED = {"problem": "problems", "goal": "goals", "rating": "goals", "step": "goals", "step-done": "steps"}
# Those that also begin a new line, without a number.
BEGINS = ("problem", "goal", "review", "agreement")
