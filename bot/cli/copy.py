"""`lotse copy --from URL --to URL`: an installation moves into another database."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.config import ConfigError, load, types

if TYPE_CHECKING:
    from storage.transfer.copy import Copied

DEFAULT_FOLDER = Path("data")


def copy(
    source: Annotated[str, typer.Option("--from", help="The URL of the database that is there; empty: the file in the data folder.")],
    target: Annotated[str, typer.Option("--to", help="The URL of an empty database; empty: a file in the data folder.")],
    apart: Annotated[bool, typer.Option("--apart", help="The copy is to run beside the original, not in its place.")] = False,
    config: Annotated[
        Path | None, typer.Option("--config", envvar="LOTSE_CONFIG", help="The configuration file; only its data folder counts.")
    ] = None,
) -> None:
    """Copy everything into another, empty database, and compare."""
    from storage.connection.errors import StorageError  # noqa: PLC0415  # the light commands start without the libraries of the bot

    try:
        folder = load(config, os.environ).storage.folder if config is not None else DEFAULT_FOLDER
        copied = asyncio.run(_copied(_url("--from", source), _url("--to", target), folder, apart=apart))
    except (ConfigError, StorageError) as error:
        _stop(str(error))
    for line in _lines(copied):
        typer.echo(line)


async def _copied(source: str, target: str, folder: Path, *, apart: bool) -> Sequence[Copied]:
    from storage.connection.database import open_readonly  # noqa: PLC0415
    from storage.transfer.copy import copy as copy_all  # noqa: PLC0415

    reader = await open_readonly(source, folder)
    try:
        return await copy_all(reader, target, folder, apart=apart)
    finally:
        await reader.close()


def _lines(copied: Sequence[Copied]) -> list[str]:
    width = max(len(each.table) for each in copied)
    lines = [f"{each.table:{width}}  {each.rows:8}  {each.checksum}" for each in copied]
    return [*lines, f"{sum(each.rows for each in copied)} rows in {len(copied)} tables, read back and found the same."]


def _url(option: str, value: str) -> str:
    """The URL of an option, checked as the configuration does. The error message quotes no part of it, which may be a password."""
    try:
        return types.database(value).get_secret_value()
    except ValueError as error:
        _stop(f"{option}: {error}")


def _stop(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(1)
