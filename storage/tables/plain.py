"""Tables with the plain types in which the database stores the values, for reading and writing them as they are."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, MetaData, Table
from sqlalchemy.types import TypeDecorator

from storage.tables.metadata import metadata


def plain(table: Table) -> Table:
    """The same table without our column types."""
    return Table(table.name, MetaData(), *map(_plain_column, table.columns))


def _plain_column(column: Column[Any]) -> Column[Any]:
    kept = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return Column(column.name, kept, primary_key=column.primary_key, autoincrement=column.autoincrement)


def plain_tables() -> dict[str, Table]:
    """All tables by name, in an order in which each comes behind those that it refers to."""
    return {table.name: plain(table) for table in metadata.sorted_tables}
