"""What stands before a homeserver and may answer in its place: a small reverse proxy that a story gives its answers to."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import ClientSession, web

_HOP = frozenset({"host", "content-length", "transfer-encoding", "connection", "content-encoding"})


@dataclass
class InPlace:
    """What is answered to requests whose path or query fits, so many times."""

    pattern: str
    status: int
    body: str
    times: int = 1_000_000
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Proxy:
    url: str = ""
    answers: list[InPlace] = field(default_factory=list)
    given: int = 0
    """How often it has answered in the homeserver's place."""

    def answers_with(self, pattern: str, status: int, body: str, times: int = 1_000_000, **headers: str) -> None:
        self.answers.append(InPlace(pattern, status, body, times, headers))

    async def serve(self, session: ClientSession, target: str, request: web.Request) -> web.Response:
        for each in self.answers:
            if each.times > 0 and re.search(each.pattern, f"{request.method} {request.path_qs}"):
                each.times -= 1
                self.given += 1
                return web.Response(status=each.status, text=each.body, headers=each.headers)
        headers = {key: value for key, value in request.headers.items() if key.lower() not in _HOP}
        data = await request.read()
        async with session.request(request.method, f"{target}{request.raw_path}", data=data, headers=headers) as response:
            kept = {key: value for key, value in response.headers.items() if key.lower() not in _HOP}
            return web.Response(status=response.status, body=await response.read(), headers=kept)


@asynccontextmanager
async def proxy_before(target: str) -> AsyncIterator[Proxy]:
    proxy = Proxy()
    async with ClientSession() as session:

        async def serve(request: web.Request) -> web.StreamResponse:
            return await proxy.serve(session, target, request)

        app = web.Application(client_max_size=2**26)
        app.router.add_route("*", "/{path:.*}", serve)
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        proxy.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield proxy
        finally:
            await runner.cleanup()
