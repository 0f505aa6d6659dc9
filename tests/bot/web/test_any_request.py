"""Whatever is asked: no fault, no traceback, the headers that keep an answer private, and no word of it in the log."""

from __future__ import annotations

import asyncio
import logging
import string
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.config import Web
from bot.web.site import SAFE
from commands.board.pages import PAGES
from tests.bot.web.door import HERE, MEMBERS_ONLY, Phone, door, link
from tests.world import Room, World

URL = "https://tafel.stadt.example"
KNOWN = ["/", "/an/", "/abmelden", "/static/board.css", "/static/", "/health", "/health/live", "/metrics", *(page.path for page in PAGES)]


@pytest.fixture
def web_url() -> str:
    return URL


@pytest.fixture
async def phone(world: World, team: Room) -> AsyncIterator[Phone]:
    async with door(world, Web.model_validate({"url": URL, "trusted_proxies": ["127.0.0.1"], "user_header": "X-Matrix-User"})) as before:
        yield before


async def raw(phone: Phone, request: bytes) -> bytes:
    """The answer to these bytes, to the end of the connection."""
    reader, writer = await asyncio.open_connection(HERE, int(phone.address.rpartition(":")[2]))
    writer.write(request)
    try:
        return await asyncio.wait_for(reader.read(), 10)
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


def require_safe(answer: bytes) -> None:
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    status = int(lines[0].split()[1])
    assert status < 500 or status == 503, answer
    assert b"Traceback" not in body and b"aiohttp" not in answer.lower()
    headers = {name.casefold(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
    assert {name.casefold() for name in SAFE} <= headers.keys(), answer
    assert headers["x-content-type-options"] == "nosniff"


ODD = [
    b"GET //evil.example/ HTTP/1.1",
    b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
    b"GET /static/..%2f..%2fsite.py HTTP/1.1",
    b"GET /gruppen/%00 HTTP/1.1",
    b"GET /%ff%fe HTTP/1.1",
    b"GET /gruppen/%ff HTTP/1.1",
    b"GET /an/\xff\xfe HTTP/1.1",
    b"GET /" + b"x" * 20_000 + b" HTTP/1.1",
    b"GET /?" + b"a=b&" * 1500 + b" HTTP/1.1",
    b"GET http://evil.example/ HTTP/1.1",
    b"GET * HTTP/1.1",
    b"OPTIONS * HTTP/1.1",
    b"CONNECT evil.example:443 HTTP/1.1",
    b"TRACE / HTTP/1.1",
    b"PROPFIND / HTTP/1.1",
    b"get / HTTP/1.1",
    b"GET / HTTP/9.9",
    b"GET / HTTP/1.1\r\nExpect: something",
    b"GET / HTTP/1.1\r\nCookie: =; ;;\x7f=\x01; __Host-lotse=" + b"\xff" * 20,
    b'GET / HTTP/1.1\r\nCookie: __Host-lotse="\\777\\"',
    b'GET / HTTP/1.1\r\nIf-None-Match: "',
    b"GET /static/board.css HTTP/1.1\r\nIf-None-Match: nonsense",
    b"GET /metrics HTTP/1.1\r\nAccept: ;;;q=,",
    b'GET / HTTP/1.1\r\nX-Forwarded-For: ,,,;\r\nForwarded: for="[::"',
    b"GET / HTTP/1.1\r\nX-Matrix-User: @x:y z",
    b"POST /an/x HTTP/1.1\r\nContent-Length: -1",
    b"POST /an/x HTTP/1.1\r\nContent-Length: 99999999",
    b"POST /an/x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz",
    b"POST /an/x HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0",
    b"POST /an/x HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
    b"POST /abmelden HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=\r\nContent-Length: 1\r\n\r\nx",
]


@dataclass
class Noted:
    """What is logged from INFO on."""

    lines: list[Any]
    caplog: pytest.LogCaptureFixture

    def clear(self) -> None:
        self.lines.clear()
        self.caplog.clear()

    def of(self) -> list[str]:
        ours = [str(line) for line in self.lines if line["log_level"] != "debug"]
        return ours + [record.getMessage() for record in self.caplog.records if record.levelno >= logging.INFO]


@pytest.fixture
def noted(caplog: pytest.LogCaptureFixture) -> Iterator[Noted]:
    with structlog.testing.capture_logs() as lines:
        yield Noted(lines, caplog)


@pytest.mark.parametrize("request_", ODD, ids=range(len(ODD)))
async def test_an_odd_request_gets_an_answer_like_any_other(phone: Phone, noted: Noted, request_: bytes) -> None:
    noted.clear()
    head, _, body = request_.partition(b"\r\n\r\n")
    answer = await raw(phone, head + b"\r\nHost: here\r\n\r\n" + body)
    require_safe(answer)
    assert noted.of() == []


_PARTS = ["..", ".", "%2e%2e", "an", "en", "%00", "gruppen", "B1", "%2f", "ä", "%C3%A4", "%"]
_PATHS = st.one_of(
    st.sampled_from(KNOWN),
    st.builds(lambda known, more: known + more, st.sampled_from(KNOWN), st.text(string.printable, max_size=40)),
    st.lists(st.sampled_from(_PARTS), max_size=6).map(lambda parts: "/" + "/".join(parts)),
    st.text(max_size=60).map(lambda text: f"/{text}"),
)
_NAMES = st.sampled_from(
    [
        "Cookie",
        "Origin",
        "Sec-Fetch-Site",
        "X-Forwarded-For",
        "Forwarded",
        "X-Matrix-User",
        "If-None-Match",
        "Accept",
        "Content-Type",
        "Range",
    ]
)
_VALUES = st.one_of(
    st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=60),
    st.sampled_from([URL, "null", "same-origin", "127.0.0.1", "@ben:stadt.example", "__Host-lotse=x", "for=1.2.3.4", '"x"', "*"]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X"]),
    path=_PATHS,
    headers=st.lists(st.tuples(_NAMES, _VALUES), max_size=4),
    body=st.binary(max_size=40),
)
async def test_whatever_is_asked_there_is_no_fault(
    phone: Phone, noted: Noted, world: World, method: str, path: str, headers: list[tuple[str, str]], body: bytes
) -> None:
    world.clock.set(world.clock.now() + timedelta(minutes=1))  # each as the first of its address
    noted.clear()
    lines = [f"{method} {path} HTTP/1.1".encode(), b"Host: here", f"Content-Length: {len(body)}".encode()]
    lines += [f"{name}: {value}".encode("latin-1") for name, value in headers]
    require_safe(await raw(phone, b"\r\n".join(lines) + b"\r\n\r\n" + body))
    assert noted.of() == []


async def test_neither_a_person_nor_a_token_stands_in_the_log(
    phone: Phone, noted: Noted, world: World, team: Room, caplog: pytest.LogCaptureFixture
) -> None:
    path = await link(team, world)
    noted.clear()
    caplog.set_level(logging.DEBUG)
    await phone.opens(path)
    await phone.presses(path)
    await phone.opens(MEMBERS_ONLY)
    await phone.asks("GET", MEMBERS_ONLY, {"X-Matrix-User": "@ben:stadt.example", "X-Forwarded-For": "203.0.113.7"})
    await raw(phone, f"GET {path}{'x' * 20_000} HTTP/1.1\r\n\r\n".encode())
    said = str(noted.of()) + caplog.text
    token, cookie = path.removeprefix("/an/"), phone.cookie.partition("=")[2]
    assert not any(each in said for each in (token, cookie, "ben", "203.0.113.7", "/an/"))
