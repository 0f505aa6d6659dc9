"""Lists that people bring, as long as they can be accepted or taken back; and the records that came with them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from bot.domain.imports.batch import BatchState, Shown
from bot.domain.imports.rows import Reading, Target
from storage.column_types import Choice, Json, NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata

imports = Table(
    "imports",
    metadata,
    Column("event", Text, primary_key=True),
    Column("room", Text, nullable=False, index=True),
    Column("thread", Text),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False),
    Column("sender", Person, nullable=False),
    Column("target", Choice(Target), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", Choice(BatchState), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("reading", Json(Reading)),
    Column("shown", Json(tuple[Shown, ...]), nullable=False),
)

imported = Table(
    "imported",
    metadata,
    Column("team", Integer, ForeignKey("teams.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("number", NumberText, nullable=False),
    Column("batch", Text, nullable=False, index=True),
    Column("made_by", Text, index=True),
    Column("said", Json(dict[str, str]), nullable=False),
    Column("before", Text),
)
