"""An instrument's file changed by somebody who could write on the server."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from throughcare.instruments import library

CORE = "core-10_2026.1.toml"


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The library as somebody could write in it: a copy, which the loader reads in its place."""
    folder = tmp_path / "library"
    shutil.copytree(str(library._folder()), folder)
    kept = (library._shipped, library.seals, library._loaded, library.signatures, library.signers, library.signed_by)
    monkeypatch.setattr(library, "_folder", lambda: folder)
    for one in kept:
        one.cache_clear()
    yield folder
    library.trust(None)
    for one in kept:
        one.cache_clear()


def tampered(folder: Path) -> None:
    path = folder / CORE
    path.write_text(path.read_text().replace("value = 1", "value = 4"))


@pytest.fixture
def broken_later(ours: Path) -> Callable[[], None]:
    """broken_later() changes the file of CORE-10, as found by a product that is started again."""

    def broken() -> None:
        tampered(ours)
        library._loaded.cache_clear()

    return broken


@pytest.fixture
def mended(ours: Path) -> Callable[[], None]:
    """mended() puts back the file that was sealed."""

    def put_back() -> None:
        shutil.copy(Path(library.__file__).parent / "library" / CORE, ours / CORE)
        library._loaded.cache_clear()

    return put_back
