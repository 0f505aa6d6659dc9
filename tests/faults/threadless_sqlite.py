"""How does the database keep step with the story? What it would do in a thread is done where it is asked for.

With threads chance decides which of several answers comes first: a story that failed could not be told again. Here a call is done at
once, and its caller goes on at a later turn of the loop, as it would with a quick disk. Whoever is cancelled in between has done it all
the same and does not know, as with a thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class InStep(Executor):
    """In place of threads."""

    def __init__(self, _size: int) -> None:
        super().__init__()

    def submit(self, work: Callable[P, T], /, *args: P.args, **named: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        later = asyncio.get_running_loop().call_soon
        try:
            later(future.set_result, work(*args, **named))
        except BaseException as error:  # noqa: BLE001 - handed to whoever waits for it
            later(future.set_exception, error)
        return future
