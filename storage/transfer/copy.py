"""Copy: all rows from one database into another, of the same engine or not, so that both hold the same.

Values are copied as they are stored, not as the code reads them: what this version does not understand is copied too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy.exc import DBAPIError

from storage import tables
from storage.connection import engine
from storage.connection.database import INSTALL_KEY, Database, Reader, require_fresh
from storage.connection.errors import StorageError
from storage.connection.interface import Connection
from storage.tables.plain import plain_tables

_ROWS_PER_INSERT = 500
_NUL, _INSTEAD = "\x00", "\ufffd"
"""PostgreSQL stores no NUL in a text, so it is replaced; nobody has written one on purpose."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Copied:
    """What was copied of one table: the number of rows and a hash of their values, the same on both sides."""

    table: str
    rows: int
    checksum: str


async def copy(source: Reader, url: str, folder: Path, *, apart: bool = False) -> list[Copied]:
    """Copies one state of `source` into the empty database at `url`, all or nothing.

    The copy keeps the name of the installation, and so its transaction ids, unless it is to be used `apart`, beside its source.
    Raises StorageError, DatabaseTooNew among them.
    """
    await require_fresh(url, folder)
    target = await Database.open(url, folder, lock=False)
    try:
        async with source.reading() as old, target.transaction() as new:
            table = await first_filled(new.connection)
            if table:
                raise StorageError(f"There is something in {table} already: only an empty database can take a copy.")
            copied = await copy_rows(old.connection, new.connection, but=tables.SIGNING_IN if apart else ())
            if apart:
                await new.connection.execute(delete(tables.meta).where(tables.meta.c.key == INSTALL_KEY))
        return copied
    except DBAPIError as error:
        raise StorageError(f"The rows could not be kept: {error.orig}. Nothing was copied.") from error
    finally:
        await target.close()


async def copy_rows(old: Connection, new: Connection, *, but: Collection[str] = ()) -> list[Copied]:
    """Copies every table except `but`, in place of what is there, with ids and the last autoincrement ids, so that none is given twice.

    Raises StorageError where what was written is not what was read.
    """
    copied: list[Copied] = []
    for name in (table.name for table in tables.metadata.sorted_tables if table.name not in but):
        table = _PLAIN[name]
        await new.execute(delete(table))
        read = _Sum()
        async for rows in _rows(old, table):
            read.add(rows)
            await new.execute(insert(table), rows)
        written = _Sum()
        async for rows in _rows(new, table):
            written.add(rows)
        if (read.count, read.checksum) != (written.count, written.checksum):
            raise StorageError(f"What came into {name} is not what was read: {written.count} rows of {read.count}. Nothing was copied.")
        copied.append(Copied(name, read.count, read.checksum))
        if table.autoincrement_column is not None:
            await engine.set_last_id(new, name, await engine.last_id(old, name))
    return copied


class _Sum:
    """Counts rows and hashes them, each as one line of JSON."""

    def __init__(self) -> None:
        self.count = 0
        self._hash = hashlib.sha256()

    def add(self, rows: Sequence[Row]) -> None:
        for row in rows:
            line = json.dumps(row, sort_keys=True, default=date.isoformat)
            self._hash.update(f"{line}\n".encode())
        self.count += len(rows)

    @property
    def checksum(self) -> str:
        return self._hash.hexdigest()[:16]


async def _rows(connection: Connection, table: Table) -> AsyncIterator[list[dict[str, Any]]]:
    """The rows of a table in the order of their keys, some hundred at a time."""
    async with connection.stream(select(table).order_by(*table.primary_key)) as found:
        async for part in found.partitions(_ROWS_PER_INSERT):
            yield [{name: _storable(value) for name, value in row._mapping.items()} for row in part]


def _storable(value: Any) -> Any:
    return value.replace(_NUL, _INSTEAD) if isinstance(value, str) else value


async def first_filled(connection: Connection) -> str:
    """The name of a table that has rows, apart from the installation's name, which opening a database sets; empty where there is none."""
    for table in tables.metadata.sorted_tables:
        query = select(func.count()).select_from(table)
        if table is tables.meta:
            query = query.where(tables.meta.c.key != INSTALL_KEY)
        if await connection.scalar(query):
            return table.name
    return ""


_PLAIN = plain_tables()
