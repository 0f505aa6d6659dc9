"""What is kept beside any record: notes, and a history of its changes."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text

from storage.column_types import NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("subject", NumberText, nullable=False),
    Column("position", Integer, nullable=False),
    Column("author", Person, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("text", Text, nullable=False),
    Column("event", Text, index=True),
    Index(None, "subject", "position", unique=True),
    sqlite_autoincrement=True,
)


history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("subject", NumberText, nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Person),
    Column("what", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("event", Text, index=True),
    Column("before", Text),
    sqlite_autoincrement=True,
)
