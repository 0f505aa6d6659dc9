"""Alerts about lights that turned red, and the letters on risks with what the PMO adds to them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from bot.domain.escalation import Arrival
from bot.domain.lights.red_alert import Turned
from bot.domain.lights.risk_letter import LetterState
from storage.column_types import Choice, Json, NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata

red_alerts = Table(
    "red_alerts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False, index=True),
    Column("lights", Json(tuple[Turned, ...]), nullable=False),
    Column("raised_at", UtcDateTime, nullable=False),
    Column("shown", Choice(Arrival), nullable=False),
    Column("taken_by", Person),
    Column("taken_at", UtcDateTime),
    Column("blocker", NumberText),
    sqlite_autoincrement=True,
)


risk_letters = Table(
    "risk_letters",
    metadata,
    Column("key", Text, primary_key=True),
    Column("due_at", UtcDateTime, nullable=False),
    Column("state", Choice(LetterState), nullable=False, index=True),
    Column("drafted", Text, nullable=False),
    Column("decided_by", Person),
    Column("decided_at", UtcDateTime),
)


risk_remarks = Table(
    "risk_remarks",
    metadata,
    Column("event", Text, primary_key=True),
    Column("letter", Text, ForeignKey("risk_letters.key"), nullable=False, index=True),
    Column("by", Person, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("text", Text, nullable=False),
)
