"""The outbox: what is on its way to a room, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, delete, exists, func, literal, or_, select, update
from sqlalchemy import cast as sql_cast

from bot.domain.ids import EventId, RoomId, UserId
from bot.domain.muted_rooms import HEARD
from bot.messages import Role
from bot.ports import ERASED, FAULT, GONE, LAPSED, REPLACED, UNREAD, Failure, OutboxRow, QueueChanges
from storage import tables
from storage.column_types import UtcDateTime
from storage.connection.interface import Connection
from storage.queues.echoes import Recall
from storage.queues.send_order import first_moment, heads
from storage.queues.timers import Timers
from storage.queues.unreadable import unreadable
from storage.records.muted_rooms import MutedRooms
from storage.row_mapping import change, columns_of, record_of, unless_there, values_of
from storage.tables import waiting

_outbox = tables.outbox

_TXN = literal("lotse-") + _outbox.c.install + "-" + sql_cast(_outbox.c.id, Text)
"""The transaction id, an idempotency key for the homeserver: the same at every attempt, different in every installation."""
_COLUMNS = [*columns_of(_outbox, OutboxRow, but=["txn"]), _TXN.label("txn")]
_SELECT = select(*_COLUMNS)
_BY_ONCE = _SELECT.where(_outbox.c.once == bindparam("once"))
_UNSENT = select(_outbox.c.id).where(_outbox.c.once.in_(bindparam("onces", expanding=True)), _outbox.c.sent_at.is_(None)).limit(1)
_READY, _FIRST_MOMENT = heads(_COLUMNS), first_moment()
_ARRIVED = (
    update(_outbox)
    .where(_outbox.c.id == bindparam("row"), _outbox.c.role != Role.NAMELESS)
    .values({name: bindparam(name) for name in ("sent_at", "event_id", "retry_at", "content")})
    .returning(exists().where(tables.muted_rooms.c.room == bindparam("room_id")))
)
"""Marks a row as sent, and tells whether its room was muted. Not for a nameless row, of which nothing is kept."""

_FAILED = and_(tables.is_parked, _outbox.c.action.not_in(["join", "leave"]), _outbox.c.failure.not_in([ERASED, GONE, LAPSED, REPLACED]))
"""The rows that `lotse status` reports as failed. Joining an upgraded room is refused until the invitation comes, and then succeeds:
that is no failure, nor is a row that was erased or overtaken."""

KEPT_KEYS = frozenset({"msgtype", "m.relates_to"})
"""The keys of a content that are kept once it has arrived: enough to edit it and to find its thread, and nothing that anybody said."""


class Outbox:
    def __init__(
        self,
        connection: Connection,
        install: str,
        timers: Timers,
        recall: Recall,
        muted: MutedRooms,
        on_erased: Callable[[], None],
        on_arrived: Callable[[], None],
        changes: QueueChanges,
    ) -> None:
        """`install` is the name of this installation, a part of every transaction id. `changes` is told what is done here."""
        self._connection = connection
        self._install = install
        self._timers = timers
        self._recall = recall
        self._muted = muted
        self._on_erased = on_erased
        self._on_arrived = on_arrived
        self._changes = changes

    async def add(self, row: OutboxRow) -> int | None:
        return (await self.add_all([row])).get(row.once)

    async def add_all(self, rows: Sequence[OutboxRow]) -> Mapping[str, int]:
        """Queues rows in order; the ids of those whose `once` key is new, by that key.

        A row whose target is parked is parked at once.
        """
        if not rows:
            return {}
        fresh = _unless_queued(self._connection.dialect.name)
        values = [{"install": self._install, **values_of(row, but=["id", "txn"])} for row in rows]
        ids = {str(once): int(queued) for once, queued in await self._connection.execute(fresh, values)}
        queued = [replace(row, id=ids[row.once], txn=f"lotse-{self._install}-{ids[row.once]}") for row in rows if row.once in ids]
        hopeless = await self._hopeless({row.target for row in queued if row.target is not None})
        for row in queued:
            heard = await self._recall.said(row.once)
            if heard is not None:
                await self.sent(row, heard.event_id, heard.sent_at)
            elif row.target in hopeless:
                await self._park(row.id, hopeless[row.target], row.created_at)
        self._changes.queued += queued
        return ids

    async def _hopeless(self, targets: Collection[int]) -> Mapping[int | None, str]:
        """The targets that are parked, with the reason. Rows that were queued in this transaction are not."""
        known = {row.id for row in self._changes.queued}
        asked = [target for target in targets if target not in known or self._changes.is_outbox_unclear]
        if not asked:
            return {}
        query = select(_outbox.c.id, _outbox.c.failure).where(_outbox.c.id.in_(asked), tables.is_parked)
        return {row.id: row.failure for row in await self._connection.execute(query)}

    async def get(self, row: int) -> OutboxRow | None:
        return await self._first(_listed(_outbox.c.id == row))

    async def by_once(self, once: str) -> OutboxRow | None:
        row = (await self._connection.execute(_BY_ONCE, {"once": once})).first()
        return None if row is None else record_of(OutboxRow, row)

    async def has_unsent(self, onces: Collection[str]) -> bool:
        return bool(onces) and await self._connection.scalar(_UNSENT, {"onces": list(onces)}) is not None

    async def by_event(self, event: EventId) -> OutboxRow | None:
        row = await self._first(_listed(_outbox.c.event_id == event))
        return await self.get(row.target) if row is not None and row.action == "edit" and row.target is not None else row

    async def by_cause(self, cause: EventId) -> Sequence[OutboxRow]:
        return await self._rows(_listed(_outbox.c.cause == cause))

    async def about(self, subject: str, roles: Collection[Role]) -> Sequence[OutboxRow]:
        return await self._rows(_listed(_outbox.c.subject == subject, _outbox.c.action == "send", _outbox.c.role.in_(list(roles))))

    async def edits_of(self, row: int) -> Sequence[OutboxRow]:
        return await self._rows(_listed(_outbox.c.target == row, _outbox.c.action == "edit"))

    async def ready(self, now: datetime, limit: int) -> Sequence[OutboxRow]:
        found = await self._connection.execute(_READY, {"now": now, "most": limit})
        return [record_of(OutboxRow, row) for row in found]

    async def waiting(self, limit: int) -> Sequence[OutboxRow]:
        on = _outbox.alias("on")
        is_hopeless = exists().where(on.c.id == _outbox.c.target, on.c.parked_at.is_not(None))
        return await self._rows(_listed(waiting, ~is_hopeless).limit(limit))

    async def next_due(self) -> datetime | None:
        """The first time at which `ready` has a row: a past one where it has one now, None where nothing waits."""
        return cast(datetime | None, await self._connection.scalar(_FIRST_MOMENT))

    async def sent(self, row: OutboxRow, event: EventId | None, at: datetime) -> bool:
        left = {key: value for key, value in row.content.items() if key in KEPT_KEYS}
        arrived = {"row": row.id, "room_id": row.room, "sent_at": at, "event_id": event, "retry_at": None, "content": left}
        was_muted = await self._connection.scalar(_ARRIVED, arrived)
        self._on_arrived()
        self._changes.sent[row.id] = event
        if was_muted is None:
            # Nothing is kept of a nameless one; and it may have been forgotten with all that hung on it while it was under way.
            await self._gone(row.id)
            return False
        await self._wake(row.wakes, row.subject, at)
        is_heard = row.action in ("send", "edit") and bool(was_muted) and await self._muted.end(row.room)
        if is_heard:
            await self._wake(HEARD, row.room, at)
        return row.wakes is not None or is_heard

    async def failed(
        self,
        row: OutboxRow,
        reason: str,
        again_at: datetime,
        *,
        doubted_since: datetime | None = None,
        stands_aside: bool = False,
    ) -> None:
        self._disturb()
        # If its echo came although the answer to the request was lost, it has arrived, and a nameless one is deleted.
        when = {"retry_at": None, "not_before": again_at} if stands_aside else {"retry_at": again_at}
        values = {"attempts": _outbox.c.attempts + 1, "failure": reason, "doubted_since": doubted_since, **when}
        await self._connection.execute(update(_outbox).where(_outbox.c.id == row.id, waiting).values(**values))

    async def has_arrived(self, room: RoomId, since: datetime) -> bool:
        query = select(_outbox.c.id).where(_outbox.c.room == room, _outbox.c.sent_at > since, _outbox.c.event_id.is_not(None))
        return await self._connection.scalar(query.limit(1)) is not None

    async def bring_back(self, room: RoomId, now: datetime, again_at: datetime) -> None:
        self._disturb()
        aside = (_outbox.c.doubted_since.is_not(None), _outbox.c.action != "file", _outbox.c.not_before > now)
        back = {"not_before": None, "retry_at": again_at}
        await self._connection.execute(update(_outbox).where(_outbox.c.room == room, waiting, *aside).values(**back))

    async def supersede_file(self, room: RoomId, name: str, subject: str | None) -> None:
        same = (_outbox.c.room == room, waiting, _outbox.c.action == "file", _outbox.c.subject == subject)
        for older in await self._rows(_listed(*same)):
            if older.content.get("filename") == name:
                await self.blank(older)

    async def readdress(self, row: OutboxRow, room: RoomId) -> None:
        await self._change(row.id, room=room, attempts=0, retry_at=None)

    async def parked(self, row: OutboxRow, reason: str, at: datetime) -> None:
        if not await self._gone(row.id):
            await self._park(row.id, reason, at)

    async def refused_in(self, room: RoomId, *actions: str) -> Sequence[OutboxRow]:
        return await self._rows(_listed(tables.is_parked, _outbox.c.room == room, _outbox.c.action.in_(actions), _FAILED))

    async def reword(self, row: OutboxRow, content: dict[str, Any]) -> None:
        await self._change(row.id, content=content)

    async def retry(self, row: OutboxRow, room: RoomId, content: dict[str, Any], target: int | None = None) -> None:
        waits = {"room": room, "parked_at": None, "failure": "", "attempts": 0, "retry_at": None, "doubted_since": None}
        await self._change(row.id, content=content, target=target, not_before=None, **waits)
        self._disturb()
        its_button = and_(_outbox.c.target == row.id, tables.is_parked, _outbox.c.action == "react")
        await self._connection.execute(update(_outbox).where(its_button).values(**waits))

    async def lapse(self, row: OutboxRow) -> None:
        self._disturb()
        with_it = and_(tables.is_parked, or_(_outbox.c.id == row.id, _outbox.c.target == row.id))
        await self._connection.execute(update(_outbox).where(with_it).values(failure=LAPSED))

    async def blank(self, row: OutboxRow) -> None:
        """Deletes its text, and the command that it suggests."""
        await self._change(row.id, content={}, suggests=None, literally=None)
        self._on_erased()

    async def forget_cause(self, event: EventId) -> None:
        self._disturb()
        is_it, other = _outbox.c.cause == event, _outbox.alias("other")
        nobody = {"cause": None, "asked_by": None}
        unsent = select(other.c.id).where(other.c.sent_at.is_(None)).scalar_subquery()
        await self._connection.execute(delete(_outbox).where(is_it, waiting, _outbox.c.target.in_(unsent)))
        # A row that may be in flight is found by its key until it has arrived; then it is deleted.
        await self._connection.execute(update(_outbox).where(is_it, waiting).values(role=Role.NAMELESS, **nobody))
        is_needed = exists().where(other.c.target == _outbox.c.id)
        for _ in ("its buttons", "itself"):
            await self._connection.execute(delete(_outbox).where(is_it, ~is_needed))
        no_key = literal("forgotten:") + sql_cast(_outbox.c.id, Text)
        await self._connection.execute(update(_outbox).where(is_it).values(once=no_key, **nobody))
        self._on_erased()

    async def forget_suggested(self, before: datetime) -> None:
        """Deletes the commands that were suggested before then and not accepted."""
        old = update(_outbox).where(_outbox.c.suggests.is_not(None), _outbox.c.created_at < before).values(suggests=None, literally=None)
        if (await self._connection.execute(old)).rowcount:
            self._on_erased()

    async def forget_suggested_to(self, user: UserId) -> None:
        theirs = update(_outbox).where(_outbox.c.suggests.is_not(None), _outbox.c.asked_by == user).values(suggests=None, literally=None)
        if (await self._connection.execute(theirs)).rowcount:
            self._on_erased()

    async def rooms(self) -> Sequence[RoomId]:
        query = select(_outbox.c.room).where(_outbox.c.event_id.is_not(None)).distinct().order_by(_outbox.c.room)
        return [RoomId(room) for room in await self._connection.scalars(query)]

    async def unprompted(self, since: datetime) -> Sequence[OutboxRow]:
        by_itself = (_outbox.c.cause.is_(None), _outbox.c.action == "send", _outbox.c.role != Role.NAMELESS)
        return await self._rows(_listed(_outbox.c.created_at >= since, *by_itself))

    async def arrived(self, since: datetime, until: datetime) -> tuple[int, int]:
        in_time = (_outbox.c.sent_at >= since, _outbox.c.sent_at < until, _outbox.c.event_id.is_not(None))
        is_message = (_outbox.c.action == "send", _outbox.c.role != Role.NAMELESS)
        counted = select(func.count(), func.count().filter(_outbox.c.cause.is_(None))).select_from(_outbox).where(*in_time, *is_message)
        ((messages, unasked),) = await self._connection.execute(counted)
        return int(messages), int(unasked)

    async def counts(self) -> tuple[int, int]:
        counted = [select(func.count()).select_from(_outbox).where(which) for which in (waiting, _FAILED)]
        waits, is_parked = [int(await self._connection.scalar(query) or 0) for query in counted]
        return waits, is_parked

    async def failures(self, limit: int) -> Sequence[Failure]:
        what, last = (_outbox.c.room, _outbox.c.action, _outbox.c.failure), func.max(_outbox.c.parked_at, type_=UtcDateTime)
        query = select(*what, func.count(), last).where(_FAILED).group_by(*what).order_by(last.desc(), func.max(_outbox.c.id).desc())
        found = await self._connection.execute(query.limit(limit))
        return [Failure(room=RoomId(row[0]), action=row[1], reason=row[2], count=row[3], last=row[4]) for row in found]

    async def set_aside_unreadable(self, at: datetime) -> int:
        broken = await unreadable(self._connection, _outbox, waiting, _SELECT)
        for row in broken:
            await self._change(row, parked_at=at, failure=UNREAD, retry_at=None)
            # Without `_park`, which reads columns that may be the unreadable ones.
            query = select(_outbox.c.wakes, _outbox.c.subject).where(_outbox.c.id == row)
            for kind, subject in await self._connection.execute(query):
                await self._wake(kind, subject, at)
        return len(broken)

    async def bring_back_faulty(self, queued_since: datetime) -> None:
        self._disturb()
        ours = and_(tables.is_parked, _outbox.c.failure.in_([FAULT, UNREAD]), _outbox.c.created_at >= queued_since)
        again = {"parked_at": None, "failure": "", "retry_at": None, "not_before": None, "doubted_since": None}
        await self._connection.execute(update(_outbox).where(ours).values(**again))

    async def close(self, room: RoomId, at: datetime) -> None:
        here = (_outbox.c.room == room, _outbox.c.action.not_in(["join", "leave", "open"]))
        for row in await self._rows(_listed(*here, or_(waiting, _FAILED))):
            await self.parked(row, GONE, at)

    async def _gone(self, row: int) -> bool:
        """Deletes a nameless row; whether it was one."""
        is_it = (_outbox.c.id == row, _outbox.c.role == Role.NAMELESS)
        is_gone = bool((await self._connection.execute(delete(_outbox).where(*is_it))).rowcount)
        if is_gone:
            self._on_erased()
        return is_gone

    async def _park(self, row: int, reason: str, at: datetime) -> None:
        self._disturb()
        doomed = select(_outbox.c.id).where(_outbox.c.id == row).cte("doomed", recursive=True)
        doomed = doomed.union(select(_outbox.c.id).where(_outbox.c.target == doomed.c.id, waiting))
        query = select(_outbox.c.id, _outbox.c.wakes, _outbox.c.subject, _outbox.c.role).where(_outbox.c.id.in_(select(doomed.c.id)))
        for each in (await self._connection.execute(query.order_by(_outbox.c.id))).all():
            await self._change(each.id, parked_at=at, failure=reason, retry_at=None)
            if each.role is Role.NAMELESS:
                await self._change(each.id, once=f"~{each.id}", content={})
            await self._wake(each.wakes, each.subject, at)

    def _disturb(self) -> None:
        """What waits is no longer what was known to wait."""
        self._changes.is_outbox_unclear = True
        self._on_arrived()

    async def _wake(self, kind: str | None, subject: str | None, at: datetime) -> None:
        if kind is not None and subject is not None:
            await self._timers.set(kind, subject, at)

    async def _change(self, row: int, **values: Any) -> None:
        self._disturb()
        await change(self._connection, _outbox, {"id": row}, values)

    async def _first(self, query: Select[*tuple[Any, ...]]) -> OutboxRow | None:
        rows = await self._rows(query.limit(1))
        return rows[0] if rows else None

    async def _rows(self, query: Select[*tuple[Any, ...]]) -> list[OutboxRow]:
        return [record_of(OutboxRow, row) for row in await self._connection.execute(query)]


@cache
def _unless_queued(dialect: str) -> Any:
    return unless_there(dialect, _outbox, "once").returning(_outbox.c.once, _outbox.c.id)


def _listed(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return _SELECT.where(*conditions).order_by(_outbox.c.id)
