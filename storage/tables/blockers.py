"""Blockers, the groups that they concern too, and the steps of their escalation."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from bot.domain.blockers import BlockerState, Severity
from bot.domain.escalation import Arrival, Step
from storage.column_types import Choice, NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata

blockers = Table(
    "blockers",
    metadata,
    Column("number", NumberText, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("solution", Text, nullable=False),
    Column("severity", Choice(Severity), nullable=False),
    Column("delay", Text, nullable=False),
    Column("due", Date),
    Column("reporter", Person, nullable=False),
    Column("reported_at", UtcDateTime, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("room", Text, nullable=False),
    Column("source", Text, nullable=False, index=True),
    Column("state", Choice(BlockerState), nullable=False),
    Column("red_since", UtcDateTime),
    Column("escalated_at", UtcDateTime),
    Column("escalation_reason", Text, nullable=False),
    Column("steering_at", UtcDateTime),
    Column("taken_by", Person),
    Column("taken_at", UtcDateTime),
    Column("confirmed_at", UtcDateTime),
    Column("closed_by", Person),
    Column("closed_at", UtcDateTime),
    Column("how", Text, nullable=False),
    Column("milestone", NumberText, index=True),
    Index(None, "state"),
    Index(None, "team", "state"),
)


concerns = Table(
    "concerns",
    metadata,
    Column("blocker", NumberText, ForeignKey("blockers.number"), primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), primary_key=True, index=True),
)


ladder = Table(
    "ladder",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("blocker", NumberText, ForeignKey("blockers.number"), nullable=False, index=True),
    Column("step", Choice(Step), nullable=False),
    Column("once", Text, nullable=False),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("tells", Boolean, nullable=False),
    Column("shown", Choice(Arrival), nullable=False),
)
