"""What the demo says once it runs: where to look, who can sign in as what, and what there is to see."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from throughcare.config.environment import Environment


def keep(here: Environment, *, counts: Mapping[str, int], accounts: Sequence[Mapping[str, str]]) -> None:
    """Keeps in the data folder what the next starts shall say about the world just loaded.

    An account is a mapping with `username`, `password`, `name`, `role` and `organisation`.
    """
    text = json.dumps({"counts": dict(counts), "accounts": [dict(account) for account in accounts]})
    (here.data / "world.json").write_text(text)


def show(here: Environment, *, seconds: float) -> None:
    """Prints the address, the accounts and a summary of the world."""
    console = Console()
    file = here.data / "world.json"
    if file.exists():
        _show_world(console, json.loads(file.read_text()))
    console.print(
        f"\nThroughcare runs at [bold]{here.origin}/[/bold] (ready in {seconds:.1f} seconds).", soft_wrap=True
    )
    console.print(
        "Every person and place in it is made up. Ctrl-C stops it and leaves nothing running.\n", soft_wrap=True
    )


def _show_world(console: Console, world: Mapping[str, Any]) -> None:
    console.print(
        "\nIn this world: " + ", ".join(f"{number:,} {what}" for what, number in world["counts"].items()) + "."
    )
    # A password that a narrow window cuts short signs nobody in, so nothing stands beside one.
    for password in dict.fromkeys(account["password"] for account in world["accounts"]):
        console.print(f"\nWho can sign in, with the password [bold]{password}[/bold]:\n", soft_wrap=True)
        accounts = [account for account in world["accounts"] if account["password"] == password]
        width = max(len(account["username"]) for account in accounts)
        for account in accounts:
            who = f"{account['name']}, {account['role']}, {account['organisation']}"
            console.print(f"  [bold]{account['username']:<{width}}[/bold]  {who}", soft_wrap=True, highlight=False)
