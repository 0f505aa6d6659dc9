"""A scratch copy: the records in a database of their own, to try out what would become of them."""

from __future__ import annotations

from pathlib import Path

from storage import tables
from storage.connection.database import Database, Reader
from storage.transfer.copy import copy_rows

_LEFT_OUT = frozenset({tables.inbox.name, *tables.SIGNING_IN})
"""Tables that are not copied: what people wrote and the bot has not handled yet is no record, nor is who is signed in."""


async def scratch_copy(source: Reader, folder: Path) -> Database:
    """A database in `folder` with the records of one state of `source`. The caller has to close it."""
    copy = await Database.open("", folder)
    try:
        async with source.reading() as old, copy.transaction() as new:
            await copy_rows(old.connection, new.connection, but=_LEFT_OUT)
    except BaseException:
        await copy.close()
        raise
    return copy
