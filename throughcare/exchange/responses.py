"""What was answered when facts were recorded [QuestionnaireResponse]: one for each fact and category of the record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value

from throughcare.access.seeing import seen_by
from throughcare.blueprints.blueprint import Field
from throughcare.blueprints.holding import questions
from throughcare.episodes.history import adopted
from throughcare.episodes.models import Event, EventDetail
from throughcare.exchange.answering import answers
from throughcare.exchange.bundles import counted, listed
from throughcare.exchange.parameters import Responses
from throughcare.exchange.values import OURS, Json, coding, extension, identity_of, meta, named, present
from throughcare.organisations.choosing import by_keys, names_of_staff
from throughcare.pathways import RECORDED_IN_ERROR
from throughcare.people.models import Person
from throughcare.sharing import STAGES
from throughcare.web.asking import Request
from throughcare.web.person import find_person

NAMES_SOMEBODY = ("organisation", "staff")
OF_A_FACT = ("number", "step", "happened_on", "recorded_at", "corrects")
OF_ITS_EPISODE = {"episode_": "reference", "digest": "blueprint", "starts": "service__starts"}
NEWEST_FIRST = ("-recorded_at_", "-number_", "category_", "-key_")


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers of one fact that belong to one category, with what is to be said of the fact."""

    number: int
    step: str
    happened_on: date
    recorded_at: datetime
    corrects: int | None
    episode: str
    digest: str
    starts: Mapping[str, str]
    organisation: str
    by: str
    undone: bool
    category: str
    answers: Mapping[str, Any]
    key: int
    table: str

    @property
    def questions(self) -> list[Field]:
        """Those that were answered, in the order in which they were asked."""
        asked = questions(adopted(self.digest, starts=self.starts, in_force={}), self.step)
        return [one for one in asked if one.id in self.answers]


@answers(Responses)
def responses(request: Request, asked: Responses) -> Json:
    found = find_person(request, asked.patient)
    rows = every_answer(request, found, label=asked.category)
    if asked.summary:
        return counted(rows.count())
    after = asked.offset + asked.count
    page = [Answered(*row) for row in rows.order_by(*NEWEST_FIRST)[asked.offset : after + 1]]
    shown = page[: asked.count]
    names = names_in(shown)
    told = [response(found, one, names) for one in shown]
    return listed(request, told, after if len(page) > len(shown) else None)


def every_answer(request: Request, person: Person, *, label: str) -> QuerySet[Any, Any]:
    """What was answered about a person and may be seen, of one category or of all."""
    everything = seen_by(Event, staff=request.staff, as_of=request.now)
    facts = everything.exclude(step=RECORDED_IN_ERROR)
    details = seen_by(EventDetail, staff=request.staff, as_of=request.now).filter(
        Exists(facts.filter(pk=OuterRef("event")))
    )
    tables = [
        of_table(facts.filter(episode__person=person).exclude(facts={}), everything, Value(STAGES), ""),
        of_table(details.filter(event__episode__person=person), everything, F("category"), "event__"),
    ]
    first, second = (one.filter(category_=label) if label else one for one in tables)
    return first.union(second, all=True)


def of_table(rows: QuerySet[Any], everything: QuerySet[Event], category: Any, fact: str) -> QuerySet[Any, Any]:
    """The columns of `Answered`, in its order. `fact` leads from a row to the fact it belongs to."""
    undoing = everything.filter(episode=OuterRef(f"{fact}episode"), corrects=OuterRef(f"{fact}number"))
    columns: dict[str, Any] = {f"{name}_": F(f"{fact}{name}") for name in OF_A_FACT}
    columns |= {name: F(f"{fact}episode__{column}") for name, column in OF_ITS_EPISODE.items()}
    columns |= {
        "organisation_": F(f"{fact}organisation__name"),
        "by_": F(f"{fact}recorded_by__staff__display_name"),
        "undone_": Exists(undoing),
        "category_": category,
        "answers_": F("facts"),
        "key_": F("pk"),
        "table_": Value(rows.model.__name__, output_field=CharField()),
    }
    told: QuerySet[Any, Any] = rows.order_by().annotate(**columns).values_list(*columns)
    return told


def response(person: Person, one: Answered, names: Mapping[str, Mapping[str, str]]) -> Json:
    blueprint = adopted(one.digest, starts=one.starts, in_force={})
    return present(
        {
            "resourceType": "QuestionnaireResponse",
            "id": identity_of(one.table, one.key),
            "meta": meta(one.category),
            "extension": about(one),
            "questionnaire": f"{OURS}:blueprint:{blueprint.id}:step:{one.step}|{blueprint.version}",
            "status": "entered-in-error" if one.undone else "amended" if one.corrects else "completed",
            "subject": named(person.reference),
            "authored": one.recorded_at.isoformat(),
            "author": {"display": one.by},
            "item": [
                {"linkId": asked.id, "text": asked.label, "answer": written(asked, one.answers[asked.id], names)}
                for asked in one.questions
            ],
        }
    )


def about(one: Answered) -> list[Json]:
    """The fact that the answers belong to."""
    return [
        *extension("episode", "Reference", {"reference": f"EpisodeOfCare/{one.episode}"}),
        *extension("happened-on", "Date", one.happened_on.isoformat()),
        *extension("recorded-for", "String", one.organisation),
    ]


def names_in(shown: Iterable[Answered]) -> dict[str, Mapping[str, str]]:
    """Whom the answers name, by what they are and their key: one question for organisations and one for staff."""
    keys: dict[str, set[str]] = {kind: set() for kind in NAMES_SOMEBODY}
    for one in shown:
        for asked in one.questions:
            if asked.kind in keys and str(one.answers[asked.id]).isdigit():
                keys[asked.kind].add(str(one.answers[asked.id]))
    places = by_keys(keys["organisation"]) if keys["organisation"] else {}
    staff = names_of_staff(keys["staff"]) if keys["staff"] else {}
    return {"organisation": {str(key): place.name for key, place in places.items()}, "staff": staff}


def written(asked: Field, answer: Any, names: Mapping[str, Mapping[str, str]]) -> list[Json]:
    """An answer in FHIR's types: a choice with its code, a day, a number, words."""
    if asked.kind in NAMES_SOMEBODY:
        return [{"valueReference": {"display": names[asked.kind].get(str(answer), str(answer))}}]
    if asked.choices:
        titles = dict(asked.choices)
        chosen = answer if isinstance(answer, list) else [answer]
        return [{"valueCoding": coding(f"choice:{asked.id}", str(code), titles.get(code, ""))} for code in chosen]
    return [_plain(asked.kind, one) for one in (answer if isinstance(answer, list) else [answer])]


def _plain(kind: str, answer: Any) -> Json:
    if isinstance(answer, bool):
        return {"valueBoolean": answer}
    if isinstance(answer, int) and abs(answer) < 2**31:
        return {"valueInteger": answer}
    if isinstance(answer, int | float):
        return {"valueDecimal": answer}
    return {"valueDate": answer} if kind == "date" else {"valueString": str(answer)}
