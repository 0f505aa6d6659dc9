"""The order of sending: which message goes next in each room, and the next time at which one may go.

Order in a room is priority, then age. A row with a pause of its own (`not_before`), or whose target has not been sent, stands
aside and lets the others pass; a row that waits to be tried again (`retry_at`) holds its room.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Integer, Select, and_, bindparam, case, exists, func, literal, or_, select

from storage.column_types import UtcDateTime
from storage.tables import outbox

_ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for "no pause": earlier than any time that a row can have."""


def heads(columns: Sequence[ColumnElement[Any]]) -> Select[*tuple[Any, ...]]:
    """The rows (their `columns` of `outbox`) that may be sent `now`: at most one a room, the most urgent first, up to `most`.

    `now` and `most` are bind parameters: building the statement takes longer than executing it, so it is built once.

    A recursive query jumps from room to room along the index of waiting rows (loose index scan) instead of sorting all that wait: a
    long queue in one room costs no more than a short one.
    """
    head = outbox.alias("head")
    rooms = _rooms()
    now = bindparam("now", type_=UtcDateTime)
    its_first = (
        select(head.c.id)
        .where(head.c.room == rooms.c.room, _waits(head), _has_its_target(head))
        .where(or_(head.c.not_before.is_(None), head.c.not_before <= now))
        .order_by(head.c.priority, head.c.id)
        .limit(1)
        .correlate(rooms)
        .scalar_subquery()
    )
    return (
        select(*columns)
        .select_from(rooms.join(outbox, outbox.c.id == its_first))
        .where(or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= now))
        .order_by(outbox.c.priority, outbox.c.id)
        .limit(bindparam("most", type_=Integer))
    )


def first_moment() -> Select[datetime | None]:
    """The first time at which `heads` has a row: a past one where it has one now, NULL where nothing waits or all wait for others.

    A row can be sent from the later of its two times on, unless an earlier one in order can be by then: that one is sent, or blocks
    the room.
    """
    row = outbox.alias("row")
    free_at = func.coalesce(row.c.not_before, literal(_ALWAYS, UtcDateTime))
    overtaken_at = func.min(free_at).over(partition_by=row.c.room, order_by=(row.c.priority, row.c.id), rows=(None, -1))
    queue = (
        select(free_at.label("free_at"), row.c.retry_at, overtaken_at.label("overtaken_at"))
        .where(_waits(row), _has_its_target(row))
        .subquery("queue")
    )
    goes_at = case((queue.c.retry_at > queue.c.free_at, queue.c.retry_at), else_=queue.c.free_at)
    return select(func.min(goes_at, type_=UtcDateTime)).where(or_(queue.c.overtaken_at.is_(None), goes_at < queue.c.overtaken_at))


def _rooms() -> Any:
    """The rooms in which something waits, each found by one index lookup."""
    first = outbox.alias("first")
    rooms = select(func.min(first.c.room).label("room")).where(_waits(first)).cte("rooms", recursive=True)
    after = outbox.alias("after")
    next_room = select(func.min(after.c.room)).where(_waits(after), after.c.room > rooms.c.room).correlate(rooms).scalar_subquery()
    return rooms.union_all(select(next_room).where(rooms.c.room.is_not(None)))


def _waits(row: FromClause) -> ColumnElement[bool]:
    """The condition of the partial index, word for word: otherwise the planner does not use it."""
    return and_(row.c.sent_at.is_(None), row.c.parked_at.is_(None))


def _has_its_target(row: FromClause) -> ColumnElement[bool]:
    target = outbox.alias("target")
    return or_(row.c.target.is_(None), exists().where(target.c.id == row.c.target, target.c.sent_at.is_not(None)))
