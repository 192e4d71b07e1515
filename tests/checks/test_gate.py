"""No room that decides on care knows a risk score: the contract names each of them, and those still to come."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Rooms that may know one: they work it out, keep it, or start the product.
MAY = {"config", "estimates", "predictors"}
DECIDES = {"pathways", "episodes", "care", "blueprints", "law", "placing", "beds", "ladder", "sharing", "access"}


def test_every_room_that_decides_care_is_kept_from_scores():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [gate] = [one for one in contracts if one["name"] == "Estimates and predictors never gate care"]
    rooms = {path.parent.name for path in (ROOT / "throughcare").glob("*/__init__.py")}
    kept_out = {one.removeprefix("throughcare.") for one in gate["source_modules"]}
    assert DECIDES & rooms <= kept_out
    assert not MAY & kept_out
    assert gate["forbidden_modules"] == ["throughcare.predictors", "throughcare.estimates"]
