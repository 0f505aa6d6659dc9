"""How do the records get into a database of their own, to try out what would become of them?"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete, insert, select

from storage import tables
from storage.database import Database, Reader

_LEFT_OUT = frozenset({tables.inbox.name})
"""What people wrote and the bot has not handled yet is no record."""
_AT_ONCE = 500


async def scratch_copy(source: Reader, folder: Path) -> Database:
    """A database in `folder` with the records of one state of `source`. Whoever asks for it has to close it."""
    copy = await Database.open("", folder)
    try:
        async with source.reading() as old, copy.transaction() as new:
            for table in tables.metadata.sorted_tables:
                if table.name in _LEFT_OUT:
                    continue
                await new.connection.execute(delete(table))
                rows = [dict(row._mapping) for row in await old.connection.execute(select(table).order_by(*table.primary_key))]
                for start in range(0, len(rows), _AT_ONCE):
                    await new.connection.execute(insert(table), rows[start : start + _AT_ONCE])
    except BaseException:
        await copy.close()
        raise
    return copy
