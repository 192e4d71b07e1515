"""The bands of the picture, from the values of an episode."""

from itertools import pairwise

from markupsafe import Markup

from throughcare.clocks import OPEN_STATES
from throughcare.pathways import spell_day
from throughcare.pathways.tenures import Tenure
from throughcare.telling.line_of_time.paints import DELAY, NOBODY, PAST, PRESENT, holder_paints
from throughcare.telling.line_of_time.story import Frame, Row, Story
from throughcare.telling.line_of_time.strips import Block, strip
from throughcare.telling.line_of_time.svg import INK, WHITE, Attributes, joined, tag
from throughcare.telling.line_of_time.timescale import Scale
from throughcare.telling.phrases import count

STAGE_HEIGHT = 30
HOLDER_HEIGHT = 24
DELAY_HEIGHT = 16


def stages(story: Story, scale: Scale, frame: Frame) -> Row:
    state, pathway = story.course.state, story.course.blueprint.pathway
    stays = [stay for stay in state.stays if not pathway.stage[stay.stage].final]
    blocks = [
        Block(
            stay.since.on,
            stay.until.on if stay.until else story.today,
            pathway.stage[stay.stage].title,
            *(PAST if stay.until else PRESENT),
        )
        for stay in stays
    ]
    body, height = strip([*blocks, *_remainder(story)], scale, height=STAGE_HEIGHT, edge=frame.width)
    return Row("Stage", "where the person stands", body, height)


def _remainder(story: Story) -> list[Block]:
    """What is still to come: from today to the day by which everything that runs in force is due."""
    runs = [run for run in story.course.clocks if run.state in OPEN_STATES and run.due and not run.shadow]
    last = max((run.due.on for run in runs if run.due), default=story.today)
    if last <= story.today:
        return []
    stage = story.course.blueprint.pathway.stage[story.course.state.stage or ""]
    party = stage.waiting_on or ""
    waited = story.course.state.bound.get(party)
    says = f"waiting on {story.named((waited,))}" if waited else "still to come"
    return [Block(story.today, last, says, WHITE, dashed=True)]


def holders(story: Story, scale: Scale, frame: Frame) -> Row:
    course = story.course
    held = course.tenures
    paints = holder_paints(held, frame.name)
    blocks = [
        Block(
            tenure.since,
            tenure.until or story.today,
            story.named(tenure.holders) if tenure.holders else "Nobody",
            paints[tenure.holders] if tenure.holders else f"url(#{frame.name}-{NOBODY})",
        )
        for tenure in held
    ]
    body, height = strip([*blocks, *_offered(story, scale)], scale, height=HOLDER_HEIGHT, edge=frame.width)
    joints = joined(_joint(story, before, after, scale) for before, after in pairwise(held))
    return Row("Held by", "diamonds are hand-overs", joined([body, joints]), height)


def _offered(story: Story, scale: Scale) -> list[Block]:
    offer = story.course.state.offer
    if offer is None:
        return []
    return [Block(story.today, scale.last, f"offered to {story.named((offer.organisation,))}", WHITE, dashed=True)]


def _joint(story: Story, before: Tenure, after: Tenure, scale: Scale) -> Markup:
    """A hand-over: a diamond between two blocks, which says who gave and who took."""
    said = f"{_who(story, before)} to {_who(story, after)}, {spell_day(after.since)}"
    x = scale.x(after.since)
    path = f"M{x:.1f} -7 l8 8 l-8 8 l-8 -8 z"
    shape: Attributes = {"d": path, "fill": WHITE, "stroke": INK, "stroke-width": 2}
    return tag("path", shape, tag("title", {}, said))


def _who(story: Story, tenure: Tenure) -> str:
    return story.named(tenure.holders) if tenure.holders else "nobody"


def delays(story: Story, scale: Scale, frame: Frame) -> Row | None:
    reasons = story.course.blueprint.delay_reason
    found = story.course.delays
    if not found:
        return None
    fill = f"url(#{frame.name}-{DELAY})"
    blocks = [Block(delay.since, delay.until or story.today, reasons[delay.reason].title, fill) for delay in found]
    body, height = strip(blocks, scale, height=DELAY_HEIGHT, edge=frame.right)
    lost = sum(((delay.until or story.today) - delay.since).days + 1 for delay in found)
    return Row("Delays", "they stop no clock", body, height, (count(lost, "day", "days"),))
