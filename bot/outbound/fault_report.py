"""The report of a fault (programming error): kept for `lotse status`, and told to each admin once, in words, in a direct chat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog

from bot.context import Moment
from bot.context_factory import ContextFactory
from bot.domain.ids import EventId, RoomId, UserId
from bot.loops import persistently
from bot.messages import Open, Outgoing, Say
from bot.monitoring.faults import Faults, Noted
from bot.outbound.composer import Composer
from bot.outbound.queueing import Cause
from bot.ports import Clock, Interrupted, Store

log = structlog.get_logger(__name__)

KEPT_FOR = timedelta(days=30)
"""How long a fault that has not shown again is kept. After that it is told again."""
_OPENED = "fault"
"""The `about` of a direct chat that was opened to tell of faults."""


class FaultReport:
    def __init__(
        self, store: Store, clock: Clock, contexts: ContextFactory, composer: Composer, faults: Faults, on_posted: Callable[[], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._contexts = contexts
        self._composer = composer
        self._faults = faults
        self._on_posted = on_posted

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._faults.noted.wait()
            await persistently(self.keep, self._clock, self._faults.loop("fault report"))

    async def keep(self) -> bool:
        """Keeps what has been noted, and tells of what is new; False where there was nothing."""
        noted = self._faults.waiting()
        if not noted:
            return False
        now = self._clock.now()
        async with self._store.transaction() as tx:
            new = [each for each in noted if await tx.faults.add(each.place, each.detail, each.what, now)]
            await tx.faults.forget(now - KEPT_FOR)
        self._faults.kept(len(noted))
        if new:
            await self._tell(new)
        return True

    async def _tell(self, new: Sequence[Noted]) -> None:
        try:
            async with self._store.transaction() as tx:
                moment = await self._contexts.moment(tx, RoomId(""))
                await self._composer.post(moment, await _told(moment, new), Cause())
        except Interrupted:
            log.warning("the admins could not be told of a fault: the database is away")
        except Exception:  # the fault may be in what is needed to tell of it; noting that would lead back here for ever
            log.exception("the admins could not be told of a fault")
        else:
            self._on_posted()


async def _told(moment: Moment, new: Sequence[Noted]) -> list[Outgoing]:
    pmo = await moment.pmo()
    posts: list[Outgoing] = []
    for admin in sorted(moment.project.admins):
        alone = [chat.room for chat in await moment.tx.rooms.direct_with(admin) if moment.rooms.members(chat.room) == {admin}]
        if alone:
            posts += [_say(alone[0], admin, each, f"fault:{moment.now.isoformat()}:{each}:{admin}") for each in new]
        else:
            # Opened once: an admin who does not join has declined, and the log has the fault as well.
            posts.append(Open(room=pmo.room if pmo else RoomId(""), user=admin, about=_OPENED, once=f"fault:{admin}"))
    return posts


async def opened(moment: Moment, chat: RoomId, admin: UserId, about: str, joined: EventId) -> Say | None:
    """The first message in a direct chat that was opened to tell of faults; None for a chat with another purpose."""
    if about != _OPENED:
        return None
    latest = await moment.tx.faults.latest(1)
    place, detail = (latest[0].place, latest[0].detail) if latest else ("", "")
    params = {"place": place, "detail": detail, "hello": True}
    return Say(room=chat, text="fault.told", params=params, once=f"welcome:{joined}", notify=True, mentions=(admin,))


def _say(chat: RoomId, admin: UserId, noted: Noted, once: str) -> Say:
    params = {"place": noted.place, "detail": noted.detail, "hello": False}
    return Say(room=chat, text="fault.told", params=params, once=once, notify=True, mentions=(admin,))
