"""Links to sign in to the board, which are made when the turn of their message comes: the outbox holds none, only a place for it.

So a token stands nowhere but in the message, and its time counts from when it is sent.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import UserId
from bot.domain.muted_rooms import Why
from bot.domain.sign_in import PLACE, mark_of, new_token
from bot.outbound.event_content import SIGNS_IN
from bot.ports import ERASED, Clock, OutboxRow, Rooms, SendFailed, Store


@dataclass(frozen=True)
class SignInLinks:
    store: Store
    rooms: Rooms
    clock: Clock
    rand: random.Random

    async def put_into(self, row: OutboxRow, content: dict[str, Any]) -> dict[str, Any]:
        """The content of the row as it is sent. Raises SendFailed where somebody else would read the link, and Interrupted."""
        person = UserId(content[SIGNS_IN])
        if self.rooms.members(row.room) - {person}:
            raise SendFailed(ERASED, final=True, why=Why.CONTENT)
        token = new_token(self.rand)
        async with self.store.transaction() as tx:
            # At each attempt at sending it: the one before may have arrived although its answer was lost.
            await tx.sign_ins.add_link(mark_of(token), person, row.once, self.clock.now())
        shown = {key: value for key, value in content.items() if key != SIGNS_IN}
        return shown | {key: shown[key].replace(PLACE, token) for key in ("body", "formatted_body")}
