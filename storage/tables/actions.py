"""Actions."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Text

from bot.domain.actions import ActionState
from storage.column_types import NumberText
from storage.tables.record_table import record_table

actions = record_table(
    "actions",
    ActionState,
    Column("who", Text),
    Column("due", Date),
    Column("retro", NumberText, index=True),
    Column("note", Integer),
    Column("closed_by", Text),
)
