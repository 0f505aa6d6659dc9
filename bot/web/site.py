"""Requests and answers of the board: addresses, headers, and pages about what went wrong.

A GET changes nothing. What goes wrong is said in one sentence, in the language of the address.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.domain.faults import Place
from bot.monitoring.faults import Faults
from bot.ports import Interrupted
from bot.web import html
from bot.web.access import Asked
from bot.web.board import Board, NotSignedIn
from bot.web.declaration import NoSuchPage

SAFE = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""The headers of every answer."""
RETRY_AFTER_S = 5
STATIC = "/static/"
_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".txt": "text/plain"}


class Site:
    def __init__(self, faults: Faults, zone: ZoneInfo, language: str, prefix: str) -> None:
        self._faults = faults
        self._prefix = prefix
        self._zone = zone
        self._language = language
        self.board: Board | None = None
        """None while the bot is starting."""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        try:
            response = await self._answered(request)
        except web.HTTPException as refused:
            response = self._said(refused.status, "board.method" if refused.status == 405 else "board.not-found", self._language)
            response.headers.update({name: value for name, value in refused.headers.items() if name == "Allow"})
        response.headers.update({name: value for name, value in SAFE.items() if name not in response.headers})
        return response

    async def _answered(self, request: web.Request) -> web.Response:
        path = request.path
        if path.startswith(STATIC):
            return _static(request, path.removeprefix(STATIC))
        language, path = _language(path)
        if request.method not in ("GET", "HEAD"):
            raise web.HTTPMethodNotAllowed(request.method, ("GET", "HEAD"))
        if self.board is None:
            return self._said(503, "board.starting", language)
        asked = Asked(request.cookies, request.headers, request.remote or "")
        try:
            with self._faults.noted_in(Place.PAGE, "board", but=(NoSuchPage, NotSignedIn, Interrupted)):
                return web.Response(text=await self.board.shows(asked, language, path), content_type="text/html", charset="utf-8")
            return self._said(500, "board.fault", language)
        except NoSuchPage:
            return self._said(404, "board.not-found", language)
        except NotSignedIn:
            return self._said(401, "board.sign-in", language)
        except Interrupted:
            return self._said(503, "board.busy", language)

    def _said(self, status: int, text: str, language: str) -> web.Response:
        page = html.simple(language, "web/said.html", {"says": text, "is_for_a_while": status == 503, "prefix": self._prefix}, self._zone)
        headers = {"Retry-After": str(RETRY_AFTER_S)} if status == 503 else {}
        return web.Response(status=status, text=page, content_type="text/html", charset="utf-8", headers=headers)


def _language(path: str) -> tuple[str, str]:
    """The language of an address, and the path of the page in it."""
    if path == "/en" or path.startswith("/en/"):
        return "en", path.removeprefix("/en") or "/"
    return "de", path


@cache
def _file(name: str) -> tuple[bytes, str]:
    """A file of the board with its ETag. Raises FileNotFoundError."""
    known = {entry.name for entry in files("bot.web").joinpath("static").iterdir()}
    if name not in known:
        raise FileNotFoundError(name)
    data = files("bot.web").joinpath("static", name).read_bytes()
    return data, hashlib.sha256(data).hexdigest()[:32]


def _static(request: web.Request, name: str) -> web.Response:
    try:
        data, etag = _file(name)
    except FileNotFoundError:
        raise web.HTTPNotFound from None
    headers = {"Cache-Control": "public, max-age=3600", "ETag": f'"{etag}"'}
    if any(each.value == etag for each in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    return web.Response(body=data, content_type=_TYPES.get("." + name.rpartition(".")[2], "application/octet-stream"), headers=headers)
