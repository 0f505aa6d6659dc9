"""Decisions: the register of what was decided."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, Text

from bot.domain.decisions import Approval, DecisionKind, DecisionState
from bot.domain.voting.votes import Majority
from storage.column_types import Choice, Json, NumberText
from storage.tables.record_table import record_table

decisions = record_table(
    "decisions",
    DecisionState,
    Column("kind", Choice(DecisionKind), nullable=False),
    Column("topic", NumberText, index=True),
    Column("votes_for", Integer),
    Column("votes_against", Integer),
    Column("votes_abstained", Integer),
    Column("voices", Integer),
    Column("majority", Choice(Majority), nullable=False),
    Column("published", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("alternatives", Text, nullable=False),
    Column("paper", Text, nullable=False),
    Column("review", Date),
    Column("supersedes", NumberText),
    Column("superseded_by", NumberText),
    Column("approvals", Json(tuple[Approval, ...]), nullable=False),
    Column("deadline", Date),
    Column("conflicts", Json(tuple[str, ...]), nullable=False),
    Column("action", NumberText, index=True),
)
