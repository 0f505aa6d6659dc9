"""A part of one list of the export, from its place in it on: the whole may be too much for one answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Text, func, select
from sqlalchemy import cast as sql_cast

from bot.domain.ids import Number
from bot.domain.record_types import RECORD_TYPES
from storage import tables
from storage.connection.interface import Connection
from storage.transfer.export import FIELDS, LISTS, Record, completed, notes_of, plain, team_record

_KINDS = {kind.plural: tables.metadata.tables[kind.plural] for kind in RECORD_TYPES}


class ExportedLists:
    names = tuple(FIELDS)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def part(self, name: str, zone: tzinfo, *, after: int, most: int) -> list[Record]:
        """Raises KeyError where there is no such list."""
        groups = list(await self._connection.execute(select(tables.teams).order_by(tables.teams.c.id)))
        names = {row.id: row.name for row in groups}
        if name == "teams":
            found = [team_record(dict(row._mapping)) for row in groups[after : after + most]]
        elif name == "notes":
            found = await self._notes(names, after, most)
        elif name in _KINDS:
            table = _KINDS[name]
            query = select(table).order_by(*_by_number(table.c.number)).offset(after).limit(most)
            rows = [dict(row._mapping) for row in await self._connection.execute(query)]
            found = await completed(self._connection, name, rows, names, zone)
        else:
            found = (await LISTS[name](self._connection, names))[after : after + most]
        return [plain(record, FIELDS[name], zone) for record in found]

    async def _notes(self, names: Mapping[int, str], after: int, most: int) -> list[Record]:
        notes = tables.notes
        query = select(notes).order_by(*_by_number(notes.c.subject), notes.c.position).offset(after).limit(most)
        rows = [dict(row._mapping) for row in await self._connection.execute(query)]
        return notes_of(rows, await self._owners({row["subject"] for row in rows}, names))

    async def _owners(self, numbers: Collection[Number], names: Mapping[int, str]) -> dict[Number, str]:
        found: dict[Number, str] = {}
        for kind in RECORD_TYPES:
            own = [number for number in numbers if number.letter == kind.letter]
            if own:
                table = _KINDS[kind.plural]
                rows = await self._connection.execute(select(table.c.number, table.c.team).where(table.c.number.in_(own)))
                found |= {row.number: names[row.team] for row in rows}
        return found


def _by_number(column: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """B2 before B10, all of one letter together: the text of the number sorts so by its letter, its length and itself."""
    text = sql_cast(column, Text)
    return [func.substr(text, 1, 1), func.length(text), text]
