"""Topics on the agendas of sessions."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from bot.domain.agenda import TopicKind, TopicState
from storage.column_types import Choice, LocalDateTime, NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata

topics = Table(
    "topics",
    metadata,
    Column("number", NumberText, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False),
    Column("proposed_by", Integer, ForeignKey("teams.id")),
    Column("text", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("kind", Choice(TopicKind), nullable=False),
    Column("who", Person),
    Column("paper", Text, nullable=False),
    Column("session", NumberText, ForeignKey("sessions.number")),
    Column("planned", LocalDateTime),
    Column("position", Integer, nullable=False),
    Column("state", Choice(TopicState), nullable=False),
    Column("result", Text, nullable=False),
    Column("carried", Integer, nullable=False),
    Column("blocker", NumberText, ForeignKey("blockers.number"), index=True),
    Column("author", Person, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("room", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("question", NumberText, index=True),
    Column("milestone", NumberText, index=True),
    Index(None, "session", "planned"),
    Index(None, "team", "state"),
)
