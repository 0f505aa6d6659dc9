"""The file that a message is about: its own, that of the message it replies to, or of the thread it stands in.

Nothing is kept of a message that is no command, so the homeserver is asked for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import quote

import aiohttp
from nio.crypto.attachments import decrypt_attachment
from nio.exceptions import EncryptionError

from bot.domain.ids import RoomId
from bot.domain.imports.contents import Why
from bot.lists import NotRead
from bot.matrix.client import Connection
from bot.matrix.crypto.envelope import Unreadable
from bot.matrix.errors import HomeserverError, Unreachable, homeserver_error, in_words, is_session_lost, send_failed
from bot.matrix.http import CLIENT_API, REQUEST_TIMEOUT, parsed
from bot.matrix.inbound.json_fields import Event, dict_at, id_at, text_at
from bot.matrix.inbound.text import clean_name
from bot.matrix.malformed import MALFORMED
from bot.matrix.response_policy import Asked
from bot.ports import Attached, SendFailed

MEDIA_API = "/_matrix/client/v1/media"
OLD_MEDIA_API = "/_matrix/media/v3"
"""Where homeservers before specification 1.11 give files."""
_RELATIONS_API = "/_matrix/client/v1"
_CHUNK_BYTES = 64 * 1024
_IN_THREAD = "20"
"""Messages of a thread among which the file is looked for, the newest first."""


class Files:
    def __init__(self, connection: Connection, is_encrypted: Callable[[RoomId], bool]) -> None:
        self._connection = connection
        self._is_encrypted = is_encrypted

    async def of(self, room: RoomId, event: str, max_bytes: int) -> Attached:
        """Raises NotRead where there is none or it is not to be read, SendFailed where the homeserver does not give it now."""
        content = await self._content_about(room, event)
        if content is None:
            raise NotRead(Why.NO_FILE)
        sealed = dict_at(content, "file")
        address = id_at(sealed, "url") or id_at(content, "url")
        # What its sender says of its size (`info`) need not be true.
        data = await self._downloaded(address, max_bytes)
        if sealed:
            data = _opened(data, sealed)
        return Attached(name=clean_name(text_at(content, "filename") or text_at(content, "body")), data=data)

    async def _content_about(self, room: RoomId, event: str) -> Event | None:
        """The content of the message with the file."""
        said = await self._event(room, event)
        if said is None or _has_file(said):
            return said
        relation = dict_at(said, "m.relates_to")
        in_thread = relation.get("rel_type") == "m.thread"
        replied = id_at(dict_at(relation, "m.in_reply_to"), "event_id")
        root = id_at(relation, "event_id") if in_thread else ""
        falls_back = in_thread and relation.get("is_falling_back") is True
        # The fallback of a thread names its last message, which is no reply of the sender's; but it may be the file.
        for each in filter(None, (replied, root)):
            found = await self._event(room, each)
            if found is not None and _has_file(found):
                return found
            if each == replied and not falls_back and found is not None:
                return None
        return await self._last_in_thread(room, root) if root else None

    async def _last_in_thread(self, room: RoomId, root: str) -> Event | None:
        path = f"{_RELATIONS_API}/rooms/{quote(room, safe='')}/relations/{quote(root, safe='')}/m.thread"
        answer = await self._ask(path, [("limit", _IN_THREAD)])
        chunk = answer.get("chunk") if answer else None
        for raw in chunk if isinstance(chunk, list) else ():
            with suppress(NotRead):  # a message whose key is missing keeps no other from being the file
                content = await self._read(room, raw) if isinstance(raw, dict) else None
                if content is not None and _has_file(content):
                    return content
        return None

    async def _event(self, room: RoomId, event: str) -> Event | None:
        """The content of a message; None for one that is not there, was deleted, or is none."""
        raw = await self._ask(f"{CLIENT_API}/rooms/{quote(room, safe='')}/event/{quote(event, safe='')}")
        return await self._read(room, raw) if raw is not None else None

    async def _read(self, room: RoomId, raw: dict[str, Any]) -> Event | None:
        if raw.get("room_id", room) != room or "state_key" in raw:
            return None
        if raw.get("type") == "m.room.encrypted":
            try:
                await self._connection.nio.get_to_know({str(raw.get("sender"))})
                opened = self._connection.nio.decrypt(raw, room)
            except Unreadable:
                raise NotRead(Why.SEALED) from None
            raw = opened.event if opened is not None else {}
        elif self._is_encrypted(room) and _has_file(dict_at(raw, "content")):
            raise NotRead(Why.CLEAR)
        return dict_at(raw, "content") if raw.get("type") == "m.room.message" else None

    async def _ask(self, path: str, query: list[tuple[str, str]] | None = None) -> dict[str, Any] | None:
        """The answer; None where there is no such event, or none that the bot may see."""
        try:
            return await self._connection.call("GET", path, None, query)
        except HomeserverError as error:
            if error.errcode in ("M_NOT_FOUND", "M_FORBIDDEN"):
                return None
            raise send_failed(error, Asked.EVENT) from error
        except Unreachable as error:
            raise SendFailed(str(error)) from error

    async def _downloaded(self, address: str, max_bytes: int) -> bytes:
        """The file, read no further than it may be long. Any refusal may pass: media are often there later than their message."""
        server, _, media = address.removeprefix("mxc://").partition("/")
        tail = f"download/{quote(server, safe='')}/{quote(media, safe='')}"
        try:
            async with asyncio.timeout(REQUEST_TIMEOUT.total_seconds()):
                try:
                    return await self._get(f"{MEDIA_API}/{tail}", max_bytes)
                except HomeserverError as error:
                    if error.status not in (400, 404, 405) or error.errcode == "M_NOT_FOUND":
                        raise
                    return await self._get(f"{OLD_MEDIA_API}/{tail}", max_bytes)
        except HomeserverError as error:
            if is_session_lost(error):
                raise send_failed(error, Asked.EVENT) from error
            raise SendFailed(str(error), retry_after=error.retry_after) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise SendFailed(in_words(self._connection.homeserver, error)) from error

    async def _get(self, path: str, max_bytes: int) -> bytes:
        headers = {"Authorization": f"Bearer {self._connection.session.access_token}"}
        response = await self._connection.nio.send("GET", path, None, headers, timeout=REQUEST_TIMEOUT.total_seconds())
        async with response:
            if response.status >= 400:
                raise homeserver_error(response.status, await _json(response), response.headers)
            data = bytearray()
            async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
                data += chunk
                if len(data) > max_bytes:
                    raise NotRead(Why.TOO_LARGE)
            return bytes(data)


async def _json(response: aiohttp.ClientResponse) -> Any:
    try:
        return parsed(await response.content.read(_CHUNK_BYTES))
    except ValueError:
        return None


def _has_file(content: Event) -> bool:
    address = id_at(dict_at(content, "file"), "url") or id_at(content, "url")
    return (
        text_at(content, "msgtype") in ("m.file", "m.image", "m.audio", "m.video") and address.startswith("mxc://") and " " not in address
    )


def _opened(data: bytes, sealed: Event) -> bytes:
    """The file out of its encryption, its hash checked."""
    try:
        opened: bytes = decrypt_attachment(
            data, text_at(dict_at(sealed, "key"), "k"), text_at(dict_at(sealed, "hashes"), "sha256"), text_at(sealed, "iv")
        )
    except (EncryptionError, *MALFORMED) as error:
        raise NotRead(Why.SEALED) from error
    return opened
