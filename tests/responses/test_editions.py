"""A new edition of an instrument: nothing compares with the old one, and what is answered with the new one does."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.instruments.test_signing import pem, trusting
from tests.responses.conftest import PLAIN, Fill, rules
from tests.seals import CORE, ours
from throughcare.instruments import library
from throughcare.offline import instrument as family

__all__ = ["ours"]

WORSE = {**PLAIN, "1": 4, "4": 4, "5": 2}


@pytest.fixture
def brought_out(ours: Path, tmp_path: Path):  # type: ignore[no-untyped-def]
    """brought_out() puts a new edition of CORE-10 beside the old one, sealed and signed."""

    def bring_out() -> None:
        key = tmp_path / "key.pem"
        key.write_bytes(pem(Ed25519PrivateKey.generate()))
        text = (ours / CORE).read_text().replace('version = "2026.1"', 'version = "2026.2"')
        (ours / CORE.replace("2026.1", "2026.2")).write_text(text)
        CliRunner().invoke(family.command, ["seal", str(ours)])
        signed = CliRunner().invoke(family.command, ["sign", str(ours), "--key", str(key)])
        for remembered in (library._shipped, library.seals, library.signatures):
            remembered.cache_clear()
        library.trust(trusting(tmp_path / "signers.pem", "Safety officer", signed.stdout))

    return bring_out


def test_whoever_gets_worse_under_a_new_edition_is_told_of(fill: Fill, brought_out, treated):  # type: ignore[no-untyped-def]
    fill(PLAIN, completed_on=date(2026, 3, 19), entered="paper")
    brought_out()
    assert library.instrument("core-10").version == "2026.2"
    first, worse = (
        fill(given, completed_on=date(2026, 3, day), entered="paper") for given, day in ((WORSE, 20), (WORSE, 21))
    )
    assert rules(first) == rules(worse) == set(), "nothing compares with an answer to another edition"
    worst = fill({**WORSE, "7": 4, "8": 4, "9": 4}, completed_on=date(2026, 3, 22), entered="paper")
    assert rules(worst) == {"reliable-deterioration"}
