"""Helpers of the loops: retrying a step, and waiting for an event or a time, whichever is first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

import structlog

from bot.ports import Clock, Damaged, Deposed, Interrupted

log = structlog.get_logger(__name__)

T = TypeVar("T")
RETRY_PAUSE = timedelta(seconds=5)
MAX_PAUSE = timedelta(minutes=5)
"""The longest pause between retries of a step that fails by a programming error, which only another version mends."""
REMIND_INTERVAL = timedelta(minutes=10)
"""How often the log repeats that something is still not possible."""


class Bell:
    """Wakes other loops when one has made work for them. Whom it wakes is set with `wakes`, once all loops exist."""

    def __init__(self) -> None:
        self._wakes: tuple[Callable[[], None], ...] = ()

    def wakes(self, *each: Callable[[], None]) -> None:
        self._wakes = each

    def ring(self) -> None:
        for wake in self._wakes:
            wake()


class Watched(Protocol):
    """Is told that a loop cannot go on because of a fault (programming error), and that it works again."""

    def failed(self, error: Exception) -> None: ...

    def works(self) -> None: ...


async def persistently(step: Callable[[], Coroutine[Any, Any, T]], clock: Clock, watched: Watched) -> T:
    """Retries `step` until it succeeds. A full disk or a locked database passes; the transaction was rolled back then.

    The trouble is logged when it begins, when it changes, from time to time, and when it is over. A fault (programming error) is
    reported each time, and retried with growing pauses. Raises Damaged and Deposed, which do not pass. A cancellation waits for the
    step under way: a transaction that is cancelled in the middle leaves SQLite locked for seconds.
    """
    began: datetime | None = None
    said: tuple[str, datetime] | None = None
    pause = RETRY_PAUSE
    while True:
        now = clock.now()
        try:
            done = await _to_its_end(step())
        except (Damaged, Deposed):
            raise
        except Interrupted as error:
            began, why = began or now, str(error)
            if said is None or said[0] != why or now - said[1] >= REMIND_INTERVAL:
                # Without a traceback: a full disk is no programming error.
                log.error("not possible now, trying again", why=why)
                said = why, now
            await clock.sleep_until(now + RETRY_PAUSE)
        except Exception as error:  # noqa: BLE001 - a loop goes on whatever it meets; what that was is told
            began = began or now
            watched.failed(error)
            await clock.sleep_until(now + pause)
            pause = min(2 * pause, MAX_PAUSE)
        else:
            if began is not None:
                log.info("possible again", after=(clock.now() - began).total_seconds())
                watched.works()
            return done


async def _to_its_end(step: Coroutine[Any, Any, T]) -> T:
    task = asyncio.ensure_future(step)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        if not task.cancelled() and isinstance(task.exception(), Interrupted):
            log.debug("not possible now, and stopped before the next try", why=str(task.exception()))
        raise


async def happened_or(event: asyncio.Event, clock: Clock, moment: datetime | None) -> None:
    """Returns when `event` is set or `moment` has come; None waits for the event alone."""
    if event.is_set():
        return
    await first_of(event.wait(), *([] if moment is None else [clock.sleep_until(moment)]))


async def first_of(*waits: Coroutine[Any, Any, Any]) -> None:
    """Returns when the first of them is over, and cancels the others."""
    tasks = [asyncio.create_task(each) for each in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
