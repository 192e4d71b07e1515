"""Small registers, written the way their keepers publish them, and a short way to load one."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from tests.cast import MONDAY, Cast
from throughcare.organisations import actions
from throughcare.organisations.loading import Difference
from throughcare.organisations.registers.sheets import read_bytes

Load = Callable[..., Difference]


@pytest.fixture
def load(cast: Cast) -> Load:
    """load("prisons", text) loads the text as a file of that kind; `name` is what the file is called."""

    def loaded(kind: str, text: str | bytes, name: str = "register.csv") -> Difference:
        content = text if isinstance(text, bytes) else dedent(text).lstrip().encode()
        return actions.load_register(kind=kind, sheet=read_bytes(content, name=name), by=cast.ada, at=MONDAY)

    return loaded
