"""Requests and answers of the board: addresses, headers, limits, and pages about what went wrong.

A GET changes nothing. What goes wrong is said in one sentence, in the language of the address.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.domain.faults import Place
from bot.domain.sign_in import SIGN_IN_LASTS
from bot.monitoring.faults import Faults
from bot.ports import Interrupted
from bot.web import assets, downloads, html
from bot.web.access import cookie_name
from bot.web.asked import Asked
from bot.web.board import Board, NotSignedIn
from bot.web.declaration import Download, NoSuchPage
from bot.web.gate import Gate
from bot.web.sign_in import SIGN_IN, SIGN_OUT, Onward, Said, SignIn

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
MAX_BODY_BYTES = 1024
"""Of a request: the largest is the one button of the sign-in."""
_ODD = frozenset(map(chr, (*range(32), 127)))
"""Control characters, which stand in no address of ours."""


class Site:
    def __init__(self, faults: Faults, zone: ZoneInfo, language: str, prefix: str, gate: Gate | None = None) -> None:
        """Without a `gate` everybody may ask as often as they like."""
        self._faults = faults
        self._gate = gate
        self._prefix = prefix
        self._zone = zone
        self._language = language
        self.board: Board | None = None
        """None while the bot is starting."""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        try:
            response = await self._answered(request)
        except web.HTTPException as refused:
            text = {400: "board.method", 405: "board.method", 413: "board.too-large"}.get(refused.status, "board.not-found")
            response = self._said(refused.status, text, _language(request.path)[0])
            response.headers.update({name: value for name, value in refused.headers.items() if name == "Allow"})
        response.headers.update({name: value for name, value in SAFE.items() if name not in response.headers})
        return response

    async def _answered(self, request: web.Request) -> web.Response:
        path = request.path
        if path.startswith(assets.FOLDER):
            return _static(request, path.removeprefix(assets.FOLDER))
        language, path = _language(path)
        signs_in, signs_out = path.startswith(SIGN_IN), path == SIGN_OUT
        allowed = ("GET", "HEAD", "POST") if signs_in else ("POST",) if signs_out else ("GET", "HEAD")
        if request.method not in allowed:
            raise web.HTTPMethodNotAllowed(request.method, allowed)
        asked = Asked(request.cookies, request.headers, request.remote or "")
        wait = self._gate.wait(asked, signs_in=signs_in) if self._gate is not None else 0
        if wait:
            return self._said(429, "board.too-many", language, wait=wait)
        if self.board is None:
            return self._said(503, "board.starting", language, wait=RETRY_AFTER_S)
        if not _ODD.isdisjoint(path):
            raise web.HTTPNotFound
        if request.method == "POST":
            if (request.content_length or 0) > MAX_BODY_BYTES:
                raise web.HTTPRequestEntityTooLarge(MAX_BODY_BYTES, request.content_length or 0)
            try:
                await request.read()
            except web.RequestPayloadError:
                raise web.HTTPBadRequest from None
        try:
            with self._faults.noted_in(Place.PAGE, "board", but=(NoSuchPage, NotSignedIn, Interrupted)):
                if signs_in or signs_out:
                    return await self._signing(self.board.sign_in, request.method, asked, language, path)
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
            return self._said(503, "board.busy", language, wait=RETRY_AFTER_S)

    async def _signing(self, sign_in: SignIn | None, method: str, asked: Asked, language: str, path: str) -> web.Response:
        if sign_in is None:
            raise NoSuchPage
        if path == SIGN_OUT:
            answer: Said | Onward = await sign_in.signed_out(asked)
        elif method == "POST":
            answer = await sign_in.pressed(asked, path.removeprefix(SIGN_IN))
        else:
            answer = await sign_in.shown(asked, path.removeprefix(SIGN_IN))
        if isinstance(answer, Onward):
            response = web.Response(status=303, headers={"Location": html.at(language, "/")})
        else:
            response = self._said(answer.status, answer.text, language, answer.params, template=answer.template)
            if answer.status in (403, 410) and self._gate is not None:
                self._gate.failed(asked)
        _set_cookie(response, sign_in.url, answer.cookie)
        return response

    def _said(
        self,
        status: int,
        text: str,
        language: str,
        params: Mapping[str, Any] | None = None,
        *,
        wait: int = 0,
        template: str = "web/said.html",
    ) -> web.Response:
        """A page without a moment. `wait` is after how many seconds asking again is of use."""
        values = {"says": text, "is_for_a_while": status == 503, "prefix": self._prefix, "params": params or {}, **(params or {})}
        page = html.simple(language, template, values, self._zone)
        headers = {"Retry-After": str(wait)} if wait else {}
        return web.Response(status=status, text=page, content_type="text/html", charset="utf-8", headers=headers)


def _set_cookie(response: web.Response, url: str, token: str | None) -> None:
    if token is None:
        return
    # Lax: a strict cookie is not sent when a link in a chat is tapped.
    age = int(SIGN_IN_LASTS.total_seconds()) if token else 0
    is_secure = url.startswith("https:")
    response.set_cookie(cookie_name(url), token, max_age=age, path="/", secure=is_secure, httponly=True, samesite="Lax")


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
