"""The pictures of the board as SVG: drawn by one child process at a time, and kept while nothing in them changes.

A page does not wait long for one. What it shows stands beside it as a table, and the next time the page is opened it is there.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict

import structlog
from markupsafe import Markup

from bot.pictures import Draftsman, NotDrawn, Worded, encoded

log = structlog.get_logger(__name__)

KEPT = 40
"""Pictures; each is some ten thousand characters."""
MAX_WAITING = 8
"""Pictures that wait for the child process."""
PATIENCE_S = 5.0


class Gallery:
    def __init__(self, draw: Draftsman | None = None, *, patience_s: float = PATIENCE_S) -> None:
        """`draw` makes the SVG of a picture; None where the libraries for it are not installed."""
        self._draw = draw
        self._patience_s = patience_s
        self._pictures: OrderedDict[bytes, asyncio.Task[str]] = OrderedDict()
        """By the hash of all that they show, the one that was asked for last at the end."""
        self._one_at_a_time = asyncio.Lock()

    async def svg(self, picture: Worded) -> Markup | None:
        """None where it cannot be drawn, or not in time."""
        if self._draw is None:
            return None
        given = encoded(picture)
        key = hashlib.sha256(given).digest()
        if key not in self._pictures:
            if sum(not each.done() for each in self._pictures.values()) >= MAX_WAITING:
                return None
            self._pictures[key] = asyncio.create_task(self._drawn(self._draw, given))
            while len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        task = self._pictures[key]
        await asyncio.wait({task}, timeout=self._patience_s)
        return Markup(task.result()) if task.done() and task.result() else None

    async def _drawn(self, draw: Draftsman, given: bytes) -> str:
        """The SVG; empty where it could not be drawn, which is not tried again until something in it changes."""
        try:
            async with self._one_at_a_time:
                return (await draw(given)).decode()
        except NotDrawn as error:
            log.warning("picture of the board not drawn", reason=str(error))
            return ""
