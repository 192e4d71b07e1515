"""`throughcare instrument`: list, check, seal and sign questionnaires and rating scales, without a database."""

import sys
from pathlib import Path

import click

from throughcare.datafiles.read import MOST_BYTES
from throughcare.datafiles.signing import NoKey, private_key, public_of
from throughcare.handbook.instrument_page import contents, page
from throughcare.instruments.check import check as check_reading
from throughcare.instruments.library import faults as faults_of_seals
from throughcare.instruments.library import instruments
from throughcare.instruments.read import read
from throughcare.instruments.sealing import SEALS, SIGNATURES, sealed
from throughcare.offline import instrument_files as files
from throughcare.offline.files import content_of
from throughcare.offline.instrument_files import known
from throughcare.offline.printed import list_as_json, list_as_text


@click.group(short_help="List, check, seal and sign questionnaires and rating scales.")
def command() -> None:
    """List, show, check, seal and sign questionnaires and rating scales: instruments as data."""


@command.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
def list_(*, as_json: bool) -> None:
    """The instruments that ship, and who signed them. One that is not as it was signed is refused, and named."""
    click.echo(list_as_json() if as_json else list_as_text())
    if problems := faults_of_seals():
        raise click.ClickException("\n".join(map(str, problems)))


@command.command()
@click.argument("name", metavar="ID")
@click.option("--version", help="Which version; else the newest.")
def show(name: str, version: str | None) -> None:
    """Print an instrument as a page of its handbook."""
    click.echo(page(known(name, version)), nl=False)


@command.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
def check(paths: tuple[str, ...]) -> None:
    """Check whole instrument files, seals and signatures, and say path:line: what is wrong and what to do.

    Without a PATH, those that ship. A file that lies beside a list of seals is held to its seal, and where a list of
    signatures lies there too, to those whose signature counts here.
    """
    found = [files.found(path) for path in paths] if paths else files.of_the_product()
    problems = [problem for one in found for problem in one.problems]
    problems += [] if paths else faults_of_seals()
    click.echo("\n".join(map(str, dict.fromkeys(problems))) or f"{len(found)} checked: nothing is wrong.")
    sys.exit(1 if problems else 0)


@command.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def seal(folder: Path) -> None:
    """Seal the instrument files of FOLDER as they now are, once each was checked: for who maintains them.

    Writes the list of seals beside the files, as `sha256sum` writes one. Nothing is sealed while anything is wrong.
    """
    contents_of = {path.name: content_of(str(path), most=MOST_BYTES) for path in sorted(folder.glob("*.toml"))}
    readings = [read(content, path=name) for name, content in contents_of.items()]
    problems = [problem for reading in readings for problem in check_reading(reading)]
    if problems or not contents_of:
        raise click.ClickException("\n".join(map(str, problems)) or f"{folder}: there is no TOML file in this folder.")
    try:
        (folder / SEALS).write_text(sealed(contents_of), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{folder / SEALS} cannot be written ({error.strerror}).") from None
    click.echo(f"{len(contents_of)} sealed in {folder / SEALS}.")


@command.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--key", "of", required=True, type=click.Path(), help="A private Ed25519 key in a PEM file.")
@click.option("--passphrase", default="", envvar="THROUGHCARE_PASSPHRASE", help="Of the key; better in the variable.")
def sign(folder: Path, of: str, passphrase: str) -> None:
    """Sign the instrument files of FOLDER with a key that is kept elsewhere: for who answers for them.

    Each must be sealed as it is. Writes the signatures beside the files, after those of others that still hold, and
    prints the public key, which counts once it stands under a name in SIGNERS.pem or in the file of the site.
    """
    try:
        key = private_key(content_of(of, most=MOST_BYTES), passphrase=passphrase)
        signed = files.sign(folder, key)
    except NoKey as error:
        raise click.ClickException(f"{of}: {error}") from None
    click.echo(f"{signed} signed in {folder / SIGNATURES}.\n{public_of(key)}", nl=False)


@command.command(hidden=True)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def handbook(folder: Path) -> None:
    """Write a page for each shipped instrument, and their list, into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    for instrument in instruments():
        (folder / f"{instrument.id}.md").write_text(page(instrument))
    (folder / "README.md").write_text(contents(instruments()))
