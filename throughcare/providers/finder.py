"""Who to refer to: by home area, level, specialty, sex and day, for somebody in particular or for nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from throughcare.episodes.reading import Account
from throughcare.meanings import StepMeaning
from throughcare.organisations.models import Organisation
from throughcare.providers import places
from throughcare.providers.answering import Answer, Row, answer
from throughcare.providers.forms import FinderForm
from throughcare.providers.kinds import CLINICIANS, COMPARERS, LEVELS, SEXES, in_words
from throughcare.providers.models import Threshold
from throughcare.providers.places import Known, how_far
from throughcare.providers.thresholds import for_case
from throughcare.telling.clock_words import due
from throughcare.telling.line_of_time import Story
from throughcare.telling.possible import possible
from throughcare.telling.sentences import headlines
from throughcare.web.asking import Request
from throughcare.web.beside import Beside
from throughcare.web.episode_page import title
from throughcare.web.episodes import note_seen, read
from throughcare.web.forms import UNPROCESSABLE
from throughcare.web.words import london_day

HOME_AREA, DISPUTE = StepMeaning.HOME_AREA_RECORDED, StepMeaning.DISPUTE_OPENED
# What steps mean that name the hospital or provider asked, in the order in which they are looked for.
ASK_OF = (StepMeaning.REPORT_REQUESTED, StepMeaning.CRITERIA_MET, StepMeaning.BED_REQUESTED)
ASKED = ("area", "level", "specialty", "sex")


@dataclass(frozen=True)
class Home:
    """The areas that decide, the nearest first, and how they are known: `recorded`, or as those of the `prison`.

    Beside them where the person is now, and the area that this lies in.
    """

    areas: Sequence[int]
    known: str = ""
    prison: Organisation | None = None
    its_area: Organisation | None = None


@dataclass(frozen=True)
class Found:
    """What the page says: rows with whom they name, thresholds, and how far it is from where the person is."""

    provider: Answer
    commissioner: Answer
    nearer: Row | None
    far: str
    nearer_far: str
    thresholds: list[Threshold]
    deciders: list[Organisation]


def providers(request: Request) -> HttpResponse:
    """For nobody in particular: the areas that rows are about are chosen from."""
    known = places.read(areas=numbers(request.GET.get("area", "")))
    form = finder(request, known, initial={"on": london_day(request.now)})
    found = find(form, known, Home(numbers(request.GET.get("area", "")))) if form.is_bound and form.is_valid() else None
    role = request.staff.role
    given = {**shown(form, found, known), "compares": role in COMPARERS, "clinician": role in CLINICIANS}
    return render(request, "providers/providers.html", given, status=UNPROCESSABLE if form.errors else 200)


def episode_provider(request: Request, reference: str) -> HttpResponse:
    """For somebody whose transfer it is, filled in with what the reader may see of them."""
    told = read(request, reference)
    if not asks_for_beds(told):
        raise Http404
    note_seen(request, told)
    bound = {party: int(one) for party, one in told.course.state.bound.items()}
    recorded, commissioner = home_of(told), bound.get("commissioner")
    chosen = numbers(request.GET.get("area", ""))
    asked_about = [*recorded, *chosen, *filter(None, [commissioner])]
    known = places.read(areas=asked_about, prison=bound.get("prison"), also=list(bound.values()))
    prison = known.organisations.get(bound.get("prison", 0))
    its_area = known.area_of(prison, otherwise=commissioner)
    home = Home(*decided_by(recorded, chosen, its_area), prison, its_area)
    form = finder(request, known, initial=beforehand(told, home), also=asked_about)
    found = find(form, known, home) if form.is_bound and form.is_valid() else None
    whose = {"account": told, "episode": told.episode, "title": title(told)}
    given = {**whose, **shown(form, found, known), "home": home, **beside_it(told, found, form)}
    return render(request, "providers/episode_provider.html", given, status=UNPROCESSABLE if form.errors else 200)


def shown(form: FinderForm, found: Found | None, known: Known) -> dict[str, Any]:
    """What both pages are given."""
    return {"form": form, "found": found, "known": known, "in_words": in_words}


def numbers(typed: str) -> list[int]:
    """A primary key as an address has it; none of what is no number that a key could be."""
    return [int(typed)] if typed.isascii() and typed.isdigit() and len(typed) < 19 else []


def home_of(told: Account) -> list[int]:
    """The areas last recorded, the council's first, as far as the reader may see them."""
    facts = [fact for fact in told.course.facts if told.blueprint.means(fact.step, HOME_AREA)]
    answers = told.answers[facts[-1].number] if facts else {}
    return [int(answers[name]) for name in ("local-authority", "commissioner") if str(answers.get(name, "")).isdigit()]


def decided_by(
    recorded: Sequence[int], chosen: Sequence[int], its_area: Organisation | None
) -> tuple[Sequence[int], str]:
    """What was chosen on the page; where that is on record too, all that is recorded; else the area of the prison."""
    if recorded and set(chosen) <= set(recorded):
        return recorded, "recorded"
    if its_area is not None and set(chosen) <= {its_area.pk}:
        return [its_area.pk], "prison"
    return chosen, ""


def beforehand(told: Account, home: Home) -> dict[str, Any]:
    """What is on record of the person and the reader may see: nothing of it is asked again."""
    levels = [told.answers[fact.number].get("level") for fact in told.course.facts]
    level = next((one for one in reversed(levels) if one in LEVELS), "")
    sex = told.episode.person.sex if told.shows_identity else ""
    area = str(home.areas[0]) if home.areas else ""
    return {"area": area, "level": level, "sex": sex if sex in SEXES else "", "on": told.course.as_of.on}


def finder(request: Request, known: Known, *, initial: dict[str, Any], also: Sequence[int] = ()) -> FinderForm:
    """The form as the address has it; as the record has it, where the address says nothing and that is enough."""
    data = request.GET.copy() if any(name in request.GET for name in ASKED) else None
    if data is None and all(initial.get(name) for name in ASKED):
        data = QueryDict(mutable=True)
        data.update({name: initial[name] for name in ASKED})
    if data is not None and not any(f"on-{part}" in data for part in ("day", "month", "year")):
        day: date = initial["on"]
        data.update({"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)})
    return FinderForm(data, initial=initial, areas=known.areas(*also))


def find(form: FinderForm, known: Known, home: Home) -> Found:
    """Whom the rows name, and what is worth knowing of them before anybody refers."""
    said = form.cleaned_data
    provider = answer(known.rows, form.question("provider", home.areas))
    its_own = [home.its_area.pk] if home.its_area else []
    nearer = answer(known.rows, form.question("provider", its_own)).row
    if nearer and provider.row and nearer.organisation == provider.row.organisation:
        nearer = None
    versions = known.thresholds[provider.row.organisation] if provider.row else []
    area = known.organisations.get(home.areas[0]) if home.areas else None
    return Found(
        provider=provider,
        commissioner=answer(known.rows, form.question("commissioner", home.areas)),
        nearer=nearer,
        far=far_from(home.prison, provider.row, known),
        nearer_far=far_from(home.prison, nearer, known),
        thresholds=for_case(versions, level=said["level"], specialty=said["specialty"], on=said["on"]),
        deciders=known.deciders(area),
    )


def far_from(prison: Organisation | None, row: Row | None, known: Known) -> str:
    return how_far(known.organisations[row.organisation], prison) if row and prison else ""


def beside_it(told: Account, found: Found | None, form: FinderForm) -> dict[str, Any]:
    """Where to go on from here: the clocks that run, and the steps that the reader can record now."""
    mine = [one for one in possible(told.course, str(told.reader.organisation_id)) if one.mine and not one.reasons]
    open_to = {one.step: one.title for one in mine}
    chosen = {"secure-hospital": found.provider.row.organisation} if found and found.provider.row else {}
    said = urlencode({**chosen, **({"level": form.cleaned_data["level"]} if chosen else {})})
    asks = told.blueprint.meaning(*ASK_OF)
    where = {step: f"{reverse('step', args=[told.episode.reference, step])}?{said}" for step in asks}
    # No name of an organisation is asked for: the clocks alone are told.
    running = headlines(Story(told.course, told.history, {}))
    return {
        "clocks": [(standard.title, due(run.due), run.late_by > 0) for standard, run in running if run.due],
        "go_on": [(open_to[step], where[step]) for step in asks if step in open_to and chosen],
        "may_record_area": told.blueprint.that_means(HOME_AREA) in open_to,
        "may_dispute": told.blueprint.that_means(DISPUTE) in open_to,
    }


def asks_for_beds(told: Account) -> bool:
    """Whether the service asks hospitals for beds: somebody is then responsible for giving one."""
    return bool(told.blueprint.that_means(StepMeaning.BED_REQUESTED))


def who_to_refer_to(account: Account) -> Beside | None:
    """The line on the page of a transfer, while it is open."""
    if not asks_for_beds(account) or account.course.state.closed:
        return None
    return Beside("episode_provider", "Who to refer to", "The responsible provider, by home area, and its thresholds.")
