"""Rows of a queue that cannot be read, so that the others need not wait for them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, select

from bot.ports import UNREADABLE
from storage.connection.interface import Connection


async def unreadable(connection: Connection, table: Table, which: ColumnElement[bool], read: Select[*tuple[Any, ...]]) -> list[int]:
    """The ids of the rows of `which` that `read` cannot read: a broken disk or another version has left something else there."""
    found = []
    for row in (await connection.scalars(select(table.c.id).where(which).order_by(table.c.id))).all():
        try:
            (await connection.execute(read.where(table.c.id == row))).all()
        except UNREADABLE:
            found.append(int(row))
    return found
