"""Signatures of data files: who answers for which bytes. Ed25519 (RFC 8032); OpenSSL makes and checks the same.

What is signed of a file is its line in a list of seals, `DIGEST  NAME` as `sha256sum` writes it: neither other bytes
nor another name go under the same signature.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

LINE = re.compile(r"(?P<signature>[A-Za-z0-9+/]{86}==)  (?P<name>\S+)")
KEY = re.compile(
    r"^# (?P<name>\S.*)\n(?P<pem>-----BEGIN PUBLIC KEY-----\n[^-]+-----END PUBLIC KEY-----)$", re.MULTILINE
)

Signatures = Mapping[str, tuple[bytes, ...]]


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody whose signature counts here, by the name that stands over their key."""

    name: str
    key: Ed25519PublicKey

    def signed(self, line: str, signature: bytes) -> bool:
        try:
            self.key.verify(signature, line.encode())
        except InvalidSignature:
            return False
        return True


class NoKey(ValueError):
    """A file that holds no private Ed25519 key, or one that needs another passphrase; the sentence says which."""


def signers_in(text: str) -> tuple[Signer, ...]:
    """Who is named over the public keys of a file, each `# Name` and then its PEM. What is no such key is nobody."""
    found = ((one["name"], _public(one["pem"])) for one in KEY.finditer(text))
    return tuple(Signer(name, key) for name, key in found if key is not None)


def signatures_in(text: str) -> Signatures:
    """Name of a file -> its signatures, one a line and as many as sign it. A line that is none signs nothing."""
    held: dict[str, tuple[bytes, ...]] = {}
    for found in map(LINE.fullmatch, text.splitlines()):
        if found:
            held[found["name"]] = (*held.get(found["name"], ()), b64decode(found["signature"]))
    return held


def who_signed(name: str, digest: str, signatures: Signatures, signers: Iterable[Signer]) -> tuple[str, ...]:
    """The names of those who signed a file with this SHA-256, of those whose signature counts; in their order."""
    line, made = line_of(name, digest), signatures.get(name, ())
    return tuple(one.name for one in signers if any(one.signed(line, signature) for signature in made))


def line_of(name: str, digest: str) -> str:
    """What is signed of a file."""
    return f"{digest}  {name}\n"


def private_key(pem: bytes, *, passphrase: str = "") -> Ed25519PrivateKey:
    """The key that signs, from a PEM file such as `openssl genpkey -algorithm ed25519` writes. Raises NoKey."""
    try:
        key = load_pem_private_key(pem, passphrase.encode() or None)
    except TypeError:
        raise NoKey("This key needs a passphrase." if not passphrase else "This key has no passphrase.") from None
    except (ValueError, UnsupportedAlgorithm):
        raise NoKey("This is no private key, or not its passphrase.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey("This is a key of another kind: make one with openssl genpkey -algorithm ed25519.")
    return key


def signature_of(name: str, digest: str, key: Ed25519PrivateKey) -> str:
    """The line of a list of signatures by which this key signs a file with this SHA-256."""
    return line_of_signature(name, key.sign(line_of(name, digest).encode()))


def line_of_signature(name: str, signature: bytes) -> str:
    return f"{b64encode(signature).decode()}  {name}\n"


def public_of(key: Ed25519PrivateKey) -> str:
    """The public key of one that signs, in PEM."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _public(pem: str) -> Ed25519PublicKey | None:
    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) else None
