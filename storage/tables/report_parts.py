"""What groups say for reports: funds called, and their words of a quarter."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text

from bot.domain.reports.contributions import Part
from storage.column_types import Choice, Person, QuarterText, UtcDateTime
from storage.tables.metadata import metadata

figures = Table(
    "figures",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False, index=True),
    Column("called", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Person, nullable=False),
    Column("event", Text, nullable=False, index=True),
    Column("withdrawn_at", UtcDateTime),
    sqlite_autoincrement=True,
)


contributions = Table(
    "contributions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False),
    Column("period", QuarterText, nullable=False),
    Column("part", Choice(Part), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Person, nullable=False),
    Column("mark", Text, nullable=False, index=True),
    Column("withdrawn_at", UtcDateTime),
    Index(None, "period", "team"),
    sqlite_autoincrement=True,
)
