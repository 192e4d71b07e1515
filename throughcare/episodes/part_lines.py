"""Who takes part in an episode, and what held it up, as a page lists them."""

from dataclasses import dataclass

from throughcare.episodes.reading import Account
from throughcare.pathways import JOINT, OFFERED, accountable
from throughcare.telling.line_of_time import Story
from throughcare.telling.phrases import listed, span
from throughcare.telling.sentences import whose

PARTS = {JOINT: "Holds jointly", OFFERED: "Offered a hand-over"}


@dataclass(frozen=True)
class DelayLine:
    number: int
    reason: str
    days: str
    party: str
    answer: str
    going_on: bool
    excuses: bool
    cause: str


@dataclass(frozen=True)
class Party:
    """Who takes a part, in which days, and who leads there."""

    organisation: str
    part: str
    days: str
    lead: str
    holds: bool
    over: bool


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
            excuses=delay.can_excuse(reasons),
            cause=reasons[delay.cause].title if delay.cause else "",
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
