"""The places of the north: as many as there are, and none of them real."""

import re
from collections import Counter

from throughcare.people.identifiers import canonical
from throughcare.stories.cast import WHO_CAN_SIGN_IN
from throughcare.stories.identity import nhs_number
from throughcare.stories.places import land
from throughcare.stories.planning import Plan

# Prisons there are, or were, in the north of England: names read in the register of establishments.
REAL_PRISONS = """
Acklington, Altcourse, Askham Grange, Buckley Hall, Castington, Deerbolt, Doncaster, Durham, Everthorpe, Forest Bank,
Fosse Way, Frankland, Full Sutton, Garth, Hatfield, Haverigg, Hindley, Holme House, Hull, Humber, Kirkham,
Kirklevington Grange, Lancaster Castle, Lancaster Farms, Leeds, Lindholme, Liverpool, Low Newton, Manchester,
Millsike, Moorland, New Hall, Northallerton, Northumberland, Preston, Risley, Rudgate, Styal, Thorn Cross, Thorp Arch,
Wakefield, Wealstun, Werrington, Wetherby, Wolds, Wymott
"""
REAL_HOSPITALS = "Ashworth, Rampton, Broadmoor, Roseberry Park, Guild Lodge, Newton Lodge, Bretton, Calderstones"
REAL = [name.strip() for name in f"{REAL_PRISONS}, {REAL_HOSPITALS}".split(",")]


def test_no_place_bears_the_name_of_a_real_one() -> None:
    names = [place.name for place in land().every]
    alike = [(name, real) for name in names for real in REAL if re.search(rf"\b{real}\b", name, re.IGNORECASE)]
    assert alike == []


def test_there_are_35_prisons_shaped_like_the_north() -> None:
    groups = Counter(prison.group or prison.region for prison in land().prisons.values())
    assert groups == {
        "long-term-high-security": 5,
        "north-east": 5,
        "yorkshire-humber": 9,
        "north-west": 12,
        "women": 4,
    }


def test_there_are_about_2100_secure_beds_of_every_level() -> None:
    beds = Counter()
    for place in land().every:
        beds.update(place.facts.get("beds by level", {}))
    assert 2050 <= sum(beds.values()) <= 2150
    assert set(beds) == {"high", "medium", "low", "picu"}


def test_every_prison_has_its_health_team_and_wings() -> None:
    ground = land()
    parents = {place.parent for place in ground.every if place.kind == "mental-health-provider"}
    assert parents == {prison.key for prison in ground.prisons.values()}
    assert all(len(prison.wings) >= 4 for prison in ground.prisons.values())


def test_somebody_works_in_every_place_and_the_cast_is_among_them(north: Plan) -> None:
    posts = north.world.posts
    assert all(any(post.left_on is None for post in posts[place.key]) for place in north.world.land.every)
    cast = {member.username for member in WHO_CAN_SIGN_IN if member.place}
    assert cast <= {post.username for there in posts.values() for post in there}


def test_identifiers_are_valid_and_could_be_nobodys(north: Plan) -> None:
    numbers = [pair for deed in north.deeds if deed.verb == "create" for pair in deed.says["identity"].numbers]
    assert all(
        isinstance(canonical(kind, typed, as_of=north.world.ends_on), str)
        and canonical(kind, typed, as_of=north.world.ends_on)
        for kind, typed in numbers
    )
    assert len(set(numbers)) == len(numbers)
    typed = {kind: [value for of, value in numbers if of == kind] for kind, _ in numbers}
    assert all(value.startswith("999") for value in typed["nhs-number"])
    assert all(value.startswith("Z") for value in typed["nomis"] + typed["crn"])
    assert all(value.split("/")[1].startswith("99") for value in typed["pnc"])


def test_numbers_of_two_blocks_are_never_the_same() -> None:
    assert len({nhs_number(number) for number in range(20000)}) == 20000
