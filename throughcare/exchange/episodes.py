"""A person's time with a service [EpisodeOfCare]: where it stands, who takes part, and which clocks run."""

from collections.abc import Iterator

from throughcare.clocks import ClockState, Run
from throughcare.episodes.models import Episode
from throughcare.episodes.part_lines import PARTS
from throughcare.episodes.reading import Account
from throughcare.exchange.answering import answers
from throughcare.exchange.bundles import page_of
from throughcare.exchange.parameters import Nothing, OfPerson
from throughcare.exchange.values import (
    MASKED,
    OURS,
    SUBSETTED,
    Json,
    coding,
    concept,
    extension,
    meta,
    named,
    period,
    present,
)
from throughcare.pathways import Moment, Part, everywhere
from throughcare.sharing import STAGES
from throughcare.web.asking import Request
from throughcare.web.episodes import note_seen, read
from throughcare.web.person import find_person
from throughcare.web.record_lines import Story, stories_of
from throughcare.web.words import london_day

PARTIES = "parties"


@answers(OfPerson)
def episodes(request: Request, asked: OfPerson) -> Json:
    found = find_person(request, asked.patient)
    stories = stories_of(found, request)
    return page_of(request, asked, [in_a_list(story, named(found.reference)) for story in stories])


@answers(Nothing)
def episode(request: Request, _asked: Nothing, reference: str) -> Json:
    told = read(request, reference)
    note_seen(request, told)
    return whole(told)


def in_a_list(story: Story, patient: Json) -> Json:
    """What a sentence of the person's page says; parties and clocks are read with the episode itself."""
    episode = story.episode
    due = vars(episode)["due_on"] if story.rule and not episode.closed_on else None
    extensions = [
        *standing(episode, story.stage, story.outcome),
        *extension("due-on", "Date", due and due.isoformat()),
        *extension("due-by", "String", story.rule if due else ""),
        *extension("waiting", "Code", "" if episode.closed_on else vars(episode)["waiting"]),
    ]
    return of(episode, patient, str(episode.holder or ""), extensions, SUBSETTED)


def whole(told: Account) -> Json:
    episode, state = told.episode, told.course.state
    stage = told.blueprint.pathway.stage[episode.stage].title
    outcome = told.blueprint.outcome_titles.get(episode.outcome, episode.outcome.replace("-", " "))
    clocks = [{"url": f"{OURS}:clock", "extension": clock(told, run)} for run in started(told)]
    team = {
        "resourceType": "CareTeam",
        "id": PARTIES,
        "participant": [participant(told, part) for part in state.parts],
    }
    patient = named(episode.person.reference) if told.shows_identity else MASKED
    holder = told.organisations.get(str(episode.holder_id), "")
    found = of(episode, patient, holder, [*standing(episode, stage, outcome), *clocks])
    return found | ({"contained": [team], "team": [{"reference": f"#{PARTIES}"}]} if state.parts else {})


def of(episode: Episode, patient: Json, holder: str, extensions: list[Json], *tags: Json) -> Json:
    open_as = "planned" if episode.stage in everywhere.RESERVED_STAGES else "active"
    return present(
        {
            "resourceType": "EpisodeOfCare",
            "id": episode.reference,
            "meta": meta(STAGES, *tags),
            "extension": extensions,
            "identifier": [{"system": f"{OURS}:episode", "value": episode.reference}],
            "status": "finished" if episode.closed_on else open_as,
            "type": [{"text": episode.service.title}],
            "patient": patient,
            "managingOrganization": present({"display": holder}),
            "period": period(london_day(episode.created_at), episode.closed_on),
            "careManager": {"display": str(episode.lead.staff)} if episode.lead else {},
        }
    )


def standing(episode: Episode, stage: str, outcome: str) -> list[Json]:
    return [
        *extension("stage", "CodeableConcept", concept(stage, coding("stage", episode.stage, stage))),
        *extension("stage-since", "Date", episode.stage_since.isoformat()),
        *extension("outcome", "CodeableConcept", outcome and concept(outcome, coding("outcome", episode.outcome))),
        *extension("nobody-holds", "Boolean", episode.nobody_holds),
    ]


def started(told: Account) -> Iterator[Run]:
    """The last running of each clock that has started, those in force first, as the page has them."""
    last = [runs[-1] for runs in told.course.runs.values()]
    yield from sorted((run for run in last if run.state is not ClockState.NOT_STARTED), key=lambda run: run.shadow)


def clock(told: Account, run: Run) -> list[Json]:
    standard = told.blueprint.standard[run.standard]
    owner = told.course.state.bound.get(standard.owner)
    days: dict[str, Moment | None] = {
        "started": run.started, "warn": run.warn, "due": run.due, "stopped": run.stopped
    }  # fmt: skip
    return [
        *extension("standard", "Coding", coding("standard", standard.id, standard.title)),
        *extension("force", "Code", str(standard.force)),
        *extension("shadow", "Boolean", run.shadow),
        *extension("state", "Code", str(run.state)),
        *(one for name, when in days.items() for one in extension(name, "DateTime", _when(when))),
        *extension("days-used", "Integer", run.days_used),
        *extension("late-by", "Integer", run.late_by),
        *extension("owner", "Reference", {"display": told.organisations[owner]} if owner else None),
    ]


def participant(told: Account, part: Part) -> Json:
    title = PARTS.get(part.party) or told.blueprint.pathway.party[part.party].title
    return {
        "role": [concept(title, coding("party", part.party, title))],
        "member": {"display": told.organisations[part.organisation]},
        "period": period(part.since.on, part.until.on if part.until else None),
    }


def _when(when: Moment | None) -> str | None:
    """The instant where the time of day is known, else the day."""
    if when is None:
        return None
    return when.at.isoformat() if when.at else when.on.isoformat()
