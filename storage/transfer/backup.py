"""Backup: all records into one file while the bot runs, and out of it into an empty database.

The file is a SQLite database with the tables of this version, whatever engine the source has. It names no installation, so that
whatever starts from it has transaction ids of its own; and it says as of when it is, so that the bot replays what has happened since
(`storage/queues/echoes.py`). A manifest in it says what it holds: how many rows of each table, and a hash of them all.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import delete, select

from bot.ports import Interrupted
from storage import tables
from storage.connection.database import INSTALL_KEY, Database, new_install, open_readonly
from storage.connection.engine import DATABASE_FILE, is_still, locate, migrator
from storage.connection.errors import NotWritable, StorageError
from storage.connection.migrate import migrate
from storage.key_value import Meta
from storage.personal import erasures_list
from storage.queues.echoes import RECALLED_KEY, RESTORED_KEY
from storage.transfer.copy import copy_rows, first_filled

BACKUP_KEY = "backup"
"""The key in `meta` of a backup's manifest."""
_OWN = frozenset({tables.meta.name, *tables.SIGNING_IN})
"""The tables that are not copied row by row into a restored database: `meta` keeps the name and the manifest apart, and a sign-in to the
board that has ended since must not come back."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself."""

    made_at: str
    """As of when it is, ISO 8601."""
    counts: Mapping[str, int]
    """How many rows are in each table."""
    digest: str
    """A hash of all these rows."""


async def back_up(url: str, folder: Path, file: Path, at: datetime) -> Manifest:
    """Writes `file`, which must not exist, readable for its owner only, and reads it again. Raises StorageError.

    Neither the source nor the bot that works on it notices anything.
    """
    _require_new(file)
    with _beside(file.parent, file.name) as place:
        made = place / DATABASE_FILE
        while not await _copied(url, folder, place, at):
            # The bot was started meanwhile, so what was read may be a mixture of two states.
            made.unlink()
        manifest = await asyncio.to_thread(_closed, made, at)
        await asyncio.to_thread(_put, made, file)
    if read(file) != manifest:
        raise StorageError(f"{file} is not what was written to it: do not rely on it, and look after the disk.")
    await _listed_beside(url, folder, file)
    return manifest


async def _listed_beside(url: str, folder: Path, file: Path) -> None:
    """The list of erasures lies beside the backups of a folder as well, and serves the older ones too."""
    source = await open_readonly(url, folder)
    try:
        async with source.reading() as tx:
            known = await erasures_list.entries_of(tx)
    finally:
        await source.close()
    if known:
        erasures_list.keep(file.parent / erasures_list.FILE, known)


@dataclass(frozen=True, kw_only=True)
class Restored:
    manifest: Manifest
    lists: Sequence[Path]
    """The lists of erasures that were found."""
    erased: int
    """How many persons were erased once more, because they had been erased since the backup."""


async def restore(url: str, folder: Path, file: Path, *, erasures: Path | None = None, without_erasures: bool = False) -> Restored:
    """Puts what is in `file` into an empty database, brought up to date, and compares. Raises StorageError, and then nothing is there.

    In the same transaction those are erased once more who were erased since the backup, by the lists beside the backup and in the folder,
    or by the one that is named.
    """
    manifest = read(file)
    lists = {} if without_erasures else _lists(file, folder, erasures)
    entries = frozenset().union(*lists.values())
    store = await Database.open(url, folder)
    try:
        async with store.reading() as tx:
            if await first_filled(tx.connection):
                raise StorageError(
                    "There are records in this place already: restore into an empty folder, or move the database away first"
                    " (lotse.db with -wal and -shm)."
                )
        with _beside(folder, "restoring") as place:
            await asyncio.to_thread(shutil.copyfile, file, place / DATABASE_FILE)
            migrators = migrator(locate("", place))
            try:
                await migrate(migrators)
            finally:
                await migrators.dispose()
            erased = await _poured(place, store, entries, manifest.made_at)
    except Interrupted as error:
        raise StorageError(str(error)) from error
    finally:
        await store.close()
    if entries:
        erasures_list.keep(folder / erasures_list.FILE, entries)
    return Restored(manifest=manifest, lists=tuple(lists), erased=erased)


def _lists(file: Path, folder: Path, named: Path | None) -> dict[Path, frozenset[erasures_list.Entry]]:
    """The lists that are there, with what they say. Raises StorageError for a damaged one, and for one that was named and is not there."""
    found = {}
    for each in dict.fromkeys([named] if named is not None else [file.parent / erasures_list.FILE, folder / erasures_list.FILE]):
        try:
            found[each] = erasures_list.read(each)
        except erasures_list.NoList:
            if named is not None:
                raise
    return found


def read(file: Path) -> Manifest:
    """What the backup says of itself, which was compared with what is in it. Raises StorageError."""
    if not file.is_file():
        raise StorageError(f"There is no file {file}.")
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro&immutable=1", uri=True)) as opened:
            said = opened.execute("SELECT value FROM meta WHERE key = ?", (BACKUP_KEY,)).fetchone()
            if said is None:
                raise StorageError(f"{file} is a database, but no backup: `lotse backup` makes one.")
            manifest = Manifest(**json.loads(said[0]))
            if (manifest.counts, manifest.digest) != content_of(opened) or _faults(opened):
                raise StorageError(f"{file} is damaged: use another backup.")
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise StorageError(f"{file} is no backup of Lotse, or it is damaged ({error}): use another one.") from error
    return manifest


async def _copied(url: str, folder: Path, place: Path, at: datetime) -> bool:
    """Copies one state of the source; False where it turned out not to be one."""
    is_the_same = is_still(locate(url, folder))
    source = await open_readonly(url, folder)
    try:
        new = await Database.open("", place)
        try:
            async with source.reading() as old, new.transaction() as tx:
                await copy_rows(old.connection, tx.connection, but=tables.SIGNING_IN)
                await tx.connection.execute(delete(tables.meta).where(tables.meta.c.key.in_([INSTALL_KEY, RECALLED_KEY])))
                # The time of the backup is one of which nothing is missing: a little before the copy began.
                await tx.set_meta(RESTORED_KEY, at.isoformat())
        finally:
            await new.close()
    except Interrupted as error:
        raise StorageError(str(error)) from error
    finally:
        await source.close()
    return is_the_same()


async def _poured(place: Path, store: Database, entries: frozenset[erasures_list.Entry], made_at: str) -> int:
    """Copies the rows into the database and erases whom the entries name, in one transaction: all or nothing. How many were erased."""
    source = await open_readonly("", place)
    try:
        async with source.reading() as old, store.transaction() as tx:
            await copy_rows(old.connection, tx.connection, but=_OWN)
            for row in (await old.connection.execute(select(tables.meta))).all():
                if row.key not in (INSTALL_KEY, BACKUP_KEY):
                    await tx.set_meta(row.key, row.value)
            # A new name, so that no earlier transaction id is used again.
            await Meta(tx.connection).set(INSTALL_KEY, new_install())
            return await erasures_list.apply(tx, await erasures_list.missing(tx, entries), made_at)
    finally:
        await source.close()


def _closed(made: Path, at: datetime) -> Manifest:
    """Makes the copy a single file, without a write-ahead log, with its manifest in it."""
    try:
        with closing(sqlite3.connect(made)) as opened:
            opened.execute("PRAGMA journal_mode = DELETE")
            opened.execute("VACUUM")
            counts, digest = content_of(opened)
            manifest = Manifest(made_at=at.isoformat(), counts=counts, digest=digest)
            opened.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (BACKUP_KEY, json.dumps(asdict(manifest))))
            opened.commit()
    except sqlite3.Error as error:
        raise NotWritable(f"The backup cannot be written: {error}.") from error
    return manifest


def content_of(opened: sqlite3.Connection) -> tuple[dict[str, int], str]:
    """How many rows are in each table, and a hash of them all, without the manifest itself."""
    names = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    counts, hashed = {}, hashlib.sha256()
    for name in sorted(names):
        counts[name] = 0
        width = len(opened.execute(f'SELECT * FROM "{name}" LIMIT 0').description)
        # Tables have no order of their own, and not all have row ids.
        for row in opened.execute(f'SELECT * FROM "{name}" ORDER BY {", ".join(str(each + 1) for each in range(width))}'):
            if name != tables.meta.name or row[0] != BACKUP_KEY:
                counts[name] += 1
                hashed.update(json.dumps([name, *row], ensure_ascii=False).encode())
    return counts, hashed.hexdigest()


def _faults(opened: sqlite3.Connection) -> bool:
    is_sound = opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return not is_sound or bool(opened.execute("PRAGMA foreign_key_check").fetchall())


def _require_new(file: Path) -> None:
    if file.exists():
        raise StorageError(f"{file} exists already: name another file.")


def _put(made: Path, file: Path) -> None:
    """Moves the finished file into place atomically, and syncs it to the disk."""
    try:
        made.chmod(0o600)
        for each in (made, file.parent):
            if each == file.parent:
                made.replace(file)
            opened = os.open(each, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
    except OSError as error:
        raise NotWritable(f"{file} cannot be written: {error.strerror}.") from error


@contextmanager
def _beside(folder: Path, name: str) -> Iterator[Path]:
    """A temporary folder with mode 0700 on the same disk, removed at the end."""
    try:
        place = tempfile.mkdtemp(prefix=f".{name}.", dir=folder)
    except OSError as error:
        raise NotWritable(f"The folder {folder} cannot be written: {error.strerror}.") from error
    try:
        yield Path(place)
    finally:
        shutil.rmtree(place, ignore_errors=True)
