"""Files as a command is given them."""

from pathlib import Path

import click


def content_of(path: str, *, most: int) -> bytes:
    """What a file of at most so many bytes holds. Raises ClickException with a sentence that names the file."""
    try:
        content = bytes_of(path, most=most)
    except click.ClickException as error:
        raise click.ClickException(f"{path}: {error.message}") from None
    if len(content) > most:
        raise click.ClickException(f"{path}: this file is too large; keep it under {most:,} bytes.")
    return content


def bytes_of(path: str, *, most: int) -> bytes:
    """What a file holds, and one byte more than `most` where it holds more.

    Raises ClickException with a sentence when it cannot be read.
    """
    if not path:
        raise click.ClickException("A name of nothing names no file.")
    try:
        # A pipe or a device might never end.
        if not Path(path).is_file():
            raise click.ClickException(_not_a_file(Path(path)))
        with Path(path).open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise click.ClickException(f"This file cannot be read ({error.strerror}).") from None
    except ValueError:
        raise click.ClickException("No file can have this name.") from None


def _not_a_file(path: Path) -> str:
    if path.is_dir():
        return "This is a folder, not a file."
    return (
        "This is no file but a pipe or a device: save a file first." if path.exists() else "This file does not exist."
    )
