"""The database: opened, written by one transaction at a time, read beside that, and closed."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from bot.ports import Interrupted, QueueChanges
from storage.connection import engine
from storage.connection.errors import DatabaseTooOld, NoDatabase, NotWritable, StorageError
from storage.connection.explain_errors import DAMAGED, explained, named
from storage.connection.interface import Connection, Engine
from storage.connection.lock import FolderLock
from storage.connection.migrate import migrate, require_current
from storage.connection.sqlite_engine import Threads
from storage.key_value import Meta
from storage.personal import erasures_list
from storage.personal.people import SALT_KEY
from storage.queues.echoes import RESTORED_KEY
from storage.transaction import SqlTransaction

INSTALL_KEY = "install"
"""The key in `meta` of the installation's name. Without it (as after a restore) a new name is made, and with it new transaction ids."""


def new_install() -> str:
    return secrets.token_hex(6)


class Reader:
    """A database that is only read."""

    def __init__(self, readers: Engine, install: str = "", *, is_restored: bool = False) -> None:
        self._readers = readers
        self._install = install
        self._is_restored = is_restored

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqlTransaction]:
        """A read-only transaction with a snapshot of the whole database, whatever is committed meanwhile. Raises Interrupted."""
        async with working(self._readers, only_reads=True) as connection:
            yield SqlTransaction(connection, self._install, is_restored=self._is_restored)

    async def close(self) -> None:
        await self._readers.dispose()


class Database(Reader):
    """The bot's own database. The caller of `open` has to `close` it."""

    def __init__(
        self, writers: Engine, readers: Engine, lock: FolderLock, install: str, *, is_restored: bool, folder: Path | None = None
    ) -> None:
        """In `folder` lies the list of erasures."""
        super().__init__(readers, install, is_restored=is_restored)
        self._writers = writers
        self._lock = lock
        self._turn = asyncio.Lock()
        self._at_work: asyncio.Task[object] | None = None
        self._traces = False
        self._told: list[Callable[[QueueChanges], None]] = []
        self._list = folder / erasures_list.FILE if folder is not None else None

    @classmethod
    async def open(
        cls,
        url: str,
        folder: Path,
        *,
        lock: bool = True,
        leader: int | None = None,
        new_install: Callable[[], str] = new_install,
        threads: Threads = ThreadPoolExecutor,
    ) -> Database:
        """Locks the folder, makes the database where there is none, and brings it up to date.

        `url` as in the settings; empty for the file in the folder. With the number of a `leader` it writes only as long as no other bot
        has taken the lease, and shares the folder with standbys. Raises the exceptions of `storage.connection.errors`.
        """
        place = engine.locate(url, folder)
        engine.make_private_folder(folder)
        folder_lock = FolderLock(folder)
        if lock:
            folder_lock.take(shared=leader is not None)
        writers, readers = engine.writer(place, leader, threads), engine.reader(place, threads)
        try:
            engine.make_private_file(place)
            await _require_sound(readers)
            await _migrated(engine.migrator(place))
            install, is_restored = await _install(writers, new_install)
        except BaseException as error:
            await readers.dispose()
            await writers.dispose()
            folder_lock.release()
            if isinstance(error, DBAPIError | OSError):
                raise _refused(error, place) from error
            raise
        database = cls(writers, readers, folder_lock, install, is_restored=is_restored, folder=folder)
        try:
            await database._erase_again()
        except BaseException:
            await database.close()
            raise
        return database

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqlTransaction]:
        """A writing transaction: commits at the end of the block, rolls back on any exception. One at a time.

        Raises Interrupted, and RuntimeError inside another transaction of the same task, which would wait for itself.
        """
        if self._at_work is not None and self._at_work is asyncio.current_task():
            raise RuntimeError("a transaction inside a transaction")
        async with self._turn:
            self._at_work = asyncio.current_task()
            is_committing = False
            try:
                async with working(self._writers) as connection:
                    work = SqlTransaction(connection, self._install, is_restored=self._is_restored)
                    yield work
                    erasures = await erasures_list.entries_of(work) if work.has_new_erasure else None
                    is_committing = True
                self._tell(work.changes)
                is_committing = False
                if erasures is not None:
                    self._keep(erasures)
                if work.erased or self._traces:
                    self._traces = not await engine.forget_log(self._writers)
            finally:
                self._at_work = None
                if is_committing:
                    self._tell(QueueChanges(is_uncertain=True))

    def _keep(self, erasures: frozenset[erasures_list.Entry]) -> None:
        """Where the list cannot be written now, or is damaged, that is done at the next start, or said there."""
        if self._list is not None:
            with suppress(StorageError):
                erasures_list.keep(self._list, erasures)

    async def _erase_again(self) -> None:
        """Compares the list of erasures with the records. Where they are older, because somebody has put them back by means of the database
        (`pg_dump`), the persons are erased once more. Raises StorageError for a damaged list."""
        if self._list is None:
            return
        try:
            listed = erasures_list.read(self._list)
        except erasures_list.NoList:
            listed = frozenset()
        async with self.reading() as tx:
            known = await erasures_list.entries_of(tx)
            older = await erasures_list.missing(tx, listed) if listed and await tx.get_meta(SALT_KEY) else []
        if older:
            async with self.transaction() as writing:
                await erasures_list.apply(writing, older, older[0].erased_at)
        if known - listed:
            erasures_list.keep(self._list, known)

    def watch(self, told: Callable[[QueueChanges], None]) -> None:
        self._told.append(told)

    def _tell(self, changes: QueueChanges) -> None:
        for told in self._told:
            told(changes)

    async def checkpoint(self) -> bool:
        """Removes deleted texts from the write-ahead log, too; False while somebody is reading: the next transaction tries again."""
        async with self._turn:
            self._traces = not await engine.forget_log(self._writers)
        return not self._traces

    async def close(self) -> None:
        """Waits for the transaction under way. The writer is closed last: SQLite then empties and removes its write-ahead log."""
        async with self._turn:
            await self._readers.dispose()
            await self._writers.dispose()
            self._lock.release()


async def open_readonly(url: str, folder: Path) -> Reader:
    """Opens a database for reading from another process, also while the bot runs: takes no lock, migrates nothing, makes no file.

    Raises NoDatabase, DatabaseTooNew and DatabaseTooOld.
    """
    place = engine.locate(url, folder)
    database = Reader(engine.onlooker(place))
    try:
        async with database.reading() as tx:
            await require_current(tx.connection)
    except Interrupted as error:
        await database.close()
        raise StorageError(str(error)) from error
    except DBAPIError as error:
        await database.close()
        raise _refused(error, place) from error
    except BaseException:
        await database.close()
        raise
    return database


async def require_fresh(url: str, folder: Path) -> None:
    """Raises StorageError where there are tables of another version or program; those of this version may be there. Changes nothing."""
    place = engine.locate(url, folder)
    try:
        database = await open_readonly(url, folder)
    except NoDatabase:
        return
    except DatabaseTooOld as error:
        raise StorageError(f"The database {place.render_as_string()} is not empty: only an empty one can take a copy.") from error
    await database.close()


@asynccontextmanager
async def working(on: Engine, *, only_reads: bool = False) -> AsyncIterator[Connection]:
    """A transaction, rolled back on any exception. Raises Interrupted for what passes, and Damaged."""
    has_begun = False
    try:
        async with on.begin() as connection:
            has_begun = True
            yield connection
    except DBAPIError as error:
        trouble = explained(error, on.url, only_reads=only_reads)
        if trouble is None:
            raise
        raise trouble from error
    except OSError as error:
        if has_begun and not isinstance(error, TimeoutError):
            raise
        raise Interrupted(f"The database {named(on.url)} cannot be reached: {error or 'no answer'}.") from error


def _refused(error: DBAPIError | OSError, place: URL) -> StorageError:
    """The error in the words of the database, without the URL that was tried, which may hold a password."""
    trouble = explained(error, place) if isinstance(error, DBAPIError) else None
    reason = error.orig if isinstance(error, DBAPIError) else error
    return NotWritable(str(trouble) if trouble else f"The database {named(place)} cannot be used: {reason}.")


async def _require_sound(readers: Engine) -> None:
    """Raises Damaged for a corrupt file. To be called before any change: what is written into a corrupt file is lost as well."""
    found = await engine.faults(readers)
    if found:
        raise StorageError(DAMAGED.format(place=named(readers.url), why=found))


async def _migrated(migrators: Engine) -> None:
    try:
        await migrate(migrators)
    finally:
        await migrators.dispose()


async def _install(writers: Engine, new: Callable[[], str]) -> tuple[str, bool]:
    """The installation's name, and whether it began from a backup."""
    async with writers.begin() as connection:
        meta = Meta(connection)
        install = await meta.get(INSTALL_KEY)
        if install is None:
            install = new()
            await meta.set(INSTALL_KEY, install)
        return install, await meta.get(RESTORED_KEY) is not None
