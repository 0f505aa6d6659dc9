"""Answers each message that begins with `!`, over plain HTTP: what any bot costs at least.

    python http_echo.py HOMESERVER ACCESS_TOKEN FILE

Goes on where it was stopped: its place in the sync stands in FILE. Runs without anything of this repository.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp

CLIENT = "/_matrix/client/v3"


async def main(homeserver: str, token: str, file: Path) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession(homeserver, headers=headers, timeout=aiohttp.ClientTimeout(total=600)) as session:

        async def call(method: str, path: str, **more: Any) -> dict[str, Any]:
            async with session.request(method, CLIENT + path, **more) as response:
                response.raise_for_status()
                answer: dict[str, Any] = await response.json()
                return answer

        me = (await call("GET", "/account/whoami"))["user_id"]
        position = file.read_text() if file.exists() else ""
        sent = 0
        while True:
            answer = await call("GET", "/sync", params={"timeout": "30000", "since": position} if position else {"timeout": "0"})
            rooms = answer.get("rooms", {})
            for room in rooms.get("invite", {}):
                await call("POST", f"/join/{quote(room)}", json={})
            # What was said before the first sync is not for it.
            for room, about in rooms.get("join", {}).items() if position else ():
                for event in about["timeline"]["events"]:
                    body = event["content"].get("body", "")
                    if event["type"] == "m.room.message" and event["sender"] != me and body.startswith("!"):
                        sent += 1
                        path = f"/rooms/{quote(room)}/send/m.room.message/{quote(event['event_id'])}{sent}"
                        await call("PUT", path, json={"msgtype": "m.notice", "body": f"B0 {body}"})
            position = answer["next_batch"]
            file.write_text(position)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
