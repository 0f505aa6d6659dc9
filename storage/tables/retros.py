"""Retrospectives with their notes and votes."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from bot.domain.retros import Form, RetroState
from storage.column_types import Choice, Length, LocalDateTime, NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata

retros = Table(
    "retros",
    metadata,
    Column("number", NumberText, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False, index=True),
    Column("form", Choice(Form), nullable=False),
    Column("state", Choice(RetroState), nullable=False),
    Column("session", NumberText, ForeignKey("sessions.number"), index=True),
    Column("planned", LocalDateTime),
    Column("suggested", LocalDateTime),
    Column("box", Length),
    Column("column", Text),
    Column("created_by", Person),
    Column("created_at", UtcDateTime, nullable=False),
    Column("room", Text, nullable=False),
    Column("source", Text),
    Column("started_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("declined_at", UtcDateTime),
)


retro_notes = Table(
    "retro_notes",
    metadata,
    Column("key", Text, primary_key=True),
    Column("retro", NumberText, ForeignKey("retros.number"), nullable=False, index=True),
    Column("column", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("source", Text, index=True),
    Column("place", Integer),
    Column("joined", Integer),
    Column("votes", Integer, nullable=False),
    # Without a row id the rows lie in the order of their random key: the order in which they were written is nowhere in the file.
    sqlite_with_rowid=False,
)


retro_votes = Table(
    "retro_votes",
    metadata,
    Column("retro", NumberText, ForeignKey("retros.number"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("event", Text, primary_key=True, index=True),
    Column("voter", Person, nullable=False),
)
