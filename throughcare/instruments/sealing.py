"""The seal of an instrument's file: the SHA-256 of its bytes, in a list that lies beside the files; and who signed it.

The list is as `sha256sum` writes it, so that `sha256sum -c SHA256SUMS` says the same without this program. A seal says
that a file is still the one that was sealed, a signature who let it out, and neither whether it is right: that a
clinician confirms, for their own organisation.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from throughcare.datafiles.problems import Problem
from throughcare.datafiles.signing import Signatures, Signer, who_signed

SEALS = "SHA256SUMS"
SIGNATURES = "SIGNATURES"
SIGNERS = "SIGNERS.pem"
LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>\S+)")


def digest_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def seals_in(text: str) -> dict[str, str]:
    """Name of a file -> its seal. A line that is none seals nothing, so that its file is found to be unsealed."""
    return {found["name"]: found["digest"] for line in text.splitlines() if (found := LINE.fullmatch(line))}


def sealed(files: Mapping[str, bytes]) -> str:
    """The list that seals these files, by name."""
    return "".join(f"{digest_of(content)}  {name}\n" for name, content in sorted(files.items()))


def broken(name: str, content: bytes, seals: Mapping[str, str], *, path: str = "") -> Problem | None:
    """Why a file may not be used, if it differs from its seal or has none; `path` is where it lies, for the fault."""
    where = path or name
    if name not in seals:
        return Problem(where, 1, f"{name} has no seal in {SEALS}.", "Check it, then seal its folder.")
    if digest_of(content) != seals[name]:
        says = f"{name} is not the file that was sealed: it was changed since."
        return Problem(where, 1, says, "Put back the file that was sealed, or check this one and seal it anew.")
    return None


def unsigned(
    name: str,
    content: bytes,
    signatures: Signatures,
    signers: Iterable[Signer],
    *,
    path: str = "",
) -> Problem | None:
    """Why a file may not be used, if none of those whose signature counts signed these bytes under this name."""
    if who_signed(name, digest_of(content), signatures, signers):
        return None
    says = f"{name} is signed by nobody whose signature counts here."
    return Problem(path or name, 1, says, "Put back the file and its signature, or have one of them sign it.")


def lost(names: Iterator[str], seals: Mapping[str, str]) -> list[Problem]:
    """The files that were sealed and are not there."""
    gone = sorted(seals.keys() - set(names))
    return [Problem(SEALS, 1, f"{name} was sealed and is not there.", "Put it back, or seal anew.") for name in gone]
