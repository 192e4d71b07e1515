"""What each model makes of somebody, and what it says beside the figure."""

from decimal import Decimal
from importlib.resources import files

import pytest

from tests.predictors.people import answers, result
from throughcare.predictors import MODELS, answers_in_words, keys, plain, questions_of
from throughcare.predictors.coefficients import next_generation
from throughcare.predictors.next_generation import OTHER_DRUGS


def test_a_static_score_names_what_it_would_need_to_be_dynamic():
    found = result("arp", drinking=None, accommodation=None)
    assert (found.kind, found.missing) == ("static", ("accommodation", "drinking"))
    assert found.total == result("arp", **dict.fromkeys(("drinking", "unemployed", "attitudes"))).total


def test_a_drug_that_nobody_knows_of_counts_as_none():
    assert result("arp", heroin=None, spice=None).total == result("arp").total
    assert result("arp", heroin=None).kind == "dynamic"


@pytest.mark.parametrize("drug", OTHER_DRUGS)
def test_other_drugs_count_once_whichever_they_are(drug: str):
    once = result("arp", **{drug: True}).total - result("arp").total
    assert once == pytest.approx(next_generation("arp", "dynamic")["other_drugs"])
    assert result("arp", **dict.fromkeys(OTHER_DRUGS, True)).total - result("arp").total == pytest.approx(once)


def test_unemployment_counts_twice():
    weight = next_generation("svrp", "dynamic")["unemployed"]
    assert result("svrp", unemployed=True).total - result("svrp").total == pytest.approx(2 * weight)


def test_no_violence_takes_the_place_of_its_rate():
    terms = {one.id: one.weight for one in result("vrp", violent_sanctions=0).terms}
    assert terms["never-violent"] < 0
    assert terms["once-violent"] == terms["violent-sanctions"] == terms["rate-of-violence"] == 0


def test_ovp_says_that_treatment_raises_it_and_that_it_is_no_outcome():
    treated, untreated = result("ovp", psychiatric_treatment=True), result("ovp")
    assert treated.total == untreated.total + 4
    assert "never use a change in it as an outcome" in treated.notes[0]


def test_every_figure_says_whose_probability_it_is_not():
    for model in ("ogrs3", "ogp", "ovp", "arp", "vrp", "svrp"):
        assert result(model).meaning == "group probability, not a prediction for this person"
        assert plain(result(model)).startswith("Of 1")


OF_100 = "Of 100 people with these answers about"
OF_1000 = "Of 1,000 people with these answers about"
SENTENCES: list[tuple[str, dict[str, int], str]] = [
    ("ogrs3", {}, f"{OF_100} 9 are proven to offend again within one year and about 17 within two."),
    ("svrp", {}, f"{OF_1000} 3 are proven to offend again with serious violence within two years."),
    ("lds", {}, "No sign of a learning disability or difficulty."),
    ("lds", {"literacy": 2, "work_skills": 2, "learning": 1}, "Strong signs of a learning disability or difficulty."),
    ("mst", {}, "This screen is not for them."),
    ("opd", {}, "By these answers somebody is screened out."),
]


@pytest.mark.parametrize(("model", "said", "sentence"), SENTENCES)
def test_what_is_told_in_a_sentence(model: str, said: dict[str, int], sentence: str):
    assert plain(result(model, **said)) == sentence


def test_almost_nobody_is_fewer_than_one_of_a_thousand():
    never = result("svrp", sex="female", sanctions=1, violent_sanctions=0, offence_category="welfare-fraud")
    assert never.score == Decimal("0.00")
    assert plain(never).startswith("Of 1,000 people with these answers fewer than one ")


YOUNG = {"date_of_birth": "2000-01-01"}


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({**YOUNG, "impulsivity": 2, "temper": 2, "coping": 2, "recklessness": 2, "peer_group": True}, "screened out"),
        ({**YOUNG, "impulsivity": 2, "temper": 2, "coping": 2, "recklessness": 2, "others_views": 2}, "screened in"),
        ({"date_of_birth": "2004-12-13"}, None),
        ({"date_of_birth": "2004-12-12"}, "screened out"),
        ({"date_of_birth": "1996-12-13"}, "screened out"),
        ({"date_of_birth": "1996-12-12"}, None),
        ({**YOUNG, "sex": "female"}, None),
    ],
)
def test_maturity_is_looked_at_in_men_from_18_to_25(said: dict[str, object], outcome: str | None):
    assert result("mst", **said).outcome == outcome


MEN_ALL = {
    "violence": True,
    "excessive_violence": True,
    "recognises_impact": False,
    "over_reliance": 1,
    "manipulative": 2,
}


@pytest.mark.parametrize(
    ("said", "applies", "outcome"),
    [
        ({"overall_risk": "medium"}, False, None),
        ({"custodial_sentence": False}, False, None),
        ({"violent_or_sexual_offence": False}, False, None),
        ({**MEN_ALL, "recklessness": 1}, True, "screened out"),
        ({**MEN_ALL, "recklessness": 1, "impulsivity": 1}, True, "screened in"),
        ({**MEN_ALL, "violence": False, "recklessness": 1}, True, "screened out"),
        ({**MEN_ALL, "age_at_first_sanction": 17, "recklessness": 1}, True, "screened in"),
        ({**MEN_ALL, "age_at_first_sanction": 18, "recklessness": 1}, True, "screened out"),
        ({"self_harm": True}, True, "screened out"),
        ({"self_harm": True, "supervision": 1}, True, "screened in"),
        ({"self_harm": True, "override": True}, True, "screened out"),
        ({"sex": "female", "overall_risk": "low"}, False, None),
        ({"sex": "female", "overall_risk": "low", "mappa": True}, True, "screened out"),
    ],
)
def test_who_is_screened_in_for_the_pathway(said: dict[str, object], *, applies: bool, outcome: str | None):
    found = result("opd", **said)
    assert (found.applies, found.outcome) == (applies, outcome)
    assert found.override == said.get("override", False)


def test_excessive_violence_counts_twice_where_violence_was_denied():
    def points(**said: bool) -> float:
        return result("opd", excessive_violence=True, **said).total

    assert (points(violence=True), points(violence=False)) == (2, 2)


@pytest.mark.parametrize("model", MODELS)
def test_the_help_page_names_every_key_that_is_read(model: str):
    page = keys(MODELS[model])
    assert [one.name for one in questions_of(MODELS[model].asks) if f"  {one.name} " not in page] == []


def test_answers_are_told_in_words():
    told = dict(answers_in_words(MODELS["arp"].given(answers("arp", accommodation=1, heroin=None))))
    assert told["Date of birth"] == "17 July 1991"
    assert told["Suitability of accommodation"] == "Some problems"
    assert told["Lives with a partner"] == "no"
    assert "Heroin" not in told


def test_the_licence_of_the_numbers_lies_beside_them():
    text = files("throughcare.predictors").joinpath("data", "LICENCES.txt").read_text()
    assert "Crown Copyright (Ministry of Justice)" in text
    assert "Permission is hereby granted" in text
