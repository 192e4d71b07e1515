"""What the page of an episode shows, from what one member of staff may read of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from throughcare.episodes.clock_lines import clock_lines, not_started
from throughcare.episodes.fact_lines import fact_lines
from throughcare.episodes.part_lines import delay_lines, parties
from throughcare.episodes.reading import Account
from throughcare.telling.ladder_words import rung_lines
from throughcare.telling.line_of_time import WIDE, Story, line_of_time
from throughcare.telling.line_of_time.in_words import in_words
from throughcare.telling.possible import Possible, about_holding, possible
from throughcare.telling.sentences import truth, whose
from throughcare.web.beside import beside


@dataclass(frozen=True)
class Next:
    """A step that can come next, with whose it is in words."""

    step: Possible
    whose: str


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
        "picture": line_of_time(story, WIDE) if story.course.state.stage else "",
        "told": in_words(story),
        "facts": fact_lines(account),
        "clocks": clock_lines(account),
        "not_started": not_started(account),
        "next": next_of(story, mine),
        "holding": {step.step: step.title for step in about_holding(account.course, mine)},
        "delays": delay_lines(account, story),
        "rungs": rung_lines(story, organisation=mine),
        "parties": parties(account),
        "beside": beside(account),
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
