"""The HTTP server of probes and of the board: at the configured address, and not to be held up by slow or broken requests."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from typing import Any

import structlog
from aiohttp import web

from bot.config.types import Listen
from bot.monitoring import CannotListen
from bot.monitoring.counters import Tally
from bot.monitoring.health import Health, Readiness, health, look
from bot.monitoring.prometheus import exposition
from bot.ports import Clock, Readable
from bot.tracebacks import at_line
from bot.web.site import MAX_BODY_BYTES, SAFE, Site

log = structlog.get_logger(__name__)

CONNECTION_TIMEOUT_S = 20.0
"""How long a connection may last; it carries one request, and a probe is answered in milliseconds."""
MAX_CONNECTIONS = 50
"""Connections at the same time."""
LINGERS_FOR_S = 1.0
"""How long a connection stays open for the rest of a body that nobody reads, so that the answer still arrives."""
FRONT_PAGE = "/health, /health/live, /health/ready and /metrics are served here."


@dataclass(frozen=True)
class Probes:
    """The handlers of the probes, with what their answers are made from."""

    store: Readable
    readiness: Readiness
    tally: Tally
    clock: Clock

    async def live(self, _request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(self, _request: web.Request) -> web.Response:
        found = await look(self.store, self.clock.now())
        says = health(found, self.readiness, self.tally.faults, self.clock.now())
        return web.json_response(asdict(says), status=200 if says.ready else 503)

    async def metrics(self, request: web.Request) -> web.Response:
        now = self.clock.now()
        found = await look(self.store, now)
        says: Health = health(found, self.readiness, self.tally.faults, now)
        text, content_type = exposition(self.tally, found, says, now, request.headers.get("Accept", ""))
        return web.Response(body=text, headers={"Content-Type": content_type})


@asynccontextmanager
async def serving(listen: Listen, probes: Probes, site: Site | None = None, *, longest: float = CONNECTION_TIMEOUT_S) -> AsyncIterator[int]:
    """Serves while the block lasts; gives the port, which the system chooses where 0 is configured. Raises CannotListen.

    No connection lasts more than `longest` seconds. Without a `site` there are the probes alone.
    """
    app = web.Application(middlewares=[_one_request_each], client_max_size=MAX_BODY_BYTES)
    app.add_routes(
        [
            web.get("/health", probes.ready),
            web.get("/health/ready", probes.ready),
            web.get("/health/live", probes.live),
            web.get("/metrics", probes.metrics),
        ]
    )
    app.on_response_prepare.append(_keep_safe)
    if site is not None:
        app.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        server = await _bound(listen, runner, longest)
        try:
            port: int = server.sockets[0].getsockname()[1]
            what = "serving the board, health and metrics" if site else "serving health and metrics"
            log.info(what, address=str(Listen(listen.host, port)))
            yield port
        finally:
            server.close()
    finally:
        await runner.cleanup()


async def _bound(listen: Listen, runner: web.AppRunner, longest: float) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    try:
        return await loop.create_server(lambda: _connection(loop, runner, longest), listen.host, listen.port)
    except OSError as error:
        raise CannotListen(f'[web] listen = "{listen}": {_why(error)}; choose another address, or "" for none') from error


def _connection(loop: asyncio.AbstractEventLoop, runner: web.AppRunner, longest: float) -> asyncio.Protocol:
    assert runner.server is not None
    if len(runner.server.connections) >= MAX_CONNECTIONS:
        return _TurnedAway()
    connection = _Connection(
        runner.server,
        loop=loop,
        access_log=None,  # type: ignore[arg-type]  # its annotation leaves out that None is for no log
        lingering_time=LINGERS_FOR_S,
        auto_decompress=False,
    )
    # aiohttp itself has no timeout for a request that was begun and not finished (slowloris).
    loop.call_later(longest, connection.force_close)
    return connection


class _Connection(web.RequestHandler):
    """A connection whose requests may be broken: aiohttp's own answer repeats what was sent, and its log the address of the sender."""

    __slots__ = ()

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        response = web.Response(status=status, text=f"{status}\n", headers={"Server": "Lotse", **SAFE})
        response.force_close()
        if status >= 500:
            self.log_exception(exc_info=exc)
        return response

    def log_exception(self, *_args: Any, exc_info: BaseException | None = None, **_more: Any) -> None:
        if not isinstance(exc_info, web.RequestPayloadError):  # a body that was sent broken
            log.error("a request could not be answered", error=at_line(exc_info) if exc_info else "")


class _TurnedAway(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.abort()


async def _keep_safe(_request: web.Request, response: web.StreamResponse) -> None:
    """Every answer has the headers that keep it private, whoever made it."""
    for name, value in SAFE.items():
        response.headers.setdefault(name, value)
    response.headers.pop("Server", None)
    # Also those that no middleware sees, such as a refused `Expect`: a connection that lasts is one that hangs.
    response.headers["Connection"] = "close"
    response.force_close()


@web.middleware
async def _one_request_each(request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> web.StreamResponse:
    """Middleware: closes the connection after each answer, so that a connection that lasts is one that hangs."""
    try:
        response = await handler(request)
    except web.HTTPException as refused:
        response = web.Response(status=refused.status, text=f"{refused.status} {refused.reason}: {FRONT_PAGE}\n", headers=_allow(refused))
    response.force_close()
    return response


def _allow(refused: web.HTTPException) -> dict[str, str]:
    return {"Allow": refused.headers["Allow"]} if "Allow" in refused.headers else {}


def _why(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "no machine of that name is known"
    known = {
        errno.EADDRINUSE: "another program listens there already",
        errno.EACCES: "the bot may not listen there (ports below 1024 are for the administrator)",
        errno.EADDRNOTAVAIL: "this machine does not have that address",
    }
    return known.get(error.errno or 0, error.strerror or "it cannot be used")
