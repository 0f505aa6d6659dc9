"""Where do the databases of the tests live? A place makes one for each test, empty or as another was left, on the engine that is tried.

`pytest --engine postgresql` tries PostgreSQL; otherwise it is SQLite. A story asks for `url` and `folder`, and works on both.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar

from sqlalchemy import Dialect, event
from sqlalchemy.pool import ConnectionPoolEntry

from storage.connection import engine
from storage.connection.database import INSTALL_KEY, Database
from storage.connection.engine import make_private_folder
from storage.connection.lock import FolderLock
from storage.connection.sqlite_engine import SqliteEngine
from storage.key_value import Meta
from tests.postgres import OWNER, Server

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """What `Database.open` takes."""

    url: str
    folder: Path


class Places(Protocol):
    async def blank(self, folder: Path) -> Place:
        """A database in which nothing is yet, not even tables. `folder` need not be there."""

    async def like(self, other: Place, folder: Path) -> Place:
        """A database that begins as `other` is, which nobody has open."""

    async def open(self, place: Place) -> Database:
        """One that begins as another was left, or was closed, and is therefore sound and migrated."""

    async def remove(self, place: Place) -> None: ...


class Files:
    """SQLite: the database is a file in the folder."""

    def __init__(self) -> None:
        self._spare: list[_Engines] = []
        self._taken: dict[Place, _Engines] = {}

    async def blank(self, folder: Path) -> Place:
        return Place("", folder)

    async def like(self, other: Place, folder: Path) -> Place:
        shutil.copytree(other.folder, folder)
        return Place("", folder)

    async def open(self, place: Place) -> Database:
        if place not in self._taken:
            self._taken[place] = self._spare.pop() if self._spare else _Engines()
        engines = self._taken[place]
        return await engines.open(place)

    async def remove(self, place: Place) -> None:
        if place in self._taken:
            self._spare.append(self._taken.pop(place))


class _Engines:
    """A writer and a reader that go from the database of one test to that of the next.

    SQLAlchemy keeps with an engine the SQL that it has compiled, and compiling it anew takes a third of a test. What a machine that
    loses power needs is left out as well: the wait for the disk, and the thread that waits. How that works is tried in `tests/storage`
    and `tests/faults`.
    """

    def __init__(self) -> None:
        nowhere = engine.locate("", Path("nowhere"))
        self._writer, self._reader = engine.writer(nowhere, threads=AtOnce), engine.reader(nowhere, AtOnce)
        self._file = Path()
        for each in (self._writer, self._reader):
            assert isinstance(each, SqliteEngine)
            event.listen(each.sync_engine, "do_connect", self._on_connecting)
            event.listen(each.sync_engine, "connect", self._on_connect)

    async def open(self, place: Place) -> Database:
        self._file = place.folder / engine.DATABASE_FILE
        lock = FolderLock(place.folder)
        lock.take()
        async with self._reader.begin() as connection:
            install = await Meta(connection).get(INSTALL_KEY)
        assert install is not None
        return Database(self._writer, self._reader, lock, install, is_restored=False)

    def _on_connecting(self, _dialect: Dialect, _record: ConnectionPoolEntry, arguments: list[Any], _options: dict[str, Any]) -> None:
        arguments[:] = [str(self._file)]

    def _on_connect(self, connection: Any, _record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.close()


class AtOnce(Executor):
    """In place of threads: what is handed to it is done where it is handed over."""

    def __init__(self, _size: int) -> None:
        super().__init__()

    def submit(self, work: Callable[P, T], /, *args: P.args, **named: P.kwargs) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(work(*args, **named))
        except BaseException as error:  # noqa: BLE001 - handed to whoever asks for the result
            done.set_exception(error)
        return done


class Databases:
    """PostgreSQL: each is a database of the server, copied inside it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._count = 0

    async def blank(self, folder: Path) -> Place:
        return await self._made("template1", folder)

    async def like(self, other: Place, folder: Path) -> Place:
        return await self._made(_name(other), folder)

    async def open(self, place: Place) -> Database:
        return await Database.open(place.url, place.folder)

    async def remove(self, place: Place) -> None:
        await self.server.execute(f"DROP DATABASE {_name(place)} WITH (FORCE)")

    async def _made(self, template: str, folder: Path) -> Place:
        self._count += 1
        name = f"t{self._count}"
        make_private_folder(folder)
        await self.server.execute(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER} STRATEGY file_copy")
        return Place(self.server.url(name), folder)


def _name(place: Place) -> str:
    return place.url.partition("?")[0].rpartition("/")[2]
