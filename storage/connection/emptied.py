"""The end of a project: the database is emptied, for good."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, MetaData
from sqlalchemy.exc import DBAPIError

from storage import tables
from storage.connection import engine
from storage.connection.errors import InUse, NotWritable
from storage.connection.explain_errors import explained, named
from storage.connection.interface import Connection
from storage.connection.lease import Lease
from storage.connection.migrate import REVISION_TABLE


async def emptied(url: str, folder: Path) -> None:
    """Drops all tables of ours; of a file of SQLite the file goes, with what belongs to it. Raises NotWritable, InUse."""
    place = engine.locate(url, folder)
    lease = await Lease.at(url, folder)
    if lease is not None:
        try:
            # It goes with the tables, so it is not given back.
            if await lease.take() is None:
                raise InUse("A bot works with this database: stop it first.")
            await _dropped(place)
        finally:
            await lease.close()
        return
    for file in engine.files_of(place):
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise NotWritable(f"{file} cannot be erased: {error.strerror}.") from error


async def _dropped(place: URL) -> None:
    migrators = engine.migrator(place)
    try:
        async with migrators.begin() as connection:
            await _drop(connection)
    except DBAPIError as error:
        raise NotWritable(str(explained(error, place) or f"The database {named(place)} cannot be erased: {error.orig}.")) from error
    except OSError as error:
        raise NotWritable(f"The database {named(place)} cannot be reached: {error}.") from error
    finally:
        await migrators.dispose()


async def _drop(connection: Connection) -> None:
    known = {*tables.metadata.tables, REVISION_TABLE}
    there = MetaData()
    await connection.run_sync(lambda plain: there.reflect(plain, only=lambda name, _: name in known))
    await connection.run_sync(there.drop_all)
