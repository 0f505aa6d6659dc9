"""A PostgreSQL server of the bench's own, and a TCP proxy before it that makes each round trip longer, as to another machine.

The server keeps its files in memory and waits for no disk: what is measured is the way to it.
"""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path

from tests.postgres import OWNER, Server, running

ROUND_TRIP_S = 0.005
"""By how much each is longer; half of it in each direction."""
_CHUNK_BYTES = 1 << 16


class FarDatabase:
    def __init__(self, server: Server, programs: Path, port: int) -> None:
        self._server = server
        self._programs = programs
        self._port = port

    def create(self, name: str) -> str:
        """Makes a database; its URL, through the proxy."""
        command = (str(self._programs / "createdb"), "-h", str(self._server.folder), "-U", "postgres", "-O", OWNER, name)
        subprocess.run(command, check=True, capture_output=True)
        return f"postgresql://{OWNER}@127.0.0.1:{self._port}/{name}"


@asynccontextmanager
async def far_database(programs: Path) -> AsyncIterator[FarDatabase]:
    with ExitStack() as stack:
        # In a thread: it starts an event loop of its own to talk to the server.
        server = await asyncio.to_thread(stack.enter_context, running(programs))
        socket = str(server.folder / ".s.PGSQL.5432")

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            there, back = await asyncio.open_unix_connection(socket)
            await asyncio.gather(passed_on(reader, back), passed_on(there, writer))

        proxy = await asyncio.start_server(serve, "127.0.0.1", 0)
        try:
            yield FarDatabase(server, programs, proxy.sockets[0].getsockname()[1])
        finally:
            proxy.close()


async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Each piece half a round trip after it came, however many are on their way."""
    loop = asyncio.get_running_loop()
    on_its_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def arrive() -> None:
        data = b"first"
        while data:
            at, data = await on_its_way.get()
            await asyncio.sleep(at - loop.time())
            writer.write(data)
            await writer.drain()

    arriving = asyncio.create_task(arrive())
    data = b"first"
    while data:
        try:
            data = await reader.read(_CHUNK_BYTES)
        except ConnectionError:
            data = b""
        on_its_way.put_nowait((loop.time() + ROUND_TRIP_S / 2, data))
    with suppress(ConnectionError):
        await arriving
    writer.close()
