"""The pictures of a document are drawn before its file is made: the child process that makes the file gets them as PNG."""

from __future__ import annotations

import base64
import json
from typing import Any

import structlog

from bot.odt import PICTURE
from bot.pictures import Draftsman, NotDrawn, size_of

log = structlog.get_logger(__name__)


async def illustrated(document: bytes, draftsman: Draftsman | None) -> bytes:
    """The encoded document with its pictures. One that cannot be drawn is left out: what it shows stands in the document in words."""
    content: dict[str, Any] = json.loads(document)
    if all(block["kind"] != PICTURE for block in content["blocks"]):
        return document
    blocks = [await _drawn(block, draftsman) if block["kind"] == PICTURE else block for block in content["blocks"]]
    return json.dumps(content | {"blocks": [block for block in blocks if block is not None]}).encode()


async def _drawn(block: dict[str, Any], draftsman: Draftsman | None) -> dict[str, Any] | None:
    if draftsman is None:
        return None
    try:
        png = await draftsman(block["picture"].encode())
        width, height = size_of(png)
    except NotDrawn as error:
        log.warning("picture of a document not drawn", reason=str(error))
        return None
    return block | {"png": base64.b64encode(png).decode(), "width": width, "height": height}
