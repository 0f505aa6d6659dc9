"""The addresses of calendars to which people subscribe."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from storage.tables.metadata import metadata

calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    Column("team", Integer, ForeignKey("teams.id"), primary_key=True, autoincrement=False),
    Column("generation", Text, nullable=False),
)
"""Groups whose address was renewed. The address itself is computed and stored nowhere."""
