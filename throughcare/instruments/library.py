"""The instruments that ship with the product, one file for each version.

Whose signature counts is said by SIGNERS.pem beside the files, or by a file of the site's own (`trust`).
"""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from throughcare.datafiles.problems import Problem, nearest
from throughcare.datafiles.signing import Signatures, Signer, signatures_in, signers_in, who_signed
from throughcare.instruments.definition import Instrument
from throughcare.instruments.read import Reading, read
from throughcare.instruments.sealing import SEALS, SIGNATURES, SIGNERS, broken, digest_of, lost, seals_in, unsigned

FILE = re.compile(r"(?P<id>[a-z0-9-]+)_(?P<version>[0-9.]+)\.toml")

Key = tuple[str, str]

# The site's own list of whose signature counts, where it has one: said once, when a process starts.
_of_the_site: list[Path] = []


class Unsealed(KeyError):
    """A file that is not the one that was sealed and signed, so as good as not there. Its sentence names the file.

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


@cache
def signatures() -> Signatures:
    """Name of a shipped file -> what signs it; nothing where the list is gone."""
    held = _folder() / SIGNATURES
    return signatures_in(held.read_text("utf-8")) if held.is_file() else {}


@cache
def signers() -> tuple[Signer, ...]:
    """Whose signature counts here. A site that names a file which is not there trusts nobody."""
    held = next(iter(_of_the_site), _folder() / SIGNERS)
    return signers_in(held.read_text("utf-8")) if held.is_file() else ()


def trust(path: Path | None) -> None:
    """From now on only the signatures of those count whom this file of the site's names; None: those who ship."""
    _of_the_site[:] = [path] if path else []
    for remembered in (signers, signed_by, _loaded):
        remembered.cache_clear()


@cache
def signed_by(id: str, version: str) -> tuple[str, ...]:  # noqa: A002 - the word of the file
    """The names of those who signed a shipped file, of those whose signature counts here."""
    entry = _shipped()[_key(id, version)]
    return who_signed(entry.name, digest_of(entry.read_bytes()), signatures(), signers())


def faults() -> tuple[Problem, ...]:
    """The shipped files that differ from their seals, have none, are signed by nobody, or are gone."""
    found = [_fault(entry) for entry in _shipped().values()]
    names = (entry.name for entry in _shipped().values())
    return (*(one for one in found if one), *lost(names, seals()))


def _fault(entry: Traversable) -> Problem | None:
    content = entry.read_bytes()
    return broken(entry.name, content, seals()) or unsigned(entry.name, content, signatures(), signers())


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

    Raises KeyError with a sentence when there is none, and Unsealed, which is one, when its file is not as signed.
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
    if fault := _fault(entry):
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
