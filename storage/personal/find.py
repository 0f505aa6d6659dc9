"""Finding: every row that has to do with a person."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy
from sqlalchemy import or_, select

from bot.domain.ids import TeamId, UserId
from bot.domain.newcomers import mark_of
from bot.domain.traces import Traces
from bot.ports import Kept
from storage import tables
from storage.personal.columns import PersonalTable, personal_tables

SOMEBODY_ELSE = "@…"


def find(connection: sqlalchemy.Connection, traces: Traces) -> list[Kept]:
    """The rows table by table, in the order of their keys."""
    found = [kept for each in personal_tables() for kept in _rows(connection, each, traces)]
    return [*found, *seen(connection, traces.user)]


def _rows(connection: sqlalchemy.Connection, personal: PersonalTable, traces: Traces) -> list[Kept]:
    query = select(personal.table).where(or_(personal.names(traces), personal.mentions(traces))).order_by(*personal.table.primary_key)
    found = []
    for row in connection.execute(query):
        columns = columns_in(personal, dict(row._mapping), traces)
        if columns:
            found.append(Kept(table=personal.table.name, columns=columns, row=_of_oneself(personal, dict(row._mapping), traces.user)))
    return found


def _of_oneself(personal: PersonalTable, row: dict[str, Any], user: UserId) -> dict[str, Any]:
    """The row without the ids of other people: who asks what is kept of them is not told who else did what."""
    others = (column.name for column in personal.people if str(row[column.name]).startswith("@") and row[column.name] != user)
    return row | dict.fromkeys(others, SOMEBODY_ELSE)


def columns_in(personal: PersonalTable, row: Mapping[str, Any], traces: Traces) -> tuple[str, ...]:
    """The columns of this row that name the person, or in whose words the id stands."""
    named = [column.name for column in personal.people if row[column.name] == traces.user]
    return (*named, *(column.name for column in personal.words if traces.is_in(as_text(row[column.name]))))


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


def seen(connection: sqlalchemy.Connection, user: UserId) -> list[Kept]:
    """In which rooms of groups the person was seen: a hash that only somebody who has the id can recognize."""
    marks = {mark_of(TeamId(team), user): team for team in connection.scalars(select(tables.teams.c.id))}
    query = select(tables.people_seen).where(tables.people_seen.c.mark.in_(list(marks)))
    return [Kept(table=tables.people_seen.name, columns=("mark",), row=dict(row._mapping)) for row in connection.execute(query)]


def known(connection: sqlalchemy.Connection) -> set[UserId]:
    """Every id in a column for people."""
    return {
        UserId(user)
        for each in personal_tables()
        for column in each.people
        for user in connection.scalars(select(column).where(column.like("@%")).distinct())
    }
