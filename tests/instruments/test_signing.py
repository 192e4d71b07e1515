"""Signatures: each shipped file is signed by somebody whose signature counts, and a site says whose does."""

import subprocess
from base64 import b64decode
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat

from tests.seals import CORE, ours
from throughcare.datafiles.signing import public_of, signatures_in, signers_in, who_signed
from throughcare.instruments import instrument, instruments, library
from throughcare.instruments.library import Unsealed, faults, seals, shipped, signed_by
from throughcare.instruments.sealing import SEALS, SIGNATURES, SIGNERS
from throughcare.offline import instrument as family

__all__ = ["ours"]

RELEASED = "Throughcare, release of 2026"
CACHES = (library.signatures, library.signers, library.signed_by, library._loaded, library.seals)


def asked(*words: object) -> Result:
    return CliRunner().invoke(family.command, [str(word) for word in words])


def read_anew() -> None:
    for one in CACHES:
        one.cache_clear()


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key that a safety officer keeps, not among those whose signature counts."""
    path = tmp_path / "officer.pem"
    path.write_bytes(pem(Ed25519PrivateKey.generate()))
    return path


def pem(key: Ed25519PrivateKey | X25519PrivateKey, passphrase: bytes = b"") -> bytes:
    kept = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, kept)


def trusting(path: Path, name: str, printed: str) -> Path:
    """A site's own file of those whose signature counts."""
    path.write_text(f"# {name}\n{printed[printed.index('-----') :]}")
    return path


def test_every_shipped_file_is_signed() -> None:
    """After a change: seal, then throughcare instrument sign throughcare/instruments/library --key KEY."""
    assert {signed_by(*one) for one in shipped()} == {(RELEASED,)}


def test_openssl_says_the_same_of_a_signature(tmp_path: Path) -> None:
    folder = library._folder()
    line, signature = tmp_path / "line", tmp_path / "signature"
    line.write_text(f"{seals()[CORE]}  {CORE}\n")
    signature.write_bytes(signatures_in((folder / SIGNATURES).read_text())[CORE][0])
    asking = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(folder / SIGNERS), "-rawin", "-in", str(line)]
    said = subprocess.run([*asking, "-sigfile", str(signature)], capture_output=True, text=True, check=False)
    assert said.stdout == "Signature Verified Successfully\n"


def test_a_file_that_was_changed_and_sealed_anew_is_still_signed_by_nobody(ours: Path) -> None:
    path = ours / CORE
    path.write_text(path.read_text().replace("threshold = 6\n", "threshold = 3\n"))
    assert asked("seal", ours).exit_code == 0
    read_anew()
    with pytest.raises(Unsealed) as refused:
        instrument("core-10")
    assert refused.value.says == (
        f"{CORE} is signed by nobody whose signature counts here. Put back the file and its signature, or have one of "
        "them sign it."
    )
    assert len(instruments()) == len(shipped()) - 1


def test_the_signature_of_one_file_signs_no_other_and_no_other_name(ours: Path) -> None:
    signature = signatures_in((ours / SIGNATURES).read_text())[CORE]
    for name, digest in ((CORE, seals()["k6_2026.1.toml"]), ("k6_2026.1.toml", seals()[CORE])):
        assert who_signed(name, digest, {name: signature}, library.signers()) == ()
    assert who_signed(CORE, seals()[CORE], {CORE: signature}, library.signers()) == (RELEASED,)


def test_a_site_says_whose_signature_counts(ours: Path, key: Path, tmp_path: Path):
    """A hospital trust signs what it has looked at, and then nobody else's signature counts on its servers."""
    signed = asked("sign", ours, "--key", key)
    assert (signed.exit_code, signed.stdout.splitlines()[0]) == (0, f"28 signed in {ours / SIGNATURES}.")
    read_anew()
    assert signed_by("core-10", "2026.1") == (RELEASED,)

    library.trust(trusting(tmp_path / "signers.pem", "Safety officer, Eastmoor", signed.stdout))
    assert (signed_by("core-10", "2026.1"), faults()) == (("Safety officer, Eastmoor",), ())
    assert "signed by Safety officer, Eastmoor" in asked("list").output


@pytest.mark.parametrize("text", [None, "", "# Nobody\n-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n"])
def test_a_site_whose_file_of_signers_says_nobody_trusts_nobody(ours: Path, tmp_path: Path, text: str | None):
    path = tmp_path / "signers.pem"
    if text is not None:
        path.write_text(text)
    library.trust(path)
    assert len(faults()) == len(shipped())
    assert (asked("check").exit_code, instruments()) == (1, ())


def test_signatures_that_hold_stay_and_those_of_older_bytes_go(ours: Path, key: Path) -> None:
    before = (ours / SIGNATURES).read_text()
    assert asked("sign", ours, "--key", key).exit_code == 0
    once = (ours / SIGNATURES).read_text()
    assert set(before.splitlines()) < set(once.splitlines())
    assert (asked("sign", ours, "--key", key).exit_code, len(once.splitlines())) == (0, 2 * len(shipped()))

    (ours / CORE).write_bytes((ours / CORE).read_bytes() + b"\n")
    refused = asked("sign", ours, "--key", key)
    assert (refused.exit_code, f"{CORE} is not the file that was sealed" in refused.output) == (1, True)
    asked("seal", ours)
    read_anew()
    assert asked("sign", ours, "--key", key).exit_code == 0
    assert len(signatures_in((ours / SIGNATURES).read_text())[CORE]) == 1


def test_a_file_beside_seals_and_signatures_is_held_to_both(ours: Path, key: Path) -> None:
    assert asked("check", ours / CORE).exit_code == 0
    kept = (ours / SIGNATURES).read_text().splitlines(keepends=True)
    (ours / SIGNATURES).write_text("".join(line for line in kept if CORE not in line))
    assert (
        f"{ours / CORE}:1: {CORE} is signed by nobody whose signature counts here."
        in asked("check", ours / CORE).output
    )


def test_a_key_may_have_a_passphrase(ours: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept.pem"
    path.write_bytes(pem(Ed25519PrivateKey.generate(), b"north-star"))
    for words, says in (
        ((), "This key needs a passphrase."),
        (("--passphrase", "south"), "This is no private key, or not its passphrase."),
        (("--passphrase", "north-star"), "28 signed in"),
    ):
        assert says in asked("sign", ours, "--key", path, *words).output


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This is no private key, or not its passphrase."),
        (b"\xff\x00", "This is no private key, or not its passphrase."),
        (pem(X25519PrivateKey.generate()), "This is a key of another kind: make one with openssl genpkey"),
        (public_of(Ed25519PrivateKey.generate()).encode(), "This is no private key, or not its passphrase."),
        (None, "This file does not exist."),
    ],
)
def test_what_is_no_such_key_signs_nothing(ours: Path, tmp_path: Path, content: bytes | None, says: str) -> None:
    before, path = (ours / SIGNATURES).read_text(), tmp_path / "key.pem"
    if content is not None:
        path.write_bytes(content)
    found = asked("sign", ours, "--key", path)
    assert (found.exit_code, says in found.output, (ours / SIGNATURES).read_text() == before) == (1, True, True)


def test_nothing_is_signed_that_is_not_sealed(tmp_path: Path, key: Path) -> None:
    assert "there is no TOML file in this folder" in asked("sign", tmp_path, "--key", key).output
    (tmp_path / CORE).write_bytes(library.source("core-10", "2026.1"))
    found = asked("sign", tmp_path, "--key", key)
    assert (f"{CORE} has no seal in {SEALS}." in found.output, (tmp_path / SIGNATURES).exists()) == (True, False)


def test_lines_that_are_no_signature_and_keys_that_are_none_count_for_nothing() -> None:
    sound = f"{'A' * 86}==  {CORE}"
    assert signatures_in(f"nonsense\n{sound}\n{'A' * 85}==  x\n{sound} y") == {CORE: (b64decode("A" * 86 + "=="),)}
    assert signers_in(public_of(Ed25519PrivateKey.generate())) == ()
