"""Requests and answers of the board: addresses, headers, and pages about what went wrong.

A GET changes nothing. What goes wrong is said in one sentence, in the language of the address.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.domain.faults import Place
from bot.monitoring.faults import Faults
from bot.ports import Interrupted
from bot.web import assets, downloads, html
from bot.web.access import Asked
from bot.web.board import Board, NotSignedIn
from bot.web.declaration import Download, NoSuchPage

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
        if path.startswith(assets.FOLDER):
            return _static(request, path.removeprefix(assets.FOLDER))
        language, path = _language(path)
        if request.method not in ("GET", "HEAD"):
            raise web.HTTPMethodNotAllowed(request.method, ("GET", "HEAD"))
        if self.board is None:
            return self._said(503, "board.starting", language)
        asked = Asked(request.cookies, request.headers, request.remote or "")
        try:
            with self._faults.noted_in(Place.PAGE, "board", but=(NoSuchPage, NotSignedIn, Interrupted)):
                shown = await self.board.shows(asked, language, path)
                if isinstance(shown, Download):
                    return await downloads.response(request, shown)
                return web.Response(text=shown, content_type="text/html", charset="utf-8")
            return self._said(500, "board.fault", language)
        except NoSuchPage as error:
            return self._said(404, error.text, language, error.params)
        except NotSignedIn:
            return self._said(401, "board.sign-in", language)
        except Interrupted:
            return self._said(503, "board.busy", language)

    def _said(self, status: int, text: str, language: str, params: Mapping[str, Any] | None = None) -> web.Response:
        values = {"says": text, "params": params or {}, "is_for_a_while": status == 503, "prefix": self._prefix}
        page = html.simple(language, "web/said.html", values, self._zone)
        headers = {"Retry-After": str(RETRY_AFTER_S)} if status == 503 else {}
        return web.Response(status=status, text=page, content_type="text/html", charset="utf-8", headers=headers)


def _language(path: str) -> tuple[str, str]:
    """The language of an address, and the path of the page in it."""
    if path == "/en" or path.startswith("/en/"):
        return "en", path.removeprefix("/en") or "/"
    return "de", path


def _static(request: web.Request, name: str) -> web.Response:
    found = assets.asset(name)
    if found is None:
        raise web.HTTPNotFound
    headers = {**assets.CACHED, "ETag": f'"{found.etag}"'}
    if any(each.value == found.etag for each in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    return web.Response(body=found.data, content_type=found.content_type, headers=headers)
