"""The reports of the traffic lights: all that was ever said of them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from bot.domain.lights.report import Aspect, Colour, ReportKind
from storage.column_types import Choice, Person, UtcDateTime
from storage.tables.metadata import metadata

lights = Table(
    "lights",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False),
    Column("aspect", Choice(Aspect), nullable=False),
    Column("kind", Choice(ReportKind), nullable=False),
    Column("colour", Choice(Colour), nullable=False),
    Column("reason", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("help", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Person),
    Column("mark", Text, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Index(None, "team", "aspect"),
    Index(None, "mark"),
    sqlite_autoincrement=True,
)
