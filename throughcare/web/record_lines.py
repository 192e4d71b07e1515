"""What is on record about one person, read in as few questions as may be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateField, F, FilteredRelation, Model, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from throughcare.access.seeing import CATEGORY_IN_ROW, CATEGORY_OF, WHENEVER, WHOEVER, seen_by
from throughcare.clocks.standard import FORCE_IN_WORDS
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode, Involvement
from throughcare.organisations.acting import asked_by
from throughcare.organisations.codes import code_list
from throughcare.organisations.models import StaffRole
from throughcare.organisations.questions import Given, Question
from throughcare.pathways import Step
from throughcare.people.identifiers import spaced
from throughcare.people.kinds import ALERTS, IDENTIFIERS, LEGAL_STATUSES, NEEDS, said_in_words
from throughcare.people.models import Alert, Characteristic, Identifier, LegalStatus, Need, Person, Placement
from throughcare.web.asking import Request

# The outcome with which a blueprint's step says that the person died.
DIED = "died"
NO_WORDS, NO_DAY = Value("", output_field=CharField()), Value(None, output_field=DateField())
# Table -> its columns as: kind, what it says, more to it, from, until, look again on.
COLUMNS: dict[type[Model], tuple[Any, ...]] = {
    Alert: ("kind", "says", NO_WORDS, "from_on", "until_on", "review_on"),
    Need: ("kind", "says", NO_WORDS, "from_on", "until_on", NO_DAY),
    Characteristic: ("kind", "code", "source", "from_on", "until_on", NO_DAY),
    LegalStatus: ("kind", "code", NO_WORDS, "from_on", "until_on", NO_DAY),
    Placement: (NO_WORDS, "organisation__name", Coalesce("unit__name", NO_WORDS), "from_on", "until_on", NO_DAY),
    Identifier: ("kind", "value", Coalesce("issuer__name", NO_WORDS), NO_DAY, NO_DAY, NO_DAY),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on record: its heading, what it says, when it holds, and when somebody looks again.

    `stored` are its kind, what it says and more to it as they are on record, for whoever needs no words.
    """

    category: str
    table: str
    key: int
    title: str
    says: str
    stored: tuple[str, str, str]
    from_on: date | None
    until_on: date | None
    review_on: date | None

    def holds_on(self, day: date) -> bool:
        return self.until_on is None or self.until_on > day


@dataclass(frozen=True, slots=True)
class Story:
    """One episode in the words of its blueprint, for one sentence."""

    episode: Episode
    stage: str
    outcome: str
    rule: str
    force: str


def _lines(model: type[Model]) -> QuerySet[Any, Any]:
    rows: QuerySet[Any] = seen_by(model, staff=WHOEVER, as_of=WHENEVER).filter(person=Given("person")).order_by()
    names = ("kind_", "says_", "more_", "from_", "until_", "review_")
    columns = dict(zip(names, (F(c) if isinstance(c, str) else c for c in COLUMNS[model]), strict=True))
    category = F("category") if model in CATEGORY_IN_ROW else Value(CATEGORY_OF[model])
    titled = rows.annotate(category_=category, table_=Value(model.__name__), key_=F("pk"), **columns)
    lines: QuerySet[Any, Any] = titled.values_list("category_", "table_", "key_", *names)
    return lines


def _every_line() -> QuerySet[Any, Any]:
    first, *others = map(_lines, COLUMNS)
    return first.union(*others, all=True)


def _episodes() -> QuerySet[Episode]:
    """Open ones first, each with what the acting organisation's worklist says of it."""
    mine = FilteredRelation("tasks", condition=Q(tasks__organisation=WHOEVER.organisation_id))
    return (
        seen_by(Episode, staff=WHOEVER, as_of=WHENEVER)
        .filter(person=Given("person"))
        .select_related("service", "holder", "lead__staff")
        .defer("holder__register")
        .annotate(mine=mine)
        .annotate(standard=F("mine__standard"), due_on=F("mine__due_on"), waiting=F("mine__waiting"))
        .annotate(waits_for=F("mine__waiting_for__name"))
        .order_by(F("closed_on").desc(nulls_first=True), "-stage_since")
    )


def _parts() -> QuerySet[Involvement]:
    rows = seen_by(Involvement, staff=WHOEVER, as_of=WHENEVER).filter(person=Given("person"), until=None)
    found = rows.select_related("organisation", "episode__service").defer("organisation__register")
    return found.order_by("organisation__name", "since")


LINES, EPISODES, PARTS = Question(_every_line), Question(_episodes), Question(_parts)


def lines_of(person: Person, request: Request) -> list[Line]:
    return lines(person, staff=request.staff, as_of=request.now)


def lines(person: Person, *, staff: StaffRole, as_of: datetime) -> list[Line]:
    """Everything dated about a person that may be seen, newest first, in one query."""
    found = [_line(*row) for row in LINES.ask(person=person.pk, **asked_by(staff, as_of=as_of))]
    return sorted(found, key=lambda line: (line.from_on or date.min, line.title), reverse=True)


def stories_of(person: Person, request: Request) -> list[Story]:
    """The person's episodes, open ones first, each with what the acting organisation's worklist says of it."""
    return [_story(episode) for episode in EPISODES.ask(**_asking(person, request))]


def involved_in(person: Person, request: Request) -> list[tuple[str, Involvement]]:
    """Who takes a part now, each with the part's title."""
    return [(_part(row), row) for row in PARTS.ask(**_asking(person, request))]


def ended_by_death(
    stories: Iterable[Story], involved: Iterable[tuple[str, Involvement]], staff: StaffRole
) -> dict[int, list[Step]]:
    """Open episode -> the steps that end it because the person died and that are for their organisation to record."""
    takes: dict[tuple[int, str], set[int]] = {}
    for _, row in involved:
        takes.setdefault((row.episode_id, row.party), set()).add(row.organisation_id)
    return {
        story.episode.pk: [
            step
            for step in blueprint_of(story.episode).pathway.steps
            if step.outcome == DIED and story.episode.stage in step.sources
            and staff.organisation_id in _takers(story.episode, step, takes)
        ]
        for story in stories
        if not story.episode.closed_on
    }  # fmt: skip


def _takers(episode: Episode, step: Step, takes: Mapping[tuple[int, str], set[int]]) -> set[int]:
    """Whoever takes a part now, and where nobody has yet, whoever was to from the start."""
    from_the_start = episode.parties_at_start
    parts = [takes.get((episode.pk, party), {from_the_start.get(party, 0)}) for party in step.by]
    return set().union(*parts)


def _asking(person: Person, request: Request) -> dict[str, Any]:
    return {"person": person.pk, **asked_by(request.staff, as_of=request.now)}


def _line(category: str, table: str, key: int, kind: str, says: str, more: str, *days: date | None) -> Line:
    title, words = WORDS[table](kind, says, more)
    return Line(category, table, key, title, words, (kind, says, more), *days)


def _placement(_: str, place: str, unit: str) -> Sequence[str]:
    return "Placement", f"{place}, {unit}" if unit else place


def _legal_status(kind: str, code: str, _: str) -> Sequence[str]:
    row = LEGAL_STATUSES[kind]
    return row.title, code_list(row.codes)[code].title


def _identifier(kind: str, value: str, issuer: str) -> Sequence[str]:
    return IDENTIFIERS[kind].title, f"{spaced(kind, value)}, given out by {issuer}" if issuer else spaced(kind, value)


WORDS = {
    "Alert": lambda kind, says, _: (ALERTS[kind].title, says),
    "Need": lambda kind, says, _: (NEEDS[kind].title, says),
    "Characteristic": said_in_words,
    "LegalStatus": _legal_status,
    "Placement": _placement,
    "Identifier": _identifier,
}


def _story(episode: Episode) -> Story:
    blueprint = blueprint_of(episode)
    standard = blueprint.standard.get(vars(episode)["standard"] or "")
    return Story(
        episode=episode,
        stage=blueprint.pathway.stage[episode.stage].title,
        outcome=blueprint.outcome_titles.get(episode.outcome, episode.outcome.replace("-", " ")),
        rule=standard.title if standard else "",
        force=FORCE_IN_WORDS[standard.force] if standard else "",
    )


def _part(row: Involvement) -> str:
    party = blueprint_of(row.episode).pathway.party.get(row.party)
    return party.title if party else "Holds jointly"
