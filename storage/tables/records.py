"""The tables of groups and blockers, and of what every record has: notes, history."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from bot.domain.actions import ActionState
from bot.domain.blockers import BlockerState, Severity
from bot.domain.escalation import Arrival, Step
from bot.domain.teams import TeamState
from storage.column_types import Choice, Kinds, NumberText, UtcDateTime
from storage.tables.metadata import metadata
from storage.tables.record_table import record_table

teams = Table(
    "teams",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("room", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("kinds", Kinds, nullable=False),
    Column("state", Choice(TeamState), nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("municipalities", Text, nullable=False),
    Column("lead", Text),
    Column("goal", Text, nullable=False),
    Column("period_from", Date),
    Column("period_to", Date),
    Column("budget", BigInteger),
    Column("link", Text, nullable=False),
    sqlite_autoincrement=True,
)

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
    Column("reporter", Text, nullable=False),
    Column("reported_at", UtcDateTime, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("room", Text, nullable=False),
    Column("source", Text, nullable=False, index=True),
    Column("state", Choice(BlockerState), nullable=False),
    Column("red_since", UtcDateTime),
    Column("escalated_at", UtcDateTime),
    Column("escalation_reason", Text, nullable=False),
    Column("steering_at", UtcDateTime),
    Column("taken_by", Text),
    Column("taken_at", UtcDateTime),
    Column("confirmed_at", UtcDateTime),
    Column("closed_by", Text),
    Column("closed_at", UtcDateTime),
    Column("how", Text, nullable=False),
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

actions = record_table(
    "actions",
    ActionState,
    Column("who", Text),
    Column("due", Date),
    Column("retro", NumberText, index=True),
    Column("note", Integer),
    Column("closed_by", Text),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("subject", NumberText, nullable=False),
    Column("position", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("text", Text, nullable=False),
    Column("event", Text, index=True),
    Index(None, "subject", "position", unique=True),
    sqlite_autoincrement=True,
)

history = Table(
    "history",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("subject", NumberText, nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Text),
    Column("what", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("event", Text, index=True),
    Column("before", Text),
    sqlite_autoincrement=True,
)
