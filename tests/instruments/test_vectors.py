"""What answers amount to, instrument by instrument: tables that a clinician can check by hand."""

import pytest

from tests.instruments.answering import alike, listed, scored
from throughcare.instruments import instrument

# instrument, answers in the order of the items, what is scored, its band
SCORES = [
    ("phq-9", "0 0 0 0 0 0 0 0 0", {"total": 0}, "none"),
    ("phq-9", "1 1 1 1 0 0 0 0 0", {"total": 4}, "none"),
    ("phq-9", "1 1 1 1 1 0 0 0 0", {"total": 5}, "mild"),
    ("phq-9", "3 3 3 0 0 0 0 0 0", {"total": 9}, "mild"),
    ("phq-9", "3 3 3 1 0 0 0 0 0", {"total": 10}, "moderate"),
    ("phq-9", "3 3 3 3 3 0 0 0 0", {"total": 15}, "moderately severe"),
    ("phq-9", "3 3 3 3 3 3 2 0 0", {"total": 20}, "severe"),
    ("phq-9", "3 3 3 3 3 3 3 3 3 3", {"total": 27}, "severe"),
    ("gad-7", "3 3 1 0 0 0 0", {"total": 7}, "mild"),
    ("gad-7", "3 3 3 3 2 0 0", {"total": 14}, "moderate"),
    ("gad-7", "3 3 3 3 3 3 3", {"total": 21}, "severe"),
    # Items 2 and 3 are turned round: never having support counts 4.
    ("core-10", "0 4 4 0 0 0 0 0 0 0", {"total": 0}, "healthy"),
    ("core-10", "0 0 0 0 0 0 0 0 0 0", {"total": 8}, "low"),
    ("core-10", "4 0 0 4 4 4 4 4 4 4", {"total": 40}, "severe"),
    ("core-10", "2 2 2 2 2 2 2 2 2 2", {"total": 20}, "moderate"),
    ("wemwbs", "3 3 3 3 3 3 3 3 3 3 3 3 3 3", {"total": 42}, "possible depression"),
    ("swemwbs", "1 1 1 1 1 1 1", {"raw": 7, "metric": 7.0}, "low"),
    ("swemwbs", "3 3 3 3 3 3 3", {"raw": 21, "metric": 19.25}, "low"),
    ("swemwbs", "4 3 3 3 3 3 3", {"raw": 22, "metric": 19.98}, "middle"),
    ("swemwbs", "4 4 4 4 4 4 4", {"raw": 28, "metric": 25.03}, "middle"),
    ("swemwbs", "5 5 5 5 5 5 5", {"raw": 35, "metric": 35.0}, "high"),
    ("reqol-10", "4 4 4 4 4 4 4 4 4 4", {"total": 40}, None),
    ("dialog", "4 4 4 4 4 4 4 4 6 5 7", {"total": 4, "treatment": 6}, "neither"),
    ("dialog", "5 4 4 4 4 4 4 4 6 5 7", {"total": 4.125, "treatment": 6}, "satisfied"),
    ("dialog", "3 4 4 4 4 4 4 4 6 5 7", {"total": 3.875, "treatment": 6}, "dissatisfied"),
    ("honos", "1 2 3 4 0 0 0 0 0 0 0 0", {"total": 10}, None),
    ("audit", "0 - - - - - - - - -", {"total": 0}, "low risk"),
    ("audit", "1 0 0 - - - - - 2 4", {"total": 7}, "low risk"),
    ("audit", "2 2 2 2 0 0 0 0 0 0", {"total": 8}, "hazardous"),
    ("audit", "4 4 4 4 4 4 4 4 4 4", {"total": 40}, "possible dependence"),
    ("audit-c", "0 - -", {"total": 0}, None),
    ("audit-c", "4 4 4", {"total": 12}, None),
    ("dudit", "4 4 4 4 4 4 4 4 4 4 4", {"total": 44}, None),
    ("k10", "1 1 1 1 1 1 1 1 1 1", {"total": 10}, "likely well"),
    ("k10", "2 2 2 2 2 2 2 2 2 2", {"total": 20}, "mild"),
    ("k10-nhs", "1 1 1 1 1 1 1 1 1 1", {"total": 10}, "mild"),
    ("k6", "4 4 4 4 4 4", {"total": 24}, None),
    ("wsas", "2 2 2 2 2", {"total": 10}, "significant"),
    ("wsas-4", "8 8 8 8", {"total": 32}, None),
    ("qpr-15", "4 4 4 4 4 4 4 4 4 4 4 4 4 4 4", {"total": 60}, None),
    ("cmhs-m", "1 1 1 1 1 1 0 0 0 0 0 0", {"total": 6}, None),
]


@pytest.mark.parametrize(("id_", "given", "scores", "band"), SCORES)
def test_answers_amount_to_this(id_: str, given: str, scores: dict[str, float], band: str | None) -> None:
    found = scored(id_, listed(instrument(id_), given))
    assert found.refused is None
    assert dict(found.scores) == scores
    assert found.bands.get(instrument(id_).main_scale) == band


# core symptoms, others, whether thoughts of death: the name
SYNDROMES = [
    ("2 0 0 0 0 0 0 0 0", "no depressive syndrome"),
    ("2 0 0 0 0 0 0 0 1", "other depressive syndrome"),
    ("2 0 2 0 0 0 0 0 0", "other depressive syndrome"),
    ("2 2 2 2 0 0 0 0 0", "other depressive syndrome"),
    ("2 2 2 2 0 0 0 0 1", "major depressive syndrome"),
    ("2 2 2 2 2 0 0 0 0", "major depressive syndrome"),
    ("1 1 3 3 3 3 3 3 3", "no depressive syndrome"),
    ("0 2 3 3 3 3 0 0 0", "major depressive syndrome"),
]


@pytest.mark.parametrize(("given", "name"), SYNDROMES)
def test_phq_9_counts_symptoms_and_thoughts_of_death_from_several_days(given: str, name: str) -> None:
    assert scored("phq-9", listed(instrument("phq-9"), given)).labels == {"syndrome": name}


PTSD = {"P1": 2, "P3": 2, "P5": 2, "P7": 2}
DSO = {"C2": 2, "C4": 2, "C6": 2, "C9": 2}
LABELS = [
    ({}, "none"),
    (PTSD, "PTSD"),
    (DSO, "none"),
    (PTSD | DSO, "CPTSD"),
    (PTSD | DSO | {"C9": 1}, "PTSD"),
    (PTSD | DSO | {"P7": 1}, "none"),
    (PTSD | {"P1": 1, "P2": 4}, "PTSD"),
]


@pytest.mark.parametrize(("above", "label"), LABELS)
def test_the_trauma_questionnaire_gives_one_label(above: dict[str, int], label: str) -> None:
    assert scored("itq", alike(instrument("itq"), 0) | above).labels == {"label": label}


def test_the_trauma_questionnaire_takes_plain_numbers_too() -> None:
    named = scored("itq", alike(instrument("itq"), 0) | PTSD | {"C1": 3})
    counted = scored("itq", {str(n): 0 for n in range(1, 19)} | {"1": 2, "3": 2, "5": 2, "7": 2, "10": 3})
    assert named == counted
    assert named.scores == {"total": 9, "ptsd": 6, "dso": 3}


def test_pcl_5_clusters_follow_the_criteria() -> None:
    rule = {"1": 2, "6": 2, "8": 2, "14": 2, "15": 2, "20": 2}
    met = scored("pcl-5", alike(instrument("pcl-5"), 0) | rule)
    assert met.scores == {"total": 12, "b": 2, "c": 2, "d": 4, "e": 4}
    assert met.labels == {"symptoms": "symptom rule met"}
    short = scored("pcl-5", alike(instrument("pcl-5"), 4) | {str(n): 1 for n in range(8, 14)})
    assert short.labels == {"symptoms": "symptom rule not met"}


def test_core_om_has_its_domains_as_ten_times_their_means() -> None:
    risky = scored("core-om", alike(instrument("core-om"), 0) | {str(n): 4 for n in (3, 4, 7, 12, 19, 21, 31, 32)})
    assert dict(risky.scores) == {"total": 0, "wellbeing": 0, "problems": 0, "functioning": 0, "risk": 0}
    alone = scored("core-om", alike(instrument("core-om"), 2) | {"6": 4, "9": 4, "16": 4, "22": 4, "24": 4, "34": 4})
    assert alone.scores["risk"] == 40
    assert alone.scores["wellbeing"] == 20
    assert [len(scale.items) for scale in instrument("core-om").scales] == [34, 4, 12, 12, 6]


@pytest.mark.parametrize(("id_", "items", "low", "high"), [("ders-36", 36, 36, 180), ("ders-18", 18, 18, 90)])
def test_ders_is_shown_with_and_without_awareness(id_: str, items: int, low: int, high: int) -> None:
    of = instrument(id_)
    best = {item.number: item.max if item.reverse else item.min for item in of.items}
    worst = {item.number: item.min if item.reverse else item.max for item in of.items}
    assert scored(id_, best).scores["total"] == low
    assert scored(id_, worst).scores["total"] == high
    aware = scored(id_, best | {number: worst[number] for number in of.scale["awareness"].items})
    assert aware.scores["total-without-awareness"] == low - len(of.scale["awareness"].items)
    parts = [scale.items for scale in of.scales if not scale.id.startswith("total")]
    assert sorted(int(n) for part in parts for n in part) == list(range(1, items + 1))


def test_ders_16_turns_nothing_round_and_has_no_awareness() -> None:
    of = instrument("ders-16")
    assert not any(item.reverse for item in of.items)
    assert {scale.id: len(scale.items) for scale in of.scales} == {
        "total": 16, "clarity": 2, "goals": 3, "impulse": 3, "strategies": 5, "nonacceptance": 3,
    }  # fmt: skip


def test_honos_secure_reports_security_letter_by_letter() -> None:
    given = {**{str(n): 1 for n in range(1, 13)}, **dict(zip("ABCDEFG", range(5), strict=False)), "F": 2, "G": 1}
    assert dict(scored("honos-secure", given).scores) == {
        "total": 13, "clinical": 12, "A": 0, "B": 1, "C": 2, "D": 3, "E": 4, "F": 2, "G": 1,
    }  # fmt: skip


# goals, weights, T: computed in R and Python (expected_statistics.json, gas), rho .3, the formula of the erratum
GOALS = [
    ([1, 0, 2], [1, 1, 1], 63.6931),
    ([-1, 2], [2, 1], 50.0),
    ([-2, -1, 1, 1], [3, 2, 1, 1], 38.0477),
]


@pytest.mark.parametrize(("goals", "weights", "t"), GOALS)
def test_goal_attainment_is_a_t_score(goals: list[int], weights: list[int], t: float) -> None:
    raw = {str(n): goal for n, goal in enumerate(goals, 1)} | {f"w{n}": weight for n, weight in enumerate(weights, 1)}
    assert scored("gas", raw).scores["total"] == pytest.approx(t, abs=5e-5)


def test_a_weight_that_was_not_given_is_one() -> None:
    assert scored("gas", {"1": 1, "2": 0, "3": 2}).scores["total"] == pytest.approx(63.6931, abs=5e-5)


def test_goals_of_the_persons_own_are_scored_one_by_one() -> None:
    found = scored("gbo", {"1": 2, "3": 5})
    assert dict(found.scores) == {"total": 3.5, "goal-1": 2, "goal-3": 5}
    assert (found.over, found.incomplete, dict(found.unscored)) == (("1", "3"), False, {})
