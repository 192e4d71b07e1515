"""What the page of an episode shows, from what one member of staff may read of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from throughcare.episodes.clock_lines import clock_lines, not_started
from throughcare.episodes.fact_lines import fact_lines
from throughcare.episodes.reading import Account
from throughcare.pathways import JOINT, OFFERED, accountable
from throughcare.telling.line_of_time import NARROW, WIDE, Frame, Story, line_of_time
from throughcare.telling.line_of_time.in_words import in_words
from throughcare.telling.phrases import listed, span
from throughcare.telling.possible import Possible, about_holding, possible
from throughcare.telling.sentences import truth, whose

PARTS = {JOINT: "Holds jointly", OFFERED: "Offered a hand-over"}


@dataclass(frozen=True)
class Next:
    """A step that can come next, with whose it is in words."""

    step: Possible
    whose: str


@dataclass(frozen=True)
class DelayLine:
    number: int
    reason: str
    days: str
    party: str
    answer: str
    going_on: bool
    excuses: bool


@dataclass(frozen=True)
class Party:
    """Who takes a part, in which days, and who leads there."""

    organisation: str
    part: str
    days: str
    lead: str
    holds: bool
    over: bool


def story_of(account: Account) -> Story:
    return Story(account.course, account.history, account.organisations)


def page(account: Account) -> Mapping[str, Any]:
    """Everything that the template is given."""
    story, mine = story_of(account), str(account.reader.organisation_id)
    return {
        "episode": account.episode,
        "account": account,
        "title": title(account),
        "sentence": truth(story),
        "pictures": pictures(story),
        "told": in_words(story),
        "facts": fact_lines(account),
        "clocks": clock_lines(account),
        "not_started": not_started(account),
        "next": next_of(story, mine),
        "holding": {step.step: step.title for step in about_holding(account.course, mine)},
        "delays": delay_lines(account, story),
        "rungs": [(rung, whose(story, rung.escalation.to)) for rung in account.course.rungs],
        "parties": parties(account),
    }


def next_of(story: Story, organisation: str) -> Mapping[str, list[Next]]:
    """What can come next: mine to record, mine that end it, others', and not yet."""
    found: dict[str, list[Next]] = {"mine": [], "ends": [], "others": [], "not_yet": []}
    for step in possible(story.course, organisation):
        kind = "not_yet" if step.reasons else "others" if not step.mine else "ends" if step.ends else "mine"
        found[kind].append(Next(step, whose(story, step.by)))
    found["mine"].sort(key=lambda line: not line.step.awaited)
    return found


def title(account: Account) -> str:
    """The person's name and where they live, as far as the reader may see who it is."""
    if not account.shows_identity:
        return f"Episode {account.episode.reference}"
    return ", ".join(filter(None, [account.episode.person.full_name, account.lives_at]))


def pictures(story: Story) -> list[tuple[Frame, Markup]]:
    return [(frame, line_of_time(story, frame)) for frame in (WIDE, NARROW)] if story.course.state.stage else []


def delay_lines(account: Account, story: Story) -> list[DelayLine]:
    reasons = account.blueprint.delay_reason
    return [
        DelayLine(
            number=delay.number,
            reason=reasons[delay.reason].title,
            days=span(delay.since, delay.until),
            party=whose(story, (delay.party,)),
            answer=delay.answer or "not answered yet",
            going_on=delay.until is None,
            excuses=reasons[delay.reason].can_excuse,
        )
        for delay in account.course.delays
    ]


def parties(account: Account) -> list[Party]:
    """Everyone who takes or took part: those who hold the person first."""
    found = [_party(account, party, organisation) for party, organisation in _parts(account)]
    return sorted(found, key=lambda party: (party.over, not party.holds, party.organisation))


def _parts(account: Account) -> list[tuple[str, str]]:
    return list(dict.fromkeys((part.party, part.organisation) for part in account.course.state.parts))


def _party(account: Account, party: str, organisation: str) -> Party:
    state, pathway = account.course.state, account.blueprint.pathway
    spells = [part for part in state.parts if (part.party, part.organisation) == (party, organisation)]
    over = all(part.until for part in spells)
    return Party(
        organisation=account.organisations[organisation],
        part=PARTS.get(party) or pathway.party[party].title,
        days=listed(span(part.since.on, part.until.on if part.until else None) for part in spells),
        lead=account.staff.get(state.leads.get(organisation, ""), ""),
        holds=not over and (party == JOINT or party in accountable(pathway, state)),
        over=over,
    )
