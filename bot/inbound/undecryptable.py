"""The request to repeat a message that could not be decrypted, when its key has not come after some minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.context_factory import ContextFactory
from bot.messages import Say
from bot.outbound.composer import Composer
from bot.outbound.queueing import Cause
from bot.ports import Clock, Rooms, Store

KEY_TIMEOUT = timedelta(minutes=5)
"""How long a key may take before the sender is asked; most come within seconds."""


class RepeatRequests:
    def __init__(
        self, store: Store, rooms: Rooms, clock: Clock, contexts: ContextFactory, composer: Composer, on_posted: Callable[[], None]
    ) -> None:
        self._store = store
        self._rooms = rooms
        self._clock = clock
        self._contexts = contexts
        self._composer = composer
        self._on_posted = on_posted

    async def ask(self) -> None:
        """Once per person and day, in the room of the first message that stayed unreadable on that day."""
        now = self._clock.now()
        async with self._store.reading() as tx:
            waiting = [row for row in await tx.inbox.undecryptable() if row.received_at <= now - KEY_TIMEOUT]
        # It is unknown whether it was for the bot; asked every time, people would remove the bot.
        first = {f"unreadable:{row.event.sender}:{row.received_at.date()}": row.event for row in reversed(waiting)}
        for once, event in first.items():
            if not self._rooms.is_joined(event.sender, event.room):
                continue
            async with self._store.transaction() as tx:
                if await tx.outbox.by_once(once) is None:
                    say = Say(
                        room=event.room,
                        text="doubt.unreadable",
                        once=once,
                        reply_to=event.event_id,
                        mentions=(event.sender,),
                        notify=True,
                        to_all=True,
                    )
                    moment = await self._contexts.moment(tx, event.room)
                    await self._composer.post(moment, [say], Cause(event=event.event_id, sender=event.sender))
            # Only after the commit: the relay would find nothing before, and wait for the next wake-up.
            self._on_posted()
