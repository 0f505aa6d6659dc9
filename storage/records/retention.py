"""What is forgotten by age: the persons in records that are closed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, and_, or_, select, union_all, update

from bot.domain.ids import Number, TeamId, UserId
from bot.domain.record_types import RECORD_TYPES, SESSIONS, RecordType
from bot.domain.retention import Closed
from storage import tables
from storage.column_types import Person
from storage.connection.interface import Connection

BESIDE = (
    (tables.notes.c.subject, tables.notes.c.author),
    (tables.history.c.subject, tables.history.c.by),
    (tables.history.c.subject, tables.history.c.detail),
    (tables.milestone_log.c.milestone, tables.milestone_log.c.by),
)
"""What is kept beside records: the column with the record's number, and the one with a person."""
SAID = (
    (tables.lights.c.team, tables.lights.c.by, tables.lights.c.at),
    (tables.figures.c.team, tables.figures.c.by, tables.figures.c.at),
    (tables.contributions.c.team, tables.contributions.c.by, tables.contributions.c.at),
    (tables.red_alerts.c.team, tables.red_alerts.c.taken_by, tables.red_alerts.c.taken_at),
    (None, tables.risk_letters.c.decided_by, tables.risk_letters.c.decided_at),
    (None, tables.risk_remarks.c.by, tables.risk_remarks.c.at),
    (None, tables.reports.c.released_by, tables.reports.c.released_at),
    (None, tables.reports.c.decided_by, tables.reports.c.decided_at),
    (None, tables.handovers.c.absent, tables.handovers.c.ended_at),
    (None, tables.handovers.c.stand_in, tables.handovers.c.ended_at),
    (None, tables.handovers.c.by, tables.handovers.c.ended_at),
    (None, tables.erasure_requests.c.person, tables.erasure_requests.c.decided_at),
    (None, tables.erasure_requests.c.decided_by, tables.erasure_requests.c.decided_at),
)
"""What is said once and never closed: the column with the group, the one with a person, and since when it counts."""


def persons_of(kind: RecordType[Any]) -> list[Column[Any]]:
    """The columns of a kind of record that hold a person."""
    return [column for column in tables.metadata.tables[kind.plural].columns if isinstance(column.type, Person)]


class Retention:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased

    async def closed(self, before: datetime) -> Sequence[Closed]:
        queries = []
        for kind in (each for each in RECORD_TYPES if each is not SESSIONS):
            table = tables.metadata.tables[kind.plural]
            for since, condition in _closed(kind, table):
                queries.append(
                    select(table.c.number, table.c.team, since.label("since")).where(condition, since < before, _names(kind, table))
                )
        found = [Closed(row.number, row.team, row.since) for row in await self._connection.execute(union_all(*queries))]
        return sorted(found, key=lambda each: (each.since, each.number))

    async def sessions(self) -> Sequence[Number]:
        query = select(tables.sessions.c.number).where(_names(SESSIONS, tables.sessions))
        return sorted(await self._connection.scalars(query))

    async def persons_in(self, number: Number) -> frozenset[UserId]:
        found: set[UserId] = set()
        for at, person in _places(number):
            query = select(person).where(at == number, _is_person(person)).distinct()
            found |= {UserId(each) for each in await self._connection.scalars(query)}
        return frozenset(found)

    async def replace_in(self, number: Number, roles: Mapping[UserId, UserId]) -> None:
        for at, person in _places(number):
            for user, role in roles.items():
                await self._connection.execute(update(person.table).where(at == number, person == user).values({person.name: role}))
        history = tables.history
        kept = select(history.c.id, history.c.before).where(history.c.subject == number, history.c.before.is_not(None))
        for row in (await self._connection.execute(kept)).all():
            before = row.before
            for user, role in roles.items():
                before = before.replace(json.dumps(user, ensure_ascii=False), json.dumps(role))
            if before != row.before:
                await self._connection.execute(update(history).where(history.c.id == row.id).values(before=before))
        self._on_erased()

    async def said_by(self, before: datetime) -> Sequence[tuple[TeamId | None, UserId]]:
        found: set[tuple[TeamId | None, UserId]] = set()
        for team, person, at in SAID:
            query = select(person, *([] if team is None else [team])).where(at < before, _is_person(person)).distinct()
            found |= {(None if team is None else row[1], row[0]) for row in await self._connection.execute(query)}
        return sorted(found, key=lambda each: (each[0] or 0, each[1]))

    async def replace_said(self, before: datetime, team: TeamId | None, user: UserId, role: UserId) -> None:
        for group, person, at in SAID:
            if (group is None) == (team is None):
                its = [] if group is None else [group == team]
                await self._connection.execute(update(person.table).where(at < before, person == user, *its).values({person.name: role}))
        self._on_erased()


def _closed(kind: RecordType[Any], table: Table) -> Iterator[tuple[Column[Any], ColumnElement[bool]]]:
    """Since when records of this kind are closed, and which ones that is about."""
    yield table.c.closed_at, table.c.closed_at.is_not(None)
    if kind.settled_states:
        yield table.c.created_at, and_(table.c.closed_at.is_(None), table.c.state.in_(sorted(kind.settled_states)))


def _names(kind: RecordType[Any], table: Table) -> ColumnElement[bool]:
    """Whether a record, or what is kept beside it, names somebody."""
    own = [_is_person(column) for column in persons_of(kind)]
    return or_(*own, *(table.c.number.in_(select(subject).where(_is_person(person))) for subject, person in BESIDE))


def _places(number: Number) -> Iterator[tuple[Column[Any], Column[Any]]]:
    """Where persons of this record stand: the column with its number, and the one with the person."""
    kind = next(each for each in RECORD_TYPES if each.letter == number.letter)
    table = tables.metadata.tables[kind.plural]
    yield from ((table.c.number, column) for column in persons_of(kind))
    yield from BESIDE


def _is_person(column: Column[Any]) -> ColumnElement[bool]:
    """Whether it holds a user id and nothing else: a detail of the history may be words that begin like one."""
    return and_(column.like("@%:%"), column.not_like("% %"))
