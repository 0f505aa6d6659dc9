"""The table of a kind of record: the columns that every kind has, and its own between them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from storage.column_types import Choice, NumberText, Person, UtcDateTime
from storage.tables.metadata import metadata


def record_table(name: str, states: type[StrEnum], *own: Column[Any]) -> Table:
    """`name` is the `plural` of its `RecordType`; `own` are the columns of this kind alone."""
    return Table(
        name,
        metadata,
        Column("number", NumberText, primary_key=True),
        Column("team", Integer, ForeignKey("teams.id"), nullable=False),
        Column("text", Text, nullable=False),
        *own,
        Column("state", Choice(states), nullable=False),
        Column("author", Person, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
        Column("room", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("closed_at", UtcDateTime),
        Index(None, "state"),
        Index(None, "team", "state"),
    )
