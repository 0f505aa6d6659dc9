"""`lotse erase --all`: the end of a project. Everything that the bot keeps is erased, and it says what stays elsewhere."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.config import Config, ConfigError, load

ConfigPath = Annotated[Path, typer.Option("--config", envvar="LOTSE_CONFIG", help="The configuration file.")]
DEFAULT_CONFIG = Path("config.toml")
_OURS = (
    *("lotse.db", "lotse.db-wal", "lotse.db-shm", "lotse.db-journal", "erasures.json"),
    *("session.json", "pickle.key", "signing.json", "signing.next.json", "encryption", "encryption.now"),
    *("encryption-*", "leader-*.lock", ".restoring.*", ".*.tmp", "lotse.lock"),
)
"""Patterns of what the bot puts into its folder; the lock, which keeps other processes out, is the last to go."""


def erase(
    everything: Annotated[bool, typer.Option("--all", help="Yes, all of the project.")] = False,
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """Erase all that the bot keeps, at the end of a project; the bot must not run. Asks for the name of the project."""
    from storage.connection.errors import StorageError  # noqa: PLC0415  # the light commands start without the libraries of the bot

    if not everything:
        _stop("Nothing was erased. To erase the whole project: lotse erase --all. To erase one person: lotse privacy erase @user")
    try:
        settings = load(config, os.environ)
        where = _place(settings)
        typer.echo(f"This erases all that the bot keeps of the project {settings.project.name!r}: {where}.")
        typer.echo("It cannot be taken back. Have you made an archive (lotse archive FOLDER)?")
        typed = typer.prompt("Type the name of the project to go on", default="", show_default=False)
        if typed.strip() != settings.project.name.strip():
            _stop("That is not its name. Nothing was erased.")
        left = asyncio.run(erased(settings))
    except (ConfigError, StorageError) as error:
        _stop(str(error))
    typer.echo(f"Erased: {where}.")
    for line in [*_foreign(left), *_elsewhere(settings)]:
        typer.echo(line)


async def erased(settings: Config) -> Sequence[Path]:
    """Erases the database and what the bot has put into its folder; what is left there was put there by others. Raises StorageError."""
    from storage.connection.emptied import emptied  # noqa: PLC0415
    from storage.connection.engine import make_private_folder  # noqa: PLC0415
    from storage.connection.lock import FolderLock  # noqa: PLC0415

    url, folder = settings.storage.url.get_secret_value(), settings.storage.folder
    make_private_folder(folder)
    lock = FolderLock(folder)
    lock.take()
    try:
        await emptied(url, folder)
        return _cleared(folder)
    finally:
        lock.release()


def _cleared(folder: Path) -> list[Path]:
    from storage.connection.errors import NotWritable  # noqa: PLC0415

    try:
        for pattern in _OURS:
            for place in sorted(folder.glob(pattern)):
                if place.is_dir() and not place.is_symlink():
                    shutil.rmtree(place)
                else:
                    place.unlink()
        left = sorted(folder.iterdir())
        if not left:
            folder.rmdir()
    except OSError as error:
        raise NotWritable(f"{error.filename} cannot be erased: {error.strerror}. Mend that, and say the same once more.") from error
    return left


def _place(settings: Config) -> str:
    from storage.connection.engine import locate  # noqa: PLC0415
    from storage.connection.explain_errors import named  # noqa: PLC0415

    url = settings.storage.url.get_secret_value()
    return f"the folder {settings.storage.folder}" + (f" and the database {named(locate(url, settings.storage.folder))}" if url else "")


def _foreign(left: Sequence[Path]) -> list[str]:
    if not left:
        return []
    return [f"Not of the bot, and left in its folder: {', '.join(each.name for each in left)}. Look at them, they may hold records."]


def _elsewhere(settings: Config) -> list[str]:
    user = settings.matrix.user_id
    return [
        "What stays, and is not in the hands of this command:",
        f"- on the homeserver {settings.matrix.homeserver}: the account {user} with its device, and what was said in the rooms by people"
        " and by the bot, with files. An administrator of the server ends it:",
        f'  POST /_synapse/admin/v1/deactivate/{user} with {{"erase": true}}',
        f"  DELETE /_synapse/admin/v1/users/{user}/media",
        "  Rooms are deleted by DELETE /_synapse/admin/v2/rooms/ROOM. Other homeservers keep their own copies.",
        "- backups (lotse backup, with erasures.json beside them), exports, archives and exported keys, wherever you have put them",
        "- the configuration with its password or token, and the log of the system (journalctl)",
        "- on SSDs and in snapshots of disks what was deleted may be read until it is overwritten",
    ]


def _stop(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(1)
