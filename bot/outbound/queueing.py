"""A page: all messages of one event or one timer, queued together in two statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.context import Moment
from bot.domain.ids import EventId, RoomId, UserId
from bot.messages import ABOUT, ONCE, Priority, Role, Say
from bot.outbound.event_content import CARRIES_ONCE
from bot.ports import OutboxRow


@dataclass(frozen=True, kw_only=True)
class Cause:
    """The event that made the bot speak, and its sender; both None for a timer."""

    event: EventId | None = None
    sender: UserId | None = None


class Page:
    """Collects rows for the outbox: the messages are queued first, then the buttons under them."""

    def __init__(self, moment: Moment, cause: Cause, device: str) -> None:
        self.moment = moment
        self.cause = cause
        self._device = device
        self._rows: list[OutboxRow] = []
        self._buttons: list[tuple[str, OutboxRow]] = []
        """The rows of buttons, each with the `once` key of its message."""
        self._ids: dict[str, int] = {}
        """The ids of the queued rows whose `once` key was new, by that key."""

    def put(
        self,
        room: RoomId,
        once: str,
        action: str,
        event_type: str,
        content: dict[str, Any],
        *,
        say: Say | None = None,
        subject: str | None = None,
        target: int | None = None,
        under: str | None = None,
        priority: Priority | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """Adds a row. `under` is the `once` key of a message on the same page; if that is not new, the row is left out."""
        about = say.subject if say else subject
        if action in CARRIES_ONCE:
            content |= {ONCE: once} | ({ABOUT: about} if about else {})
        row = OutboxRow(
            id=0,
            room=room,
            once=once,
            txn="",
            device=self._device,
            action=action,
            event_type=event_type,
            content=content,
            subject=about,
            role=say.role if say else Role.ANSWER,
            priority=say.priority if say else priority if priority is not None else Priority.ANSWER,
            target=target,
            suggests=say.suggests if say else None,
            literally=say.literally if say else None,
            reply_gives=say.reply_gives if say else None,
            asked_by=self.cause.sender,
            cause=self.cause.event,
            wakes=say.wakes if say else None,
            not_before=not_before,
            created_at=self.moment.now,
        )
        if under is None:
            self._rows.append(row)
        else:
            self._buttons.append((under, row))

    async def queue(self) -> Mapping[str, int]:
        """Queues the rows collected so far, in two statements; the ids of those that are new, by their `once` key."""
        rows, self._rows = self._rows, []
        self._ids |= await self.moment.tx.outbox.add_all(rows)
        buttons, self._buttons = self._buttons, []
        await self.moment.tx.outbox.add_all([replace(row, target=self._ids[under]) for under, row in buttons if under in self._ids])
        return self._ids

    async def by_once(self, once: str) -> OutboxRow | None:
        """The message with this `once` key, whether it is on this page or was queued before."""
        await self.queue()
        return await self.moment.tx.outbox.by_once(once)
