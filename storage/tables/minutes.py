"""Minutes of sessions, and their entries."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text

from bot.domain.minutes.running import Attendance, EntryKind, MinutesState, Warned
from storage.column_types import Choice, Json, LocalDateTime, NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata

minutes = Table(
    "minutes",
    metadata,
    Column("session", NumberText, ForeignKey("sessions.number"), primary_key=True),
    Column("planned", LocalDateTime, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False),
    Column("state", Choice(MinutesState), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("closed_by_itself", Boolean, nullable=False),
    Column("moderator", Person),
    Column("minute_taker", Person),
    Column("topic", NumberText),
    Column("since", UtcDateTime),
    Column("until", UtcDateTime),
    Column("warned", Choice(Warned), nullable=False),
    Index(None, "team", "state"),
)


minutes_entries = Table(
    "minutes_entries",
    metadata,
    Column("session", NumberText, primary_key=True),
    Column("planned", LocalDateTime, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Choice(EntryKind), nullable=False),
    Column("topic", NumberText),
    Column("text", Text, nullable=False),
    Column("record", NumberText),
    Column("present", Json(Attendance)),
    Column("is_late", Boolean, nullable=False),
    Column("at", UtcDateTime),
    Column("since", UtcDateTime),
    Column("until", UtcDateTime),
    Column("event", Text, index=True),
    Column("is_tap", Boolean, nullable=False),
    ForeignKeyConstraint(["session", "planned"], ["minutes.session", "minutes.planned"]),
)
