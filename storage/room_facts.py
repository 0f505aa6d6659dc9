"""The facts about a room that each command needs, in one query: settings of project and room, what we keep about it, all groups, and the
minutes that are not final.

They come as one list of rows, in which a row is a group, the room, a setting, or minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, Text, bindparam, cast, literal_column, null, select, union_all

from bot.domain.ids import RoomId
from bot.domain.minutes.running import Minutes
from bot.domain.teams import Team
from bot.ports import KnownRoom
from storage import tables
from storage.connection.interface import Connection
from storage.records.minutes import MinutesOfSessions, is_unfinished
from storage.records.rooms import KnownRooms
from storage.records.settings import Settings
from storage.records.teams import Teams, tied
from storage.row_mapping import columns_of

_TEAM, _ROOM, _SETTING, _UNFINISHED = "team", "room", "setting", "unfinished"
_PARTS: dict[str, list[Column[Any]]] = {
    _TEAM: columns_of(tables.teams, Team),  # type: ignore[dict-item]
    _ROOM: columns_of(tables.rooms, KnownRoom),  # type: ignore[dict-item]
    _SETTING: [tables.settings.c.scope, tables.settings.c.key, tables.settings.c.value],
    _UNFINISHED: columns_of(tables.minutes, Minutes),  # type: ignore[dict-item]
}


async def read_room_facts(
    connection: Connection,
    room: RoomId,
    scopes: Sequence[str],
    *,
    settings: Settings,
    rooms: KnownRooms,
    teams: Teams,
    minutes: MinutesOfSessions,
) -> None:
    """Asks for it, and tells the repositories of this transaction, which then need not ask."""
    found: dict[str, list[dict[str, Any]]] = {part: [] for part in _PARTS}
    for row in await connection.execute(_question(), {"room": room, "scopes": list(scopes)}):
        part = row[0]
        begin = _BEGINS[part]
        found[part].append({column.name: row[begin + place] for place, column in enumerate(_PARTS[part])})
    teams.know_all([Team(**each) for each in found[_TEAM]])
    rooms.know(room, next((KnownRoom(**each) for each in found[_ROOM]), None))
    minutes.know_unfinished([Minutes(**each) for each in found[_UNFINISHED]])
    for scope in scopes:
        settings.know(scope, {each["key"]: each["value"] for each in found[_SETTING] if each["scope"] == scope})


def _begins() -> dict[str, int]:
    begins, place = {}, 1
    for part, columns in _PARTS.items():
        begins[part] = place
        place += len(columns)
    return begins


_BEGINS = _begins()
"""Behind which column the values of each part stand."""


@cache
def _question() -> Any:
    teams, rooms, settings = tables.teams, tables.rooms, tables.settings
    return union_all(
        _part(_TEAM, teams).where(tied),
        _part(_ROOM, rooms).where(rooms.c.room == bindparam("room", type_=Text)),
        _part(_UNFINISHED, tables.minutes).where(is_unfinished),
        _part(_SETTING, settings).where(settings.c.scope.in_(bindparam("scopes", expanding=True, type_=Text))),
    )


def _part(name: str, table: Table) -> Select[*tuple[Any, ...]]:
    """Its own columns, and nothing where those of the other parts stand; PostgreSQL wants to know what kind of nothing."""
    columns: list[ColumnElement[Any]] = [literal_column(f"'{name}'", Text).label("part")]
    for part, theirs in _PARTS.items():
        columns += [(column if part == name else cast(null(), column.type)).label(f"{part}_{column.name}") for column in theirs]
    return select(*columns).select_from(table)
