"""What was handed over to stand-ins."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Table, Text

from bot.domain.ids import Number
from storage.column_types import Json, Person, UtcDateTime
from storage.tables.metadata import metadata

handovers = Table(
    "handovers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("absent", Person, nullable=False),
    Column("stand_in", Person, nullable=False),
    Column("until", Date, nullable=False),
    Column("numbers", Json(tuple[Number, ...]), nullable=False),
    Column("by", Person, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("event", Text, nullable=False, index=True),
    Column("ended_at", UtcDateTime, index=True),
    sqlite_autoincrement=True,
)
