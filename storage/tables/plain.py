"""Tables with the plain types in which the database stores the values, for reading and writing them as they are."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, Table
from sqlalchemy.types import TypeDecorator

from storage.tables.metadata import metadata


def plain(table: Table) -> Table:
    """The same table without our column types."""
    columns = [(column.name, column.type, column.primary_key) for column in table.columns]
    kept = [(name, type_.impl_instance if isinstance(type_, TypeDecorator) else type_, is_key) for name, type_, is_key in columns]
    return Table(table.name, MetaData(), *(Column(name, type_, primary_key=is_key) for name, type_, is_key in kept))


def plain_tables() -> dict[str, Table]:
    """All tables by name, in an order in which each comes behind those that it refers to."""
    return {table.name: plain(table) for table in metadata.sorted_tables}
