"""Invented people, as a file of answers describes them to each model."""

from typing import Any

from throughcare.predictors import MODELS, Kind, questions_of

ROB: dict[str, Any] = {
    "sex": "male",
    "date_of_birth": "1991-07-17",
    "conviction_date": "2021-08-05",
    "follow_up_start": "2021-12-12",
    "sanctions": 2,
    "age_at_first_sanction": 21,
    "offence_group": "other-offence",
    "offence_category": "other-offences",
    "assessment_date": "2022-12-12",
    "violent_sanctions": 1,
    "ogrs3_two_year": 17,
    "overall_risk": "high",
    "violent_or_sexual_offence": True,
    "custodial_sentence": True,
    "recognises_impact": True,
    "qualifications": True,
}
EASIEST = {Kind.LEVEL: 0, Kind.YES_NO: False}


def answers(model: str, **said: Any) -> dict[str, Any]:
    """All that a model asks of Rob, with nothing wrong in his life but what is said."""
    asked = questions_of(MODELS[model].asks)
    return {one.name: ROB.get(one.name, EASIEST.get(one.question.kind)) for one in asked} | said


def result(model: str, **said: Any) -> Any:
    return MODELS[model].from_said(answers(model, **said))
