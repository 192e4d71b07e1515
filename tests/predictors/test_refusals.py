"""What cannot be worked with is refused, with a sentence by each field at fault and never one fault alone."""

from typing import Any

import pytest

from tests.predictors.people import answers
from throughcare.predictors import MODELS, Faulty, questions_of, said_in

# model, what is said of Rob instead, the field at fault, and what is told of it
CASES: list[tuple[str, dict[str, Any], str, str]] = [
    ("ogrs3", {"sex": None}, "sex", "This is missing: it must be one of male, female."),
    ("ogrs3", {"sex": "indeterminate"}, "sex", "“indeterminate” is not one of male, female."),
    ("ogrs3", {"date_of_birth": "1991-02-30"}, "date_of_birth", "There is no day 1991-02-30."),
    ("ogrs3", {"date_of_birth": "17/07/1991"}, "date_of_birth", "“17/07/1991” is not a day such as 2021-08-05."),
    ("ogrs3", {"date_of_birth": "19910717"}, "date_of_birth", "“19910717” is not a day such as 2021-08-05."),
    (
        "ogrs3",
        {"conviction_date": "1991-07-17"},
        "conviction_date",
        "1991-07-17 is not after the date of birth, 1991-07-17.",
    ),
    (
        "ogrs3",
        {"conviction_date": "2001-07-16", "age_at_first_sanction": 9},
        "conviction_date",
        "At this conviction they would be 9: nobody is convicted under 10.",
    ),
    (
        "ogrs3",
        {"age_at_first_sanction": 31},
        "age_at_first_sanction",
        "31 is older than they were at the current conviction, 30.",
    ),
    ("ogrs3", {"age_at_first_sanction": 7}, "age_at_first_sanction", "This must be from 8 to 98."),
    (
        "ogrs3",
        {"follow_up_start": "2021-08-04"},
        "follow_up_start",
        "2021-08-04 is before the conviction, 2021-08-05.",
    ),
    (
        "ogrs3",
        {"follow_up_start": "2101-07-17"},
        "follow_up_start",
        "At the start of follow-up they would be 110: it must be 10 to 109.",
    ),
    ("ogrs3", {"sanctions": 0}, "sanctions", "This must be from 1 to 999."),
    ("ogrs3", {"sanctions": 1000}, "sanctions", "This must be from 1 to 999."),
    ("ogrs3", {"sanctions": True}, "sanctions", "true is not a whole number from 1 to 999."),
    ("ogrs3", {"sanctions": 2.0}, "sanctions", "2.0 is not a whole number from 1 to 999."),
    ("ogrs3", {"sanctions": "2"}, "sanctions", "“2” is not a whole number from 1 to 999."),
    ("ogrs3", {"sanctions": [2]}, "sanctions", "A list is not a whole number from 1 to 999."),
    ("ogrs3", {"sanctions": {}}, "sanctions", "An object is not a whole number from 1 to 999."),
    ("ogrs3", {"sanctions": "2" * 81}, "sanctions", "This text is too long: at most 80 characters."),
    ("ogrs3", {"sanction": 2}, "sanction", "This model asks nothing of that name. Near names: sanctions."),
    ("ogp", {"unemployed": 1}, "unemployed", "1 is not true or false."),
    ("ogp", {"unemployed": 10**200}, "unemployed", "A number this long is not true or false."),
    (
        "ogp",
        {"attitudes": True},
        "attitudes",
        "true is not 0 (no problems), 1 (some problems), 2 (significant problems).",
    ),
    (
        "ogp",
        {"attitudes": 3},
        "attitudes",
        "3 is not 0 (no problems), 1 (some problems), 2 (significant problems).",
    ),
    ("ogp", {"ogrs3_two_year": 100}, "ogrs3_two_year", "This must be from 1 to 99."),
    ("ovp", {"violent_sanctions": 3}, "violent_sanctions", "3 for violence are more than all sanctions, 2."),
    (
        "ovp",
        {"date_of_birth": "2004-01-01"},
        "follow_up_start",
        "They would be 17: OVP is for people of 18 and over.",
    ),
    (
        "arp",
        {"assessment_date": "1990-01-01"},
        "assessment_date",
        "1990-01-01 is not after the date of birth, 1991-07-17.",
    ),
    (
        "arp",
        {"assessment_date": "2021-05-05"},
        "conviction_date",
        "2021-08-05 is 3 months or more after the assessment.",
    ),
    (
        "lds",
        {"work_skills": None, "literacy": None},
        "literacy",
        "At least 3 of work_skills, literacy, learning, qualifications must be answered.",
    ),
    ("opd", {"overall_risk": "grave"}, "overall_risk", "“grave” is not one of low, medium, high, very-high."),
]


def faults(model: str, said: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Faulty) as refused:
        MODELS[model].from_said(said)
    return refused.value.faults


@pytest.mark.parametrize(("model", "said", "field", "told"), CASES)
def test_a_fault_is_named_by_its_field(model: str, said: dict[str, Any], field: str, told: str):
    assert faults(model, answers(model, **said))[field] == told


def test_an_assessment_may_come_up_to_three_months_before_a_conviction():
    assert MODELS["arp"].from_said(answers("arp", assessment_date="2021-05-06")).kind == "dynamic"


def test_an_unknown_offence_is_told_what_comes_near():
    told = faults("ogrs3", answers("ogrs3", offence_group="fraud"))["offence_group"]
    assert told.startswith("“fraud” is not one of absconding-or-bail-offences, ")
    assert told.endswith(" Near names: fraud-and-forgery.")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("other", "other-offence"),
        ("Fraud/forgery", "fraud-and-forgery"),
        ("Drug import/export/production", "drug-import-export-production"),
        ("sexual (not child)", "sexual-not-against-child"),
        ("THEFT NON-MOTOR", "theft-non-motor"),
    ],
)
def test_an_offence_may_be_named_as_evaluations_of_the_score_do(said: str, meant: str):
    assert MODELS["ogrs3"].from_said(answers("ogrs3", offence_group=said)) == MODELS["ogrs3"].from_said(
        answers("ogrs3", offence_group=meant)
    )


def test_an_offence_may_be_named_by_its_title():
    said = answers("ogrs3", offence_group="Taking & driving away and related offences")
    assert MODELS["ogrs3"].given(said).offence_group == "taking-and-driving-away-and-related-offences"


@pytest.mark.parametrize("model", MODELS)
def test_every_answer_that_must_be_there_is_missed_at_once(model: str):
    needed = {one.name for one in questions_of(MODELS[model].asks) if not one.may_be_unknown}
    found = faults(model, {})
    assert needed <= found.keys()
    assert all(found[name].startswith("This is missing: it must be ") for name in needed)


def test_faults_of_one_kind_hide_none_of_another():
    said = answers("svrp", sanctions=True, violent_sanctions=2, conviction_date="1991-01-01", nonsense=1)
    assert faults("svrp", said).keys() == {"sanctions", "conviction_date", "nonsense"}


def test_nine_of_ten_items_are_enough_to_screen_for_maturity():
    young = {"date_of_birth": "2000-01-01", "assessment_date": "2022-12-12"}
    one_less = MODELS["mst"].from_said(answers("mst", temper=None, **young))
    assert (one_less.missing, one_less.score) == (("temper",), 0)
    assert faults("mst", answers("mst", temper=None, coping=None, **young)).keys() == {"temper", "coping"}


def test_a_screen_of_which_nothing_was_answered_screens_nobody_out():
    said = {name: answers("opd")[name] for name in ("sex", "overall_risk")}
    said |= {"violent_or_sexual_offence": True, "custodial_sentence": True}
    assert faults("opd", said) == {"": "None of the items of the screen is answered."}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Line 1: this is not JSON (Expecting value)."),
        (b'{"sex": "male",\n}', "Line 2: this is not JSON (Expecting property name enclosed in double quotes)."),
        (b"[]", "This file must hold one JSON object, in braces."),
        (b"\xff\xff\xff\xff", "This file is not UTF-8 text."),
        (b"[" * 90_000, "This JSON is nested too deeply."),
        (b'{"sanctions": 1' + b"0" * 5000 + b"}", "This file holds a number that is too long."),
        (b'{"sanctions": NaN}', "NaN is not a number."),
        (b'{"sex": "male", "sex": "female"}', "sex: This is said twice."),
        (b" " * 100_001, "This file is too large: keep it under 100,000 bytes."),
    ],
)
def test_a_file_that_is_no_object_of_json_is_refused_in_a_sentence(content: bytes, told: str):
    with pytest.raises(Faulty) as refused:
        said_in(content)
    assert str(refused.value) == told


def test_what_cannot_be_printed_is_not_quoted():
    found = faults("ogrs3", answers("ogrs3", **{"sex": "\ud800male\n", "\ud800": 1}))
    assert found["sex"] == "“?male?” is not one of male, female. Near names: male, female."
    assert "?" in found
