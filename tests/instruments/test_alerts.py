"""Alerts: answer by answer, before and whether or not there is a score."""

import pytest

from tests.instruments.answering import alike, read, scored
from throughcare.instruments import alerts, instrument, instruments
from throughcare.instruments.parts import OPS, Kind

RULES = [(of, rule) for of in instruments() for rule in of.raising if rule.item]
# instrument, item, the least answer that raises something, what it raises
RISKS = [
    ("phq-9", "9", 1, "alert"),
    ("core-10", "6", 1, "alert"),
    ("core-om", "9", 1, "alert"),
    ("core-om", "16", 1, "alert"),
    ("core-om", "6", 1, "alert"),
    ("honos", "2", 2, "alert"),
    ("honos", "1", 3, "alert"),
    ("honos-secure", "B", 2, "alert"),
    ("honos-secure", "A", 3, "alert"),
    ("honos-secure", "F", 3, "alert"),
    ("pcl-5", "16", 2, "review"),
]


# evaluation.md 1.2, column "risk item", and 1.5: instrument -> (item or scale, op, value, kind, about), and no others.
EVALUATION = {
    "phq-9": {("9", ">=", 1, "alert", "self-harm")},
    "core-10": {("6", ">=", 1, "alert", "self-harm")},
    "core-om": {(n, ">=", 1, "alert", "self-harm") for n in ("9", "16", "24", "34")}
    | {(n, ">=", 1, "alert", "harm-to-others") for n in ("6", "22")},
    "wemwbs": {("total", "<=", 40, "review", "how-they-are")},
    "reqol-10": {("6", "<=", 3, "alert", "self-harm")},
    "dialog": {("1", "<=", 3, "review", "how-they-are"), ("8", "<=", 3, "review", "safeguarding")},
    "honos": {("2", ">=", 2, "alert", "self-harm"), ("1", ">=", 3, "alert", "harm-to-others")},
    "honos-secure": {
        ("B", ">=", 2, "alert", "self-harm"),
        ("A", ">=", 3, "alert", "harm-to-others"),
        ("F", ">=", 3, "alert", "safeguarding"),
    },
    "pcl-5": {("16", ">=", 2, "review", "self-harm")},
    "audit": {("total", ">=", 20, "review", "withdrawal")},
    "dudit": {("total", ">=", 25, "alert", "withdrawal")},
}


@pytest.mark.parametrize("of", instruments(), ids=lambda of: of.id)
def test_the_rules_are_those_of_the_evaluation_and_no_others(of) -> None:  # type: ignore[no-untyped-def]
    rules = {(one.item or one.scale, one.op, one.value, str(one.kind), str(one.about)) for one in of.raising}
    assert rules == EVALUATION.get(of.id, set())


@pytest.mark.parametrize("name", ["cmhs-m", "cmhs-w"])
def test_what_asks_about_self_harm_on_a_form_nobody_has_seen_is_off(name: str) -> None:
    of = instrument(name)
    assert [(one.item, one.about, one.off) for one in of.alerts] == [(n, "self-harm", True) for n in of.item]
    assert alerts(of, read(of, dict.fromkeys(of.item, 1))) == alerts(of, read(of, {})) == ()
    assert "Alert rule" not in " ".join(of.unconfirmed)


@pytest.mark.parametrize(("id_", "item", "least", "kind"), RISKS)
def test_a_risk_item_raises_from_this_answer_on(id_: str, item: str, least: int, kind: str) -> None:
    of = instrument(id_)
    for value in of.item[item].values:
        raised = [one for one in alerts(of, read(of, {item: value})) if one.item == item]
        assert [(one.value, one.kind) for one in raised] == ([(value, kind)] if value >= least else [])


@pytest.mark.parametrize("item", ["1", "8"])
def test_dissatisfaction_with_mental_health_or_safety_is_talked_about(item: str) -> None:
    of = instrument("dialog")
    found = {value: [a.kind for a in alerts(of, read(of, {item: value})) if a.item == item] for value in range(1, 8)}
    assert found == {1: ["review"], 2: ["review"], 3: ["review"], 4: [], 5: [], 6: [], 7: []}


@pytest.mark.parametrize(("of", "rule"), RULES, ids=lambda one: one.id)
def test_every_rule_of_an_item_is_raised_by_exactly_its_answers(of, rule) -> None:  # type: ignore[no-untyped-def]
    for value in of.item[rule.item].values:
        raised = [one.rule for one in alerts(of, read(of, {rule.item: value}))]
        assert (rule.id in raised) is OPS[rule.op](value, rule.value)


@pytest.mark.parametrize(("of", "rule"), RULES, ids=lambda one: one.id)
def test_a_risk_item_left_blank_is_for_review(of, rule) -> None:  # type: ignore[no-untyped-def]
    (blank,) = [one for one in alerts(of, read(of, {})) if one.rule == f"{rule.id}-blank"]
    assert (blank.item, blank.value, blank.kind) == (rule.item, None, Kind.REVIEW)


def test_self_injury_that_is_not_known_is_for_review() -> None:
    of = instrument("honos")
    (found,) = [one for one in alerts(of, read(of, {"1": 0, "2": 9})) if one.item == "2"]
    assert (found.value, found.kind) == (9, Kind.REVIEW)


def test_alerts_are_raised_where_the_total_is_refused() -> None:
    found = scored("phq-9", {"9": 3})
    assert found.refused
    assert [(one.item, one.value, one.rule) for one in found.alerts] == [("9", 3, "item-9")]


# instrument, all answers, whether the total raises something, and which kind
TOTALS = [
    ("wemwbs", {str(n): 3 for n in range(1, 15)} | {"1": 1}, "review"),
    ("wemwbs", {str(n): 3 for n in range(1, 15)} | {"1": 2}, None),
    # One item left blank: 38 of thirteen is 40.92 of fourteen, and 39 is 42. The first is in the band up to 40.
    ("wemwbs", {str(n): 3 for n in range(1, 13)} | {"13": 2, "14": None}, "review"),
    ("wemwbs", {str(n): 3 for n in range(1, 14)} | {"14": None}, None),
    ("audit", {str(n): 4 for n in range(1, 6)} | {str(n): 0 for n in range(6, 11)}, "review"),
    ("audit", {str(n): 4 for n in range(1, 5)} | {"5": 3} | {str(n): 0 for n in range(6, 11)}, None),
    ("dudit", {str(n): 4 for n in range(1, 7)} | {"7": 1} | {str(n): 0 for n in range(8, 12)}, "alert"),
    ("dudit", {str(n): 4 for n in range(1, 7)} | {str(n): 0 for n in range(7, 12)}, None),
]


@pytest.mark.parametrize(("id_", "raw", "kind"), TOTALS)
def test_a_total_raises_from_its_edge_on(id_: str, raw: dict[str, int | None], kind: str | None) -> None:
    found = scored(id_, raw)
    assert [(one.item, one.kind) for one in found.alerts] == ([("total", kind)] if kind else [])
    assert not kind or found.alerts[0].value == found.scores["total"]


def test_an_alert_says_whether_its_rule_was_confirmed() -> None:
    (found,) = scored("core-10", alike(instrument("core-10"), 1)).alerts
    assert found.confirmed
    assert not any(one.confirmed for one in scored("core-om", alike(instrument("core-om"), 1)).alerts)
