"""The database opened for writing by a command of the command line: only while no bot works on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.connection.database import Database


class BotRuns(Exception):
    """A bot works with the database."""

    def __init__(self) -> None:
        super().__init__("A bot works with this database: stop it first.")


@asynccontextmanager
async def opened_for_writing(url: str, folder: Path) -> AsyncIterator[Database]:
    """Raises BotRuns, and StorageError where the folder is locked."""
    from storage.connection.database import Database  # noqa: PLC0415  # the light commands start without the libraries of the bot

    async with leading(url, folder) as leader:
        store = await Database.open(url, folder, leader=leader)
        try:
            yield store
        finally:
            await store.close()


@asynccontextmanager
async def leading(url: str, folder: Path) -> AsyncIterator[int | None]:
    """Holds the lease of a PostgreSQL database, so that no bot starts meanwhile; on SQLite the lock of the folder does that."""
    from storage.connection.lease import Lease  # noqa: PLC0415

    lease = await Lease.at(url, folder)
    if lease is None:
        yield None
        return
    try:
        taken = await lease.take()
        if taken is None:
            raise BotRuns
        yield taken.number
        if taken.was_given_back:
            # Else its last holder has crashed, and the next bot has to see that: it expires by itself.
            await lease.give_back(taken.number)
    finally:
        await lease.close()
