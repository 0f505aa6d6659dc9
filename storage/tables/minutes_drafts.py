"""Drafts of minutes, and what people object to in them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, Index, Table, Text

from bot.domain.ids import Number
from bot.domain.minutes.document import MinutesDocument
from storage.column_types import Json, LocalDateTime, NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata

minutes_drafts = Table(
    "minutes_drafts",
    metadata,
    Column("session", NumberText, primary_key=True),
    Column("planned", LocalDateTime, primary_key=True),
    Column("posted_at", UtcDateTime, nullable=False),
    Column("open_topics", Json(tuple[Number, ...]), nullable=False),
    Column("settled_at", UtcDateTime),
    Column("final_at", UtcDateTime, index=True),
    Column("document", Json(MinutesDocument)),
    ForeignKeyConstraint(["session", "planned"], ["minutes.session", "minutes.planned"]),
)


minutes_objections = Table(
    "minutes_objections",
    metadata,
    Column("event", Text, primary_key=True),
    Column("session", NumberText, nullable=False),
    Column("planned", LocalDateTime, nullable=False),
    Column("by", Person, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("topic", NumberText),
    Column("settled_at", UtcDateTime),
    ForeignKeyConstraint(["session", "planned"], ["minutes_drafts.session", "minutes_drafts.planned"]),
    Index(None, "session", "planned"),
)
