"""What is done once when the bot has caught up: the records say which timers there have to be, whatever changed meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from bot.context import Moment
from bot.context_factory import Scenes
from bot.domain.ids import RoomId
from bot.ports import Store

AtStart = Callable[[Moment], Awaitable[None]]
"""Sets timers by the records as they stand. Done again it changes nothing."""


class Beginning:
    def __init__(self, store: Store, scenes: Scenes, duties: Sequence[AtStart]) -> None:
        self._store = store
        self._scenes = scenes
        self._duties = duties

    async def begin(self) -> None:
        async with self._store.transaction() as tx:
            moment = await self._scenes.moment(tx, RoomId(""))
            for duty in self._duties:
                await duty(moment)
