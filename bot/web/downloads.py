"""Answers for programs: sent once, and only as 304 for as long as nothing has changed."""

from __future__ import annotations

import asyncio
import hashlib

from aiohttp import web

from bot.web.declaration import Download

CACHE = "private, no-cache"
"""A program may keep it for itself, and asks each time whether it still holds."""


async def response(request: web.Request, download: Download) -> web.Response:
    body = None
    etag = download.etag
    if not etag:
        body = await asyncio.to_thread(download.make)
        etag = hashlib.sha256(body).hexdigest()[:32]
    headers = {"Cache-Control": CACHE, "ETag": f'"{etag}"'}
    if download.links:
        headers["Link"] = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in download.links.items())
    if any(each.value in (etag, "*") for each in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    if body is None:
        body = await asyncio.to_thread(download.make)
    return web.Response(body=body, content_type=download.content_type, charset="utf-8", headers=headers)
