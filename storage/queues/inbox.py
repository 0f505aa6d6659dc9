"""The inbox: events that came in, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, insert, or_, select, update

from bot.domain.ids import EventId, Number, RoomId, UserId
from bot.messages import Edit, Garbled, Incoming, Undecryptable
from bot.messages.outcome import NAMELESS, STANDS, alias
from bot.ports import Handled, InboxRow, QueueChanges
from storage import tables
from storage.connection.interface import Connection
from storage.queues.unreadable import unreadable
from storage.row_mapping import change, record_of, records
from storage.tables import InboxState

EVENTS_SEARCHED = 500
"""How many of the latest events are searched for recent refusals."""
IDS_PER_QUERY = 500
"""How many ids one statement asks for: databases limit the parameters of a statement."""

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for a time that is not kept."""

_inbox = tables.inbox
# Built once, since each event needs them.
_KNOWN = select(_inbox.c.event_id).where(_inbox.c.event_id.in_(bindparam("ids", expanding=True)))
_TAKEN = insert(_inbox).returning(_inbox.c.id)
_HANDLED = records(_inbox, Handled).where(_inbox.c.event_id.in_(bindparam("names", expanding=True)), _inbox.c.state == InboxState.HANDLED)


class Inbox:
    def __init__(self, connection: Connection, on_erased: Callable[[], None], changes: QueueChanges) -> None:
        """`changes` is told of what comes to wait."""
        self._connection = connection
        self._on_erased = on_erased
        self._changes = changes
        self._missing: set[EventId] = set()
        """Of what has been looked for, what is not there."""

    async def take(self, event: Incoming, received_at: datetime, also: Collection[EventId] = ()) -> InboxRow | None:
        names = {each: {each, alias(each)} for each in (event.event_id, *also)}
        asked = {"ids": sorted(set().union(*names.values()))}
        found = {EventId(each) for each in await self._connection.scalars(_KNOWN, asked)}
        if not found.isdisjoint(names[event.event_id]):
            return None
        self._missing |= {each for each in also if found.isdisjoint(names[each])}
        values = {"event_id": event.event_id, "received_at": received_at, **_unread(event)}
        added = await self._connection.scalar(_TAKEN, values)
        return InboxRow(id=int(added or 0), event=event, received_at=received_at)

    async def add(self, events: Sequence[Incoming], received_at: datetime) -> int:
        known = await self.known([event.event_id for event in events])
        fresh: dict[EventId, Incoming] = {}
        for event in events:
            if event.event_id not in known:
                fresh.setdefault(event.event_id, event)
        rows = [{"event_id": event_id, "received_at": received_at, **_unread(event)} for event_id, event in fresh.items()]
        if rows:
            self._missing.clear()
            await self._connection.execute(insert(_inbox), rows)
            self._changes.has_come = True
        return len(rows)

    async def known(self, events: Collection[EventId]) -> frozenset[EventId]:
        asked = list(events)
        known_as = {event: event for event in asked} | {alias(event): event for event in asked}
        found: set[EventId] = set()
        for ids in _in_chunks(known_as):
            found.update(known_as[EventId(each)] for each in await self._connection.scalars(_KNOWN, {"ids": ids}))
        return frozenset(found)

    async def author(self, event: EventId) -> UserId | None:
        found = await self._connection.scalar(select(_inbox.c.sender).where(_inbox.c.event_id == event))
        return UserId(found) if found is not None else None

    async def edits_of(self, events: Collection[EventId]) -> Mapping[EventId, EventId]:
        found: dict[EventId, EventId] = {}
        for ids in _in_chunks(events):
            query = select(_inbox.c.event_id, _inbox.c.edit_of).where(_inbox.c.event_id.in_(ids), _inbox.c.edit_of.is_not(None))
            found.update({EventId(row.event_id): EventId(row.edit_of) for row in await self._connection.execute(query)})
        return found

    async def next(self, *, after: int = 0, but: Collection[UserId] = ()) -> InboxRow | None:
        rows = await self._rows(_next(of_others=bool(but)), {"after": after, **({"but": sorted(but)} if but else {})})
        return rows[0] if rows else None

    async def finish(
        self,
        event: EventId,
        *,
        outcome: str,
        command: str = "",
        subject: Number | None = None,
        others: Sequence[Number] = (),
        fingerprint: str = "",
    ) -> None:
        """Marks it as handled and forgets its text. Raises LookupError for an event that never came in."""
        values = {"outcome": outcome, "command": command, "subject": subject, "others": tuple(others), "fingerprint": fingerprint}
        await change(self._connection, _inbox, {"event_id": event}, {"state": InboxState.HANDLED, "payload": None, **values})

    async def forget(self, event: EventId) -> None:
        nothing = {"room": "", "sender": "", "sent_at": _NEVER, "received_at": _NEVER, "payload": None}
        nothing |= {"outcome": NAMELESS, "command": "", "subject": None, "others": (), "fingerprint": "", "edit_of": None}
        values = {"event_id": alias(event), "state": InboxState.HANDLED, **nothing}
        await change(self._connection, _inbox, {"event_id": event}, values)
        self._on_erased()

    async def forget_words(self, event: EventId) -> None:
        await self._without_words(_inbox.c.event_id == event)

    async def forget_words_about(self, subject: Number) -> None:
        await self._without_words(_inbox.c.subject == subject)

    async def forget_commands(self, subject: Number, commands: Collection[str], *, but: Collection[EventId] = ()) -> None:
        nothing = {"command": "", "subject": None, "others": (), "fingerprint": ""}
        of_any = or_(*(_inbox.c.command.startswith(command, autoescape=True) for command in commands))
        wanted = (_inbox.c.subject == subject, _inbox.c.state == InboxState.HANDLED, of_any)
        told = await self._connection.scalars(select(_inbox.c.event_id).where(*wanted))
        for ids in _in_chunks([EventId(event) for event in told if event not in but]):
            await self._connection.execute(update(_inbox).where(_inbox.c.event_id.in_(ids)).values(**nothing))
        self._on_erased()

    async def handled(self, event: EventId) -> Handled | None:
        if event in self._missing:
            return None
        row = (await self._connection.execute(_HANDLED, {"names": [event, alias(event)]})).first()
        return None if row is None else record_of(Handled, row)

    async def also_said(self, tap: Handled) -> Sequence[Handled]:
        this = select(_inbox.c.id).where(_inbox.c.event_id == tap.event_id).scalar_subquery()
        same = (_inbox.c.room == tap.room, _inbox.c.command == tap.command, _inbox.c.id > this)
        query = records(_inbox, Handled).where(*same, _inbox.c.outcome.in_(["done", STANDS])).order_by(_inbox.c.id)
        return [record_of(Handled, row) for row in await self._connection.execute(query)]

    async def waiting(self) -> int:
        """How many events wait to be handled, without undecryptable ones."""
        query = select(func.count()).select_from(_inbox).where(_inbox.c.state == InboxState.WAITING)
        return int(await self._connection.scalar(query) or 0)

    async def set_aside(self, event: EventId) -> None:
        await change(self._connection, _inbox, {"event_id": event}, {"state": InboxState.SET_ASIDE})

    async def set_aside_unreadable(self) -> int:
        waits = _inbox.c.state == InboxState.WAITING
        broken = await unreadable(self._connection, _inbox, waits, _in_state(InboxState.WAITING))
        for row in broken:
            await change(self._connection, _inbox, {"id": row}, {"state": InboxState.SET_ASIDE})
        return len(broken)

    async def count_set_aside(self) -> int:
        query = select(func.count()).select_from(_inbox).where(_inbox.c.state == InboxState.SET_ASIDE)
        return int(await self._connection.scalar(query) or 0)

    async def bring_back(self, received_before: datetime) -> None:
        aside = _inbox.c.state == InboxState.SET_ASIDE
        forgotten = {"state": InboxState.HANDLED, "payload": None, "outcome": "refused"}
        old = update(_inbox).where(aside, _inbox.c.received_at < received_before).values(**forgotten)
        if (await self._connection.execute(old)).rowcount:
            self._on_erased()
        await self._connection.execute(update(_inbox).where(aside).values(state=InboxState.WAITING))
        self._changes.has_come = True

    async def carried_out(self, since: datetime, until: datetime) -> int:
        given = (_inbox.c.sent_at >= since, _inbox.c.sent_at < until, _inbox.c.outcome == "done", _inbox.c.command != "")
        return int(await self._connection.scalar(select(func.count()).select_from(_inbox).where(*given)) or 0)

    async def undecryptable(self) -> Sequence[InboxRow]:
        return [row for row in await self._rows(_in_state(InboxState.UNDECRYPTABLE)) if isinstance(row.event, Undecryptable)]

    async def deleted_unread(self, event: EventId, room: RoomId) -> None:
        is_it = (_inbox.c.event_id == event, _inbox.c.room == room, _inbox.c.state != InboxState.HANDLED)
        values = {"state": InboxState.HANDLED, "payload": None, "outcome": "ignored"}
        if (await self._connection.execute(update(_inbox).where(*is_it).values(**values))).rowcount:
            self._on_erased()

    async def decrypted(self, event: EventId, message: Incoming) -> None:
        """Replaces the undecryptable event by its message; changes nothing where that was given up or decrypted already."""
        still_waits = (_inbox.c.event_id == event, _inbox.c.state == InboxState.UNDECRYPTABLE)
        await self._connection.execute(update(_inbox).where(*still_waits).values(**_unread(message)))
        self._changes.has_come = True

    async def was_repeated(self, row: InboxRow, fingerprint: str) -> bool:
        said = (_inbox.c.room == row.event.room, _inbox.c.sender == row.event.sender, _inbox.c.fingerprint == fingerprint)
        query = select(_inbox.c.id).where(*said, _inbox.c.id > row.id, _inbox.c.command != "").limit(1)
        return await self._connection.scalar(query) is not None

    async def refused_since(self, room: RoomId, sender: UserId, since: datetime) -> int:
        latest = select(func.max(_inbox.c.id)).scalar_subquery() - EVENTS_SEARCHED
        theirs = (_inbox.c.id > latest, _inbox.c.room == room, _inbox.c.sender == sender)
        refused = (_inbox.c.outcome == "refused", _inbox.c.received_at >= since)
        return int(await self._connection.scalar(select(func.count()).select_from(_inbox).where(*theirs, *refused)) or 0)

    async def _without_words(self, condition: ColumnElement[bool]) -> None:
        hashed = update(_inbox).where(condition, _inbox.c.fingerprint != "").values(fingerprint="")
        if (await self._connection.execute(hashed)).rowcount:
            self._on_erased()

    async def _rows(self, query: Select[*tuple[Any, ...]], values: Mapping[str, Any] | None = None) -> list[InboxRow]:
        found = await self._connection.execute(query, values)
        return [InboxRow(id=row.id, event=row.payload or _garbled(row), received_at=row.received_at) for row in found]


def _garbled(row: Row[*tuple[Any, ...]]) -> Garbled:
    return Garbled(event_id=row.event_id, room=row.room, sender=row.sender, sent_at=row.sent_at)


def _unread(event: Incoming) -> dict[str, object]:
    state = InboxState.UNDECRYPTABLE if isinstance(event, Undecryptable) else InboxState.WAITING
    # An edit that takes a deleted one back is no event of its own, and cannot be deleted.
    edit_of = event.of if isinstance(event, Edit) and not event.takes_back else None
    return {
        "room": event.room,
        "sender": event.sender,
        "sent_at": event.sent_at,
        "state": state,
        "payload": event,
        "edit_of": edit_of,
    }


def _in_chunks(events: Collection[EventId]) -> Iterator[list[EventId]]:
    ids = list(events)
    return (ids[start : start + IDS_PER_QUERY] for start in range(0, len(ids), IDS_PER_QUERY))


@cache
def _in_state(state: InboxState) -> Select[*tuple[Any, ...]]:
    columns = (_inbox.c.id, _inbox.c.payload, _inbox.c.received_at, _inbox.c.event_id, _inbox.c.room, _inbox.c.sender, _inbox.c.sent_at)
    return select(*columns).where(_inbox.c.state == state).order_by(_inbox.c.id)


@cache
def _next(*, of_others: bool) -> Select[*tuple[Any, ...]]:
    """The first one that waits behind the row `after`; with `of_others` of nobody in `but`."""
    query = _in_state(InboxState.WAITING).where(_inbox.c.id > bindparam("after")).limit(1)
    return query.where(_inbox.c.sender.not_in(bindparam("but", expanding=True))) if of_others else query
