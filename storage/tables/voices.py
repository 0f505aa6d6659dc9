"""The seats of the steering committee, and what was said about their voices for single dates or periods."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text

from bot.domain.voting.voices import Stand
from storage.column_types import Choice, LocalDateTime, NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata

seats = Table(
    "seats",
    metadata,
    Column("team", Integer, ForeignKey("teams.id"), primary_key=True),
    Column("municipality", Text, primary_key=True),
    Column("holder", Person, nullable=False),
    Column("deputy", Person),
    Column("set_by", Person, nullable=False),
    Column("set_at", UtcDateTime, nullable=False),
    Column("source", Text, nullable=False),
)


voice_words = Table(
    "voice_words",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False, index=True),
    Column("municipality", Text, nullable=False),
    Column("holder", Person),
    Column("session", NumberText),
    Column("planned", LocalDateTime),
    Column("first", Date),
    Column("last", Date),
    Column("said", Choice(Stand), nullable=False),
    Column("deputy", Person),
    Column("by", Person),
    Column("at", UtcDateTime, nullable=False),
    Column("event", Text, index=True),
    Index(None, "session", "planned"),
    sqlite_autoincrement=True,
)
