"""Sessions and their changed dates."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from bot.domain.meetings import SessionState
from storage.column_types import Choice, Length, LocalDateTime, NumberText, Person, SpanText, UtcDateTime
from storage.tables.metadata import metadata

sessions = Table(
    "sessions",
    metadata,
    Column("number", NumberText, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("start", LocalDateTime, nullable=False),
    Column("length", Length, nullable=False),
    Column("place", Text, nullable=False),
    Column("until", Date),
    Column("lead", SpanText),
    Column("state", Choice(SessionState), nullable=False),
    Column("created_by", Person, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("room", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Index(None, "state"),
    Index(None, "team", "state"),
)


session_changes = Table(
    "session_changes",
    metadata,
    Column("session", NumberText, ForeignKey("sessions.number"), primary_key=True),
    Column("planned", LocalDateTime, primary_key=True),
    Column("moved_to", LocalDateTime),
    Column("cancelled", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("length", Length),
    Column("title", Text),
    Column("place", Text),
)
