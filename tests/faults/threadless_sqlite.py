"""How does the database keep step with the story? Its calls are carried out where they are made, and not by threads of their own.

aiosqlite gives each connection a thread, and chance decides which of several answers comes first: a story that failed could not be
told again. Here a call is done at once, and its caller goes on at the next turn of the loop, as it would with a quick disk. Whoever is
cancelled in between has done it all the same and does not know, as with a thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import aiosqlite.core
import pytest


class _AtOnce:
    """In place of the queue to the thread."""

    def put_nowait(self, item: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, function = item
        settle: Callable[..., None] = aiosqlite.core.set_result
        try:
            outcome = function()
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits for it
            outcome, settle = error, aiosqlite.core.set_exception
        if future is not None:
            future.get_loop().call_soon(settle, future, outcome)


class _NoThread:
    def __init__(self, **_: Any) -> None:
        self.daemon = True

    def start(self) -> None:
        return None


def without_threads(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(aiosqlite.core, "SimpleQueue", _AtOnce)
    patch.setattr(aiosqlite.core, "Thread", _NoThread)
