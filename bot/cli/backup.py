"""`lotse backup FILE` and `lotse restore FILE`: all records into one file, and out of it into an empty database."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot.config import Config, ConfigError, load
from bot.domain.record_types import RECORD_TYPES

if TYPE_CHECKING:
    from storage.transfer.backup import Manifest

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
    from storage.transfer.backup import back_up  # noqa: PLC0415

    settings = _load(config)
    kept = _run(back_up(settings.storage.url.get_secret_value(), settings.storage.folder, file, SystemClock().now()))
    typer.echo(f"{file} holds {_in_it(kept, settings)}. It was read again after writing.")
    typer.echo("It holds no password, no session and no keys: `lotse keys export` writes the bot's identity and keys of rooms.")


def restore(file: Annotated[Path, typer.Argument(help="What `lotse backup` wrote.")], config: ConfigPath = DEFAULT_CONFIG) -> None:
    """Put the records of a backup into an empty place; the bot must not run meanwhile."""
    from storage.transfer.backup import restore as put_back  # noqa: PLC0415

    settings = _load(config)
    kept = _run(put_back(settings.storage.url.get_secret_value(), settings.storage.folder, file))
    typer.echo(f"Restored: {_in_it(kept, settings)}. It was compared with the file.")
    typer.echo("Now start the bot: it hears again what has been said since then, and says nothing twice.")


def _in_it(kept: Manifest, settings: Config) -> str:
    counts = ", ".join(f"{kept.counts.get(name, 0)} {name}" for name in SHOWN_TABLES)
    made = datetime.fromisoformat(kept.made_at)
    return f"the records as of {made.astimezone(settings.project.timezone):%Y-%m-%d %H:%M:%S}: {counts}"


def _run(work: Coroutine[Any, Any, Manifest]) -> Manifest:
    from storage.connection.errors import StorageError  # noqa: PLC0415

    try:
        return asyncio.run(work)
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
