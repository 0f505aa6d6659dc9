"""The engine, SQLite or PostgreSQL: the only module that knows which one it is; the others speak plain SQL."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.connection import postgres
from storage.connection import sqlite_driver as driver
from storage.connection.errors import NoDatabase, NotWritable, StorageError

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
DATABASE_FILE = "lotse.db"
BUSY_TIMEOUT_MS = 5000
"""How long a statement waits while another process (a backup) locks the file."""
_OUR_DRIVER = {"async_creator_fn": driver.connect}


def locate(url: str, folder: Path) -> URL:
    """The database that a setting names; an empty one names the file in the folder. Raises StorageError for one that cannot be used."""
    if not url:
        return URL.create(DRIVERS["sqlite"], database=str(folder / DATABASE_FILE))
    try:
        found = make_url(url)
    except ArgumentError as error:
        raise StorageError("The database's URL is none: it looks like sqlite:////var/lib/lotse/lotse.db.") from error
    backend = found.get_backend_name()
    if backend not in DRIVERS or (backend == "sqlite" and found.database in (None, "", ":memory:")):
        raise StorageError(f"A database of the kind {found.render_as_string()} cannot be used: SQLite in a file and PostgreSQL can.")
    found = found.set(drivername=DRIVERS[backend])
    return found if _is_sqlite(found) else postgres.located(found)


def make_private_folder(folder: Path) -> None:
    """Makes the folder with mode 0700; one that exists stays as it is. Raises NotWritable."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(f"The folder {folder} cannot be made: {error.strerror}.") from error


def make_private_file(url: URL) -> None:
    """Makes the database file with mode 0600; SQLite gives the files that it puts beside it the same mode.

    Raises NotWritable.
    """
    if not _is_sqlite(url):
        return
    path = _path(url)
    make_private_folder(path.parent)
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            if file.exists():
                file.chmod(0o600)
    except OSError as error:
        raise NotWritable(f"The database {path} cannot be written: {error.strerror}.") from error


def is_shared(url: URL) -> bool:
    """Whether bots on several machines could work on it."""
    return not _is_sqlite(url)


def writer(url: URL, leader: int | None = None) -> AsyncEngine:
    """The engine for writing: one connection, which takes the write lock when a transaction begins, not in the middle of it."""
    if not _is_sqlite(url):
        return postgres.writer(url, leader)
    engine = create_async_engine(url, connect_args=_OUR_DRIVER, hide_parameters=True, pool_size=1, max_overflow=0)
    # FULL: a commit is on the disk before anybody hears of it. secure_delete: what is deleted is overwritten.
    return _sqlite(engine, "BEGIN IMMEDIATE", journal_mode="WAL", synchronous="FULL", foreign_keys="ON", secure_delete="ON")


def reader(url: URL) -> AsyncEngine:
    """The engine for reading: several connections that cannot write; each transaction sees a snapshot, and the writer never waits for them.

    The pool hands out the connection that was used last (LIFO), since each keeps megabytes of the file in memory.
    """
    if not _is_sqlite(url):
        return postgres.reader(url)
    engine = create_async_engine(url, connect_args=_OUR_DRIVER, hide_parameters=True, pool_size=4, max_overflow=16, pool_use_lifo=True)
    return _sqlite(engine, "BEGIN", query_only="ON")


def migrator(url: URL) -> AsyncEngine:
    """The engine for migrations. Foreign keys are off: rebuilding a table would otherwise delete the rows that refer to it."""
    if not _is_sqlite(url):
        return postgres.migrator(url)
    engine = create_async_engine(url, connect_args=_OUR_DRIVER, hide_parameters=True, poolclass=NullPool)
    return _sqlite(engine, "BEGIN IMMEDIATE", journal_mode="WAL", synchronous="FULL", foreign_keys="OFF", secure_delete="ON")


def onlooker(url: URL) -> AsyncEngine:
    """The engine for reading from another process, which makes and changes no file. Raises NoDatabase.

    A write-ahead log means that a process works on the database or was killed doing so: then it is read with the log. Without one
    SQLite would make one even for a reader, unless it is told that the file does not change (`immutable`).
    """
    if not _is_sqlite(url):
        return reader(url)
    path = _path(url)
    if not path.exists():
        raise NoDatabase(f"There is no database {path} yet: `lotse run` makes it.")
    manner = {"mode": "ro"} if _log_of(path).exists() else {"immutable": "1"}
    apart = url.set(database=f"file:{quote(str(path.absolute()))}", query={**manner, "uri": "true"})
    engine = create_async_engine(apart, connect_args=_OUR_DRIVER, hide_parameters=True, poolclass=NullPool)
    return _sqlite(engine, "BEGIN", query_only="ON")


def is_still(url: URL) -> Callable[[], bool]:
    """A function that says later whether the file has stayed unchanged since now, where an onlooker relies on that; else it says True."""
    path = _path(url)
    if not _is_sqlite(url) or _log_of(path).exists():
        return lambda: True

    def state() -> tuple[bool, int, int]:
        found = path.stat()
        return _log_of(path).exists(), found.st_mtime_ns, found.st_size

    before = state() if path.exists() else None
    return lambda: before is not None and state() == before


async def forget_log(engine: AsyncEngine) -> bool:
    """Checkpoints the write-ahead log and truncates it, so that no deleted text stays in it.

    False where that is not possible, as while somebody is reading: then it has to be tried again.
    """
    if not _is_sqlite(engine.url):
        return True
    async with engine.connect() as connection:
        # On the driver itself: a checkpoint cannot run in a transaction. It must not wait for readers while others wait to write.
        driver: Any = (await connection.get_raw_connection()).driver_connection
        try:
            await driver.execute("PRAGMA busy_timeout = 0")
            [(is_busy, _, _)] = await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:
            # The transaction stays committed, even if the disk is too full for the checkpoint.
            return False
        finally:
            await driver.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return not is_busy


async def settle(connection: AsyncConnection) -> None:
    """What the engine still has to do to tables that a migration has made or changed."""
    if connection.dialect.name == "postgresql":
        await postgres.require_unicode(connection)
        await postgres.sort_by_bytes(connection)


async def last_id(connection: AsyncConnection, table: str) -> int:
    """The last autoincrement id that was given in this table, also to a row that is deleted, so that no id is given twice."""
    highest = int(await connection.scalar(text(f"SELECT coalesce(max(id), 0) FROM {table}")) or 0)
    if connection.dialect.name == "postgresql":
        return max(highest, await postgres.last_id(connection, table))
    given = await connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :table"), {"table": table})
    return max(highest, int(given or 0))


async def set_last_id(connection: AsyncConnection, table: str, last: int) -> None:
    if connection.dialect.name == "postgresql":
        await postgres.set_last_id(connection, table, last)
        return
    # For a table without AUTOINCREMENT, SQLite ignores this row.
    await connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), {"table": table})
    await connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)"), {"table": table, "last": last})


def keeps_the_order(connection: AsyncConnection) -> bool:
    """Whether a table tells in which order its rows were written although their keys are random: PostgreSQL's heap appends them."""
    return connection.dialect.name != "sqlite"


async def faults(engine: AsyncEngine) -> str:
    """What is wrong with the file itself (integrity check); empty where nothing is."""
    if not _is_sqlite(engine.url):
        return ""
    async with engine.connect() as connection:
        found = str(await connection.scalar(text("PRAGMA quick_check(1)")))
    return "" if found == "ok" else " ".join(found.split())


async def broken_references(connection: AsyncConnection) -> int:
    """How many rows refer to one that does not exist: possible only where foreign keys were off."""
    if connection.dialect.name != "sqlite":
        return 0
    return len((await connection.execute(text("PRAGMA foreign_key_check"))).all())


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _log_of(path: Path) -> Path:
    return Path(f"{path}-wal")


def _path(url: URL) -> Path:
    return Path(url.database or DATABASE_FILE)


def _sqlite(engine: AsyncEngine, begin: str, **pragmas: str) -> AsyncEngine:
    """Begins transactions with the statement `begin`: by itself the driver begins them late, and without the write lock."""

    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        for name, value in pragmas.items():
            cursor.execute(f"PRAGMA {name} = {value}")
        cursor.close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", on_connect)
    event.listen(engine.sync_engine, "begin", on_begin)
    return engine
