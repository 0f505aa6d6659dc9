"""A bare nio loop that answers each message that begins with `!`: what any bot on nio costs at least, with nothing kept."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from nio import AsyncClient, InviteMemberEvent, MatrixRoom, RoomMessageText


async def main(homeserver: str, user: str, password: str) -> None:
    client = AsyncClient(homeserver, user)
    await client.login(password)

    async def answer(room: MatrixRoom, event: RoomMessageText) -> None:
        if event.body.startswith("!"):
            content: dict[str, Any] = {"msgtype": "m.notice", "body": f"B0 {event.body}"}
            await client.room_send(room.room_id, "m.room.message", content)

    async def join(room: MatrixRoom, event: InviteMemberEvent) -> None:
        await client.join(room.room_id)

    client.add_event_callback(join, InviteMemberEvent)
    await client.sync(timeout=0)
    client.add_event_callback(answer, RoomMessageText)
    await client.sync_forever(timeout=30000)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
