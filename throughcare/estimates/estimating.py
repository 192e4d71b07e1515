"""Working out a risk score of somebody on record, and keeping it: the verb, and what the record answers itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from throughcare.access.writing import expect_writer
from throughcare.audit import actions as audit
from throughcare.estimates.models import RISK, EstimateBasis, RiskEstimate
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.people.lives import london_day
from throughcare.people.models import Person
from throughcare.predictors import MODELS, Faulty, Model, answers_in_words, as_data, questions_of

# The codes of the record -> the two sexes that the models know.
SEXES = {"1": "male", "2": "female"}
ASKED_OF_THE_RECORD = frozenset({"sex", "date_of_birth"})
SUM = ("terms", "total", "how")
NO_SEX = (
    "These models know men and women alone, and neither is on record for this person: no estimate is worked out. "
    "It is the model that falls short."
)
NO_BIRTH = "No date of birth is on record for this person: correct who they are first."


@verb
def record(
    *, person_id: int, model: str, said: Mapping[str, object], corrects: int | None = None, by: StaffRole, at: datetime
) -> RiskEstimate:
    """Work out an estimate and append it with all that it rests on. What the record knows is never taken from `said`.

    `corrects` is the number of an estimate of the same person and model. Raises Refused: any field of the model, or "".
    """
    expect_writer(RISK, person_id=person_id, by=by, at=at)
    # Locked, so that of two who correct one estimate at once the second is told.
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.died_on:
        raise Refused({"": "This person has died: no estimate is worked out any more."})
    before = _corrected(corrects, person_id=person_id, model=model)
    made = _appended(person, model, {**said, **known_of(person, MODELS[model])}, corrects=before, by=by, at=at)
    detail = {"estimate": made.pk, "model": model, "corrects": corrects}
    audit.record(by=by, at=at, did="worked-out-estimate", person_id=person_id, detail=detail)
    return made


def _appended(
    person: Person,
    model: str,
    answers: Mapping[str, object],
    *,
    corrects: RiskEstimate | None,
    by: StaffRole,
    at: datetime,
) -> RiskEstimate:
    given, data = _worked_out(MODELS[model], answers)
    figures = {name: value for name, value in data.items() if name not in SUM}
    when = {"worked_out_on": london_day(at), "at": at}
    who = {"person": person, "by": by, "organisation": by.organisation}
    made = RiskEstimate.objects.create(
        model=model, version=data["version"], figures=figures, corrects=corrects, **who, **when
    )
    basis = {"given": answers, "in_words": answers_in_words(given), "terms": {name: data[name] for name in SUM}}
    EstimateBasis.objects.create(estimate=made, person=person, **basis)
    return made


def _worked_out(model: Model, answers: Mapping[str, object]) -> tuple[Any, dict[str, Any]]:
    """The input that answers make, and the result as data. Raises Refused by field."""
    try:
        given = model.given(answers)
    except Faulty as faulty:
        raise Refused(faulty.faults) from None
    return given, as_data(model.work_out(given))


def known_of(person: Person, model: Model) -> dict[str, object]:
    """What the record answers of the questions of a model. Raises Refused where it does not know."""
    asked = {one.name for one in questions_of(model.asks)} & ASKED_OF_THE_RECORD
    if "sex" in asked and person.sex not in SEXES:
        raise Refused({"": NO_SEX})
    if "date_of_birth" in asked and person.birth_date is None:
        raise Refused({"": NO_BIRTH})
    known = {"sex": SEXES.get(person.sex), "date_of_birth": person.birth_date and person.birth_date.isoformat()}
    return {name: value for name, value in known.items() if name in asked}


def _corrected(number: int | None, *, person_id: int, model: str) -> RiskEstimate | None:
    if number is None:
        return None
    before = RiskEstimate.objects.filter(person=person_id, model=model, pk=number).first()
    if before is None:
        raise Refused({"": "There is no such estimate of this person to correct."})
    if RiskEstimate.objects.filter(corrects=before).exists():
        raise Refused({"": "This estimate was corrected meanwhile: look at the newer one."})
    return before
