"""Errors of the database explained: what is the matter, whether it passes, and what the person who runs the bot should do."""

from __future__ import annotations

import sqlite3
from urllib.parse import unquote

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from bot.ports import Damaged, Interrupted
from storage.connection import postgres

DAMAGED = (
    "The database {place} is damaged ({why}). Stop the bot, move the file and those beside it (-wal, -shm) away, look after the disk, and"
    " put the last backup back with `lotse restore`."
)

_PASSES = {
    sqlite3.SQLITE_FULL: "There is no room on the disk for the database {place}: make some.",
    sqlite3.SQLITE_BUSY: "Another program holds the database {place}: end it, or wait until it is done.",
    sqlite3.SQLITE_LOCKED: "Another program holds the database {place}: end it, or wait until it is done.",
    sqlite3.SQLITE_READONLY: "The database {place} cannot be written: give the bot's user the right to write it and its folder, and see"
    " whether the disk is mounted read-only.",
    sqlite3.SQLITE_PERM: "The database {place} may not be used by the bot's user: give it the right to read and write it and its folder.",
    sqlite3.SQLITE_IOERR: "The disk with the database {place} reports an error ({why}): look whether it is full or broken.",
    sqlite3.SQLITE_CANTOPEN: "The database {place} cannot be opened ({why}): see whether its folder is there, writable and not full.",
}
"""By SQLite's error code: errors that may pass, by themselves or when somebody acts, while the bot retries."""
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def explained(error: DBAPIError, url: URL, *, only_reads: bool = False) -> Interrupted | None:
    """The error as Interrupted (or Damaged) with a message for a person; None where the statement is at fault, not the database.

    `only_reads` is for connections that may not write: it is a programming error if they do.
    """
    if not isinstance(error.orig, sqlite3.Error):
        passes = error.connection_invalidated or postgres.passes(getattr(error.orig, "sqlstate", None))
        return Interrupted(f"The database {named(url)} could not be used: {error.orig}.") if passes else None
    # The lowest byte is the primary result code; the others are details.
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if only_reads and code == sqlite3.SQLITE_READONLY:
        return None
    told = {"place": named(url), "why": str(error.orig)}
    if code in _DAMAGED:
        return Damaged(DAMAGED.format(**told))
    return Interrupted(_PASSES[code].format(**told)) if code in _PASSES else None


def named(url: URL) -> str:
    """The name of the database for messages: its file, or its URL without the password."""
    if url.get_backend_name() != "sqlite":
        return url.render_as_string()
    return unquote((url.database or "").removeprefix("file:"))
