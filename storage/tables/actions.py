"""Actions."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer

from bot.domain.actions import ActionState
from storage.column_types import NumberText, Person
from storage.tables.record_table import record_table

actions = record_table(
    "actions",
    ActionState,
    Column("who", Person),
    Column("due", Date),
    Column("retro", NumberText, index=True),
    Column("note", Integer),
    Column("closed_by", Person),
)
