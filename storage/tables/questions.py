"""Open questions."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, Text

from bot.domain.questions import QuestionState
from storage.column_types import Person, UtcDateTime
from storage.tables.record_table import record_table

questions = record_table(
    "questions",
    QuestionState,
    Column("asked", Integer, ForeignKey("teams.id")),
    Column("who", Person),
    Column("due", Date),
    Column("again", Date, nullable=False),
    Column("times", Integer, nullable=False),
    Column("waiting_since", UtcDateTime),
    Column("answer", Text, nullable=False),
    Column("closed_by", Person),
)
