"""A database in which every table has a row, and every column that can hold an id holds that of one person."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Text, insert, select

from bot.domain.ids import TeamId, UserId
from bot.domain.newcomers import mark_of
from storage import tables
from storage.column_types import Person
from storage.connection.interface import Connection
from storage.personal.columns import personal_tables
from storage.tables.plain import plain_tables

_DAY = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001
_OWN = frozenset({"meta", "alembic_version"})


async def fill(connection: Connection, user: UserId) -> None:
    """Raw rows, one a table: numbers are B1, counts are 1, so that they refer to each other; any text that can hold an id has it."""
    wordy = {(each.table.name, column.name) for each in personal_tables() for column in each.words}
    for name, table in plain_tables().items():
        if name not in _OWN:
            row = {column.name: _value(name, column, user, (name, column.name) in wordy) for column in table.columns}
            await connection.execute(insert(table), row)


def _value(table: str, column: Column[Any], user: UserId, is_wordy: bool) -> Any:
    own = tables.metadata.tables[table].c[column.name]
    if (table, column.name) == ("minutes_entries", "present"):
        return json.dumps({"municipalities": [], "people": [user, "Eva"], "count": None})
    if (table, column.name) == ("people_seen", "mark"):
        return mark_of(TeamId(1), user)
    if isinstance(own.type, Person):
        return user
    if isinstance(column.type, JSON):
        return {"body": f"für {user}.", "m.mentions": {"user_ids": [user]}}
    if isinstance(column.type, Text):
        is_local = type(own.type).__name__ == "LocalDateTime"
        time = _DAY.isoformat(timespec="microseconds") + ("" if is_local else "+00:00")
        return f"von {user}, so" if is_wordy and not own.foreign_keys else time if "DateTime" in type(own.type).__name__ else "B1"
    return True if isinstance(column.type, Boolean) else date(2026, 11, 23) if isinstance(column.type, Date) else 1


async def where_it_stands(connection: Connection, words: str) -> list[str]:
    """Every column of every table in which these words stand, whatever is known of the column."""
    found = set()
    for name, table in plain_tables().items():
        for row in await connection.execute(select(table)):
            for column, value in row._mapping.items():
                text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
                found |= {f"{name}.{column}"} if words in text else set()
    return sorted(found)
