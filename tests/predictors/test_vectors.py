"""Every case that the Ministry of Justice's own tests hold, one by one: figure, band, and each term of the sum."""

from collections import Counter
from typing import Any

import pytest

from tests.predictors import moj
from throughcare.predictors import MODELS, Faulty, questions_of
from throughcare.predictors.ogrs3 import probability
from throughcare.predictors.rounding import half_up

BANDS = {"LOW": "Low", "MEDIUM": "Medium", "HIGH": "High", "VERY_HIGH": "Very high"}
# Their five-digit codes come with a table of 3,039 rows that is not in this package: the screen asks the answer itself.
BY_OFFENCE_CODE = "opd-input-5-invalid-offence.json"


def result_of(model: str, said: dict[str, Any]) -> Any:
    asked = {one.name for one in questions_of(MODELS[model].asks)}
    return MODELS[model].from_said({name: value for name, value in said.items() if name in asked})


def test_all_sixty_are_here():
    counted = Counter(one["model"] for one in moj.VECTORS)
    old = {"OGRS3": 6, "OGRS3-probability": 5, "OGP": 1, "OVP": 2}
    assert counted == {**old, "ARP": 2, "ARP-term": 12, "VRP": 2, "SVRP": 10, "OPD": 5, "LDS": 15}
    assert counted.total() == 60


@pytest.mark.parametrize("vector", moj.of("OGRS3"), ids=moj.named)
def test_ogrs3(vector: dict[str, Any]):
    features, expected = vector.get("features", {}), vector["expected"]
    weight = features.get("offenceGroupParameter", vector["request"].get("offenceGroupParameter"))
    result = result_of("ogrs3", {**moj.said(vector), "offence_group": moj.GROUP_BY_WEIGHT[weight]})
    assert (result.one_year, result.two_year) == (expected["oneYearScore"], expected["twoYearScore"])
    assert result.band == BANDS[expected.get("band", "LOW")]
    if features:
        theirs = ("ageGenderScore", "convictionStatusScore", "COPASScore", "offenceGroupParameter")
        assert [one.weight for one in result.terms] == pytest.approx([features[name] for name in theirs], abs=1e-12)


@pytest.mark.parametrize("vector", moj.of("OGRS3-probability"), ids=lambda one: str(one["request"]))
def test_a_sum_of_weights_is_a_probability(vector: dict[str, Any]):
    year = {1: "one-year", 2: "two-year"}[vector["request"]["years"]]
    assert float(half_up(probability(vector["request"]["total"], year), 5)) == vector["expected"]


def test_ogp():
    [vector] = moj.of("OGP")
    result = result_of("ogp", moj.said(vector))
    assert (result.total, result.one_year, result.two_year, result.band) == (62, 53, 68, "High")


@pytest.mark.parametrize("vector", moj.of("OVP"), ids=moj.named)
def test_ovp(vector: dict[str, Any]):
    request, expected, said = vector["request"], vector["expected"], moj.said(vector)
    if "age" in request:
        said |= {"date_of_birth": "1960-01-01", "follow_up_start": "2020-06-01", "sanctions": request["N"]}
        said |= {"violent_sanctions": request["violent"], "no_fixed_abode": request["nfa"], "recognises_impact": True}
        said |= dict.fromkeys(("drinking", "binge_drinking", "temper", "attitudes"), 0) | {
            "psychiatric_treatment": False
        }
    result = result_of("ovp", said)
    figures = (result.total, result.one_year, result.two_year)
    assert figures == (expected["pointScore"], expected["oneYearScore"], expected["twoYearScore"])
    assert result.band == BANDS[expected.get("band", "LOW")]


@pytest.mark.parametrize("vector", moj.of("ARP", "VRP", "SVRP"), ids=moj.named)
def test_the_next_generation_term_by_term(vector: dict[str, Any]):
    said = {"assessment_date": moj.TODAY, **moj.said(vector)}
    said["offence_category"] = moj.CATEGORY[vector["request"]["currentOffenceCode"]]
    result = result_of(vector["model"].lower(), said)
    assert (float(result.score), result.band) == (vector["expected"]["score"], BANDS[vector["expected"]["band"]])
    assert result.kind == vector["type"].lower()
    ours = {one.id: one.weight for one in result.terms}
    theirs = {moj.TERMS.get(name): weight for name, weight in vector["features"].items() if moj.TERMS.get(name)}
    assert {name: ours[name] for name in theirs} == pytest.approx(theirs, abs=1e-10)
    assert {name for name, weight in ours.items() if weight} <= theirs.keys()
    assert result.total == pytest.approx(vector["features"]["totalWeight"], abs=1e-10)


TERM = {"gap": "years-to-second-sanction", "COPAS_G": "rate-of-sanctions", "COPAS_SQUARED": "rate-of-sanctions-squared"}


@pytest.mark.parametrize("vector", moj.of("ARP-term"), ids=lambda one: str(one["request"]))
def test_single_terms_of_arp(vector: dict[str, Any]):
    """The years are those of the case; the days are made up so that they come out."""
    request = vector["request"]
    said = {
        "sex": request["gender"].lower(),
        "date_of_birth": "1970-01-01",
        "conviction_date": f"{1970 + request['ageAtCurrentSanction']}-01-01",
        "follow_up_start": "2020-01-01",
        "assessment_date": "2020-01-01",
        "sanctions": request["N"],
        "age_at_first_sanction": request["ageAtFirstSanction"],
        "offence_category": "other-offences",
    }
    if vector["type"] == "dynamic":
        said |= dict.fromkeys(("unemployed", "lives_with_partner", "domestic_abuse"), False)
        levels = ("accommodation", "relationship", "offending_activities", "drug_motivation", "drinking")
        said |= dict.fromkeys((*levels, "binge_drinking", "impulsivity", "attitudes"), 0)
    result = result_of("arp", said)
    assert result.kind == vector["type"]
    [ours] = {
        ours
        for theirs, ours in TERM.items()
        if request["term"].removeprefix("THREE_PLUS_SANCTIONS_").startswith(theirs)
    }
    assert {one.id: one.weight for one in result.terms}[ours] == pytest.approx(vector["expected"], abs=1e-10)


@pytest.mark.parametrize("vector", moj.of("LDS"), ids=moj.named)
def test_lds(vector: dict[str, Any]):
    said = moj.said(vector)
    said["qualifications"] = {"ANY_QUALIFICATION": True, "NO_QUALIFICATIONS": False, None: None}[
        vector["request"]["professionalOrVocationalQualifications"]
    ]
    if vector["expected"]["ldsScore"] is not None:
        assert result_of("lds", said).score == vector["expected"]["ldsScore"]
        return
    with pytest.raises(Faulty) as refused:
        result_of("lds", said)
    unanswered = {name for name in ("work_skills", "literacy", "learning", "qualifications") if said[name] is None}
    assert refused.value.faults == dict.fromkeys(
        unanswered, "At least 3 of work_skills, literacy, learning, qualifications must be answered."
    )


@pytest.mark.parametrize(
    "vector", [one for one in moj.of("OPD") if BY_OFFENCE_CODE not in one["source"]], ids=moj.named
)
def test_opd(vector: dict[str, Any]):
    request, expected = vector["request"], vector["expected"]
    said = moj.said(vector, moj.OPD_NAMES)
    if not expected["opdCheck"]:
        with pytest.raises(Faulty) as refused:
            result_of("opd", said)
        asked = {"sex", "overall_risk", "violent_or_sexual_offence", "custodial_sentence"}
        assert refused.value.faults.keys() - {""} == asked
        return
    abused = request["evidenceOfDomesticAbuse"]
    said |= {"overall_risk": request["overallRiskForAssessment"].lower(), "violent_or_sexual_offence": True}
    said |= {"abuse_of_partner": abused and request["domesticAbuseAgainstPartner"]}
    said |= {"abuse_of_family": abused and request["domesticAbuseAgainstFamily"]}
    result = result_of("opd", said)
    assert result.applies
    assert result.outcome == {"SCREEN_IN": "screened in", "SCREEN_OUT": "screened out"}[expected["opdResult"]]
    assert result.override == expected["opdOverride"]
