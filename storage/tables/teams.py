"""Groups."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Integer, Table, Text

from bot.domain.teams import TeamState
from storage.column_types import Choice, Kinds, Person, UtcDateTime
from storage.tables.metadata import metadata

teams = Table(
    "teams",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("room", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("kinds", Kinds, nullable=False),
    Column("state", Choice(TeamState), nullable=False),
    Column("created_by", Person, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("municipalities", Text, nullable=False),
    Column("lead", Person),
    Column("goal", Text, nullable=False),
    Column("period_from", Date),
    Column("period_to", Date),
    Column("budget", BigInteger),
    Column("link", Text, nullable=False),
    sqlite_autoincrement=True,
)

team_profiles = Table(
    "team_profiles",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("team", Integer, ForeignKey("teams.id"), nullable=False, index=True),
    Column("since", UtcDateTime, nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("municipalities", Text, nullable=False),
    Column("goal", Text, nullable=False),
    Column("period_from", Date),
    Column("period_to", Date),
    Column("budget", BigInteger),
    Column("link", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""What groups have said of themselves, a row for each change; who said it stands nowhere."""

people_seen = Table(
    "people_seen",
    metadata,
    Column("team", Integer, ForeignKey("teams.id"), primary_key=True),
    Column("mark", Text, primary_key=True),
)
"""Who was ever in the room of a group, as a hash (`mark_of` in `bot/domain/newcomers.py`): coming back is no first time."""
