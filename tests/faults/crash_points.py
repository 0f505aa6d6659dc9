"""Where on its way can the bot die? Every crossing of a seam is a step with a name: the database, and the homeserver.

The product knows nothing of it: its store and its connection are wrapped from here.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from bot.inbound.intake import POSITION_KEY
from storage.connection.database import Database
from storage.transaction import SqlTransaction

OnStep = Callable[[str], None]
"""Hears the name of each step when it comes; may raise."""

STEPS = {
    # intake
    "before request sync": "it is about to ask what is new",
    "after request sync": "it has heard what is new, and kept nothing of it",
    "after request messages": "it has a page of what the sync left out, and kept nothing of it",
    "before inbox.add": "nothing of a sync is in the inbox",
    "after inbox.add": "the events are in the inbox, the position behind them is not kept",
    "after position": "events and position are kept, but not committed",
    "after commit of intake": "they are committed, and nobody has been woken to handle them",
    # an event that comes alone is handled where it is taken in
    "before inbox.take": "nothing of a sync is kept",
    "after inbox.take": "its only event is in the inbox, nothing of what follows from it is done",
    "after commit of intake and dispatch": "it is handled and committed, and nobody has been woken to send the answer",
    # dispatch
    "before outbox.add_all": "records have changed, the answer is not queued",
    "after outbox.add_all": "the answer is queued, its event still counts as waiting",
    "after inbox.finish": "the event is handled, but nothing is committed",
    "after commit of dispatch": "all of that is committed, and nobody has been woken to send it",
    # wake-up
    "before timers.clear": "a timer is due and still set",
    "after timers.clear": "it is cleared, and what it was set for is not done",
    "after timers.set": "the next look is set, but not committed",
    "before commit of wake-up": "what a timer was set for is queued, but not committed",
    "after commit of wake-up": "that is committed, and nobody has been woken to send it",
    # relay
    "before request send": "a message is about to be sent",
    "after request send": "the homeserver has it, and its answer was not looked at",
    "before outbox.sent": "it is sent, and not marked as sent",
    "after outbox.sent": "it is marked, but not committed",
    "after commit of relay": "it is marked for good, and nobody knows that its room is free again",
}
"""Where it dies, and how things stand at that moment."""

_QUEUES = ("inbox", "outbox", "timers")
"""The repositories whose calls are steps of their own."""


class WatchedStore(Database):
    """The real database. `on_step` hears of each transaction and of each change of a queue in it."""

    on_step: OnStep = staticmethod(lambda name: None)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqlTransaction]:
        done: list[str] = []
        async with super().transaction() as tx:
            for name in _QUEUES:
                setattr(tx, name, _Watched(getattr(tx, name), name, self.on_step, done))
            unwatched = tx.set_metas
            watched = _watched(unwatched, "position", self.on_step, done)

            async def set_metas(values: Mapping[str, str]) -> None:
                await (watched if POSITION_KEY in values else unwatched)(values)

            tx.set_metas = set_metas  # type: ignore[method-assign]
            yield tx
            self.on_step(f"before commit of {_whose(done)}")
        self.on_step(f"after commit of {_whose(done)}")


class _Watched:
    def __init__(self, repository: Any, name: str, on_step: OnStep, done: list[str]) -> None:
        self._repository, self._name, self._on_step, self._done = repository, name, on_step, done

    def __getattr__(self, method: str) -> Any:
        found = getattr(self._repository, method)
        return _watched(found, f"{self._name}.{method}", self._on_step, self._done) if f"{self._name}.{method}" in _CHANGES else found


def _watched(act: Callable[..., Awaitable[Any]], name: str, on_step: OnStep, done: list[str]) -> Callable[..., Awaitable[Any]]:
    async def watched(*args: Any, **kwargs: Any) -> Any:
        on_step(f"before {name}")
        answer = await act(*args, **kwargs)
        done.append(name)
        on_step(f"after {name}")
        return answer

    return watched


_CHANGES = frozenset(
    {
        "inbox.add",
        "inbox.take",
        "inbox.finish",
        "outbox.add_all",
        "outbox.sent",
        "outbox.failed",
        "outbox.parked",
        "timers.set",
        "timers.clear",
        "position",
    }
)


def _whose(done: list[str]) -> str:
    """Which of the loops the transaction belongs to, by what was done in it."""
    if {"position", "inbox.finish"} <= {*done}:
        return "intake and dispatch"
    for change, whose in _OWNERS.items():
        if change in done:
            return whose
    return "another"


_OWNERS = {"position": "intake", "inbox.finish": "dispatch", "outbox.sent": "relay", "outbox.failed": "relay", "timers.clear": "wake-up"}
