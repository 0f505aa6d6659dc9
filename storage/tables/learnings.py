"""Learnings."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text

from bot.domain.learnings import LearningKind, LearningState
from storage.column_types import Choice, NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata

learnings = Table(
    "learnings",
    metadata,
    Column("number", NumberText, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("kind", Choice(LearningKind)),
    Column("blueprint", Boolean, nullable=False),
    Column("retro", NumberText, index=True),
    Column("note", Integer),
    Column("state", Choice(LearningState), nullable=False),
    Column("author", Person, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("room", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("closed_at", UtcDateTime),
)
