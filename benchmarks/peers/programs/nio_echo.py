"""Answers each message that begins with `!`, on nio as its documentation shows it: what any bot on nio costs at least.

    python nio_echo.py HOMESERVER USER_ID DEVICE_ID ACCESS_TOKEN

Its keys and its place in the sync are in the folder in which it is started. Runs without anything of this repository.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from nio import AsyncClient, AsyncClientConfig, InviteMemberEvent, MatrixRoom, RoomMessageText


async def main(homeserver: str, user: str, device: str, token: str) -> None:
    config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=True)
    client = AsyncClient(homeserver, user, store_path=".", config=config)
    client.restore_login(user, device, token)

    async def answer(room: MatrixRoom, event: RoomMessageText) -> None:
        if event.body.startswith("!") and event.sender != user:
            content: dict[str, Any] = {"msgtype": "m.notice", "body": f"B0 {event.body}"}
            await client.room_send(room.room_id, "m.room.message", content, ignore_unverified_devices=True)

    async def join(room: MatrixRoom, event: InviteMemberEvent) -> None:
        if event.membership == "invite":
            await client.join(room.room_id)

    client.add_event_callback(join, InviteMemberEvent)
    if not client.loaded_sync_token:
        # What was said before its first start is not for it.
        await client.sync(timeout=0)
    client.add_event_callback(answer, RoomMessageText)
    await client.sync_forever(timeout=30000, full_state=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:5]))
