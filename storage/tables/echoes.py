"""What the bot has said since the backup from which it was restored: empty in any other installation."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from storage.column_types import UtcDateTime
from storage.tables.metadata import metadata

heard = Table(
    "heard",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("room", Text, nullable=False),
    Column("mark", Text, nullable=False, index=True),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("about", Text),
)
"""A message of the bot's that came back: `mark` is the hash of its `once` key, `about` the record that it speaks of; NULL where that
is unknown, because it was deleted or its key is gone."""
