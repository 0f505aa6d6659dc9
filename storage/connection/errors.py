"""Why the database cannot be opened. Each message is for the person who runs the bot."""

from __future__ import annotations


class StorageError(Exception):
    """The database cannot be used as it is; the message says why and what to do."""


class InUse(StorageError):
    """Another process works on the same folder."""


class NotWritable(StorageError):
    """The folder or the database cannot be created, read or written."""


class DatabaseTooNew(StorageError):
    """A newer version of the program has written it."""


class DatabaseTooOld(StorageError):
    """It has to be brought up to date by `lotse run` before it can be read from outside."""


class NoDatabase(StorageError):
    """There is none yet."""
