"""The instruments that ship with the product, one file for each version."""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from throughcare.datafiles.problems import Problem, nearest
from throughcare.instruments.definition import Instrument
from throughcare.instruments.read import Reading, read
from throughcare.instruments.sealing import SEALS, broken, lost, seals_in

FILE = re.compile(r"(?P<id>[a-z0-9-]+)_(?P<version>[0-9.]+)\.toml")

Key = tuple[str, str]


class Unsealed(KeyError):
    """A file that is not the one that was sealed, and so as good as not there. Its sentence names the file.

    `says` is for pages: without the place in the file.
    """

    def __init__(self, fault: Problem) -> None:
        super().__init__(str(fault))
        self.says = f"{fault.says} {fault.do}"


@cache
def _shipped() -> dict[Key, Traversable]:
    """By id and version, oldest version first."""
    found = {
        (name["id"], name["version"]): entry for entry in _folder().iterdir() if (name := FILE.fullmatch(entry.name))
    }
    return dict(sorted(found.items(), key=lambda one: (one[0][0], _in_order(one[0][1]))))


def _folder() -> Traversable:
    return files("throughcare.instruments") / "library"


@cache
def seals() -> dict[str, str]:
    """Name of a shipped file -> its seal."""
    return seals_in((_folder() / SEALS).read_text("utf-8"))


def faults() -> tuple[Problem, ...]:
    """The shipped files that differ from their seals, have none, or are gone."""
    found = [broken(entry.name, entry.read_bytes(), seals()) for entry in _shipped().values()]
    names = (entry.name for entry in _shipped().values())
    return (*(one for one in found if one), *lost(names, seals()))


def shipped() -> tuple[Key, ...]:
    """Id and version of every instrument that ships with the product."""
    return tuple(_shipped())


def source(id: str, version: str) -> bytes:  # noqa: A002 - the word of the file
    """The file of a shipped instrument, as it is. Raises KeyError with a sentence when there is none."""
    return _shipped()[_key(id, version)].read_bytes()


def read_shipped(id: str, version: str) -> Reading:  # noqa: A002
    """The reading of a shipped instrument, lines and all. Raises KeyError as `source` does."""
    return read(source(id, version), path=f"{id}_{version}.toml")


def instrument(id: str, version: str | None = None) -> Instrument:  # noqa: A002
    """An instrument that ships; without a version, its newest.

    Raises KeyError with a sentence when there is none, and Unsealed, which is one, when its file differs from its seal.
    """
    return _loaded(*_key(id, version))


def instruments() -> tuple[Instrument, ...]:
    """Every instrument that ships, each in its newest version, by id. One that differs from its seal is left out.

    `faults` names it: a file that was tampered with takes nobody's other questionnaires away.
    """
    newest = {id_: (id_, version) for id_, version in _shipped()}.values()
    return tuple(found for key in newest if (found := _sound(*key)))


@cache
def _loaded(id: str, version: str) -> Instrument:  # noqa: A002
    entry = _shipped()[id, version]
    if fault := broken(entry.name, entry.read_bytes(), seals()):
        raise Unsealed(fault)
    reading = read_shipped(id, version)
    if reading.instrument is None:  # sealed by hand, past the command that checks before it seals
        raise Unsealed(reading.problems[0])
    return reading.instrument


def _sound(id: str, version: str) -> Instrument | None:  # noqa: A002
    try:
        return _loaded(id, version)
    except Unsealed:
        return None


def _key(id: str, version: str | None) -> Key:  # noqa: A002
    versions = [held for known, held in _shipped() if known == id]
    if version not in versions and (gone := _gone(id, version)):
        raise Unsealed(gone)
    if not versions:
        short = id[:40]
        raise KeyError(f"There is no instrument '{short}'. {nearest(short, {known for known, _ in _shipped()})}")
    if version is None:
        return id, versions[-1]
    if version not in versions:
        raise KeyError(f"There is no version '{version[:40]}' of {id}. Known here: {', '.join(versions)}.")
    return id, version


def _gone(id: str, version: str | None) -> Problem | None:  # noqa: A002
    """That a file was sealed and is not there: of a version, or of the newest, for which no older one stands in."""
    named = [name for one in seals() if (name := FILE.fullmatch(one)) and name["id"] == id]
    wanted = [name for name in named if version in {None, name["version"]}]
    newest = max(wanted, key=lambda name: _in_order(name["version"]), default=None)
    if newest is None or (id, newest["version"]) in _shipped():
        return None
    return next(iter(lost(iter(()), {newest[0]: ""})))


def _in_order(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
