"""Instruments and answers as a command is given them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from throughcare.datafiles.problems import Problem
from throughcare.datafiles.read import MOST_BYTES as MOST_OF_A_FILE
from throughcare.datafiles.signing import Signatures, line_of_signature, signature_of, signatures_in, who_signed
from throughcare.instruments.check import check
from throughcare.instruments.definition import Instrument
from throughcare.instruments.library import instrument, read_shipped, shipped, signers
from throughcare.instruments.read import read
from throughcare.instruments.sealing import SEALS, SIGNATURES, broken, seals_in, unsigned
from throughcare.offline.files import content_of
from throughcare.offline.printed import MOST_BYTES, Unreadable, parsed


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was looked at, and all that is wrong with it."""

    name: str
    problems: tuple[Problem, ...]


def found(path: str) -> Checked:
    """A file checked whole, and against the seals and signatures that lie beside it. Raises ClickException."""
    content = content_of(path, most=MOST_OF_A_FILE)
    folder, name = Path(path).parent, Path(path).name
    faults: list[Problem | None] = []
    if (folder / SEALS).is_file():
        faults.append(broken(name, content, seals_in(_text_of(folder / SEALS)), path=path))
    if (folder / SIGNATURES).is_file():
        faults.append(unsigned(name, content, signatures_in(_text_of(folder / SIGNATURES)), signers(), path=path))
    first = next(filter(None, faults), None)
    return Checked(path, (*((first,) if first else ()), *check(read(content, path=path))))


def sign(folder: Path, key: Ed25519PrivateKey) -> int:
    """Sign the sealed files of a folder, beside those signatures that still hold; how many were signed.

    Raises ClickException with a sentence for each file that is not sealed as it is; then nothing is signed.
    """
    seals = seals_in(_text_of(folder / SEALS)) if (folder / SEALS).is_file() else {}
    contents_of = {path.name: content_of(str(path), most=MOST_OF_A_FILE) for path in sorted(folder.glob("*.toml"))}
    problems = [fault for name, content in contents_of.items() if (fault := broken(name, content, seals))]
    if problems or not contents_of:
        raise click.ClickException("\n".join(map(str, problems)) or f"{folder}: there is no TOML file in this folder.")
    written = folder / SIGNATURES
    held = signatures_in(_text_of(written)) if written.is_file() else {}
    lines = chain.from_iterable(_lines(name, seals[name], held, key) for name in contents_of)
    try:
        written.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{written} cannot be written ({error.strerror}).") from None
    return len(contents_of)


def _lines(name: str, digest: str, held: Signatures, key: Ed25519PrivateKey) -> list[str]:
    """The signatures of a file: those that count and hold, then that of this key, once."""
    still = [one for one in held.get(name, ()) if who_signed(name, digest, {name: (one,)}, signers())]
    return list(dict.fromkeys([*(line_of_signature(name, one) for one in still), signature_of(name, digest, key)]))


def _text_of(path: Path) -> str:
    return content_of(str(path), most=MOST_OF_A_FILE).decode("utf-8", "replace")


def of_the_product() -> list[Checked]:
    """Every shipped file, checked whole; their seals are checked by the library."""
    return [Checked(reading.path, check(reading)) for reading in (read_shipped(*key) for key in shipped())]


def known(name: str, version: str | None) -> Instrument:
    """An instrument by id, in its newest version where none is named. Raises ClickException with a sentence."""
    try:
        return instrument(name, version)
    except KeyError as error:
        raise click.ClickException(error.args[0]) from None


def answers_in(path: str) -> Mapping[str, object]:
    """The answers of a JSON file as they stand there. Raises ClickException with a sentence that names the file."""
    try:
        return parsed(content_of(path, most=MOST_BYTES))
    except Unreadable as error:
        raise click.ClickException(f"{path}: {error}") from None
