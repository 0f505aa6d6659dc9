"""Each answer of the table over a real socket, and those that are none: broken off, garbled, redirected, too late."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from nio import AsyncClientConfig

from bot.cli.homeserver_page import rules_of
from bot.domain.ids import EventId, RoomId
from bot.matrix.account import Session
from bot.matrix.client import Connection
from bot.matrix.crypto.client import KeyedClient
from bot.matrix.errors import HomeserverError, SessionLost, Unreachable
from bot.matrix.http import CLIENT_API
from bot.matrix.outbound import Outbound
from bot.matrix.response_policy import QUEUED, Asked, Follows
from bot.matrix.rooms import JoinedRooms
from bot.ports import SendFailed
from tests.world import BOT, user

ROOM = RoomId("!raum")


class Socket:
    """Answers every request with the same bytes."""

    def __init__(self) -> None:
        self.answer = b""
        self.hangs = False
        self.url = ""
        self._done = asyncio.Event()

    def says(self, status: int, body: bytes, *headers: str) -> None:
        head = [f"HTTP/1.1 {status} So", f"Content-Length: {len(body)}", "Connection: close", *headers]
        self.answer = "\r\n".join(head).encode() + b"\r\n\r\n" + body

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                await reader.readexactly(int(line.partition(b":")[2]))
        writer.write(self.answer)
        await writer.drain()
        if self.hangs:
            await self._done.wait()
        writer.close()

    def release(self) -> None:
        self._done.set()


@pytest.fixture
async def socket() -> AsyncIterator[Socket]:
    there = Socket()
    server = await asyncio.start_server(there.serve, "127.0.0.1", 0)
    there.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield there
    there.release()
    server.close()


@pytest.fixture
async def connection(socket: Socket, tmp_path: Path) -> AsyncIterator[Connection]:
    config = AsyncClientConfig(store_sync_tokens=False, max_limit_exceeded=0, max_timeouts=0, encryption_enabled=True, pickle_key="x")
    nio = KeyedClient(socket.url, BOT, "DEVICE", store_path=str(tmp_path), config=config)
    nio.restore_login(BOT, "DEVICE", "token")
    nio.fed = True
    there = Connection(socket.url, Session(user_id=BOT, device_id="DEVICE", access_token="token"), nio)
    yield there
    await there.close()


@pytest.fixture
def chat(connection: Connection) -> Outbound:
    rooms = JoinedRooms(BOT)
    rooms.apply(ROOM, [{"type": "m.room.create", "state_key": "", "sender": user("Anna"), "content": {}}])
    return Outbound(connection, rooms)


REQUESTS: dict[Asked, Callable[[Outbound], Awaitable[object]]] = {
    Asked.SEND: lambda chat: chat.send(ROOM, "m.room.message", {"msgtype": "m.text", "body": "x"}, "txn"),
    Asked.REDACT: lambda chat: chat.redact(ROOM, EventId("$1"), "txn"),
    Asked.UPLOAD: lambda chat: chat.upload(ROOM, "S1.ics", "text/calendar", b"x"),
    Asked.JOIN: lambda chat: chat.join(ROOM, None),
    Asked.LEAVE: lambda chat: chat.leave(ROOM),
    Asked.CREATE_ROOM: lambda chat: chat.open_direct(user("Anna"), like=ROOM, about="R1", once="once"),
}


def answers_to(asked: Asked) -> list[tuple[int, str, Follows]]:
    """One of each line of the table."""
    found = []
    for rule in rules_of(asked):
        codes = rule.codes or (("M_UNRECOGNIZED", "M_UNKNOWN", "") if not rule.statuses else ("",))
        found += [(rule.statuses[0] if isinstance(rule.statuses, tuple) and rule.statuses else 404, code, rule.follows) for code in codes]
    return found


@pytest.mark.parametrize("asked", [pytest.param(asked, id=asked) for asked in Asked if asked in QUEUED and asked in REQUESTS])
async def test_what_is_sent_is_told_what_follows(chat: Outbound, socket: Socket, asked: Asked) -> None:
    for status, code, follows in answers_to(asked):
        socket.says(status, json.dumps({"errcode": code, "error": "No."}).encode() if code else b"<html>No.</html>")
        with pytest.raises(SendFailed) as caught:
            await REQUESTS[asked](chat)
        failed = caught.value
        found = (
            Follows.ENDS
            if isinstance(failed, SessionLost)
            else Follows.GIVEN_UP
            if failed.final
            else Follows.DOUBTED
            if failed.is_doubted
            else Follows.SLOWER
            if failed.is_slowed
            else Follows.AGAIN
        )
        # Only a limit on messages slows everything down.
        assert found is (Follows.AGAIN if follows is Follows.SLOWER and asked not in (Asked.SEND, Asked.REDACT) else follows), (
            status,
            code,
        )


async def test_the_pause_of_a_header_alone_is_heard(chat: Outbound, socket: Socket) -> None:
    socket.says(429, b'{"errcode": "M_LIMIT_EXCEEDED"}', "retry-after: 17")
    with pytest.raises(SendFailed) as caught:
        await REQUESTS[Asked.SEND](chat)
    assert caught.value.retry_after == timedelta(seconds=17) and caught.value.is_slowed


@pytest.mark.parametrize("asked", [Asked.SEND, Asked.REDACT, Asked.UPLOAD, Asked.CREATE_ROOM], ids=str)
@pytest.mark.parametrize("body", [b"{}", b'{"event_id": 7, "content_uri": null, "room_id": []}', b"[]", b"", b"<html>Login</html>"])
async def test_a_success_that_names_nothing_is_none(chat: Outbound, socket: Socket, asked: Asked, body: bytes) -> None:
    socket.says(200, body)
    with pytest.raises(SendFailed) as caught:
        await REQUESTS[asked](chat)
    assert not caught.value.final


def _chunked(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body


NO_ANSWERS = {
    "closed at once": b"",
    "shorter than it says": b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{",
    "longer than it says": b'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{"event_id": "$1"}',
    "a length that is none": b"HTTP/1.1 200 OK\r\nContent-Length: viel\r\n\r\n{}",
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
    "a status that is none": b"HTTP/1.1 abc OK\r\n\r\n",
    "garbled gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\nabcdef",
    "garbled deflate": b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 6\r\n\r\nabcdef",
    "garbled chunks": _chunked(b"zz\r\n{}\r\n"),
    "chunks that break off": _chunked(b"5\r\n{"),
    "no UTF-8": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\xff\xfe",
    "a header without end": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n{}",
    "round and round": b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    "nowhere": b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    "not modified": b"HTTP/1.1 304 Not Modified\r\n\r\n",
    "no content": b"HTTP/1.1 204 No Content\r\n\r\n",
}


@pytest.mark.parametrize("answer", NO_ANSWERS.values(), ids=NO_ANSWERS)
async def test_what_is_no_answer_is_a_homeserver_in_trouble(connection: Connection, chat: Outbound, socket: Socket, answer: bytes) -> None:
    socket.answer = answer
    with pytest.raises(Unreachable):
        await connection.call("GET", f"{CLIENT_API}/sync", None)
    with pytest.raises(SendFailed) as caught:
        await REQUESTS[Asked.SEND](chat)
    assert not caught.value.final and not caught.value.is_slowed


async def test_an_answer_that_stops_in_its_middle_is_waited_for_no_longer_than_the_request_may_take(
    connection: Connection, socket: Socket
) -> None:
    socket.answer, socket.hangs = b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{", True
    with pytest.raises(Unreachable, match="in time"):
        await connection.call("GET", f"{CLIENT_API}/sync", None, None, timedelta(seconds=0.2))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        *((status, json.dumps({"errcode": code})) for status, code, follows in answers_to(Asked.KEYS) if follows is not Follows.ENDS),
        *(
            (200, body)
            for body in ("{}", "[]", "", '{"device_keys": []}', '{"device_keys": null}', '{"device_keys": {"@ben:stadt.example": 7}}')
        ),
        (200, '{"device_keys": {"@ben:stadt.example": {"X": 7}}, "master_keys": [], "self_signing_keys": {"@ben:stadt.example": "x"}}'),
    ],
)
async def test_whatever_is_the_matter_with_keys_the_words_of_people_are_heard_and_plain_rooms_are_spoken_in(
    connection: Connection, chat: Outbound, socket: Socket, status: int, body: str
) -> None:
    socket.says(status, body.encode())
    await connection.nio.get_to_know({user("Ben")})
    await connection.nio.upkeep()
    socket.says(200, b'{"event_id": "$1"}')
    assert await REQUESTS[Asked.SEND](chat) == "$1"


async def test_the_error_says_all_that_the_answer_did(connection: Connection, socket: Socket) -> None:
    socket.says(403, b'{"errcode": "M_FORBIDDEN", "error": "No."}')
    with pytest.raises(HomeserverError, match="403 M_FORBIDDEN: No"):
        await connection.call("GET", f"{CLIENT_API}/sync", None)
