"""Requests to erase, and who was erased, as a hash."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, Table, Text

from bot.domain.erasure_requests import RequestState
from storage.column_types import Choice, Json, Person, UtcDateTime
from storage.tables.metadata import metadata

erasure_requests = Table(
    "erasure_requests",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", Person, nullable=False, index=True),
    Column("room", Text, nullable=False),
    Column("event", Text, nullable=False, index=True),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("due", Date, nullable=False),
    Column("state", Choice(RequestState), nullable=False, index=True),
    Column("decided_by", Person),
    Column("decided_at", UtcDateTime),
    Column("reason", Text, nullable=False),
    Column("looked_at", Json(tuple[str, ...]), nullable=False),
    Column("edited", Integer, nullable=False),
    Column("unread", Integer, nullable=False),
    Column("files", Json(tuple[str, ...]), nullable=False),
    sqlite_autoincrement=True,
)

erasures = Table(
    "erasures",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("member", Integer, nullable=False),
    Column("erased_at", UtcDateTime, nullable=False),
)
"""Who was erased, as a salted hash (`mark`), and as which former member: whoever comes back and is erased again stays the same one."""
