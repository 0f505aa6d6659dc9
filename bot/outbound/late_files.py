"""What a room hears of a file that could not be uploaded: that it comes later, or that it does not come.

Of a picture it hears nothing: what it shows has been said in words.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.context_factory import ContextFactory
from bot.messages import Say
from bot.odt import EXTENSION
from bot.outbound.composer import Composer
from bot.outbound.queueing import Cause
from bot.ports import ERASED, NOT_WRITTEN, OutboxRow, Transaction

TOLD_AFTER = timedelta(minutes=5)
"""How long a file may fail before its room is told."""


class LateFiles:
    def __init__(self, contexts: ContextFactory, composer: Composer) -> None:
        self._contexts = contexts
        self._composer = composer

    async def failed(self, tx: Transaction, row: OutboxRow, since: datetime) -> None:
        """Tells the room once that the file comes later; of several that fail since the same day only of the first."""
        moment = await self._contexts.moment(tx, row.room)
        if moment.now - since >= TOLD_AFTER and row.content and not is_picture(row):
            await self._say(tx, row, "file.late", _late(row, since))

    async def arrived(self, tx: Transaction, row: OutboxRow) -> None:
        """Withdraws the message that the file comes later, if that has not been sent yet."""
        if row.doubted_since is None:
            return
        told = await tx.outbox.by_once(_late(row, row.doubted_since))
        if told is not None and told.sent_at is None and told.parked_at is None:
            await tx.outbox.blank(told)

    async def given_up(self, tx: Transaction, row: OutboxRow, reason: str) -> None:
        """Tells the room that the file does not come, once a day."""
        if is_picture(row):
            return
        if reason == NOT_WRITTEN:
            await self.arrived(tx, row)
            await self._say(tx, row, "file.not-written", f"file not written:{row.once}")
        elif reason != ERASED:
            await self.arrived(tx, row)
            moment = await self._contexts.moment(tx, row.room)
            await self._say(tx, row, "file.refused", f"file refused:{row.room}:{moment.now.date()}")

    async def _say(self, tx: Transaction, row: OutboxRow, text: str, once: str) -> None:
        moment = await self._contexts.moment(tx, row.room)
        name = row.content["filename"]
        params = {"name": name, "number": row.subject or "", "same": f"{name.removesuffix(EXTENSION)}.md"}
        await self._composer.post(moment, [Say(room=row.room, text=text, params=params, once=once, subject=row.subject)], Cause())


def is_picture(row: OutboxRow) -> bool:
    return row.action == "file" and row.content.get("msgtype") == "m.image"


def _late(row: OutboxRow, since: datetime) -> str:
    return f"file late:{row.room}:{since.date()}"
