"""Sending: one attempt for each row of the outbox, encrypted where the room is; failures say what they mean."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from nio.crypto.attachments import encrypt_attachment
from nio.exceptions import EncryptionError, LocalProtocolError

from bot.domain.ids import EventId, RoomId, UserId
from bot.domain.muted_rooms import Why
from bot.matrix.client import Connection
from bot.matrix.crypto.envelope import Unreadable
from bot.matrix.errors import HomeserverError, Unreachable, send_failed
from bot.matrix.http import CLIENT_API
from bot.matrix.inbound.attached import Files
from bot.matrix.inbound.room_facts import RoomFacts
from bot.matrix.inbound.translate import translate
from bot.matrix.response_policy import Asked
from bot.matrix.rooms import JoinedRooms
from bot.messages import ABOUT, MARK, ONCE, OPENED_ABOUT, OPENED_FOR, TO_ALL, Reaction, mark_of
from bot.ports import Attached, OwnMessage, OwnMessages, SendFailed

MEGOLM_ALGORITHM = "m.megolm.v1.aes-sha2"
_MAX_CLOCK_DIFFERENCE = timedelta(minutes=5)
_MAX_PAGES = 50
_RELATIONS_API = "/_matrix/client/v1"
"""Where /relations stands (specification 1.3)."""

log = logging.getLogger(__name__)


class Outbound:
    """Implements `bot.ports.Chat`. Every method raises SendFailed; SessionLost is one."""

    def __init__(self, connection: Connection, rooms: JoinedRooms) -> None:
        self._connection = connection
        self._rooms = rooms
        self._entered: set[RoomId] = set()
        self._opened: dict[RoomId, UserId] = {}
        """Direct chats that were just opened, and that no sync has named yet."""
        self._locks: dict[RoomId, asyncio.Lock] = {}

    async def send(self, room: RoomId, event_type: str, content: dict[str, Any], txn: str) -> EventId:
        self._require_known(room)
        to_all = content.get(TO_ALL) is True
        content = {key: value for key, value in content.items() if key != TO_ALL}
        # Reactions are never encrypted in Matrix.
        if not self._rooms.is_encrypted(room) or event_type == "m.reaction":
            return await self._put(room, event_type, content, txn)
        async with self._locks.setdefault(room, asyncio.Lock()):
            nio = self._connection.nio
            await self._with_key(room, to_all=to_all)
            try:
                envelope = nio.seal(room, event_type, content, to_all=to_all)
            except (EncryptionError, LocalProtocolError) as error:
                raise SendFailed(f"could not be encrypted: {error}") from error
            once = content.get(ONCE)
            if isinstance(once, str):
                envelope[MARK] = mark_of(once)
            about = content.get(ABOUT)
            if isinstance(about, str):
                envelope[ABOUT] = about
            return await self._put(room, "m.room.encrypted", envelope, txn)

    async def hand_out_keys(self) -> None:
        """Shares the keys of all encrypted rooms with their members ahead of time, so that no message has to wait for it."""
        for room in sorted(self._rooms.joined()):
            if self._rooms.is_encrypted(room):
                try:
                    async with self._locks.setdefault(room, asyncio.Lock()):
                        await self._with_key(room)
                except SendFailed as failed:
                    log.warning("keys could not be handed out in a room: %s", failed.reason)

    async def upload(self, room: RoomId, name: str, mime: str, data: bytes) -> dict[str, Any]:
        self._require_known(room)
        if not self._rooms.is_encrypted(room):
            return {"url": await self._uploaded(data, mime, name)}
        # The homeserver learns neither the content nor the name of the file.
        sealed, keys = encrypt_attachment(data)
        return {"file": {"url": await self._uploaded(sealed, "application/octet-stream", ""), **keys}}

    async def redact(self, room: RoomId, event: EventId, txn: str) -> EventId:
        path = f"{CLIENT_API}/rooms/{quote(room, safe='')}/redact/{quote(event, safe='')}/{quote(txn, safe='')}"
        return EventId(_named("event_id", await self._call(Asked.REDACT, "PUT", path, {})))

    async def join(self, room: RoomId, via: RoomId | None) -> None:
        servers = self._rooms.servers(via) if via else []
        # Before specification 1.12 the parameter was called `server_name`; servers read the one that they know.
        query = [(name, server) for server in servers for name in ("via", "server_name")]
        await self._call(Asked.JOIN, "POST", f"{CLIENT_API}/join/{quote(room, safe='')}", {}, query)
        self._entered.add(room)

    async def leave(self, room: RoomId) -> None:
        self._entered.discard(room)
        await self._call(Asked.LEAVE, "POST", f"{CLIENT_API}/rooms/{quote(room, safe='')}/leave", {})

    async def open_direct(self, user: UserId, *, like: RoomId, about: str, once: str) -> None:
        # Creating a room takes no transaction id. A room created just before a crash is known from the sync at the start.
        room = self._opened_before(user, like)
        if room is not None:
            # The person has declined, or their server was away when the room was made. A second invitation changes nothing.
            if user not in self._rooms.members(room):
                path = f"{CLIENT_API}/rooms/{quote(room, safe='')}/invite"
                await self._call(Asked.INVITE, "POST", path, {"user_id": user})
            return
        sealed = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": MEGOLM_ALGORITHM}}
        body = {
            "preset": "trusted_private_chat",
            "is_direct": True,
            "invite": [user],
            "creation_content": {ONCE: once, OPENED_FOR: user, OPENED_ABOUT: about},
            "initial_state": [sealed] if self._rooms.is_encrypted(like) else [],
        }
        answer = await self._call(Asked.CREATE_ROOM, "POST", f"{CLIENT_API}/createRoom", body)
        self._opened[RoomId(_named("room_id", answer))] = user

    async def reactions(self, room: RoomId, event: EventId, now: datetime) -> Sequence[Reaction]:
        facts = RoomFacts(room=room, me=self._rooms.me, version=1, predecessor=None, received_at=now)
        path = f"{_RELATIONS_API}/rooms/{quote(room, safe='')}/relations/{quote(event, safe='')}/m.annotation/m.reaction"
        found: list[Reaction] = []
        token: list[tuple[str, str]] = []
        for _ in range(_MAX_PAGES):
            # A refusal passes or not, as one of /messages does: whoever counts goes on with what is known.
            page = await self._call(Asked.MESSAGES, "GET", path, None, [("limit", "100"), *token])
            chunk = page.get("chunk")
            if not isinstance(chunk, list):
                # Taken for "nobody has voted" it would strike every ballot that was heard.
                raise SendFailed("the answer names no reactions, and does not say that there are none")
            read = [translate(raw, facts) for raw in chunk if isinstance(raw, dict)]
            found += [each for each in read if isinstance(each, Reaction) and each.target == event]
            following = page.get("next_batch")
            if not isinstance(following, str) or not following:
                return found[::-1]
            token = [("from", following)]
        raise SendFailed("more reactions than anybody counts")

    async def attached(self, room: RoomId, event: EventId, max_bytes: int) -> Attached:
        return await Files(self._connection, self._rooms.is_encrypted).of(room, event, max_bytes)

    async def own_messages(self, room: RoomId, page: str | None) -> OwnMessages:
        query = [("dir", "b"), ("limit", "100"), ("filter", json.dumps({"senders": [self._rooms.me]}))]
        path = f"{CLIENT_API}/rooms/{quote(room, safe='')}/messages"
        answer = await self._call(Asked.SEND, "GET", path, None, query + ([("from", page)] if page else []))
        found = [message for event in answer.get("chunk", []) if (message := self._own(event, room)) is not None]
        return OwnMessages(messages=found, next=answer.get("end") if answer.get("chunk") else None)

    def _own(self, event: dict[str, Any], room: RoomId) -> OwnMessage | None:
        """A message of the bot's; None for what is none, and for a deleted one."""
        content: Any = event.get("content")
        kind, event_id = event.get("type"), event.get("event_id")
        if event.get("sender") != self._rooms.me or not isinstance(content, dict) or not content or not isinstance(event_id, str):
            return None
        if kind == "m.room.encrypted":
            outer = content
            content = None
            with suppress(Unreadable):
                opened = self._connection.nio.decrypt(event, room)
                kind = opened.event.get("type") if opened is not None else kind
                content = opened.event["content"] if opened is not None else None
            if content is not None and kind != "m.room.message":
                return None
            relation = outer.get("m.relates_to")
        elif kind == "m.room.message":
            relation = content.get("m.relates_to")
        else:
            return None
        edited = relation.get("event_id") if isinstance(relation, dict) and relation.get("rel_type") == "m.replace" else None
        return OwnMessage(event=EventId(event_id), content=content, edit_of=EventId(edited) if isinstance(edited, str) else None)

    async def find(self, room: RoomId, once: str, since: datetime) -> EventId | None:
        oldest = (since - _MAX_CLOCK_DIFFERENCE).timestamp() * 1000
        query = [("dir", "b"), ("limit", "100"), ("filter", json.dumps({"senders": [self._rooms.me]}))]
        token: list[tuple[str, str]] = []
        for _ in range(_MAX_PAGES):
            # A part of sending: a refusal here is a refusal of the message that waits.
            page = await self._call(Asked.SEND, "GET", f"{CLIENT_API}/rooms/{quote(room, safe='')}/messages", None, query + token)
            for event in page.get("chunk", []):
                if event.get("origin_server_ts", 0) < oldest:
                    return None
                if self._carries(event, room, once):
                    return EventId(event["event_id"])
            if not page.get("end"):
                return None
            token = [("from", page["end"])]
        return None

    def _opened_before(self, user: UserId, like: RoomId) -> RoomId | None:
        """A direct chat that the bot made before, encrypted if `like` is, and that nobody else has joined; None where there is none."""
        for room in sorted(self._rooms.joined()):
            opened = self._rooms.opened(room)
            fits = self._rooms.is_encrypted(room) or not self._rooms.is_encrypted(like)
            if opened is not None and opened.user == user and fits and self._rooms.members(room) <= {user}:
                return room
        return next((room for room, who in self._opened.items() if who == user), None)

    def _require_known(self, room: RoomId) -> None:
        """Raises SendFailed for a room that no sync has named yet: only then is it known whether it is encrypted."""
        if room not in self._rooms.joined():
            if room in self._entered or not self._connection.nio.fed:
                raise SendFailed("the room is not known yet")
            raise SendFailed("we are not in this room", final=True, why=Why.REMOVED)
        self._entered.discard(room)
        self._opened.pop(room, None)
        if self._rooms.is_encrypted(room) and self._rooms.lacks_guest(room):
            raise SendFailed("nobody could read it yet: the person is not invited")

    async def _uploaded(self, data: bytes, mime: str, name: str) -> str:
        try:
            return _named("content_uri", await self._connection.upload(data, mime, name))
        except HomeserverError as error:
            raise send_failed(error, Asked.UPLOAD) from error
        except Unreachable as error:
            raise SendFailed(str(error)) from error

    async def _with_key(self, room: RoomId, *, to_all: bool = False) -> None:
        nio = self._connection.nio
        if room not in nio.rooms:
            raise SendFailed("the members of the room are not known yet")
        nio.rooms[room].encrypted = True
        try:
            await nio.prepare(room, to_all=to_all)
        except HomeserverError as error:
            # The keys could not be shared; the message itself was not refused.
            raise SendFailed(f"keys could not be handed out: {error}", retry_after=error.retry_after, is_slowed=False) from error
        except Unreachable as error:
            raise SendFailed(str(error)) from error

    async def _put(self, room: RoomId, event_type: str, content: dict[str, Any], txn: str) -> EventId:
        path = f"{CLIENT_API}/rooms/{quote(room, safe='')}/send/{quote(event_type, safe='')}/{quote(txn, safe='')}"
        return EventId(_named("event_id", await self._call(Asked.SEND, "PUT", path, content)))

    def _carries(self, event: dict[str, Any], room: RoomId, once: str) -> bool:
        """Whether it is the bot's message with this `once` key; of one that can no longer be decrypted its unencrypted mark tells."""
        content: dict[str, Any] = event.get("content", {})
        if content.get(MARK) == mark_of(once) or content.get(ONCE) == once:
            return True
        if event.get("type") != "m.room.encrypted":
            return False
        with suppress(Unreadable):
            opened = self._connection.nio.decrypt(event, room)
            return opened is not None and opened.event["content"].get(ONCE) == once
        return False

    async def _call(
        self, asked: Asked, method: str, path: str, body: dict[str, Any] | None, query: list[tuple[str, str]] | None = None
    ) -> dict[str, Any]:
        try:
            return await self._connection.call(method, path, body, query)
        except HomeserverError as error:
            raise send_failed(error, asked) from error
        except Unreachable as error:
            raise SendFailed(str(error)) from error


def _named(what: str, answer: dict[str, Any]) -> str:
    """The id that a success has to name. An answer without it counts as a failure: trying again does no harm."""
    name = answer.get(what)
    if not isinstance(name, str) or not name:
        raise SendFailed(f"the homeserver took it, and named no {what}", is_doubted=True)
    return name
