"""`lotse archive FOLDER`: the whole project as files, with an index and checksums, for the archive of the city."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.config import Config, ConfigError, load

if TYPE_CHECKING:
    from bot.cli.archive_content import Made

ConfigPath = Annotated[Path, typer.Option("--config", envvar="LOTSE_CONFIG", help="The configuration file.")]
DEFAULT_CONFIG = Path("config.toml")
_PARTIAL = ".lotse-partial"
"""The folder in the archive in which its files are made; it is gone when the archive is complete."""


class NotArchived(Exception):
    """Why there is no archive, for the person at the command line."""


def archive(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    config: ConfigPath = DEFAULT_CONFIG,
) -> None:
    """The project as files: records, minutes, reports, learnings, with checksums; also while the bot runs."""
    from storage.connection.errors import StorageError  # noqa: PLC0415  # the light commands start without the libraries of the bot

    try:
        settings = load(config, os.environ)
        require_empty(folder)
        made = asyncio.run(_made(settings))
        write(folder, made.files)
    except (ConfigError, StorageError, NotArchived) as error:
        _stop(str(error))
    typer.echo(f"{folder} holds {len(made.files)} files. They were read again after writing; anybody checks them with")
    typer.echo(f"  cd {folder} && sha256sum -c SHA256SUMS")
    if made.lacking:
        typer.echo(f"Left out, because the library for them is not installed: {', '.join(made.lacking)}", err=True)
    typer.echo("It holds user ids and texts of people: hand it to those who keep the files of the project, and to nobody else.")


async def _made(settings: Config) -> Made:
    from bot.cli.archive_content import composer_of, content  # noqa: PLC0415
    from bot.cli.offline import moment_of  # noqa: PLC0415
    from bot.clock import SystemClock  # noqa: PLC0415
    from bot.config.effective_settings import settings_of  # noqa: PLC0415
    from bot.odt import child as odt_child  # noqa: PLC0415
    from bot.odt import is_installed as odt_is_installed  # noqa: PLC0415
    from bot.outbound.made_files import FileMakers  # noqa: PLC0415
    from bot.pictures import child as pictures_child  # noqa: PLC0415
    from bot.pictures import missing as pictures_missing  # noqa: PLC0415
    from storage.connection.database import open_readonly  # noqa: PLC0415
    from storage.transfer.export import exported  # noqa: PLC0415

    makers = FileMakers(
        odt=odt_child.written if odt_is_installed() else None, picture=pictures_child.drawn if not pictures_missing() else None
    )
    zone = settings.project.timezone
    store = await open_readonly(settings.storage.url.get_secret_value(), settings.storage.folder)
    try:
        # One snapshot, so that files and records say the same.
        async with store.reading() as tx:
            moment = await moment_of(settings, SystemClock(), tx)
            composer = composer_of(settings_of(zone, settings.short_forms()))
            return await content(moment, composer, makers, await exported(tx.connection, zone))
    finally:
        await store.close()


def require_empty(folder: Path) -> None:
    """Raises NotArchived for a place where something is."""
    try:
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise NotArchived(f"{folder} is no folder: name a new or empty one.")
        if folder.exists() and any(folder.iterdir()):
            begun = " An archive was begun in it and not finished: remove it first." if (folder / _PARTIAL).exists() else ""
            raise NotArchived(f"There is something in {folder} already: name a new or empty folder.{begun}")
        if not folder.absolute().parent.is_dir():
            raise NotArchived(f"There is no folder {folder.absolute().parent} in which {folder.name} could be made.")
    except OSError as error:
        raise NotArchived(f"{folder} cannot be read: {error.strerror}.") from error


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files, the checksums last, and reads them again. Where that fails nothing is left. Raises NotArchived."""
    from bot.cli.archive_content import SUMS, sums  # noqa: PLC0415

    was_there = folder.exists()
    everything = {**files, SUMS: sums(files)}
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        partial = folder / _PARTIAL
        partial.mkdir(mode=0o700)
        for path, data in everything.items():
            _put(partial / path, data)
        for path, data in everything.items():
            if (partial / path).read_bytes() != data:
                raise NotArchived(f"{path} is not what was written to it: look after the disk.")
        for name in sorted({path.partition("/")[0] for path in everything}, key=lambda name: name == SUMS):
            (partial / name).rename(folder / name)
        partial.rmdir()
        _sync(folder)
    except (OSError, NotArchived) as error:
        _take_away(folder, everything, was_there=was_there)
        raise error if isinstance(error, NotArchived) else NotArchived(_why(folder, everything, error)) from error
    except BaseException:
        _take_away(folder, everything, was_there=was_there)
        raise


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def _sync(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _take_away(folder: Path, files: Mapping[str, bytes], *, was_there: bool) -> None:
    if not was_there:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for name in (_PARTIAL, *{path.partition("/")[0] for path in files}):
        place = folder / name
        if place.is_dir():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)


def _why(folder: Path, files: Mapping[str, bytes], error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        size = sum(map(len, files.values())) / 1024**2
        return f"There is no room for the archive in {folder}: it takes {size:.1f} MB. Nothing of it is left there."
    return f"{folder} cannot be written: {error.strerror}. Nothing of the archive is left there."


def _stop(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(1)
