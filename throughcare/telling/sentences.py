"""One sentence of truth per episode: who holds the person, what is due by which rule, and on whom it waits."""

from collections.abc import Iterator

from markupsafe import Markup

from throughcare.clocks import ClockState, Force, Run, Standard
from throughcare.pathways import holders, spell_day
from throughcare.telling import clock_words
from throughcare.telling.line_of_time import Story
from throughcare.telling.phrases import listed
from throughcare.telling.possible import awaited

MOST_STEPS = 3


def truth(story: Story) -> Markup:
    """How an episode stands, in up to four sentences."""
    return Markup(" ").join(_sentences(story))


def _sentences(story: Story) -> Iterator[Markup]:
    state = story.course.state
    if state.stage is None:
        return
    if state.closed:
        yield _ended(story)
        return
    yield _held(story)
    yield _stage(story)
    for standard, run in headlines(story):
        yield _due(story, standard, run)
    yield from _waiting(story)


def headlines(story: Story) -> list[tuple[Standard, Run]]:
    """The clocks in force that matter most: the one late the longest, and the one that is due next.

    What is late by a local default alone comes after what is late by law, guidance or contract.
    """
    late, running = _open(story, ClockState.BREACHED_OPEN), _open(story, ClockState.RUNNING)
    late.sort(key=lambda clock: clock[0].force is Force.LOCAL)
    return [*late[:1], *running[:1]]


def _open(story: Story, state: ClockState) -> list[tuple[Standard, Run]]:
    """The clocks in force and in this state, that due first foremost."""
    standards = story.course.blueprint.standard
    found = [
        (run.due.on, standards[run.standard], run)
        for run in story.course.clocks
        if run.state is state and run.due and not run.shadow
    ]
    return [(standard, run) for _, standard, run in sorted(found, key=lambda clock: clock[0])]


def outcome(story: Story) -> str:
    """How the episode ended, in the blueprint's words."""
    state, blueprint = story.course.state, story.course.blueprint
    title = blueprint.pathway.stage[str(state.stage)].title
    return blueprint.outcome_titles.get(state.outcome or "", title)


def _ended(story: Story) -> Markup:
    day = spell_day(story.today)
    return Markup("Ended on {}: <strong>{}</strong>.").format(day, outcome(story))


def _held(story: Story) -> Markup:
    course = story.course
    now = holders(course.blueprint.pathway, course.state)
    spans = course.tenures
    if not now:
        since = spans[-1].since if spans else story.today
        return Markup("<strong>Nobody holds this person</strong>, since {}.").format(spell_day(since))
    *most, last = (Markup("<strong>{}</strong>").format(story.named((one,))) for one in now)
    names = Markup(" and ").join(filter(None, [Markup(", ").join(most), last]))
    jointly = " jointly" if len(now) > 1 else ""
    leaderless = "" if any(one in course.state.leads for one in now) else ", but no lead is named"
    return Markup("Held{} by {} since {}{}.").format(jointly, names, spell_day(spans[-1].since), leaderless)


def _stage(story: Story) -> Markup:
    return Markup("{}.").format(story.course.blueprint.pathway.stage[str(story.course.state.stage)].title)


def _due(story: Story, standard: Standard, run: Run) -> Markup:
    late = f" and is {clock_words.verdict(standard, run)}" if run.state is ClockState.BREACHED_OPEN else ""
    by_when = clock_words.due(run.due) if run.due else ""
    why = f"{rule(standard, run)}; {zero(story, run)}"
    return Markup("'{}' {} due by <strong>{}</strong>{} ({}).").format(
        standard.title, "was" if late else "is", by_when, late, why
    )


def rule(standard: Standard, run: Run) -> str:
    """`28 days, national guidance`."""
    return f"{clock_words.limit(standard)}, {clock_words.force(standard, shadow=run.shadow)}"


def zero(story: Story, run: Run) -> str:
    """What the days are counted from and why: `day 0 was Monday 2 March 2026, because ... happened then`."""
    standard = story.course.blueprint.standard[run.standard]
    started = next(event for event in story.course.facts if event.number == run.started_by)
    return clock_words.first_day(standard, run, story.title_of(started.step))


def _waiting(story: Story) -> Iterator[Markup]:
    course = story.course
    party = course.blueprint.pathway.stage[str(course.state.stage)].waiting_on
    if party is None:
        return
    who = course.state.bound.get(party)
    named = story.named((who,)) if who else f"{whose(story, (party,))}"
    titles = [story.title_of(step) for step in awaited(course, party)]
    what = f": {listed(titles[:MOST_STEPS], last='or')}" if titles else ""
    yield Markup("Waiting on <strong>{}</strong>{}.").format(named, what)


def whose(story: Story, parties: tuple[str, ...]) -> str:
    """The parties by the names of those who play them: `Rowan Unit`, or the part's title where nobody is named yet."""
    titles, bound = story.course.blueprint.pathway.party, story.course.state.bound
    names = [
        story.named((bound[party],)) if party in bound else f"{titles[party].title} (not named yet)"
        for party in parties
    ]
    return listed(dict.fromkeys(names), last="or")
