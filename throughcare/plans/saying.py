"""The verbs of a plan: a problem, a goal and how near it is, a step, a review, and whether the person agrees.

`seen` is how many changes of the plan whoever acts had in front of them: with more by now they look first. All raise
Refused by field.
"""

from datetime import date, datetime

from throughcare.access.words import line
from throughcare.episodes import actions
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode
from throughcare.meanings import StepMeaning
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways import Moment
from throughcare.plans.changing import (
    Writing,
    means_reviews,
    read,
    refuse_day,
    refuse_due,
    refuse_unknown,
    write,
)
from throughcare.plans.models import Goal, GoalRating, GoalStep, PlanAgreement, PlanReview, Problem
from throughcare.plans.words import (
    ANSWERS,
    BEST,
    GOAL_STATES,
    LONG,
    NOT_DONE,
    STEP_STATES,
    WHOSE,
    WORKING,
    WORST,
    YES,
    Did,
)


@verb
def say_problem(
    *, episode: Episode, key: int | None, own_words: str, team_words: str, over: bool, seen: int | None,
    by: StaffRole, at: datetime,
) -> Problem:  # fmt: skip
    """A problem, anew or (`key`) in another version; `over` says that it is none any more."""
    writing = write(episode=episode, seen=seen, by=by, at=at)
    says = read({"own_words": own_words, "team_words": team_words})
    if not any(says.values()):
        raise Refused({"own_words": "Say what the problem is, in the person's words or in the team's."})
    number = writing.last(Problem, key).key if key else writing.next_key(Problem)
    made: Problem = writing.append(Did.PROBLEM, Problem, key=number, over=over, **says)
    return made


@verb
def say_goal(
    *, episode: Episode, key: int | None, own_words: str, problem: int | None, state: str, why: str, seen: int | None,
    by: StaffRole, at: datetime,
) -> Goal:  # fmt: skip
    """A goal in the person's own words, anew or in another version. One that is given up says why."""
    writing = write(episode=episode, seen=seen, by=by, at=at)
    refuse_unknown(state=(state, GOAL_STATES))
    says = read(
        {"own_words": own_words, "why": why}, needed=["own_words", *(["why"] if state in {"changed", "left"} else [])]
    )
    about = writing.last(Problem, problem, field="problem").key if problem else None
    number = writing.last(Goal, key).key if key else writing.next_key(Goal)
    made: Goal = writing.append(Did.GOAL, Goal, key=number, problem=about, state=state, **says)
    return made


@verb
def rate_goal(
    *, episode: Episode, goal: int, value: int, on: date, seen: int | None, by: StaffRole, at: datetime
) -> GoalRating:
    """How near the person says they are to a goal on a day, 0 to 10. Said again of a day, the last counts."""
    writing = write(episode=episode, seen=seen, by=by, at=at)
    if not WORST <= value <= BEST:
        raise Refused({"value": f"A rating is from {WORST} to {BEST}."})
    refuse_day(writing, "on", on)
    made: GoalRating = writing.append(Did.RATING, GoalRating, goal=writing.last(Goal, goal).key, value=value, on=on)
    return made


@verb
def say_step(
    *, episode: Episode, goal: int, what: str, whose: str, who: str, due_on: date | None, seen: int | None,
    by: StaffRole, at: datetime,
) -> GoalStep:  # fmt: skip
    """A step towards a goal: what, who does it (`whose`, with a name where it is somebody else), by when."""
    writing = write(episode=episode, seen=seen, by=by, at=at)
    refuse_unknown(whose=(whose, WHOSE))
    says = read({"what": what, "who": who}, needed=["what", *(["who"] if whose == "other" else [])])
    refuse_due(writing, "due_on", due_on)
    its = writing.last(Goal, goal)
    if its.state != WORKING:
        raise Refused({"": "This goal is not worked on any more."})
    key = writing.next_key(GoalStep)
    made: GoalStep = writing.append(Did.STEP, GoalStep, key=key, goal=its.key, whose=whose, due_on=due_on, **says)
    return made


@verb
def close_step(
    *, episode: Episode, key: int, state: str, why: str, seen: int | None, by: StaffRole, at: datetime
) -> GoalStep:
    """What became of a step; one that was not done says why. Taken back, it is to do again."""
    writing = write(episode=episode, seen=seen, by=by, at=at)
    refuse_unknown(state=(state, STEP_STATES))
    says = read({"why": why}, needed=["why"] if state == NOT_DONE else [])
    last = writing.last(GoalStep, key)
    same = {name: getattr(last, name) for name in ("key", "goal", "what", "whose", "who", "due_on")}
    made: GoalStep = writing.append(Did.STEP, GoalStep, **same, state=state, **says)
    return made


@verb
def agree(
    *, episode: Episode, answer: str, reason: str, on: date, seen: int | None, by: StaffRole, at: datetime
) -> PlanAgreement:
    """What the person said when they were asked about the plan as it stands. A no, and no answer, need a reason."""
    writing = write(episode=episode, seen=seen, by=by, at=at)
    if not writing.plan.changes:
        raise Refused({"": "There is nothing in this plan yet that the person could be asked about."})
    refuse_unknown(answer=(answer, ANSWERS))
    says = read({"reason": reason}, needed=[] if answer == YES else ["reason"])
    refuse_day(writing, "on", on)
    made: PlanAgreement = writing.append(Did.AGREEMENT, PlanAgreement, answer=answer, on=on, **says)
    return made


@verb
def review(
    *, episode: Episode, changed: str, next_on: date | None, happened: Moment, seen: int | None, by: StaffRole,
    at: datetime,
) -> PlanReview:  # fmt: skip
    """The plan was looked at together. Where the service has a step for it that can be taken now, it is taken too.

    The next day is then that of the service's clock; elsewhere `next_on` says it.
    """
    writing = write(episode=episode, seen=seen, by=by, at=at)
    if not writing.plan.changes:
        raise Refused({"": "There is nothing in this plan yet that could be reviewed."})
    says = line(changed, field="changed", most=LONG, missing="Say what changed, or that nothing did.")
    refuse_day(writing, "happened", happened.on)
    if next_on is None and not means_reviews(writing.episode):
        raise Refused({"next_on": "Say when you look at it again."})
    refuse_due(writing, "next_on", next_on, after=happened.on)
    event = _recorded(writing, says, happened)
    about = {"on": happened.on, "changed": says, "event": event}
    made: PlanReview = writing.append(Did.REVIEW, PlanReview, **about, next_on=next_on)
    return made


def _recorded(writing: Writing, says: str, happened: Moment) -> int | None:
    """The number of the fact that the blueprint's own step leaves; none where it has no such step at this stage."""
    blueprint = blueprint_of(writing.episode)
    step = blueprint.pathway.step.get(blueprint.that_means(StepMeaning.REVIEW_HELD))
    if step is None or writing.episode.stage not in step.sources:
        return None
    taken = actions.take_step(
        episode=writing.episode, step=step.id, facts={"progress": says}, happened=happened, by=writing.by, at=writing.at
    )
    return taken.event_count
