"""`lotse backup FILE` and `lotse restore FILE`: all records into one file, and out of it into an empty database."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from bot.config import Config, ConfigError, load
from bot.domain.record_types import RECORD_TYPES

if TYPE_CHECKING:
    from storage.transfer.backup import Manifest

T = TypeVar("T")
ConfigPath = Annotated[Path, typer.Option("--config", envvar="LOTSE_CONFIG", help="The configuration file.")]
DEFAULT_CONFIG = Path("config.toml")
SHOWN_TABLES = ("teams", *(kind.plural for kind in RECORD_TYPES), "notes")
"""The tables whose counts are printed, as `lotse export` calls them."""


def register(app: typer.Typer) -> None:
    app.command()(backup)
    app.command()(restore)


def backup(file: Annotated[Path, typer.Argument(help="What to write.")], config: ConfigPath = DEFAULT_CONFIG) -> None:
    """All records in one file, also while the bot runs."""
    from bot.clock import SystemClock  # noqa: PLC0415  # the light commands start without the libraries of the bot
    from storage.personal.erasures_list import DamagedList  # noqa: PLC0415
    from storage.transfer.backup import back_up  # noqa: PLC0415

    settings = _load(config)
    try:
        kept = _run(back_up(settings.storage.url.get_secret_value(), settings.storage.folder, file, SystemClock().now()))
    except DamagedList as error:
        _stop(f"{file} is written and whole, but {error}")
    typer.echo(f"{file} holds {_in_it(kept, settings)}. It was read again after writing.")
    typer.echo("It holds no password, no session and no keys: `lotse keys export` writes the bot's identity and keys of rooms.")


def restore(
    file: Annotated[Path, typer.Argument(help="What `lotse backup` wrote.")],
    config: ConfigPath = DEFAULT_CONFIG,
    erasures: Annotated[
        Path | None, typer.Option(help="The list of erasures, instead of erasures.json beside the backup and in the data folder.")
    ] = None,
    without_erasures: Annotated[bool, typer.Option("--without-erasures", help="Bring back also who was erased since.")] = False,
) -> None:
    """Put the records of a backup into an empty place; the bot must not run meanwhile."""
    from storage.personal.erasures_list import DamagedList  # noqa: PLC0415
    from storage.transfer.backup import restore as put_back  # noqa: PLC0415

    settings = _load(config)
    work = put_back(
        settings.storage.url.get_secret_value(), settings.storage.folder, file, erasures=erasures, without_erasures=without_erasures
    )
    try:
        restored = _run(work)
    except DamagedList as error:
        _stop(f"{error} Nothing was restored. To go on without it, and bring back who was erased since: --without-erasures")
    typer.echo(f"Restored: {_in_it(restored.manifest, settings)}. It was compared with the file.")
    if without_erasures:
        typer.echo("Whoever was erased since the backup is back: erase them again with `lotse privacy erase @user`.")
    elif not restored.lists:
        typer.echo("No list of erasures (erasures.json) lies beside the backup or in the data folder.")
        typer.echo(
            "Whoever was erased since the backup is back: erase them again with `lotse privacy erase @user` before you start the bot."
        )
    else:
        persons = "1 person was" if restored.erased == 1 else f"{restored.erased} persons were"
        typer.echo(f"{persons} erased once more, who had been erased since the backup.")
    typer.echo("Now start the bot: it hears again what has been said since then, and says nothing twice.")


def _in_it(kept: Manifest, settings: Config) -> str:
    counts = ", ".join(f"{kept.counts.get(name, 0)} {name}" for name in SHOWN_TABLES)
    made = datetime.fromisoformat(kept.made_at)
    return f"the records as of {made.astimezone(settings.project.timezone):%Y-%m-%d %H:%M:%S}: {counts}"


def _run(work: Coroutine[Any, Any, T]) -> T:
    from storage.connection.errors import StorageError  # noqa: PLC0415
    from storage.personal.erasures_list import DamagedList  # noqa: PLC0415

    try:
        return asyncio.run(work)
    except DamagedList:
        raise
    except StorageError as error:
        _stop(str(error))


def _load(path: Path) -> Config:
    try:
        return load(path, os.environ)
    except ConfigError as error:
        _stop(str(error))


def _stop(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(1)
