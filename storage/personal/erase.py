"""Erasing: a former member in place of an id, in every table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import and_, delete, or_, select, update

from bot.domain.ids import Number, UserId
from bot.domain.traces import Traces
from bot.ports import GONE, Erased
from storage import tables
from storage.personal.at_once import erase_at_once
from storage.personal.columns import PersonalTable, personal_tables
from storage.personal.find import columns_in
from storage.tables import InboxState, is_parked, waiting


def erase(connection: sqlalchemy.Connection, user: UserId, alias: UserId, called: frozenset[str], at: datetime) -> Erased:
    traces = Traces(user, alias, called)
    removed = erase_at_once(connection, traces, called)
    changed: Counter[str] = Counter()
    subjects: set[Number] = set()
    _stop_what_is_under_way(connection, user, at)
    changed[tables.outbox.name] += _reworded(connection, traces)
    for each in personal_tables():
        query = select(each.table).where(or_(each.names(traces), each.mentions(traces)))
        for row in [dict(found._mapping) for found in connection.execute(query)]:
            columns = columns_in(each, row, traces)
            if not columns:
                continue
            changed[each.table.name] += len(columns)
            _put(connection, each, row, _without(row, columns, traces))
            if each.subject is not None and (number := Number.read(row[each.subject.name] or "")):
                subjects.add(number)
    return Erased(removed=removed, changed=+changed, subjects=frozenset(subjects))


def _stop_what_is_under_way(connection: sqlalchemy.Connection, user: UserId, at: datetime) -> None:
    """What the person has said and is not handled yet has no author any more, and no direct chat is opened for them."""
    inbox, outbox = tables.inbox, tables.outbox
    unread = and_(inbox.c.sender == user, inbox.c.state != InboxState.HANDLED)
    connection.execute(update(inbox).where(unread).values(state=InboxState.HANDLED, payload=None, outcome="ignored"))
    opening = and_(outbox.c.action == "open", outbox.c.room == user, waiting)
    connection.execute(update(outbox).where(opening).values(parked_at=at, failure=GONE))


def _reworded(connection: sqlalchemy.Connection, traces: Traces) -> int:
    """Messages and files that wait, or that their room has refused, name the person by display name, and in bytes that no query finds."""
    plain = tables.metadata.tables[tables.outbox.name]
    changed = 0
    for row, content in connection.execute(select(plain.c.id, plain.c.content).where(or_(waiting, is_parked))).all():
        words = traces.out_of_message(content)
        if words != content:
            changed += connection.execute(update(plain).where(plain.c.id == row).values(content=words)).rowcount
    return changed


def _without(row: Mapping[str, Any], columns: tuple[str, ...], traces: Traces) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in columns:
        value = row[name]
        values[name] = traces.out_of(value) if isinstance(value, str) else traces.out_of_message(value)
    return values


def _put(connection: sqlalchemy.Connection, personal: PersonalTable, row: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Changes the row. Where its key has changed and that is taken, as when somebody is erased again, it replaces the earlier one."""
    table = personal.table
    key = {column.name: row[column.name] for column in table.primary_key}
    new = {name: values.get(name, value) for name, value in key.items()}
    if new != key:
        connection.execute(delete(table).where(*(table.c[name] == value for name, value in new.items())))
    connection.execute(update(table).where(*(table.c[name] == value for name, value in key.items())).values(**values))
