"""One request to the homeserver: through nio's connection, but with errors of our own and without its retries."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import aiohttp
from nio import AsyncClient

from bot.matrix.errors import SessionLost, Unreachable, homeserver_error, in_words, is_session_lost
from bot.matrix.inbound.sanitize import has_escapes, keepable

CLIENT_API = "/_matrix/client/v3"
REQUEST_TIMEOUT = timedelta(seconds=60)
MAX_INT_DIGITS = 1_000
MAX_JSON_DEPTH = 12_000
"""Levels of an answer: no homeserver takes an event that is deeper than 10,000 (Dendrite; Synapse and others stop long before)."""


async def call(
    nio: AsyncClient,
    method: str,
    path: str,
    body: dict[str, Any] | None,
    query: list[tuple[str, str]] | None,
    timeout: timedelta,
    token: str,
) -> dict[str, Any]:
    data = None if body is None else json.dumps(body)
    return await request(nio, method, path, data, "application/json", query, timeout, token)


async def request(
    nio: AsyncClient,
    method: str,
    path: str,
    data: str | bytes | None,
    mime: str,
    query: list[tuple[str, str]] | None,
    timeout: timedelta,
    token: str,
) -> dict[str, Any]:
    headers = {"Content-Type": mime} | ({"Authorization": f"Bearer {token}"} if token else {})
    target = f"{path}?{urlencode(query)}" if query else path
    try:
        response = await nio.send(method, target, data, headers, timeout=timeout.total_seconds())
        async with response:
            answer = await _json(response)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Unreachable(in_words(nio.homeserver, error)) from error
    if response.status >= 400:
        refusal = homeserver_error(response.status, answer, response.headers)
        raise SessionLost(str(refusal)) if is_session_lost(refusal) else refusal
    if not isinstance(answer, dict):
        raise Unreachable(f"what answers at {nio.homeserver} is no homeserver")
    return answer


async def _json(response: aiohttp.ClientResponse) -> Any:
    """The JSON of an answer; None where it is none, such as the error page of a proxy."""
    try:
        return parsed(await response.read())
    except ValueError:
        return None


def _loaded(body: bytes) -> Any:
    try:
        return json.loads(body)
    except json.JSONDecodeError:
        raise
    except ValueError:
        # Python itself refuses to parse thousands of digits. No number that means anything has them.
        return json.loads(body, parse_int=lambda digits: int(digits) if len(digits) <= MAX_INT_DIGITS else 0)


def parsed(body: bytes) -> Any:
    """The JSON, however deep it is nested, and however many digits a number in it has: a sync that cannot be parsed would be sent again
    for ever.

    Raises ValueError where it is none.
    """
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(max(usual, MAX_JSON_DEPTH))
    try:
        answer = _loaded(body)
    except RecursionError as error:
        raise ValueError("too deep") from error
    finally:
        sys.setrecursionlimit(usual)
    return keepable(answer) if has_escapes(body) else answer
