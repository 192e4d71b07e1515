"""A copy is whole: every table about people is handed over or says why not, whoever adds one."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from throughcare.access.seeing import CATEGORY_IN_ROW, CATEGORY_OF
from throughcare.copies import COVERED, HANDS
from throughcare.own.redacting import RULES

ROOT = Path(__file__).resolve().parents[2]


def about_people() -> list[type[Model]]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("throughcare.")]
    return [model for model in ours if any(column.attname == "person_id" for column in model._meta.concrete_fields)]


def test_every_table_about_people_is_handed_over_or_says_why_not():
    assert [model.__name__ for model in about_people() if model not in COVERED] == []
    assert all(why == "" or len(why.split()) > 4 for why in COVERED.values())


def test_what_is_left_out_is_computed_or_is_no_part_of_what_was_written_about_them():
    left_out = {why for why in COVERED.values() if why}
    assert left_out == {
        "It is computed from facts that are handed over",
        "It lists alerts that are handed over",
        "It repeats what facts say, for sending and for sending once",
        "Why a record is kept longer is told by the Guardian who said so",
        "They asked for it and have it: a copy within a copy",
        "It is how they sign in",
        "It asks about what staff did, and who looked is told",
    }


def test_every_category_that_a_room_hands_over_has_a_rule_of_redaction():
    said = {CATEGORY_OF[table] for table, why in COVERED.items() if not why and table in CATEGORY_OF}
    assert said <= set(RULES)
    assert COVERED.keys() >= CATEGORY_IN_ROW


@pytest.mark.parametrize(
    "room", ["beds", "care", "caseload", "cover", "estimates", "peers", "plans", "responses", "worries"]
)
def test_each_room_hands_over_its_own(room: str):
    assert any(hands.__module__ == f"throughcare.{room}.copying" for hands in HANDS)  # type: ignore[attr-defined]


def test_the_room_of_copies_gathers_and_knows_none_of_those_that_fill_it():
    tree = ast.parse((ROOT / "throughcare/own/gathering.py").read_text())
    named = {node.module.split(".")[1] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
             and node.module.startswith("throughcare.")}  # fmt: skip
    assert named.isdisjoint({"beds", "care", "caseload", "estimates", "plans", "responses"})
