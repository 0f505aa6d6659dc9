"""The engine, SQLite or PostgreSQL: the only module that knows which one it is; the others speak plain SQL."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import ArgumentError

from storage.connection import postgres
from storage.connection.errors import NoDatabase, NotWritable, StorageError
from storage.connection.interface import Connection, Engine
from storage.connection.sqlite_engine import SqliteEngine, Threads

DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
DATABASE_FILE = "lotse.db"
BUSY_TIMEOUT_MS = 5000
"""How long a statement waits while another process (a backup) locks the file."""
_WAITS = {"busy_timeout": BUSY_TIMEOUT_MS}
_CAREFUL = {"journal_mode": "WAL", "synchronous": "FULL", "secure_delete": "ON"}
"""FULL: a commit is on the disk before anybody hears of it. secure_delete: what is deleted is overwritten."""
_ONLY_READS = {**_WAITS, "query_only": "ON"}


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


def writer(url: URL, leader: int | None = None, threads: Threads = ThreadPoolExecutor) -> Engine:
    """The engine for writing: one connection, which takes the write lock when a transaction begins, not in the middle of it."""
    if not _is_sqlite(url):
        return postgres.writer(url, leader)
    return SqliteEngine(url, writes=True, pragmas={**_WAITS, **_CAREFUL, "foreign_keys": "ON"}, threads=threads)


def reader(url: URL, threads: Threads = ThreadPoolExecutor) -> Engine:
    """The engine for reading: connections that cannot write; each transaction sees a snapshot, and the writer never waits for them."""
    if not _is_sqlite(url):
        return postgres.reader(url)
    return SqliteEngine(url, writes=False, pragmas=_ONLY_READS, size=4, threads=threads)


def migrator(url: URL) -> Engine:
    """The engine for migrations. Foreign keys are off: rebuilding a table would otherwise delete the rows that refer to it."""
    if not _is_sqlite(url):
        return postgres.migrator(url)
    return SqliteEngine(url, writes=True, pragmas={**_WAITS, **_CAREFUL, "foreign_keys": "OFF"})


def onlooker(url: URL) -> Engine:
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
    return SqliteEngine(apart, writes=False, pragmas=_ONLY_READS)


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


async def forget_log(engine: Engine) -> bool:
    """Checkpoints the write-ahead log and truncates it, so that no deleted text stays in it.

    False where that is not possible, as while somebody is reading: then it has to be tried again.
    """
    return not isinstance(engine, SqliteEngine) or await engine.checkpoint()


async def settle(connection: Connection) -> None:
    """What the engine still has to do to tables that a migration has made or changed."""
    if connection.dialect.name == "postgresql":
        await postgres.require_unicode(connection)
        await postgres.sort_by_bytes(connection)


async def last_id(connection: Connection, table: str) -> int:
    """The last autoincrement id that was given in this table, also to a row that is deleted, so that no id is given twice."""
    highest = int(await connection.scalar(text(f"SELECT coalesce(max(id), 0) FROM {table}")) or 0)
    if connection.dialect.name == "postgresql":
        return max(highest, await postgres.last_id(connection, table))
    given = await connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :table"), {"table": table})
    return max(highest, int(given or 0))


async def set_last_id(connection: Connection, table: str, last: int) -> None:
    if connection.dialect.name == "postgresql":
        await postgres.set_last_id(connection, table, last)
        return
    # For a table without AUTOINCREMENT, SQLite ignores this row.
    await connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), {"table": table})
    await connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)"), {"table": table, "last": last})


def keeps_the_order(connection: Connection) -> bool:
    """Whether a table tells in which order its rows were written although their keys are random: PostgreSQL's heap appends them."""
    return connection.dialect.name != "sqlite"


async def faults(engine: Engine) -> str:
    """What is wrong with the file itself (integrity check); empty where nothing is."""
    if not _is_sqlite(engine.url):
        return ""
    async with engine.begin() as connection:
        found = str(await connection.scalar(text("PRAGMA quick_check(1)")))
    return "" if found == "ok" else " ".join(found.split())


async def broken_references(connection: Connection) -> int:
    """How many rows refer to one that does not exist: possible only where foreign keys were off."""
    if connection.dialect.name != "sqlite":
        return 0
    return len((await connection.execute(text("PRAGMA foreign_key_check"))).all())


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def files_of(url: URL) -> list[Path]:
    """The file of an SQLite database, with those that SQLite puts beside it, whether they are there or not."""
    path = _path(url)
    return [path, *(Path(f"{path}-{part}") for part in ("wal", "shm", "journal"))]


def _log_of(path: Path) -> Path:
    return Path(f"{path}-wal")


def _path(url: URL) -> Path:
    return Path(url.database or DATABASE_FILE)
