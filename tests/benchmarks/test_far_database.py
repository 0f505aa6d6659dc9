"""Does what goes through the proxy before a far database arrive as it was sent?"""

from __future__ import annotations

import asyncio
import socket

from benchmarks.far_database import passed_on


async def test_what_is_on_its_way_arrives_whole_and_in_order() -> None:
    ends = (*socket.socketpair(), *socket.socketpair())
    (_, sender), (reader, entrance), (_, writer), (receiver, exit_) = [await asyncio.open_connection(sock=end) for end in ends]
    passing = asyncio.create_task(passed_on(reader, writer))

    pieces = [f"{number:05}".encode() * 50 for number in range(500)]
    for piece in pieces:
        sender.write(piece)
        await sender.drain()
    sender.close()

    assert await receiver.read() == b"".join(pieces)
    await passing
    for end in (entrance, exit_):
        end.close()
