"""Sign-ins to the board: of each link and each browser a hash, and whose it is. In no backup: a restore must bring none back."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from storage.column_types import GONE_WITH, Person, UtcDateTime
from storage.tables.metadata import metadata

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("person", Person, nullable=False, index=True),
    Column("once", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    info={GONE_WITH: "person"},
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("person", Person, nullable=False, index=True),
    Column("since", UtcDateTime, nullable=False),
    info={GONE_WITH: "person"},
)

SIGNING_IN = frozenset({sign_in_links.name, sign_ins.name})
"""The tables that stay where they are: what they hold opens the board."""
