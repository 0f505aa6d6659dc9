"""Milestones, and the log of all that was said of their dates."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from bot.domain.ids import Number
from bot.domain.milestones.forecasts import EntryKind
from bot.domain.milestones.milestone import MilestoneState, Talk
from storage.column_types import Choice, Json, NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata
from storage.tables.record_table import record_table

milestones = record_table(
    "milestones",
    MilestoneState,
    Column("plan", Date, nullable=False),
    Column("agreed", Date, nullable=False),
    Column("forecast", Date, nullable=False),
    Column("reported_at", UtcDateTime, nullable=False),
    Column("after", Json(tuple[Number, ...]), nullable=False),
    Column("reference", Text, nullable=False),
    Column("funder", Boolean, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("who", Person),
    Column("late_since", UtcDateTime),
    Column("talk", Choice(Talk), nullable=False),
    Column("talk_at", UtcDateTime),
    Column("talk_note", Text, nullable=False),
    Column("talk_for", Date),
    Column("owed_since", UtcDateTime),
    Column("reached_on", Date),
    Column("closed_by", Person),
)


milestone_log = Table(
    "milestone_log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("milestone", NumberText, ForeignKey("milestones.number"), nullable=False, index=True),
    Column("kind", Choice(EntryKind), nullable=False),
    Column("day", Date, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Person),
    Column("reason", Text, nullable=False),
    Column("about", NumberText),
    Column("mark", Text, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Index(None, "mark"),
    sqlite_autoincrement=True,
)
