"""Our own checks find what they are for, and nothing in a line that only looks like it."""

from pathlib import Path

import pytest

from checks import budgets, smells
from checks.sources import Source


def found(text: str, *, path: str = "throughcare/people/names.py") -> list[str]:
    source = Source(Path(path), text)
    return [*smells.faults([source]), *(fault for fault in budgets.faults([source]) if "concepts" not in fault)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("throughcare/web/people.py", "person = Person.objects.get(pk=1)"),
        ("throughcare/web/people.py", "person = get_object_or_404(Person, pk=1)"),
        ("throughcare/people/names.py", "at = timezone.now()"),
        ("throughcare/pathways/state.py", "limit = settings.LIMIT"),
        ("throughcare/people/names.py", 'name = getattr(person, "name", None)'),
        ("throughcare/people/names.py", "class NameHelper: ..."),
        ("throughcare/people/names.py", "class Names(Protocol): ..."),
        ("throughcare/people/names.py", "def name(**kwargs): return kwargs"),
        ("throughcare/people/names.py", "# Return the name"),
        ("throughcare/people/names.py", '"""Kept for ' + "back" + 'ward compatibility."""'),
        ("throughcare/people/names.py", "def name():\n    import re\n    return re"),
        ("throughcare/people/utils.py", "X = 1"),
        ("throughcare/people/names.py", "def name():\n" + "    x = 1\n" * 25),
        ("throughcare/web/people.py", "def name():\n" + "    x = 1\n" * 20),
        ("throughcare/people/names.py", "X = 1\n" * 301),
    ],
)
def test_a_smell_is_found(path, text):
    assert len(found(text, path=path)) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("throughcare/web/people.py", "person = get_object_or_404(seen_by(Person, staff=s, as_of=now), pk=1)"),
        ("throughcare/web/people.py", "at = timezone.now()"),
        ("throughcare/episodes/models.py", "class Service: ..."),
        ("throughcare/people/names.py", "# A name may change; the number does not."),
        ("throughcare/people/names.py", "def name():\n" + "    x = 1\n" * 24),
    ],
)
def test_what_only_looks_like_one_is_left_alone(path, text):
    assert found(text, path=path) == []


def test_three_functions_of_one_shape_are_twins():
    body = (
        "    for one in {0}:\n        if 3 < one.{0} < 9:\n            t = t + one.{0} * 2 - len(one.{0}) * one.{0}\n"
    )
    text = "".join(f"def {name}(t):\n{body.format(name)}    return t\n" for name in ("a", "b", "c"))
    assert len(found(text)) == 1
    assert "same shape" in found(text)[0]
