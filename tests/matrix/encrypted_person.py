"""A person whose client encrypts: nio on its own, as other programs use it."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nio import AsyncClient, AsyncClientConfig, RoomMessage

from bot.matrix.crypto.cross_signing import sign_own_device
from bot.matrix.private_files import private_folder
from demo.world.person import Person


@dataclass(frozen=True)
class Heard:
    """A message that could be decrypted."""

    room: str
    event_id: str
    body: str
    once: str

    @property
    def number(self) -> str:
        """Of the record that it speaks of."""
        found = re.search(r"\b[A-Z]\d+\b", self.body)
        assert found is not None, self.body
        return found[0]


class EncryptedPerson:
    """Syncs only while it waits for something."""

    def __init__(self, person: Person, client: AsyncClient) -> None:
        self.person = person
        self._client = client
        self.read: list[tuple[str, str]] = []
        """Room and text of what it could decrypt."""
        self.heard: list[Heard] = []
        self.onces: Counter[str] = Counter()
        """How often each key of the bot's messages came."""
        self.files: list[tuple[str, dict[str, Any]]] = []
        """Room and content, once decrypted, of what it was sent as a file."""
        self._held_back: list[dict[str, Any]] = []

    @classmethod
    async def of(cls, person: Person, folder: Path, *, signed: bool = True) -> EncryptedPerson:
        """A device of its own, next to the one that `person` has; its keys go to `folder`, and so do those that sign it."""
        private_folder(folder)
        config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=False)
        client = AsyncClient(person.url, person.user_id, store_path=str(folder), config=config)
        await client.login(person.password)
        encrypted = cls(person, client)
        await encrypted._sync(full_state=True)
        if signed:
            await encrypted.sign_device(folder)
        return encrypted

    async def sign_device(self, folder: Path) -> None:
        """As the person would do it by comparing emoji with another device of theirs."""
        client: Any = self._client
        assert await sign_own_device(self.person.request, client, folder, self.person.password)

    async def say(self, room: str, text: str) -> str:
        return await self.send(room, "m.room.message", {"msgtype": "m.text", "body": text})

    async def send(self, room: str, kind: str, content: dict[str, Any]) -> str:
        """Anything, in an envelope."""
        await self._sync()
        answer = await self._client.room_send(room, kind, content, ignore_unverified_devices=True)
        return str(answer.event_id)

    async def say_at_once(self, room: str, text: str) -> str:
        """Without looking first for who has come or gone."""
        content = {"msgtype": "m.text", "body": text}
        answer = await self._client.room_send(room, "m.room.message", content, ignore_unverified_devices=True)
        return str(answer.event_id)

    async def edit(self, room: str, event: str, text: str) -> str:
        new = {"msgtype": "m.text", "body": text}
        relation = {"rel_type": "m.replace", "event_id": event}
        return await self.send(room, "m.room.message", {**new, "body": f"* {text}", "m.new_content": new, "m.relates_to": relation})

    async def asks(self, room: str, text: str) -> Heard:
        """The bot's answer."""
        once = f"answer:{await self.say(room, text)}"
        await self.until(lambda: self.onces[once] > 0)
        return next(each for each in self.heard if each.once == once)

    async def sees(self, room: str, text: str) -> Heard:
        """The first message of the bot with this text in it."""

        def found() -> list[Heard]:
            return [each for each in self.heard if each.room == room and each.once and text in each.body]

        await self.until(lambda: bool(found()))
        return found()[0]

    async def reads(self, room: str, text: str) -> None:
        await self.until(lambda: (room, text) in self.read)

    async def until(self, condition: Callable[[], bool], patience: float = 15) -> None:
        async with asyncio.timeout(patience):
            while not condition():
                await self._sync(timeout=1000)

    async def catch_up(self) -> None:
        """Until a sync brings nothing of the bot's any more."""
        heard = -1
        while heard != len(self.heard):
            heard = len(self.heard)
            await self._sync()

    async def hold_back_key(self, room: str) -> None:
        """What is said next can be read by nobody until `hand_over_key`."""
        await self._sync()
        client: Any = self._client
        await client.keys_claim(client.get_missing_sessions(room))
        members = list(client.rooms[room].users)
        self._held_back = [message for _, message in client.olm.share_group_session_parallel(room, members, ignore_unverified_devices=True)]
        client.olm.outbound_group_sessions[room].shared = True

    async def hand_over_key(self) -> None:
        for message in self._held_back:
            path = f"/_matrix/client/v3/sendToDevice/m.room.encrypted/{secrets.token_hex(8)}"
            await self.person.request("PUT", path, message)

    async def close(self) -> None:
        await self._client.close()

    async def _sync(self, timeout: int = 0, full_state: bool = False) -> None:
        client: Any = self._client
        answer = await client.sync(timeout=timeout, full_state=full_state, sync_filter={"room": {"timeline": {"limit": 100}}})
        for needed, request in ((client.should_upload_keys, client.keys_upload), (client.should_query_keys, client.keys_query)):
            if needed:
                await request()
        for room, about in answer.rooms.join.items():
            for event in about.timeline.events:
                if isinstance(event, RoomMessage):
                    self.read.append((room, event.body))
                    once = event.source["content"].get("de.lotse.once", "")
                    self.onces[once] += 1
                    if event.source["content"].get("msgtype") in ("m.file", "m.image"):
                        self.files.append((room, event.source["content"]))
                    self.heard.append(Heard(room, event.event_id, event.body, once))
