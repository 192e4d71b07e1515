"""A copy holds every version of every answer, its scores, what was not answered, and what became of alerts."""

from tests.cast import Cast
from tests.copies.told import Told, one, outcome, told
from tests.episodes.conftest import referred, take
from tests.own.asked import copy_of, items
from tests.responses.conftest import NOON, PLAIN, Fill, fill, treated
from throughcare.episodes.models import Episode
from throughcare.organisations.models import StaffRole
from throughcare.own import gathering
from throughcare.responses import alerting, answering
from throughcare.responses.models import NotAnswered, RaisedAlert

__all__ = ["fill", "referred", "take", "treated"]

FILLED_IN = "CORE-10, filled in on 24 March 2026"
ANSWERED = f"{FILLED_IN}: what you answered"


def of(cast: Cast, to: StaffRole | None = None) -> Told:
    return told(cast.people["alex"], to=to or cast.petra, at=NOON)


def test_scores_are_clinical_and_answers_are_of_what_was_said_in_therapy(cast: Cast, fill: Fill):
    fill(PLAIN)
    found = of(cast)
    score, answers = found[FILLED_IN], found[ANSWERED]
    assert "12" in score.says
    assert (score.category, answers.category) == ("clinical", "therapy-content")
    assert "\n6. " in answers.says
    assert {outcome(score), outcome(answers)} == {"release"}


def test_a_correction_keeps_what_was_answered_before_and_is_looked_at(cast: Cast, fill: Fill):
    response = fill(PLAIN)
    answering.amend(response=response, given={**PLAIN, "1": 4}, seen=1, why="Misread by Tony", by=cast.petra, at=NOON)
    found = of(cast)
    assert found[ANSWERED].says.count("\n1. ") == 2
    row = found[FILLED_IN]
    assert "Misread by Tony" in row.says
    assert outcome(row) == "look"


def test_what_was_due_and_not_answered_says_why(cast: Cast, treated: Episode):
    why = {"occasion": "start", "outcome": "refused", "on": NOON.date(), "says": "Was angry with Tony"}
    missing = NotAnswered(episode=treated, instrument="core-10", **why)
    answering.not_answered(row=missing, by=cast.petra, at=NOON)
    row = one(of(cast), "CORE-10 was due and not answered")
    assert row.says == "The person did not want to\nWas angry with Tony"
    assert outcome(row) == "look"


def test_an_alert_with_what_became_of_it_and_its_answer_apart(cast: Cast, fill: Fill):
    fill({**PLAIN, "6": 2})
    alert = RaisedAlert.objects.get()
    alerting.acknowledge(alert=alert, by=cast.petra, at=NOON)
    found = of(cast)
    raised = one({key: row for key, row in found.items() if "behind" not in key}, "Raised by your answers to CORE-10")
    assert "See them now: Eastmoor psychology" in raised.says
    assert "Acknowledged" in raised.says
    assert (raised.category, one(found, "the answer behind it").category) == ("self-harm-risk", "therapy-content")


def test_the_copy_itself_has_them_with_what_the_rule_says(cast: Cast, fill: Fill):
    fill(PLAIN)
    made = copy_of(cast, by=cast.petra)
    gathering.prepare(copy=made, by=cast.petra, at=NOON)
    assert [item.outcome for item in items(made, title=ANSWERED)] == ["release"]
