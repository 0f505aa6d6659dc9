"""What the bot has said since the backup from which it was restored, and the numbers it named."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from bot.domain.ids import EventId, Number
from bot.messages import Echo, mark_of
from bot.ports import Heard, Outbox
from storage import tables
from storage.connection.interface import Connection
from storage.key_value import Counters, Meta
from storage.row_mapping import record_of, records, values_of

RESTORED_KEY = "restored"
"""The key in `meta` under which a restored backup says as of when it is. Emptied when all events since have been replayed."""
RECALLED_KEY = "recalled"
"""The key in `meta` of the time at which the replay was finished."""

LETTERS = frozenset("BSTARLMDQ")
"""The letters of numbers that `counters` gives."""

_heard, _outbox = tables.heard, tables.outbox


class Recall:
    """The replay after a restore (`bot.lifecycle.replay`). Where `is_restored` is false no method touches the database."""

    def __init__(self, connection: Connection, counters: Counters, meta: Meta, *, is_restored: bool) -> None:
        self._connection = connection
        self._counters = counters
        self._meta = meta
        self._is_restored = is_restored
        self._promised: Number | None = None

    async def since(self) -> datetime | None:
        since = await self._meta.get(RESTORED_KEY) if self._is_restored else None
        return datetime.fromisoformat(since) if since else None

    async def hear(self, echo: Echo) -> None:
        if await self.is_ours(echo.event_id):
            return
        # An unreadable one is kept all the same: it may have named a number.
        about = echo.about if echo.mark else None
        heard = Heard(event_id=echo.event_id, room=echo.room, mark=echo.mark, sent_at=echo.sent_at, about=about)
        await self._connection.execute(insert(_heard), values_of(heard))

    async def is_ours(self, event: EventId) -> bool:
        if not self._is_restored:
            return False
        return await self._connection.scalar(select(_heard.c.event_id).where(_heard.c.event_id == event)) is not None

    async def said(self, once: str) -> Heard | None:
        """The message with this `once` key, if the bot has said it since the backup."""
        if not self._is_restored:
            return None
        query = records(_heard, Heard).where(_heard.c.mark == mark_of(once)).order_by(_heard.c.sent_at).limit(1)
        row = (await self._connection.execute(query)).first()
        return None if row is None else record_of(Heard, row)

    async def last(self) -> datetime | None:
        found: datetime | None = await self._connection.scalar(select(func.max(_heard.c.sent_at)))
        return found

    async def begin(self, outbox: Outbox) -> None:
        """Marks what waited in the backup, and is in its room by now, as arrived; raises the counters above every number that was named."""
        for row in (await self._connection.scalars(select(_outbox.c.id).where(tables.waiting).order_by(_outbox.c.id))).all():
            waiting = await outbox.get(row)
            heard = await self.said(waiting.once) if waiting is not None else None
            if waiting is not None and heard is not None:
                await outbox.sent(waiting, heard.event_id, heard.sent_at)
        await self._keep_numbers()

    async def _keep_numbers(self) -> None:
        """Raises the counters to the highest number that was named, and by one more for each message that cannot be read."""
        named: Counter[str] = Counter()
        for about in await self._connection.scalars(select(_heard.c.about).where(_heard.c.about.is_not(None)).distinct()):
            number = Number.of_subject(about)
            if number is not None:
                named[number.letter] = max(named[number.letter], number.count)
        is_unknown = _heard.c.about.is_(None)
        unknown = int(await self._connection.scalar(select(func.count()).where(is_unknown)) or 0)
        for letter in LETTERS:
            await self._counters.raise_to(letter, named[letter], unknown)
        # If the process is killed before this commit, it begins again.
        await self._connection.execute(update(_heard).where(is_unknown).values(about=""))

    async def answered(self, event: EventId) -> None:
        heard = await self.said(f"answer:{event}")
        self._promised = Number.of_subject(heard.about) if heard is not None and heard.about else None

    def promised(self, letter: str) -> Number | None:
        """The number that the original answer to the event in hand named, if it has this letter; each is given once."""
        number = self._promised
        if number is None or number.letter != letter:
            return None
        self._promised = None
        return number

    async def finish(self, now: datetime) -> None:
        await self._meta.set(RESTORED_KEY, "")
        await self._meta.set(RECALLED_KEY, now.isoformat())

    async def forget(self, before: datetime) -> None:
        finished = await self._meta.get(RECALLED_KEY) if self._is_restored else None
        if finished and datetime.fromisoformat(finished) < before:
            await self._connection.execute(delete(_heard))
            for key in (RESTORED_KEY, RECALLED_KEY):
                await self._connection.execute(delete(tables.meta).where(tables.meta.c.key == key))
