"""Long polling: one sync after the other, each asked until it is answered, in the end without a position that the server has forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.matrix.client import Connection
from bot.matrix.errors import HomeserverError, Unreachable
from bot.matrix.http import CLIENT_API
from bot.matrix.inbound.shapes import shaped_sync
from bot.matrix.response_policy import Asked, Follows, rule_for
from bot.matrix.retry import Patience

POLL_TIMEOUT = timedelta(seconds=30)
CATCH_UP_TIMEOUT = timedelta(milliseconds=100)
"""How long the homeserver may wait for events, at most, while the bot catches up."""
FIRST_SYNC_TIMEOUT = timedelta(minutes=5)
"""The first sync brings the state of every room; with a thousand of them that takes seconds, on a busy server more."""
MAX_REFUSED_POSITIONS = 3
"""After so many refusals of a position the sync is asked for without one."""

_NOTHING = {"not_types": ["*"]}
_ROOM: dict[str, Any] = {
    # Synapse sends no more than 100 of a room at once.
    "timeline": {"limit": 100, "lazy_load_members": False},
    "state": {"lazy_load_members": False},
    "ephemeral": _NOTHING,
    "account_data": _NOTHING,
}
_FILTER = json.dumps({"presence": _NOTHING, "account_data": _NOTHING, "room": _ROOM})
_FILTER_WITH_LEFT = json.dumps({"presence": _NOTHING, "account_data": _NOTHING, "room": {**_ROOM, "include_leave": True}})
"""For a sync without a position, which does not name the rooms that the bot has left unless it is asked to."""


@dataclass(frozen=True)
class Listened:
    answer: dict[str, Any]
    is_regained: bool
    """Whether the answer is a full sync, because the homeserver did not know the position."""


class Poll:
    def __init__(self, connection: Connection, patience: Patience, jitter: Callable[[], float]) -> None:
        self._connection = connection
        self._patience = patience
        self._jitter = jitter

    async def listen(self, position: str | None, *, full: bool, wait: bool) -> Listened:
        """The next sync. A position that is refused again and again is left out, which gives a full sync."""
        refused, is_without = 0, False

        async def ask() -> dict[str, Any]:
            nonlocal refused, is_without
            is_without = refused >= MAX_REFUSED_POSITIONS
            try:
                answer = shaped_sync(await self._sync(position, full=full, wait=wait, is_without=is_without))
            except HomeserverError as error:
                is_unknown = rule_for(Asked.SYNC, error.status, error.errcode).follows is Follows.ANEW
                # Refused without a position, too: then the position is not at fault.
                refused = refused + 1 if is_unknown and position is not None and not is_without else 0
                raise
            if answer is None:
                raise Unreachable("the homeserver answers a sync with nothing")
            return answer

        return Listened(await self._patience.until_answered(ask), is_without)

    async def _sync(self, position: str | None, *, full: bool, wait: bool, is_without: bool) -> dict[str, Any]:
        # Synapse caches the answer to a sync for two minutes: after a restart, or a restore to the same position, the cached answer would
        # look as if the bot had caught up. A random timeout makes it another request.
        poll = POLL_TIMEOUT if wait else CATCH_UP_TIMEOUT * self._jitter()
        query = [("filter", _FILTER_WITH_LEFT if is_without else _FILTER), ("timeout", str(int(poll.total_seconds() * 1000)))]
        query += [("set_presence", "offline")]
        query += [("since", position)] if position and not is_without else []
        query += [("full_state", "true")] if full or is_without else []
        limit = FIRST_SYNC_TIMEOUT if full or is_without else poll + timedelta(seconds=30)
        return await self._connection.call("GET", f"{CLIENT_API}/sync", None, query, limit)
