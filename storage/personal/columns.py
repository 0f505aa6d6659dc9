"""Columns in which a person can stand: those for people alone, and those in whose words or JSON an id can be.

Both follow from the types of the columns, so that a new column or table is found without a list to which it would have to be added.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Table, Text, cast, or_

from bot.domain.traces import Traces
from storage import tables
from storage.column_types import (
    Choice,
    FractionText,
    Kinds,
    LocalDateTime,
    NumbersText,
    NumberText,
    Person,
    QuarterText,
    SpanText,
    UtcDateTime,
)
from storage.tables.plain import plain_tables

_WITHOUT_WORDS = (Choice, FractionText, Kinds, LocalDateTime, NumberText, NumbersText, Person, QuarterText, SpanText, UtcDateTime)
"""The types whose text is a number, a time or one of a few words, and never an id in others. Any other text is searched, but for keys
by which rows refer to each other."""
_SUBJECTS = ("number", "subject", "decision", "milestone")
"""The columns that tell which record a row is or belongs to."""


@dataclass(frozen=True)
class PersonalTable:
    """A table with its plain columns, by what can stand in them."""

    table: Table
    people: tuple[Column[Any], ...]
    words: tuple[Column[Any], ...]
    subject: Column[Any] | None

    def names(self, traces: Traces) -> ColumnElement[bool]:
        """The rows that name the person."""
        return or_(False, *(column == traces.user for column in self.people))

    def mentions(self, traces: Traces) -> ColumnElement[bool]:
        """The rows in whose words the id may stand; `Traces` then tells whether it does."""
        return or_(False, *(_text(column).contains(each, autoescape=True) for column in self.words for each in traces.spellings))


def _text(column: Column[Any]) -> ColumnElement[Any]:
    return cast(column, Text) if isinstance(column.type, JSON) else column


@cache
def personal_tables() -> tuple[PersonalTable, ...]:
    found = []
    referred = {key.column for table in tables.metadata.sorted_tables for key in table.foreign_keys}
    for name, plain in plain_tables().items():
        own = tables.metadata.tables[name]
        people = tuple(plain.c[column.name] for column in own.columns if isinstance(column.type, Person))
        words = tuple(
            plain.c[column.name]
            for column in own.columns
            if isinstance(plain.c[column.name].type, Text | JSON)
            and not isinstance(column.type, _WITHOUT_WORDS)
            and not column.foreign_keys
            and column not in referred
        )
        subjects = [plain.c[each] for each in _SUBJECTS if each in own.c and isinstance(own.c[each].type, NumberText)]
        if people or words:
            found.append(PersonalTable(plain, people, words, subjects[0] if subjects else None))
    return tuple(found)
