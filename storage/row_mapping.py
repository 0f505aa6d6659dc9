"""Mapping between frozen records and rows, by equal names: the column types do the converting.

Statements that a command needs are built once (`cache`): building one costs more than executing it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import fields
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, Insert, Row, Select, Table, Update, and_, bindparam, insert, select, update

from storage.connection.interface import Connection

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


def values_of(record: DataclassInstance, *, but: Container[str] = ()) -> dict[str, Any]:
    """The fields of a record by name, without those in `but`."""
    return {name: getattr(record, name) for name in _names(type(record)) if name not in but}


@cache
def _names(kind: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def columns_of(table: Table, kind: type[DataclassInstance], *, but: Container[str] = ()) -> list[ColumnElement[Any]]:
    """The columns that a record of this kind is made of, without those in `but`. Raises KeyError where the table lacks one."""
    return [table.c[field.name] for field in fields(kind) if field.name not in but]


@cache
def records(table: Table, kind: type[DataclassInstance]) -> Select[*tuple[Any, ...]]:
    """The SELECT for records of this kind."""
    return select(*columns_of(table, kind))


def record_of(kind: Callable[..., T], row: Row[*tuple[Any, ...]]) -> T:
    return kind(**row._mapping)


async def change(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Changes the one row with this key. Raises LookupError where there is none."""
    the_one = {f"the_{name}": value for name, value in key.items()}
    if not (await connection.execute(_update_of_one(table, tuple(key)), {**values, **the_one})).rowcount:
        raise LookupError(f"nothing in {table.name} with {', '.join(f'{name} {value}' for name, value in key.items())}")


async def put(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Changes the row with this key, or makes it, in one statement."""
    await connection.execute(_upsert(connection.dialect.name, table, tuple(key), tuple(values)), {**key, **values})


async def put_all(connection: Connection, table: Table, key: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """The same for several rows that have values for the same columns."""
    names = tuple(name for name in rows[0] if name != key)
    await connection.execute(_upserts(connection.dialect.name, table, key, names), rows)


@cache
def insert_into(table: Table) -> Insert:
    return insert(table)


@cache
def unless_there(dialect: str, table: Table, key: str) -> Any:
    """An insert that leaves out whatever is there by its unique `key`, also where it comes twice in the same statement."""
    return insert_of(dialect, table).on_conflict_do_nothing(index_elements=[table.c[key]])


@cache
def _update_of_one(table: Table, key: tuple[str, ...]) -> Update:
    """Which columns it sets is told by the values with which it is executed."""
    return update(table).where(and_(*(table.c[name] == bindparam(f"the_{name}") for name in key)))


@cache
def _upserts(dialect: str, table: Table, key: str, names: tuple[str, ...]) -> Any:
    return _upsert(dialect, table, (key,), names).returning(table.c[key])


@cache
def _upsert(dialect: str, table: Table, key: tuple[str, ...], names: tuple[str, ...]) -> Any:
    made = insert_of(dialect, table)
    return made.on_conflict_do_update(index_elements=[table.c[name] for name in key], set_={name: made.excluded[name] for name in names})


def insert_of(dialect: str, table: Table) -> Any:
    """`ON CONFLICT` reads the same in both databases. SQLAlchemy's part for PostgreSQL, some megabytes, is loaded only there."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
