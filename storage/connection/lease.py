"""The lease: which of several bots on one PostgreSQL database may work, under a number (fencing token) that only rises.

The lease is one row of `meta`: the number, when it was renewed last by the database's clock (0: given back), and on which machine its
holder runs. Every writing transaction of the holder locks that row until its end (FOR SHARE). So once another bot has taken the lease,
no transaction of an earlier holder can be committed any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.ports import Deposed
from storage.connection import engine, postgres
from storage.connection.database import working
from storage.connection.errors import InUse, NotWritable
from storage.connection.interface import Connection, Engine
from storage.connection.lock import Lock, machine
from storage.connection.migrate import is_fresh, migrate

EXPIRES_AFTER_S = 15.0
"""Seconds without a renewal after which another may take it. Its holder trusts it for a shorter time only."""

_LOOK = (
    "SELECT split_part(value, ' ', 1), split_part(value, ' ', 2), split_part(value, ' ', 3), extract(epoch FROM clock_timestamp())"
    " FROM meta WHERE key = 'leader'"
)
_WRITE = "UPDATE meta SET value = :number || ' ' || {seen} || ' ' || :machine WHERE key = 'leader'"
_RENEWED = _WRITE.format(seen="extract(epoch FROM clock_timestamp())")
_GIVEN_BACK = _WRITE.format(seen="0")
_MINE = " AND split_part(value, ' ', 1) = :number"


@dataclass(frozen=True)
class Taken:
    """The lease is taken, under `number`. `was_given_back` says whether its last holder ended in order."""

    number: int
    was_given_back: bool


@dataclass(frozen=True)
class _Held:
    number: int
    machine: str
    was_given_back: bool
    has_expired: bool


class Lease:
    """The lease on a connection of its own, with short timeouts. Every method raises Interrupted."""

    def __init__(self, connections: Engine, folder: Path) -> None:
        self._connections = connections
        self._folder = folder
        self._sign: Lock | None = None

    @classmethod
    async def at(cls, url: str, folder: Path) -> Lease | None:
        """The lease of the database at `url`; None for SQLite, which no two bots share. Makes the tables where there are none. Raises
        StorageError."""
        place = engine.locate(url, folder)
        if not engine.is_shared(place):
            return None
        engine.make_private_folder(folder)
        migrators = engine.migrator(place)
        try:
            async with migrators.begin() as connection:
                has_none = await is_fresh(connection)
            if has_none:
                # An older database is migrated only once this bot leads: another version may still work on it.
                await migrate(migrators)
        except (DBAPIError, OSError) as error:
            said = error.orig if isinstance(error, DBAPIError) else error
            raise NotWritable(f"The database {place.render_as_string()} cannot be used: {said}.") from error
        finally:
            await migrators.dispose()
        return cls(postgres.watcher(place), folder)

    async def take(self) -> Taken | None:
        """Takes the lease if it is free, expired or given back; None while another holds it."""
        async with working(self._connections) as connection:
            held = await self._held(connection)
        if not self._is_free(held):
            return None
        try:
            async with working(self._connections) as connection:
                await connection.execute(text("INSERT INTO meta VALUES ('leader', '0 0 nobody') ON CONFLICT DO NOTHING"))
                held = await self._held(connection, and_keep=True)
                if held is None or not self._is_free(held):
                    return None
                number = held.number + 1
                self._sign = Lock(self._sign_of(number))
                self._sign.take()
                await connection.execute(text(_RENEWED), {"number": str(number), "machine": machine()})
        except BaseException:
            self._put_down_sign()
            raise
        self._sign_of(held.number).unlink(missing_ok=True)
        return Taken(number, held.was_given_back)

    async def renew(self, number: int) -> None:
        """Raises Deposed where another has taken it."""
        async with working(self._connections) as connection:
            done = await connection.execute(text(_RENEWED + _MINE), {"number": str(number), "machine": machine()})
            if not done.rowcount:
                raise Deposed(number)

    async def give_back(self, number: int) -> None:
        """Gives the lease back, so that another may take it at once. Does nothing where another has taken it."""
        async with working(self._connections) as connection:
            await connection.execute(text(_GIVEN_BACK + _MINE), {"number": str(number), "machine": machine()})

    async def close(self) -> None:
        await self._connections.dispose()
        self._put_down_sign()

    def _put_down_sign(self) -> None:
        if self._sign is not None:
            self._sign.release()
            self._sign = None

    def _is_free(self, held: _Held | None) -> bool:
        return held is None or held.was_given_back or held.has_expired or self._is_dead(held)

    def _is_dead(self, held: _Held) -> bool:
        """Whether its holder ran on this machine, with the same folder, and has ended: then it need not expire first."""
        path = self._sign_of(held.number)
        if held.machine != machine() or not path.exists():
            return False
        sign = Lock(path)
        try:
            sign.take()
        except InUse:
            return False
        sign.release()
        return True

    def _sign_of(self, number: int) -> Path:
        return self._folder / f"leader-{number}.lock"

    async def _held(self, connection: Connection, *, and_keep: bool = False) -> _Held | None:
        row = (await connection.execute(text(_LOOK + (" FOR UPDATE" if and_keep else "")))).first()
        if row is None:
            return None
        number, seen, holder, now = row
        return _Held(int(number), holder, float(seen) == 0, float(now) - float(seen) > EXPIRES_AFTER_S)
