"""Mapping between frozen records and rows, by equal names: the column types do the converting."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, Table, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


def values_of(record: DataclassInstance, *, but: Container[str] = ()) -> dict[str, Any]:
    """The fields of a record by name, without those in `but`."""
    return {field.name: getattr(record, field.name) for field in fields(record) if field.name not in but}


def columns_of(table: Table, kind: type[DataclassInstance], *, but: Container[str] = ()) -> list[ColumnElement[Any]]:
    """The columns that a record of this kind is made of, without those in `but`. Raises KeyError where the table lacks one."""
    return [table.c[field.name] for field in fields(kind) if field.name not in but]


@cache
def records(table: Table, kind: type[DataclassInstance]) -> Select[*tuple[Any, ...]]:
    """The beginning of each question for records of this kind: made once, because putting it together costs more than its answer."""
    return select(*columns_of(table, kind))


def record_of(kind: Callable[..., T], row: Row[*tuple[Any, ...]]) -> T:
    return kind(**row._mapping)


async def change(connection: AsyncConnection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Changes the one row with this key. Raises LookupError where there is none."""
    if not await _updated(connection, table, key, values):
        raise LookupError(f"nothing in {table.name} with {', '.join(f'{name} {value}' for name, value in key.items())}")


async def put(connection: AsyncConnection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Changes the row with this key, or makes it. Safe because transactions come one at a time."""
    if not await _updated(connection, table, key, values):
        await connection.execute(insert(table).values(**key, **values))


async def _updated(connection: AsyncConnection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    is_the_one = and_(*(table.c[name] == value for name, value in key.items()))
    result = await connection.execute(update(table).where(is_the_one).values(**values))
    return result.rowcount > 0
