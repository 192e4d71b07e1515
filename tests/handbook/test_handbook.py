"""What is printed from a blueprint's values: page, picture, FHIR, differences, and a history in words."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.facts import day
from throughcare.blueprints.build import build
from throughcare.blueprints.library import load, read_shipped, shipped, source
from throughcare.blueprints.read import read
from throughcare.blueprints.shape import BLUEPRINT
from throughcare.datafiles.shape import Key, Kind, Shape
from throughcare.handbook.compare import compare
from throughcare.handbook.fhir import plan_definition
from throughcare.handbook.page import page
from throughcare.handbook.picture import svg
from throughcare.handbook.spoken import told
from throughcare.pathways.everywhere import RESERVED_STAGES
from throughcare.replay.rows import replay

PRINTED = Path(__file__).parents[2] / "docs" / "handbook"
DAYCARE = source("daycare").decode()


@pytest.mark.parametrize("name", shipped())
def test_the_printed_handbook_says_what_runs(name: str) -> None:
    """After a change: throughcare blueprint handbook docs/handbook."""
    assert (PRINTED / f"{name}.md").read_text() == page(load(name))
    assert (PRINTED / f"{name}.svg").read_text() == svg(load(name))


@pytest.mark.parametrize("name", shipped())
def test_the_picture_is_readable_without_seeing_it_and_has_no_style(name: str) -> None:
    picture = etree.fromstring(svg(load(name)).encode())
    names = {etree.QName(element).localname for element in picture.iter()}
    assert {"title", "desc"} <= names
    assert not names & {"style", "script", "foreignObject", "a"}
    assert not [element for element in picture.iter() if "style" in element.attrib or "class" in element.attrib]
    words = " ".join(element.text for element in picture.iter("{*}text"))
    stages = [stage.title for stage in load(name).pathway.stages if stage.id not in RESERVED_STAGES]
    assert [title for title in stages if title not in words] == []


def test_words_of_a_file_cannot_become_markup() -> None:
    hostile = DAYCARE.replace('title = "In treatment"', 'title = "<script>&\\"</script>"')
    blueprint = read(hostile.encode(), path="x").blueprint
    assert blueprint is not None
    assert "<script>" not in svg(blueprint)


def changed(*pairs: tuple[str, str]) -> tuple[str, ...]:
    text = DAYCARE
    for was, now in pairs:
        assert was in text
        text = text.replace(was, now, 1)
    new = read(text.encode(), path="x").blueprint
    assert new is not None
    return compare(load("daycare"), new)


DIFFERENCES = [
    (
        ("limit = 1\n", "limit = 2\n"),
        "The limit of the standard 'Triage within one working day' goes from 1 to 2 working days.",
    ),
    (
        ('limit = 1\nunit = "working-day"', 'limit = 1\nunit = "day"'),
        "The limit of the standard 'Triage within one working day' goes from 1 working day to 1 day.",
    ),
    (
        ('stops = ["accepted", "declined", "redirected"]', 'stops = ["accepted", "assessed"]'),
        "The stops of the standard 'Triage within one working day' gain 'Assessment done' and lose 'Decline', "
        "'Send on to another service'.",
    ),
    (
        ('stops = ["accepted", "declined", "redirected"]', 'stops = ["redirected", "declined", "accepted"]'),
        "The stops of the standard 'Triage within one working day' come in another order.",
    ),
    (('title = "Accept"', 'title = "Take on"'), "The title of the step 'Accept' goes from Accept to Take on."),
    (
        ('checked_by = ""', 'checked_by = "Dr B"'),
        "The checker of the blueprint 'Day-care psychology service in a prison' goes from nothing to Dr B.",
    ),
    (
        (
            'label = "ACCT", kind = "choice", category = "self-harm-risk"',
            'label = "ACCT", kind = "text", category = "clinical"',
        ),
        "The category of the question 'safer-custody-note: ACCT' goes from Self-harm risk and ACCT "
        "to Clinical assessment and notes.",
    ),
    (
        ('restarts = "after-stop"', 'restarts = "anew"'),
        "The way to start again of the standard 'A review every 6 weeks of treatment' goes from after-stop to anew.",
    ),
    (('id = "stepped-up"', 'id = "stepped"'), "The step 'Step up treatment' is gone."),
    (('id = "stepped-up"', 'id = "stepped"'), "The step 'Step up treatment' is new."),
    (
        ('by = ["prison"]', 'by = ["prison", "nobody"]'),
        "The takers of the step 'Note from safer custody' gain 'nobody'.",
    ),
    (
        (
            'level = "flag"\ncategory = ["security-intelligence", "mentor-vetting"]',
            'level = "read"\ncategory = ["mentor-vetting"]',
        ),
        "The shared categories of the party 'Day-care team' gain 'Mentor vetting (read)' and lose "
        "'Security intelligence (flag)', 'Mentor vetting (flag)'.",
    ),
]


OTHER: dict[Kind, Any] = {
    Kind.NUMBER: 77,
    Kind.NUMBERS: (77,),
    Kind.DAY: date(2031, 1, 1),
    Kind.NAMES: ("other",),
    Kind.TEXTS: ("other",),
    Kind.TITLES: (("other", "Other"),),
}


def other_than(was: Any, key: Key) -> Any:
    """Another value than this one, of the same kind."""
    if key.kind is Kind.FLAG:
        return not was
    if key.among:
        word = next(word for word in reversed(key.among) if word not in (was if isinstance(was, tuple) else (was,)))
        return (word,) if key.kind is Kind.NAMES else word
    return OTHER.get(key.kind, "other")


def places(values: dict[str, Any], shape: Shape, where: tuple[str, ...] = ()) -> Iterator[tuple[Any, str, Key, str]]:
    """The table, the name, the key and the place of every key of the shape, in the last row of each kind."""
    for name, key in shape.items():
        inside = values[name] if key.inside else None
        if key.inside and inside:
            row = inside[-1] if isinstance(inside, tuple) else inside
            yield from places(row, key.inside, (*where, name))
        elif not key.inside and name != "id":
            yield values, name, key, ".".join((*where, name))


@pytest.mark.parametrize("name", shipped())
def test_whatever_is_written_differently_is_told(name: str) -> None:
    silent, said = [], dict(read_shipped(name).raw)
    for number in range(len(list(places(said, BLUEPRINT)))):
        values = deepcopy(said)
        row, word, key, place = list(places(values, BLUEPRINT))[number]
        row[word] = other_than(row[word], key)
        if not compare(load(name), build(values, digest="")):
            silent.append(place)
    assert silent == []


@pytest.mark.parametrize(("pair", "says"), DIFFERENCES)
def test_a_difference_is_told_in_a_sentence(pair: tuple[str, str], says: str) -> None:
    assert says in changed(pair)


def test_the_same_blueprint_differs_in_nothing() -> None:
    assert changed() == ()


def test_two_services_are_not_two_versions_of_one() -> None:
    first, *_ = compare(load("daycare"), load("hospital-transfer"))
    assert first == "These are two services, 'daycare' and 'hospital-transfer', not two versions of one."


@pytest.mark.parametrize("name", shipped())
def test_a_plan_definition_holds_every_step_and_every_limit(name: str) -> None:
    blueprint = load(name)
    plan = plan_definition(blueprint)
    assert plan["resourceType"] == "PlanDefinition"
    assert plan["status"] == "draft"
    assert {goal["id"] for goal in plan["goal"]} == {s.id for s in blueprint.standards if s.limit is not None}
    actions = {action["id"]: action for action in plan["action"]}
    assert actions.keys() >= blueprint.form_of.keys()
    for action in plan["action"]:
        assert re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", action["id"])
        assert set(action.get("goalId", [])) <= {goal["id"] for goal in plan["goal"]}
        assert {related["actionId"] for related in action.get("relatedAction", [])} <= actions.keys()


def test_a_plan_is_active_once_a_clinician_has_checked_it() -> None:
    checked = read(DAYCARE.replace('checked_by = ""', 'checked_by = "Dr B"').encode(), path="x").blueprint
    assert checked is not None
    assert plan_definition(checked)["status"] == "active"
    assert "checked by Dr B" in page(checked)


def spoken(rows: str, *, blueprint: str = "daycare", as_of: str = "2026-06-30") -> str:
    return told(replay(load(blueprint), f"happened_at,step,facts\n{rows}".encode(), as_of=day(as_of)))


def test_a_replay_reads_as_a_ward_manager_would_say_it() -> None:
    said = spoken("2026-03-02,referral-received,\n2026-03-05,accepted,\n2026-03-06,dance,\n", as_of="2026-03-20")
    assert said.startswith("Day-care psychology service in a prison, on Friday 20 March 2026\nStage: Accepted")
    assert "Accountable: Day-care team" in said
    assert "Triage within one working day: late when it closed, due Tuesday 3 March 2026, stopped Thursday 5" in said
    assert "Assessment within 10 working days of acceptance: late, and still open" in said
    assert "Start a pathway (by Day-care team)" in said
    assert "Row 3 (dance): There is no step 'dance'" in said


def test_a_refused_row_is_named_without_what_a_screen_would_act_on() -> None:
    said = spoken(f"2026-03-02,\x1b[2J{'x' * 900},\n")
    assert "\x1b" not in said
    assert f"Row 1 (\ufffd[2J{'x' * 36}...): There is no step" in said


def test_a_replay_of_nothing_says_so() -> None:
    assert "Nothing has been recorded yet." in spoken("")


def test_an_ended_episode_is_told_with_its_outcome() -> None:
    said = spoken("2026-03-02,referral-received,\n2026-03-05,declined,\n")
    assert "Closed. Outcome: Declined" in said
    assert "Nothing more may follow." in said
    ended = "2026-03-02,referral-received,\n2026-03-05,left-before-treatment,\n"
    assert "Closed. Outcome: not recorded" in spoken(ended)


def test_what_is_measured_or_not_in_force_is_said_to_be() -> None:
    said = spoken(
        "2026-03-02,initial-request-for-medical-report,\n2026-03-03,first-medical-report,\n"
        "2026-03-03,second-medical-report,\n2026-03-04,application-to-mhcs,\n",
        blueprint="hospital-transfer",
        as_of="2026-03-05",
    )
    assert "Statutory 28 days, beginning with the day of the first request: running (not in force)" in said
    assert "From application to admission, as the Ministry of Justice counts: running, 1 day used" in said
    assert "In hospital within 28 days of referral: running, due Monday 30 March 2026, 3 of 28 days used" in said
