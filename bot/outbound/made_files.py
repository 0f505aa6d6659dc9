"""Files that are made when their turn to be sent comes, by a child process: minutes as ODT, and pictures.

Not in the transaction that queues them, which would keep the database waiting; and not lost if the bot is killed.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

import structlog

from bot.domain.muted_rooms import Why
from bot.odt import NotWritten, OdtWriter
from bot.outbound.event_content import AS_ODT, AS_PICTURE, DATA
from bot.outbound.illustrations import illustrated
from bot.pictures import Draftsman, NotDrawn, size_of
from bot.ports import NOT_WRITTEN, OutboxRow, SendFailed

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 3
"""Attempts at making a file; what it says stands in another message."""


@dataclass(frozen=True, kw_only=True)
class FileMakers:
    """What makes files; None where that cannot be done, because a library is not installed."""

    odt: OdtWriter | None = None
    picture: Draftsman | None = None

    async def file_of(self, row: OutboxRow, content: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The content of the message, without its address, and the bytes to upload. Raises SendFailed."""
        shown = {key: value for key, value in content.items() if key not in (DATA, AS_ODT, AS_PICTURE)}
        data = base64.b64decode(content[DATA])
        try:
            if content.get(AS_ODT):
                data = await self._odt(data)
                shown["info"] = content["info"] | {"size": len(data)}
            elif content.get(AS_PICTURE):
                data = await self._picture(data)
                width, height = size_of(data)
                shown["info"] = content["info"] | {"size": len(data), "w": width, "h": height}
        except (NotWritten, NotDrawn) as error:
            log.warning("file not made", row=row.id, mime=content["info"]["mimetype"], reason=str(error))
            cannot = self.picture is None if content.get(AS_PICTURE) else self.odt is None
            raise SendFailed(NOT_WRITTEN, final=cannot or row.attempts + 1 >= MAX_ATTEMPTS, why=Why.CONTENT) from None
        return shown, data

    async def _odt(self, document: bytes) -> bytes:
        if self.odt is None:
            raise NotWritten("its library is not installed")
        return await self.odt(await illustrated(document, self.picture))

    async def _picture(self, picture: bytes) -> bytes:
        if self.picture is None:
            raise NotDrawn("its libraries are not installed")
        return await self.picture(picture)
